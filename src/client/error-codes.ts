// Error codes and their details as types: derived from the contract, open for what it does not list yet.
import type { OperationId, operations } from '../../generated/operations.js';
import type {
  ConcurrencyDetails,
  QuotaDetails,
  RateLimitDetails,
  UnknownValue,
  ErrorCode as WireErrorCode,
} from '../../generated/types.js';

/**
 * A code of the catalogue, or one that came later: codes are an open set.
 * @example if (error.code === 'not_found') return null;
 */
export type ErrorCode = WireErrorCode;

type ErrorsOf<Id extends OperationId> = (typeof operations)[Id]['errors'];

/**
 * The statuses outside 2xx that an operation documents.
 * @example type Statuses = ErrorStatusesOf<'getAgent'>; // 401 | 404 | 429 | 500 | 503
 */
export type ErrorStatusesOf<Id extends OperationId> = keyof ErrorsOf<Id>;

/**
 * The error codes that an operation documents.
 * @example const words: Partial<Record<ErrorCodesOf<'spawnAgent'>, string>> = { invalid_task: 'Say what to do.' };
 */
export type ErrorCodesOf<Id extends OperationId> = {
  [Status in keyof ErrorsOf<Id>]: ErrorsOf<Id>[Status] extends readonly (infer Code)[] ? Code : never;
}[keyof ErrorsOf<Id>];

/** The codes of the catalogue, without those that may come later. @example const code: KnownErrorCode = 'not_found'; */
export type KnownErrorCode = Exclude<ErrorCode, UnknownValue>;

interface DetailsByCode {
  readonly rate_limited: RateLimitDetails;
  readonly concurrent_limit_reached: ConcurrencyDetails;
  readonly monthly_quota_exceeded: QuotaDetails;
  readonly memory_quota_exceeded: QuotaDetails;
}

/**
 * `error.details` by code; codes without details of their own have an object of unknown values.
 * @example const details: ErrorDetailsOf<'rate_limited'> = { plan: 'free', limitPerMinute: 5 };
 */
export type ErrorDetailsOf<Code extends ErrorCode> = Code extends keyof DetailsByCode
  ? DetailsByCode[Code]
  : Readonly<Record<string, unknown>>;
