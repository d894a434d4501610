// One attempt: key, middleware, fetch, body. Every way it can end is in its result or a typed error.
import {
  type JettsonAPIError,
  JettsonConfigError,
  JettsonNetworkError,
  type JettsonResponseError,
  type RequestFacts,
} from './errors.js';
import { bodyError, errorOf, readEnvelope } from './failure.js';
import { deepFreeze } from './freeze.js';
import { type MiddlewareRequest, onion } from './middleware.js';
import { checkKey, type Settings } from './options.js';
import { redactHeaders, redactor, safeCause } from './redact.js';
import type { Ending, Outcome } from './retry.js';
import { parseRetryAfter, parseRetryAfterSeconds } from './retry-after.js';

/** A request as it is written out: everything but the key, fixed before the first attempt. */
export interface Outgoing {
  /** Operation id of the contract, or method and path. */
  readonly operation: string;
  readonly method: string;
  /** Path template, for errors and logs. */
  readonly path: string;
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** An answer to keep, its body read. */
export interface Reply {
  /** The platform's response. */
  readonly response: Response;
  /** The body as it came. */
  readonly source: string;
  /** The body parsed: undefined when there was none, the text of an error that is not JSON. */
  readonly body: unknown;
  /** Of an answer outside 2xx. */
  readonly error?: JettsonAPIError;
  /** Makes the error for a success whose body is not what the contract promises. */
  readonly refuse: Refuse;
  readonly attempts: number;
}

/** Makes the error for a body, of which it says what is wrong. */
export type Refuse = (what: string) => JettsonResponseError;

/** How an attempt ended: with one of the last three. */
export interface Attempt {
  readonly status?: number;
  /** An answer to keep. */
  readonly reply?: Reply;
  /** The wait before it is repeated; the body, if it was not needed, is cancelled. */
  readonly delayMs?: number;
  /** Why there is no answer, or none that can be read. */
  readonly broken?: Error;
}

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
  const { operation, method, url, headers, body } = outgoing;
  const { middleware, clock, freeze, apiKey, baseUrl, fetchOptions } = settings;
  let redact = redactor(undefined);

  const networkError = (thrown: unknown, what: string) => {
    if (thrown instanceof JettsonNetworkError || signal.aborted) return thrown;
    const cause = safeCause(thrown, redact);
    return new JettsonNetworkError(`${operation}: ${what} (${cause.message})`, { ...facts, cause });
  };

  /** Below the last middleware: adds the key, unless the URL was turned to another origin, and calls fetch. */
  const send = async (
    request: Pick<MiddlewareRequest, 'url' | 'method' | 'body' | 'signal'> & {
      readonly headers: Headers | Outgoing['headers'];
    },
  ) => {
    // A copy: middleware, and the next attempt, keep headers without the key.
    const headers: Record<string, string> =
      request.headers instanceof Headers ? Object.fromEntries(request.headers) : { ...request.headers };
    if (request.url === url || new URL(request.url).origin === new URL(baseUrl).origin) {
      const key = typeof apiKey === 'string' ? apiKey : checkKey(await apiKey()); // options.ts checks texts
      redact = redactor(key);
      headers['authorization'] = `Bearer ${key}`;
    }
    const { method, body, signal } = request;
    const init: RequestInit = { ...fetchOptions, method, headers, signal, redirect: 'manual' };
    if (body !== undefined) init.body = body;
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
        headers: new Headers(headers),
        attempt: facts.attempts,
      })
    : send({ url, method, headers, body, signal }));
  // Already read, locked by a middleware, or of a kind that cannot be cancelled: nothing to free.
  const discard = () => {
    (async () => response?.body?.cancel())().catch(() => undefined);
  };
  if (signal.aborted) {
    discard(); // too late: nobody waits for it any more
    throw signal.reason;
  }
  if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function')
    throw new JettsonConfigError('fetch', 'must give a Response, and so must every middleware');
  onHeaders();
  const { status } = response;
  let retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), clock.now());
  // The body of a 429 without a usable header may say how long to wait; all others are only read to be kept.
  const isSuccess = status >= 200 && status < 300;
  const isUndecided = isSuccess || (status === 429 && retryAfterMs === undefined);
  let next = isUndecided ? undefined : decide({ status, retryAfterMs });
  if (typeof next === 'number') {
    discard();
    return { status, delayMs: next };
  }
  let source: string;
  try {
    source = `${await response.text()}`; // a fetch of the caller's own may give anything
  } catch (thrown) {
    throw networkError(thrown, `${status}, and the body broke off`);
  }
  const answer = () => ({
    status,
    headers: redactHeaders(response.headers, redact),
    source: redact(source),
    facts,
  });
  const refuse: Refuse = (what) => bodyError(answer(), what);
  const reply = { response, source, refuse, attempts: facts.attempts };
  if (isSuccess) {
    const json = parse(source);
    if (source === '' || json !== undefined)
      return { status, reply: { ...reply, body: freeze ? deepFreeze(json) : json } };
    const broken = refuse('it is not JSON');
    // What says it is JSON broke on its way; a page of HTML is what was sent.
    if (/json/i.test(response.headers.get('content-type') ?? '')) return { status, broken };
    throw broken;
  }
  source = redact(source);
  const json = parse(source);
  const errorBody = json === undefined && source !== '' ? source : json;
  const envelope = readEnvelope(json);
  if (!next) {
    retryAfterMs = parseRetryAfterSeconds(envelope.details?.['retryAfterSeconds']);
    next = decide({ status, retryAfterMs });
    if (typeof next === 'number') return { status, delayMs: next };
  }
  return {
    status,
    reply: { ...reply, body: errorBody, error: errorOf(answer(), envelope, retryAfterMs, next) },
  };
}

/** The JSON of a text; undefined for what is none. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
