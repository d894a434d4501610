// One attempt: key, middleware, fetch, body. Every way it can end is in its result or a typed error.
import {
  JettsonConfigError,
  JettsonNetworkError,
  type JettsonResponseError,
  JettsonTimeoutError,
  type RequestFacts,
} from './errors.js';
import { type Answer, askedDelayMs, bodyError, readEnvelope } from './failure.js';
import { deepFreeze } from './freeze.js';
import { onion } from './middleware.js';
import { checkKey, type Settings } from './options.js';
import { type Redact, redactHeaders, redactor, safeCause } from './redact.js';
import { type GiveUp, isRetried, type Outcome, type Wait } from './retry.js';
import { parseRetryAfter } from './retry-after.js';

/** A request as openapi-fetch built it: everything but the key, fixed before the first attempt. */
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

/** How an attempt ended that threw nothing. */
export type Attempt =
  | {
      readonly kind: 'reply';
      readonly answer: Answer;
      readonly response: Response;
      /** The parsed body of a success; undefined when it is empty. */
      readonly json: unknown;
      readonly next: GiveUp;
    }
  /** To be repeated; the body, if it was not needed, is cancelled. */
  | { readonly kind: 'again'; readonly status: number; readonly next: Wait }
  /** A success that says it is JSON and is not: the body broke on its way. */
  | { readonly kind: 'broken'; readonly error: JettsonResponseError };

/** What an attempt needs besides the request. */
export interface Context {
  readonly settings: Settings;
  readonly facts: RequestFacts;
  /** Decides what follows an answer; called once. */
  readonly decide: (outcome: Outcome) => Wait | GiveUp;
}

/** One attempt, in two phases that share a time-out. */
export class Attempting {
  readonly #outgoing: Outgoing;
  readonly #context: Context;
  #phase: 'headers' | 'body' = 'headers';
  #redact: Redact = redactor(undefined);

  constructor(outgoing: Outgoing, context: Context) {
    this.#outgoing = outgoing;
    this.#context = context;
  }

