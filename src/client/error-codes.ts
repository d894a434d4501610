// Error codes and their details as types: derived from the contract, open for what it does not list yet.
import type { OperationId, operations } from '../../generated/operations.js';
import type { UnknownValue } from '../../generated/types.js';

type ErrorsOf<Id extends OperationId> = (typeof operations)[Id]['errors'];

/** The statuses outside 2xx that an operation documents. @example type S = ErrorStatusesOf<'spawnAgent'>; // 400 | 401 | … */
export type ErrorStatusesOf<Id extends OperationId> = keyof ErrorsOf<Id>;

/**
 * The error codes that an operation documents.
 * @example const handled: Record<ErrorCodesOf<'spawnAgent'>, string> = { invalid_task: '…', … };
 */
export type ErrorCodesOf<Id extends OperationId> = {
  [Status in keyof ErrorsOf<Id>]: ErrorsOf<Id>[Status] extends readonly (infer Code)[] ? Code : never;
}[keyof ErrorsOf<Id>];

/** Every error code of the catalogue. */
export type KnownErrorCode = { [Id in OperationId]: ErrorCodesOf<Id> }[OperationId];

/** A code of the catalogue, or one that came later: codes are an open set. */
export type ErrorCode = KnownErrorCode | UnknownValue;

/** Details of a 429 `rate_limited`; every member may be missing. Source: API errors page. */
export interface RateLimitedDetails {
  readonly plan?: string;
  /** The sliding window that is full. */
  readonly window?: string;
  readonly limitPerMinute?: number;
  readonly limitPerHour?: number;
  readonly retryAfterSeconds?: number;
  readonly [name: string]: unknown;
}

/** Details of a 429 `concurrent_limit_reached`. Source: plans and quotas page. */
export interface ConcurrentLimitDetails {
  readonly plan?: string;
  readonly currentConcurrent?: number;
  readonly maxConcurrent?: number;
  readonly retryAfterSeconds?: number;
  readonly [name: string]: unknown;
}

/** Details of both 402 codes; limits are null on unlimited plans. Source: Python SDK page, "Error handling". */
export interface QuotaDetails {
  readonly used?: number | null;
  readonly limit?: number | null;
  readonly limitHours?: number | null;
  readonly plan?: string | null;
  readonly [name: string]: unknown;
}

interface DetailsByCode {
  readonly rate_limited: RateLimitedDetails;
  readonly concurrent_limit_reached: ConcurrentLimitDetails;
  readonly monthly_quota_exceeded: QuotaDetails;
  readonly memory_quota_exceeded: QuotaDetails;
}

/** `error.details` by code. @example type D = ErrorDetails<'rate_limited'>; // RateLimitedDetails */
export type ErrorDetails<Code extends ErrorCode> = Code extends keyof DetailsByCode
  ? DetailsByCode[Code]
  : Readonly<Record<string, unknown>>;
