// Keeps the API key out of what may be printed: an answer that echoes it, a transport error that carries the request.

/** A function that replaces the key in a text. */
export type Redact = (text: string) => string;

/** Replaces `key` wherever it stands; undefined before a key was asked for. */
export function redactor(key: string | undefined): Redact {
  return (text) => (key ? text.replaceAll(key, '[redacted]') : text);
}

/** Response headers without the key. */
export function redactHeaders(headers: Headers, redact: Redact): Headers {
  return new Headers([...headers].map(([name, value]): [string, string] => [name, redact(value)]));
}

/**
 * What a transport threw, as a `cause` that is safe to keep: message, name and code of the deepest cause, which says most
 * (`connect ECONNREFUSED 127.0.0.1:1` under `fetch failed`), and nothing else. Transports are known to hang the whole
 * request, key included, on their errors.
 */
export function safeCause(thrown: unknown, redact: Redact): Error {
  let deepest = worded(thrown);
  for (let depth = 0; deepest.cause && depth < 9; depth += 1) deepest = worded(deepest.cause);
  const { message, name, code } = deepest;
  return Object.assign(
    new Error(redact(`${message || code || name || typeof thrown}`)),
    code && { code: redact(`${code}`) },
  );
}

/** A text is its own message: `throw 'socket hang up'`, `new Error('fetch failed', { cause: 'socket hang up' })`. */
function worded(thrown: unknown): { readonly [Fact in 'message' | 'name' | 'code' | 'cause']?: unknown } {
  return typeof thrown === 'string' ? { message: thrown } : Object(thrown);
}
