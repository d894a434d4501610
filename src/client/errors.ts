// The error classes: facts, no behaviour. Which answer becomes which class is failure.ts's business.
// Source of names and fields: the Python SDK page, "Error handling"; promises 68-72.
import type { Agent } from '../../generated/types.js';
import type { ErrorCode, ErrorDetailsOf } from './error-codes.js';
import { hasInstance, named } from './brand.js';

/**
 * Base of everything this client throws, a caller's own abort reason excepted (promise 69: one base class catches
 * every Jettson failure). Holds no request header, no request body and no key.
 * @example
 * try { await client.agents.spawn({ task: 'x' }); }
 * catch (error) { if (error instanceof JettsonError) console.error(error.message); else throw error; }
 */
export class JettsonError extends Error {
  static {
    named(JettsonError, 'JettsonError');
  }

  /** True for an error of this class from any copy of the package; a subclass of your own is compared as usual. */
  static override readonly [Symbol.hasInstance]: typeof hasInstance = hasInstance;

  /** `facts` become fields of the error. */
  constructor(message?: string, facts?: object) {
    super(message, facts); // takes the cause, and makes it a field that is not printed
    Object.assign(this, facts);
  }

  /** Name, message and the fields of the class. No headers, no stack, no cause. */
  toJSON(): Record<string, unknown> {
    return { name: this.name, message: this.message, ...(this as object) };
  }
}

/**
 * An option of the constructor cannot be used; thrown by the constructor itself, before any request.
 * @example new Jettson({ apiKey: '' }); // JettsonConfigError: apiKey must be a string of visible ASCII …
 */
export class JettsonConfigError extends JettsonError {
  static {
    named(JettsonConfigError, 'JettsonConfigError');
  }
  /** The option's name. */
  declare readonly option: string;
  /** What the option must be. */
  declare readonly rule: string;
  constructor(option: string, rule: string) {
    super(`${option} ${rule}`, { option, rule });
  }
}

/**
 * An argument of a method cannot be sent; the method rejects before any request.
 * @example await client.agents.get('..'); // JettsonArgumentError: agent_id must be a string that is one path segment …
 */
export class JettsonArgumentError extends JettsonError {
  static {
    named(JettsonArgumentError, 'JettsonArgumentError');
  }
  /** The argument's name, with the way into it: `metadata.when`, `memories[3].tags`. */
  declare readonly argument: string;
  /** What the argument must be. */
  declare readonly rule: string;
  constructor(argument: string, rule: string) {
    super(`${argument} ${rule}`, { argument, rule });
  }
}

/** What every error about a request knows of it. */
export interface RequestFacts {
  /** Operation id of the contract, or method and path of a `client.request`. */
  readonly operation: string;
  readonly method: string;
  /** Path template, never the filled-in path: `/agents/{agent_id}`. */
  readonly path: string;
  /** Requests sent, the first one included. */
  readonly attempts: number;
}