  /** The error when the attempt took longer than `timeoutMs`. */
  timeout(timeoutMs: number): JettsonTimeoutError {
    return timeoutError(this.#context.facts, this.#phase, timeoutMs);
  }

  /**
   * Sends, reads as much of the answer as the next step needs, and says what that step is.
   * @throws JettsonNetworkError when no answer came or its body broke off.
   */
  async run(signal: AbortSignal): Promise<Attempt> {
    const { settings, decide } = this.#context;
    const response = await this.#exchange(signal);
    this.#phase = 'body';
    const { status, headers } = response;
    const nowMs = settings.clock.now();
    const headerDelayMs = parseRetryAfter(headers.get('retry-after'), nowMs);
    // The body of a 429 without a usable header may say how long to wait; all others are only read to be kept.
    let next: Wait | GiveUp | undefined;
    if (isRetried(status) && (status !== 429 || headerDelayMs !== undefined)) {
      next = decide({ kind: 'answer', status, retryAfterMs: headerDelayMs });
      if (next.kind === 'wait') {
        discard(response);
        return { kind: 'again', status, next };
      }
    }
    const answer = await this.#read(response, signal);
    if (status >= 200 && status < 300) {
      const parsed = this.#parse(answer);
      if (parsed.error) {
        if (!isLabelledJson(headers)) throw parsed.error;
        return { kind: 'broken', error: parsed.error };
      }
      return { kind: 'reply', answer, response, json: parsed.json, next: { kind: 'give-up', why: 'final' } };
    }
    const safe = { status, headers: redactHeaders(headers, this.#redact), text: this.#redact(answer.text) };
    if (!next) {
      const retryAfterMs = askedDelayMs(safe, readEnvelope(safe.text).details, nowMs);
      next = decide({ kind: 'answer', status, retryAfterMs });
    }
    if (next.kind === 'wait') return { kind: 'again', status, next };
    return { kind: 'reply', answer: safe, response, json: undefined, next };
  }

  async #exchange(signal: AbortSignal): Promise<Response> {
    const { settings, facts } = this.#context;
    const { operation, method, url, headers, body } = this.#outgoing;
    const { middleware } = settings;
    const attempt = facts.attempts;
    const response =
      middleware.length === 0
        ? await this.#send({ url, method, headers, body, signal })
        : await onion(middleware, (sent) => this.#send(sent))({
            ...{ operation, method, url, body, attempt, signal },
            headers: new Headers(headers),
          });
    if (signal.aborted) {
      discard(response); // too late: nobody waits for it any more
      throw signal.reason;
    }
    if (typeof response?.status !== 'number' || typeof response.headers?.get !== 'function')
      throw new JettsonConfigError('fetch', 'must give a Response, and so must every middleware');
    return response;
  }

  /** Below the last middleware: adds the key, unless the URL was turned to another origin, and calls fetch. */
  async #send(
    request: Pick<Outgoing, 'url' | 'method' | 'headers' | 'body'> & { signal: AbortSignal },
  ): Promise<Response> {
    const { settings, facts } = this.#context;
    const { method, url, body, signal } = request;
    // A copy: middleware, and the next attempt, keep headers without the key.
    const headers =
      request.headers instanceof Headers ? new Headers(request.headers) : { ...request.headers };
    if (url === this.#outgoing.url || new URL(url).origin === new URL(settings.baseUrl).origin) {
      const { apiKey } = settings;
      const key = checkKey(typeof apiKey === 'string' ? apiKey : await apiKey());
      this.#redact = redactor(key);
      if (headers instanceof Headers) headers.set('authorization', `Bearer ${key}`);
      else headers['authorization'] = `Bearer ${key}`;
    }
    const init = { ...settings.fetchOptions, method, headers, signal, redirect: 'manual' as const };
    try {
      const fetch = settings.fetch ?? globalThis.fetch;
      return await fetch(url, body === undefined ? init : { ...init, body });
    } catch (thrown) {
      if (thrown instanceof JettsonNetworkError) throw thrown;
      const cause = safeCause(thrown, this.#redact);
      throw new JettsonNetworkError(`${facts.operation}: no response (${inWords(cause)})`, facts, { cause });
    }
  }

  async #read(response: Response, signal: AbortSignal): Promise<Answer> {
    const { facts } = this.#context;
    try {
      return { status: response.status, headers: response.headers, text: await response.text() };
    } catch (thrown) {
      if (signal.aborted) throw thrown;
      const cause = safeCause(thrown, this.#redact);
      throw new JettsonNetworkError(
        `${facts.operation}: ${response.status}, and the body broke off (${inWords(cause)})`,
        facts,
        { cause },
      );
    }
  }

  #parse(answer: Answer): { json: unknown; error?: undefined } | { error: JettsonResponseError } {
    if (answer.text === '') return { json: undefined };
    try {
      const json: unknown = JSON.parse(answer.text);
      return { json: this.#context.settings.freeze ? deepFreeze(json) : json };
    } catch {
      const { status, headers, text } = answer;
      const safe = { status, headers, text: this.#redact(text) };
      return { error: bodyError(safe, this.#context.facts, 'it is not JSON') };
    }
  }
}

/** The error for a limit that passed: of one attempt, by phase, or of the whole call. */
export function timeoutError(
  facts: RequestFacts,
  phase: 'headers' | 'body' | 'deadline',
  timeoutMs: number,
): JettsonTimeoutError {
  const what = { headers: 'no response', body: 'an unfinished body', deadline: 'no result' }[phase];
  const limit = phase === 'deadline' ? 'deadlineMs' : 'timeoutMs';
  return new JettsonTimeoutError(`${facts.operation}: ${what} within ${limit} (${timeoutMs} ms)`, {
    ...facts,
    phase,
    timeoutMs,
  });
}

/** Lets go of a body nobody will read, so that its socket is free again. */
function discard(response: Response | undefined): void {
  try {
    response?.body?.cancel?.().catch(() => undefined); // already read, or locked by a middleware: nothing to free
  } catch {
    // a body of a kind that has no cancel
  }
}

function isLabelledJson(headers: Headers): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '');
}

/** The deepest cause says most: `connect ECONNREFUSED 127.0.0.1:1` under `fetch failed`. */
function inWords(cause: unknown): string {
  let at = cause;
  while (at instanceof Error && at.cause !== undefined) at = at.cause;
  if (!(at instanceof Error)) return String(at);
  const code = (at as { code?: unknown }).code;
  return at.message || (typeof code === 'string' ? code : at.name);
}
