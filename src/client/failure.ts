// From an answer to its error: one table from status to class, and the sentence. The mapping never throws, whatever the
// body is. Source: Python SDK page "Error handling", fact sheet §5 and §7.1 (422 keeps its real status).
import {
  type AnswerFacts,
  JettsonAPIError,
  JettsonAuthError,
  JettsonNotFoundError,
  JettsonQuotaExceededError,
  JettsonRateLimitError,
  JettsonResponseError,
  JettsonServerError,
  JettsonValidationError,
  type RequestFacts,
} from './errors.js';
import { parseRetryAfter, parseRetryAfterSeconds } from './retry-after.js';

const classes: Readonly<Record<number, typeof JettsonAPIError>> = {
  400: JettsonValidationError,
  401: JettsonAuthError,
  402: JettsonQuotaExceededError,
  404: JettsonNotFoundError,
  422: JettsonValidationError,
  429: JettsonRateLimitError,
};

/** Why no further attempt was made, in the words of the message. */
export type Ending = 'final' | 'retries-used' | 'delay-too-long' | 'past-deadline';

/** What is known of an answer, its body read and without the key. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Envelope {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
}

/** Reads the error envelope as far as it is one; an HTML page, a text or an odd shape gives nothing. */
export function readEnvelope(text: string): Envelope {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    body = undefined;
  }
  const error = isRecord(body) ? body['error'] : undefined;
  if (typeof error === 'string') return { code: undefined, message: error, details: undefined };
  if (!isRecord(error)) return { code: undefined, message: undefined, details: undefined };
  const { code, message, details } = error;
  return {
    code: typeof code === 'string' && code !== '' ? code : undefined,
    message: typeof message === 'string' ? message : undefined,
    details: isRecord(details) ? details : undefined,
  };
}

/** Milliseconds the server asked to wait: `Retry-After`, else `details.retryAfterSeconds` of a 429. */
export function askedDelayMs(
  answer: Answer,
  details: Envelope['details'],
  nowMs: number,
): number | undefined {
  const header = parseRetryAfter(answer.headers.get('retry-after'), nowMs);
  return (
    header ?? (answer.status === 429 ? parseRetryAfterSeconds(details?.['retryAfterSeconds']) : undefined)
  );
}

/** The error for an answer outside 2xx. */
export function errorOf(
  answer: Answer,
  request: RequestFacts,
  ending: Ending,
  nowMs: number,
): JettsonAPIError {
  const { code, message, details } = readEnvelope(answer.text);
  const delayMs = askedDelayMs(answer, details, nowMs);
  const facts: AnswerFacts = {
    ...request,
    status: answer.status,
    code,
    details,
    headers: answer.headers,
    requestId: requestIdOf(answer.headers),
    retryAfterSeconds: delayMs === undefined ? undefined : Math.ceil(delayMs / 1000),
  };
  const Class = classes[answer.status] ?? (answer.status >= 500 ? JettsonServerError : JettsonAPIError);
  return new Class(sentence(facts, message, ending), facts);
}

/** `spawnAgent: 402 monthly_quota_exceeded (plan free, 120 of 120 used): …; not retried; request req_9f`. */
function sentence(facts: AnswerFacts, message: string | undefined, ending: Ending): string {
  const { operation, status, code, details, attempts, requestId, retryAfterSeconds } = facts;
  let text = `${operation}: ${status}${code ? ` ${plain(code, 80)}` : ''}${quota(status, details)}`;
  if (message) text += `: ${plain(message, 300)}`;
  else if (isRedirect(status)) text += ': a redirect, not followed so that the key stays here';
  if (attempts > 1) text += `; gave up after ${attempts} attempts`;
  else if (ending === 'final') text += '; not retried';
  if (ending === 'delay-too-long') text += '; the wait asked for is longer than maxRetryDelayMs';
  if (ending === 'past-deadline') text += '; the next attempt would be past deadlineMs';
  if (retryAfterSeconds !== undefined) text += `; retry after ${retryAfterSeconds} s`;
  return requestId ? `${text}; request ${plain(requestId, 80)}` : text;
}

/** A browser hides a redirect that is not followed behind status 0 (Fetch §2.2.6, opaque-redirect filtered response). */
function isRedirect(status: number): boolean {
  return status === 0 || (status >= 300 && status < 400);
}

function quota(status: number, details: Envelope['details']): string {
  if (status !== 402 || !details) return '';
  const { plan, used, limit, limitHours } = details;
  const parts: string[] = [];
  if (typeof plan === 'string') parts.push(`plan ${plain(plan, 40)}`);
  const most = typeof limit === 'number' ? limit : limitHours;
  if (typeof used === 'number')
    parts.push(typeof most === 'number' ? `${used} of ${most} used` : `${used} used`);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

/** The error for a success whose body is not what the contract promises. */
export function bodyError(
  answer: Answer,
  request: RequestFacts,
  what: string,
  cause?: unknown,
): JettsonResponseError {
  const requestId = requestIdOf(answer.headers);
  const excerpt = plain(answer.text, 200);
  const type = answer.headers.get('content-type') ?? 'no content type';
  return new JettsonResponseError(
    `${request.operation}: ${answer.status} with a body that is not what the contract promises: ${what} (${plain(type, 80)}${
      requestId ? `; request ${plain(requestId, 80)}` : ''
    })`,
    { ...request, status: answer.status, excerpt, requestId },
    cause === undefined ? undefined : { cause },
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

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
