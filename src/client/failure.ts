// From an answer to its error: one table from status to class, and the sentence. The mapping never throws, whatever the
// body is. Source: Python SDK page "Error handling", fact sheet §5 and §7.1 (422 keeps its real status).
import {
  JettsonAPIError,
  JettsonAuthError,
  JettsonNotFoundError,
  JettsonQuotaExceededError,
  JettsonRateLimitError,
  JettsonResponseError,
  JettsonServerError,
  JettsonTimeoutError,
  JettsonValidationError,
  type RequestFacts,
  type TimeoutFacts,
} from './errors.js';
import type { Ending } from './retry.js';

const classes: Readonly<Record<number, typeof JettsonAPIError>> = {
  400: JettsonValidationError,
  401: JettsonAuthError,
  402: JettsonQuotaExceededError,
  404: JettsonNotFoundError,
  422: JettsonValidationError,
  429: JettsonRateLimitError,
};

/** What is known of an answer, its body read; without the key. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly source: string;
  readonly facts: RequestFacts;
}

/** The error envelope, as far as a body is one. */
interface Envelope {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** Reads the error envelope as far as it is one; an HTML page, a text or an odd shape gives nothing. */
export function readEnvelope(body: unknown): Envelope {
  const { error } = Object(body);
  const { code, message = error, details } = Object(error);
  return {
    code: (typeof code === 'string' && code) || undefined,
    message: typeof message === 'string' ? message : undefined,
    details: details && typeof details === 'object' && !Array.isArray(details) ? details : undefined,
  };
}

/** The error for an answer outside 2xx. */
export function errorOf(
  { status, headers, facts }: Answer,
  { code, message, details }: Envelope,
  retryAfterMs: number | undefined,
  ending: Ending,
): JettsonAPIError {
  const requestId = requestIdOf(headers);
  const retryAfterSeconds = retryAfterMs === undefined ? undefined : Math.ceil(retryAfterMs / 1000);
  const Class = classes[status] ?? (status >= 500 ? JettsonServerError : JettsonAPIError);
  // `spawnAgent: 429 rate_limited: Too many requests; attempt 4: no retries left; retry after 30 s; request req_9f`
  const sentence = [
    `${facts.operation}: ${status}`,
    code && ` ${plain(code, 80)}`,
    message ? `: ${plain(message, 300)}` : status < 400 && ': redirects are not followed', // 0 is one in a browser
    `; attempt ${facts.attempts}: ${ending}`,
    retryAfterMs !== undefined && `; retry after ${retryAfterSeconds} s`,
    requestId && `; request ${plain(requestId, 80)}`,
  ];
  return new Class(sentence.filter(Boolean).join(''), {
    ...facts,
    status,
    code,
    details,
    headers,
    requestId,
    retryAfterSeconds,
  });
}

/** The error for a success whose body is not what the contract promises. */
export function bodyError({ status, headers, source, facts }: Answer, what: string): JettsonResponseError {
  const requestId = requestIdOf(headers);
  return new JettsonResponseError(
    `${facts.operation}: ${status} with a body that breaks the contract: ${what} (${plain(headers.get('content-type') ?? 'no content-type', 80)})`,
    { ...facts, status, excerpt: plain(source, 200), requestId },
  );
}

/** The error for a limit that passed: of one attempt, by phase, or of the whole call. */
export function timeoutError(
  facts: RequestFacts,
  phase: TimeoutFacts['phase'],
  timeoutMs: number,
): JettsonTimeoutError {
  return new JettsonTimeoutError(
    `${facts.operation}: no ${phase === 'deadline' ? 'result' : phase} within ${timeoutMs} ms`,
    { ...facts, phase, timeoutMs },
  );
}

/** The request's id at the server, under either name in use; undefined when it gives none. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get('x-request-id') || headers.get('request-id') || undefined;
}

/** One line of printable text, cut at `length` characters. */
function plain(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .trim();
}
