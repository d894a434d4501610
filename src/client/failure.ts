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
  quotaOf,
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

/** What is known of an answer, its body read. Of a failure: without the key. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came. */
  readonly source: string;
  readonly facts: RequestFacts;
}

/** An answer outside 2xx. */
export interface Failure extends Answer {
  readonly envelope: Envelope;
  /** What the server asked for, whether it was waited for or not. */
  readonly retryAfterMs: number | undefined;
  /** Why no further attempt was made. */
  readonly ending: Ending;
}

/** The error envelope, as far as a body is one. */
interface Envelope {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly details?: Readonly<Record<string, unknown>> | undefined;
}

/** Reads the error envelope as far as it is one; an HTML page, a text or an odd shape gives nothing. */
export function readEnvelope(text: string): Envelope {
  try {
    const { error } = JSON.parse(text);
    if (typeof error === 'string') return { message: error };
    const { code, message, details } = error;
    return {
      code: (typeof code === 'string' && code) || undefined,
      message: typeof message === 'string' ? message : undefined,
      details: typeof details === 'object' && !Array.isArray(details) ? (details ?? undefined) : undefined,
    };
  } catch {
    return {};
  }
}

/** The error for an answer outside 2xx. */
export function errorOf({
  status,
  headers,
  envelope,
  retryAfterMs,
  facts,
  ending,
}: Failure): JettsonAPIError {
  const { code, message, details } = envelope;
  const { operation, attempts } = facts;
  const requestId = requestIdOf(headers);
  const retryAfterSeconds = retryAfterMs === undefined ? undefined : Math.ceil(retryAfterMs / 1000);
  const Class = classes[status] ?? (status >= 500 ? JettsonServerError : JettsonAPIError);
  // `spawnAgent: 402 monthly_quota_exceeded (plan free, 120 of 120 used): …; not retried; request req_9f`
  const sentence = [
    `${operation}: ${status}${code ? ` ${plain(code, 80)}` : ''}${status === 402 ? quota(details) : ''}${
      message
        ? `: ${plain(message, 300)}`
        : isRedirect(status)
          ? ': a redirect, not followed so that the key stays here'
          : ''
    }`,
    attempts > 1 ? `gave up after ${attempts} attempts` : ending === 'final' ? 'not retried' : '',
    endings[ending],
    retryAfterSeconds === undefined ? '' : `retry after ${retryAfterSeconds} s`,
    requestId ? `request ${plain(requestId, 80)}` : '',
  ];
  return new Class(sentence.filter(Boolean).join('; '), {
    status,
    code,
    details,
    headers,
    requestId,
    retryAfterSeconds,
    ...facts,
  });
}

/** The endings that a message explains. */
const endings: Readonly<Partial<Record<Ending, string>>> = {
  'delay-too-long': 'the wait asked for is longer than maxRetryDelayMs',
  'past-deadline': 'the next attempt would be past deadlineMs',
};

/** A browser hides a redirect that is not followed behind status 0 (Fetch §2.2.6, opaque-redirect filtered response). */
function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400);
}

/** ` (plan free, 120 of 120 used)` */
function quota(details: Envelope['details']): string {
  const { plan, used, limit } = quotaOf(details);
  const amount = used === undefined ? '' : `${used}${limit === undefined ? '' : ` of ${limit}`} used`;
  const parts = [plan && `plan ${plain(plan, 40)}`, amount].filter(Boolean);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

/** The error for a success whose body is not what the contract promises. */
export function bodyError({ status, headers, source, facts }: Answer, what: string): JettsonResponseError {
  const requestId = requestIdOf(headers);
  const type = headers.get('content-type') ?? 'no content type';
  return new JettsonResponseError(
    `${facts.operation}: ${status} with a body that is not what the contract promises: ${what} (${plain(type, 80)}${
      requestId ? `; request ${plain(requestId, 80)}` : ''
    })`,
    { status, excerpt: plain(source, 200), requestId, ...facts },
  );
}

const waitedFor = { headers: 'no response', body: 'an unfinished body', deadline: 'no result' } as const;

/** The error for a limit that passed: of one attempt, by phase, or of the whole call. */
export function timeoutError(
  facts: RequestFacts,
  phase: TimeoutFacts['phase'],
  timeoutMs: number,
): JettsonTimeoutError {
  const limit = phase === 'deadline' ? 'deadlineMs' : 'timeoutMs';
  return new JettsonTimeoutError(
    `${facts.operation}: ${waitedFor[phase]} within ${limit} (${timeoutMs} ms)`,
    {
      ...facts,
      phase,
      timeoutMs,
    },
  );
}

/** The request's id at the server, under either name in use; undefined when it gives none. */
export function requestIdOf(headers: Headers): string | undefined {
  return headers.get('x-request-id') || headers.get('request-id') || undefined;
}

/** One line of printable text, cut at `length` characters. */
function plain(text: string, length: number): string {
  const line = text
    .slice(0, length * 4)
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.length > length ? `${line.slice(0, length)}…` : line;
}
