// Keeps the API key out of what may be printed: an answer that echoes it, a transport error that carries the request.

/** A function that replaces the key in a text. */
export type Redact = (text: string) => string;

/** Replaces `key` wherever it stands. */
export function redactor(key: string | undefined): Redact {
  return (text) => (key !== undefined && text.includes(key) ? text.replaceAll(key, '[redacted]') : text);
}

/** Response headers without the key; the same object when none holds it, which is the ordinary case. */
export function redactHeaders(headers: Headers, redact: Redact): Headers {
  const clean = [...headers].map(([name, value]) => [name, redact(value)] as [string, string]);
  return clean.every(([name, value]) => headers.get(name) === value) ? headers : new Headers(clean);
}

const facts = ['code', 'errno', 'syscall', 'address', 'port', 'hostname', 'host'] as const;

/**
 * A copy of what a transport threw, safe to keep as `cause`: message, name, stack, system facts and its own causes, and
 * nothing else, since transports are known to hang the whole request, key included, on their errors.
 */
export function safeCause(thrown: unknown, redact: Redact, depth = 0): unknown {
  if (!(thrown instanceof Error)) {
    const text =
      typeof thrown === 'object' && thrown !== null ? Object.prototype.toString.call(thrown) : String(thrown);
    return redact(text);
  }
  const copy = new Error(redact(thrown.message));
  const stack = typeof thrown.stack === 'string' ? redact(thrown.stack) : undefined;
  Object.defineProperty(copy, 'name', { value: redact(String(thrown.name)), configurable: true });
  Object.defineProperty(copy, 'stack', { value: stack, configurable: true });
  for (const fact of facts) {
    const value = (thrown as unknown as Record<string, unknown>)[fact];
    if (typeof value === 'string') Object.assign(copy, { [fact]: redact(value) });
    if (typeof value === 'number') Object.assign(copy, { [fact]: value });
  }
  if (thrown.cause !== undefined && depth < 8)
    Object.defineProperty(copy, 'cause', {
      value: safeCause(thrown.cause, redact, depth + 1),
      configurable: true,
    });
  return copy;
}