/** What a {@link JettsonAPIError} is made of. */
export interface AnswerFacts extends RequestFacts {
  readonly status: number;
  readonly code: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly headers: Headers;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/**
 * The API answered with a status outside 2xx. The class alone stands for statuses without a class of their own
 * (403, 418, an unfollowed redirect).
 * @example if (isJettsonError(error, 'concurrent_limit_reached')) console.log(error.details?.maxConcurrent);
 */
export class JettsonAPIError extends JettsonError {
  static {
    named(JettsonAPIError, 'JettsonAPIError');
  }
  /** HTTP status, as sent. */
  declare readonly status: number;
  /** `error.code` of the envelope; undefined when the body is no envelope. Branch on this: it is stable. */
  declare readonly code: ErrorCode | undefined;
  /** `error.details` of the envelope, undefined when absent or not an object. {@link isJettsonError} types it by code. */
  declare readonly details: Readonly<Record<string, unknown>> | undefined;
  /** Response headers. Not enumerable, so that logs and JSON leave them out. */
  declare readonly headers: Headers;
  /** `x-request-id` or `request-id` of the response. */
  declare readonly requestId: string | undefined;
  /** Seconds the server asked to wait, rounded up, from `Retry-After` or `details.retryAfterSeconds`. */
  declare readonly retryAfterSeconds: number | undefined;
  declare readonly operation: string;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly attempts: number;
  constructor(message: string, facts: AnswerFacts) {
    super(message, facts);
    Object.defineProperty(this, 'headers', { enumerable: false });
  }
}

/** 400: body, key or query failed validation (promise 23); also 422, which is no published answer but means the same. */
export class JettsonValidationError extends JettsonAPIError {
  static {
    named(JettsonValidationError, 'JettsonValidationError');
  }
}

/** 401: the API key is missing, wrong, revoked or expired (promise 24). */
export class JettsonAuthError extends JettsonAPIError {
  static {
    named(JettsonAuthError, 'JettsonAuthError');
  }
}

/**
 * 402: the plan's quota is used up. Never retried: only an upgrade or the reset helps (promise 25).
 * @example if (error instanceof JettsonQuotaExceededError) console.log(`${error.used} of ${error.limit} on ${error.plan}`);
 */
export class JettsonQuotaExceededError extends JettsonAPIError {
  static {
    named(JettsonQuotaExceededError, 'JettsonQuotaExceededError');
  }
  /** Amount used: agent-hours or memories, as sent; undefined when the API does not say. */
  declare readonly used: number | undefined;
  /** The plan's limit in the same unit; undefined when unlimited or not said. */
  declare readonly limit: number | undefined;
  declare readonly plan: string | undefined;
  constructor(message: string, facts: AnswerFacts) {
    super(message, facts);
    const { used, limit, limitHours, plan } = facts.details ?? {};
    // Whatever their unit; undefined for what is not said or of another kind.
    Object.assign(this, {
      used: numeric(used),
      limit: numeric(limit) ?? numeric(limitHours),
      plan: typeof plan === 'string' ? plan : undefined,
    });
  }
}

function numeric(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** 404: no such resource, or not the caller's (promise 26). */
export class JettsonNotFoundError extends JettsonAPIError {
  static {
    named(JettsonNotFoundError, 'JettsonNotFoundError');
  }
}

/**
 * 429: a rate or concurrency limit, after the retries (promise 27).
 * @example if (error instanceof JettsonRateLimitError) console.log(`back in ${error.retryAfterSeconds} s`);
 */
export class JettsonRateLimitError extends JettsonAPIError {
  static {
    named(JettsonRateLimitError, 'JettsonRateLimitError');
  }
}

/** Any 5xx, after the retries (promises 29, 30). */
export class JettsonServerError extends JettsonAPIError {
  static {
    named(JettsonServerError, 'JettsonServerError');
  }
}

/**
 * A success whose body is not what the contract promises: a page of HTML, an empty body, truncated JSON, a missing list.
 * @example if (error instanceof JettsonResponseError) console.error(error.status, error.excerpt);
 */
export class JettsonResponseError extends JettsonError {
  static {
    named(JettsonResponseError, 'JettsonResponseError');
  }
  declare readonly status: number;
  /** The first 200 characters of the body, control characters left out. */
  declare readonly excerpt: string;
  declare readonly requestId: string | undefined;
  declare readonly operation: string;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly attempts: number;
}

/** What a {@link JettsonTimeoutError} is made of. */
export interface TimeoutFacts extends RequestFacts {
  readonly phase: 'headers' | 'body' | 'deadline';
  readonly timeoutMs: number;
}

/** No usable answer arrived, after one repeat (promise 77): refused, reset, cut while the body was read. `cause` says which. */
export class JettsonNetworkError extends JettsonError {
  static {
    named(JettsonNetworkError, 'JettsonNetworkError');
  }
  declare readonly operation: string;
  declare readonly method: string;
  declare readonly path: string;
  declare readonly attempts: number;
}

/**
 * The answer took longer than `timeoutMs` (one attempt) or `deadlineMs` (the whole call).
 * @example if (error instanceof JettsonTimeoutError) console.log(error.phase, error.timeoutMs);
 */
export class JettsonTimeoutError extends JettsonNetworkError {
  static {
    named(JettsonTimeoutError, 'JettsonTimeoutError');
  }
  /** What was waited for: the response headers, the rest of the body, or the whole call. */
  declare readonly phase: 'headers' | 'body' | 'deadline';
  /** The limit that was reached, in milliseconds. */
  declare readonly timeoutMs: number;
}

/** The client was closed before or while the call ran (promise 50). */
export class JettsonClosedError extends JettsonError {
  static {
    named(JettsonClosedError, 'JettsonClosedError');
  }
  constructor() {
    super('this client is closed; make a new one');
  }
}

/**
 * The agent was not done when `agents.wait` or `agents.run` reached its time-out (promise 56). The agent goes on running.
 * @example if (error instanceof AgentTimeoutError) await client.agents.cancel(error.agentId);
 */
export class AgentTimeoutError extends JettsonError {
  static {
    named(AgentTimeoutError, 'AgentTimeoutError');
  }
  declare readonly agentId: string;
  /** The time-out that was reached, in milliseconds. */
  declare readonly timeoutMs: number;
  /** The agent as the last completed poll saw it; undefined when no poll was answered. */
  declare readonly lastAgent: Agent | undefined;
  constructor(agentId: string, timeoutMs: number, lastAgent: Agent | undefined, options?: ErrorOptions) {
    const state = lastAgent ? `is still ${lastAgent.status}` : 'was not seen';
    super(`agent ${agentId} ${state} after ${timeoutMs} ms`, { ...options, agentId, timeoutMs, lastAgent });
  }
}

/**
 * Is this an error of this package, from any copy of it? With a code: an answer of the API with that `error.code`.
 * @example
 * if (isJettsonError(error, 'rate_limited')) console.log(error.details?.limitPerMinute);
 */
export function isJettsonError(error: unknown): error is JettsonError;
export function isJettsonError<Code extends ErrorCode>(
  error: unknown,
  code: Code,
): error is JettsonAPIError & { readonly code: Code; readonly details: ErrorDetailsOf<Code> | undefined };
export function isJettsonError(error: unknown, code?: string): boolean {
  return code === undefined
    ? error instanceof JettsonError
    : error instanceof JettsonAPIError && error.code === code;
}
