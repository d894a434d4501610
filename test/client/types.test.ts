// What compiles, and what must not. The assertions are the compiler's (`npm run check`); running them proves nothing more
// than that the package exports what it says.
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { paths } from '../../generated/types.js';
import * as api from '../../src/index.js';
import type {
  Agent,
  AgentProgressEntry,
  AgentStatus,
  Call,
  ErrorCode,
  ErrorCodesOf,
  ErrorStatusesOf,
  ImportResult,
  Jettson,
  JettsonAPIError,
  KnownErrorCode,
  Memory,
  MemoryExport,
  MemorySearchResult,
  MemorySource,
  NamespaceInfo,
  Page,
  PageCall,
  Region,
  Unknown,
  UnknownValue,
  WithResponse,
} from '../../src/index.js';

/** Never called: its body is only compiled. */
type Compiled = (client: Jettson, error: unknown) => unknown;

describe('results', () => {
  test('the package exports each of the published types, and no method answers any or unknown', () => {
    type Agents = Jettson['agents'];
    type Memories = Jettson['memory'];
    expectTypeOf<ReturnType<Agents['spawn']>>().toEqualTypeOf<Call<Agent>>();
    expectTypeOf<ReturnType<Agents['get']>>().toEqualTypeOf<Call<Agent>>();
    expectTypeOf<ReturnType<Agents['list']>>().toEqualTypeOf<PageCall<Agent>>();
    expectTypeOf<ReturnType<Agents['cancel']>>().toEqualTypeOf<Call<Agent | undefined>>();
    expectTypeOf<ReturnType<Agents['wait']>>().toEqualTypeOf<Call<Agent>>();
    expectTypeOf<ReturnType<Agents['run']>>().toEqualTypeOf<Call<Agent>>();
    expectTypeOf<ReturnType<Memories['put']>>().toEqualTypeOf<Call<Memory>>();
    expectTypeOf<ReturnType<Memories['get']>>().toEqualTypeOf<Call<Memory | null>>();
    expectTypeOf<ReturnType<Memories['search']>>().toEqualTypeOf<Call<readonly MemorySearchResult[]>>();
    expectTypeOf<ReturnType<Memories['list']>>().toEqualTypeOf<Call<readonly Memory[]>>();
    expectTypeOf<ReturnType<Memories['delete']>>().toEqualTypeOf<Call<void>>();
    expectTypeOf<ReturnType<Memories['namespaces']>>().toEqualTypeOf<Call<readonly NamespaceInfo[]>>();
    expectTypeOf<ReturnType<Memories['export']>>().toEqualTypeOf<Call<MemoryExport>>();
    expectTypeOf<ReturnType<Memories['import']>>().toEqualTypeOf<Call<ImportResult>>();
    expectTypeOf<Awaited<PageCall<Agent>>>().toEqualTypeOf<Page<Agent>>();
    expectTypeOf<Awaited<ReturnType<Call<Agent>['withResponse']>>>().toEqualTypeOf<WithResponse<Agent>>();
    expectTypeOf<Region>().toEqualTypeOf<'iad' | 'lhr' | 'syd'>();
    expectTypeOf<'completed'>().toExtend<AgentStatus>();
    expectTypeOf<string>().not.toExtend<AgentStatus>();
    expect(typeof api.Jettson).toBe('function');
  });
});

