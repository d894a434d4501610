// The public surface of `@jettson/api`, nothing else.
export type { AgentsResource } from './client/agents.js';
export type { Call, WithResponse } from './client/call.js';
export { Jettson, type RequestParams } from './client/client.js';
export type { Clock } from './client/clock.js';
export type {
  ErrorCode,
  ErrorCodesOf,
  ErrorDetailsOf,
  ErrorStatusesOf,
  KnownErrorCode,
} from './client/error-codes.js';
export {
  AgentTimeoutError,
  isJettsonError,
  JettsonAPIError,
  JettsonArgumentError,
  JettsonAuthError,
  JettsonClosedError,
  JettsonConfigError,
  JettsonError,
  JettsonNetworkError,
  JettsonNotFoundError,
  JettsonQuotaExceededError,
  JettsonRateLimitError,
  JettsonResponseError,
  JettsonServerError,
  JettsonTimeoutError,
  JettsonValidationError,
} from './client/errors.js';
export type { CallOptions } from './client/exchange.js';
export type { HttpClient } from './client/http.js';
export type { Logger, LogLevel } from './client/logger.js';
export type { MemoryResource } from './client/memory.js';
export type { Middleware, MiddlewareRequest, RetryInfo } from './client/middleware.js';
export type { Fetch, FetchOptions, JettsonOptions } from './client/options.js';
export type { Page, PageCall, ToArrayOptions, Walk } from './client/paginate.js';
export type {
  Agent,
  AgentContainer,
  AgentListResponse,
  AgentProgressEntry,
  AgentStatus,
  ConsolidateMemoryParams,
  ConsolidateResult,
  ConsolidateSummary,
  DedupeMemoryParams,
  DedupePair,
  DedupeResult,
  DeleteMemoryParams,
  GetMemoryParams,
  ImportFailure,
  ImportResult,
  ListAgentsParams,
  ListMemoryParams,
  Memory,
  MemoryExport,
  MemoryInput,
  MemoryScoreBreakdown,
  MemorySearchMode,
  MemorySearchResult,
  MemorySource,
  NamespaceInfo,
  OperationId,
  PutMemoryParams,
  Region,
  SearchMemoryParams,
  SpawnAgentParams,
  Unknown,
  UnknownValue,
} from './client/types.js';
export { version } from './client/version.js';
export type { WaitOptions, WaitProgress } from './client/wait.js';
