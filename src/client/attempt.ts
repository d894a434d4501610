// One attempt: key, middleware, fetch, body. Every way it can end is in its result or a typed error.
import {
  JettsonConfigError,
  JettsonNetworkError,
  type JettsonResponseError,
  type RequestFacts,
} from './errors.js';
import { type Answer, bodyError, type Failure, readEnvelope } from './failure.js';
import { deepFreeze } from './freeze.js';
import { type MiddlewareRequest, onion } from './middleware.js';
import { checkKey, type Settings } from './options.js';
import { redactHeaders, redactor, safeCause } from './redact.js';
import { type Ending, isRetried, type Outcome } from './retry.js';
import { parseRetryAfter, parseRetryAfterSeconds } from './retry-after.js';

/** A request as it is written out: everything but the key, fixed before the first attempt. */
export interface Outgoing {
  /** Operation id of the contract, or method and path. */
  readonly operation: string;
  readonly method: string;
  /** Path template, for errors and logs. */
  readonly path: string;
  readonly url: string;
  /** Names in lower case, where it is a record. */
  readonly headers: Readonly<Record<string, string>> | Headers;
  readonly body: string | undefined;
}

/** The platform's response, and what openapi-fetch and the methods read of it. */
interface Read {
  readonly response: Response;
  readonly body: unknown;
  readonly text: () => Promise<string>;
}

/** An answer to keep, its body read. */
export type Reply =
  | (Answer &
      Read & {
        readonly ok: true /** The error for a body that is not what the contract promises. */;
        readonly refuse: Refuse;
      })
  | (Failure & Read & { readonly ok: false });

/** Makes the error for a body, of which it says what is wrong. */
export type Refuse = (what: string) => JettsonResponseError;

/** How an attempt ended that threw nothing. */
export type Attempt =
  | Reply
  /** To be repeated; the body, if it was not needed, is cancelled. */
  | { readonly status: number; readonly delayMs: number }
  /** A success that says it is JSON and is not: the body broke on its way. */
  | { readonly error: JettsonResponseError };

/**
 * Sends, reads as much of the answer as the next step needs, and says what that step is.
 * @param decide says what follows an answer; called once. @param onHeaders is told that the first phase is over.
 * @throws JettsonNetworkError when no answer came or its body broke off.
 */
export async function attempt(
  outgoing: Outgoing,
  settings: Settings,
  facts: RequestFacts,
  decide: (outcome: Outcome) => number | Ending,
  onHeaders: () => void,
  signal: AbortSignal,
): Promise<Attempt> {
  const { operation, method, url, headers: given, body } = outgoing;
  const { middleware, clock, freeze } = settings;
  let redact = redactor(undefined);

  const networkError = (thrown: unknown, what: string) => {
    if (thrown instanceof JettsonNetworkError || signal.aborted) return thrown;
    const cause = safeCause(thrown, redact);
    return new JettsonNetworkError(`${operation}: ${what} (${inWords(cause)})`, facts, { cause });
  };

  /** Below the last middleware: adds the key, unless the URL was turned to another origin, and calls fetch. */
  const send = async (
    request: Pick<MiddlewareRequest, 'url' | 'method' | 'body' | 'signal'> & Pick<Outgoing, 'headers'>,
  ) => {
    const { apiKey, baseUrl, fetchOptions } = settings;
    // A copy: middleware, and the next attempt, keep headers without the key.
    const headers: Record<string, string> =
      request.headers instanceof Headers ? Object.fromEntries(request.headers) : { ...request.headers };
    if (request.url === url || new URL(request.url).origin === new URL(baseUrl).origin) {
      const key = typeof apiKey === 'string' ? apiKey : checkKey(await apiKey()); // options.ts checks texts
      redact = redactor(key);
      headers['authorization'] = `Bearer ${key}`;
    }
    const init: RequestInit = {
      ...fetchOptions,
      method: request.method,
      headers,
      signal: request.signal,
      redirect: 'manual',
    };
    if (request.body !== undefined) init.body = request.body;
    const fetch = settings.fetch ?? globalThis.fetch;
    try {
      return await fetch(request.url, init);
    } catch (thrown) {
      throw networkError(thrown, 'no response');
    }
  };

  const response = await (middleware.length > 0
    ? onion(
        middleware,
        send,
      )({
        ...{ operation, method, url, body, signal },
        headers: new Headers(given),
        attempt: facts.attempts,
      })
    : send({ url, method, headers: given, body, signal }));
  if (signal.aborted) {
    discard(response); // too late: nobody waits for it any more
    throw signal.reason;
  }
  if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function')
    throw new JettsonConfigError('fetch', 'must give a Response, and so must every middleware');
  onHeaders();
  const { status } = response;
  const ok = status >= 200 && status < 300;
  let { headers } = response;
  let retryAfterMs = ok ? undefined : parseRetryAfter(headers.get('retry-after'), clock.now());
  let next: number | Ending | undefined;
  // The body of a 429 without a usable header may say how long to wait; all others are only read to be kept.
  if (isRetried(status) && (status !== 429 || retryAfterMs !== undefined)) {
    next = decide({ status, retryAfterMs });
    if (typeof next === 'number') {
      discard(response);
      return { status, delayMs: next };
    }
  }
  let source: string;
  try {
    source = `${await response.text()}`; // a fetch of the caller's own may give anything
  } catch (thrown) {
    throw networkError(thrown, `${status}, and the body broke off`);
  }
  const text = async () => source;
  if (ok) {
    const refuse: Refuse = (what) =>
      bodyError({ status, headers: redactHeaders(headers, redact), source: redact(source), facts }, what);
    try {
      const json: unknown = source === '' ? undefined : JSON.parse(source);
      const body = freeze ? deepFreeze(json) : json;
      return { ok, status, headers, source, facts, response, body, text, refuse };
    } catch {
      const error = refuse('it is not JSON');
      if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')) throw error;
      return { error };
    }
  }
  source = redact(source);
  headers = redactHeaders(headers, redact);
  const envelope = readEnvelope(source);
  if (status === 429) retryAfterMs ??= parseRetryAfterSeconds(envelope.details?.['retryAfterSeconds']);
  next ??= decide({ status, retryAfterMs });
  if (typeof next === 'number') return { status, delayMs: next };
  const failure = { status, headers, source, facts, envelope, retryAfterMs, ending: next };
  return { ok, ...failure, response, body: undefined, text };
}

/** Lets go of a body nobody will read, so that its socket is free again. */
function discard(response: Response | undefined): void {
  try {
    response?.body?.cancel?.().catch(() => undefined); // already read, or locked by a middleware: nothing to free
  } catch {
    // a body of a kind that has no cancel
  }
}

/** The deepest cause says most: `connect ECONNREFUSED 127.0.0.1:1` under `fetch failed`. */
function inWords(cause: unknown): string {
  let at = cause;
  while (at instanceof Error && at.cause !== undefined) at = at.cause;
  if (!(at instanceof Error)) return String(at);
  const code = (at as { code?: unknown }).code;
  return at.message || (typeof code === 'string' ? code : at.name);
}