const compiled: Compiled[] = [
  // Parameters: what a method does not take is an error, and so are typos and request values nobody lists.
  (client) =>
    client.agents.spawn(
      { task: 'x', name: 'n', region: 'lhr', metadata: { a: [1] }, idempotencyKey: 'k' },
      { timeoutMs: 1 },
    ),
  // @ts-expect-error a task is required
  (client) => client.agents.spawn({ name: 'n' }),
  // @ts-expect-error no such region
  (client) => client.agents.spawn({ task: 'x', region: 'fra' }),
  // @ts-expect-error a typo
  (client) => client.agents.spawn({ task: 'x', taks: 'y' }),
  // @ts-expect-error an id is a text
  (client) => client.agents.get(7),
  // @ts-expect-error no such filter
  (client) => client.agents.list({ status: 'running' }),
  // @ts-expect-error no such mode
  (client) => client.memory.search({ query: 'q', mode: 'fuzzy' }),
  // @ts-expect-error a value is required
  (client) => client.memory.put({ key: 'k' }),
  // @ts-expect-error options are camelCase
  (client) => client.agents.get('a', { timeout_ms: 1 }),
  // @ts-expect-error a path of the contract
  (client) => client.http.GET('/agent'),
  // @ts-expect-error a path parameter is required
  (client) => client.http.GET('/agents/{agent_id}'),
  // @ts-expect-error redirects are the client's own business
  () => new api.Jettson({ fetchOptions: { redirect: 'follow' } }),
  () => new api.Jettson({ fetchOptions: { dispatcher: {}, keepalive: true } }),

  // Results: readonly, members by name, no index signature.
  // @ts-expect-error results are readonly
  async (client) => ((await client.agents.get('a')).status = 'x' as never),
  // @ts-expect-error results are readonly at every level
  async (client) => (await client.memory.get('k'))?.tags.push('t'),
  // @ts-expect-error a typo in a result
  async (client) => (await client.agents.get('a')).finalResult,
  // @ts-expect-error a missing memory is null
  async (client) => (await client.memory.get('k')).value,

  // Open enums: an exhaustive switch compiles, and one that forgets a known value does not.
  async (client) => {
    const { status } = await client.agents.get('a');
    switch (status) {
      case 'spawning':
      case 'running':
      case 'idle':
      case 'completed':
      case 'error':
      case 'stopped':
        return status;
      default:
        return status satisfies Unknown<AgentStatus>;
    }
  },
  async (client) => {
    const { status } = await client.agents.get('a');
    switch (status) {
      case 'spawning':
      case 'running':
      case 'completed':
      case 'error':
      case 'stopped':
        return status;
      default:
        // @ts-expect-error `idle` is not handled
        return status satisfies Unknown<AgentStatus>;
    }
  },

  // Errors: codes and details by code.
  (_, error) =>
    api.isJettsonError(error, 'rate_limited') ? error.details?.limitPerMinute?.toFixed() : undefined,
  (_, error) =>
    api.isJettsonError(error, 'concurrent_limit_reached')
      ? error.details?.maxConcurrent?.toFixed()
      : undefined,
  // @ts-expect-error no such code
  (_, error) => api.isJettsonError(error, 'rate_limit'),
  (_, error) => api.isJettsonError(error, 'later' as Unknown<ErrorCode>),
  (_, error) => (error instanceof api.JettsonQuotaExceededError ? error.used?.toFixed() : undefined),
];

test('every line that must not compile is marked, and the marks are all needed', () => {
  expect(compiled.length).toBeGreaterThan(20);
});

test('error codes and statuses are known by operation', () => {
  expectTypeOf<'invalid_task'>().toExtend<ErrorCodesOf<'spawnAgent'>>();
  expectTypeOf<'invalid_task'>().not.toExtend<ErrorCodesOf<'getAgent'>>();
  expectTypeOf<ErrorStatusesOf<'getAgent'>>().toEqualTypeOf<401 | 404 | 429 | 500 | 503>();
  expectTypeOf<KnownErrorCode>().toExtend<ErrorCode>();
  expectTypeOf<JettsonAPIError['code']>().toEqualTypeOf<ErrorCode | undefined>();
  expectTypeOf<keyof paths>().toExtend<string>();
  // Closing one of these would break every program that met a new value in time.
  expectTypeOf<UnknownValue>().toExtend<AgentStatus>();
  expectTypeOf<UnknownValue>().toExtend<MemorySource>();
  expectTypeOf<UnknownValue>().toExtend<ErrorCode>();
  expectTypeOf<UnknownValue>().toExtend<AgentProgressEntry['kind']>();
  const unknown = 'hibernating' as Unknown<AgentStatus>;
  expect(unknown).toBe('hibernating');
});
