// What users write against 1.0.0: every wrapper, the types and guards they name. It is compiled against what comes
// next; the day it no longer compiles, their code does not either. A released program is never edited.
import {
  type Agent,
  type AgentListResponse,
  type AgentProgressEntry,
  type AgentStatus,
  AgentTimeoutError,
  type CallOptions,
  type ConsolidateResult,
  type ConsolidateSummary,
  type DedupePair,
  type DedupeResult,
  type ErrorCode,
  type ImportResult,
  isJettsonError,
  Jettson,
  JettsonAPIError,
  type JettsonOptions,
  JettsonQuotaExceededError,
  JettsonRateLimitError,
  type Memory,
  type MemoryInput,
  type MemorySearchMode,
  type MemorySearchResult,
  type MemorySource,
  type NamespaceInfo,
  type Page,
  type Region,
} from '@jettson/api';
import type { paths } from '@jettson/api/types';

const options: JettsonOptions = {
  apiKey: 'jett_sk_test_program',
  baseUrl: 'https://jettson.dev/api/v1',
  maxRetries: 3,
};
const client = new Jettson(options);
const patient: CallOptions = { timeoutMs: 5_000, signal: AbortSignal.timeout(60_000) };

/** One word for a status, with room for those to come. */
function describe(status: AgentStatus): string {
  switch (status) {
    case 'spawning':
    case 'running':
      return 'at work';
    case 'completed':
      return 'done';
    case 'error':
      return 'failed';
    case 'stopped':
      return 'cancelled';
    default:
      return status;
  }
}

export async function agents(): Promise<string> {
  const region: Region = 'lhr';
  const spawned = await client.agents.spawn({
    task: 'Find the top story.',
    name: 'news',
    region,
    metadata: { ticket: 7 },
  });
  const agent: Agent = await client.agents.get(spawned.agent_id, patient);
  const finished: Agent = await client.agents.wait(agent, { timeoutMs: 60_000, pollIntervalMs: 500 });
  const page: Page<Agent> = await client.agents.list({ limit: 20 });
  const answer: Pick<AgentListResponse, 'data' | 'next_cursor'> = {
    data: [...page.data],
    next_cursor: page.next_cursor,
  };
  for await (const one of client.agents.list()) if (one.agent_id === agent.agent_id) break;
  await client.agents.cancel(agent.agent_id);
  const progress: readonly AgentProgressEntry[] = finished.progress ?? [];
  const run: Agent = await client.agents.run({ task: 'Again.' });
  return `${describe(finished.status)} ${progress.length} ${answer.data.length} ${run.agent_id}`;
}

export async function memory(): Promise<number> {
  const mode: MemorySearchMode = 'hybrid';
  const input: MemoryInput = {
    key: 'colour',
    value: 'blue',
    namespace: 'tastes',
    tags: ['a'],
    importance: 0.5,
  };
  const stored: Memory = await client.memory.put(input);
  const found: Memory | null = await client.memory.get(stored.key, { namespace: 'tastes' });
  const hits: readonly MemorySearchResult[] = await client.memory.search({ query: 'colour', mode, limit: 5 });
  const all: readonly Memory[] = await client.memory.list({ namespace: 'tastes', tags: ['a'], limit: 10 });
  const spaces: readonly NamespaceInfo[] = await client.memory.namespaces();
  const same: DedupeResult = await client.memory.dedupe({ namespace: 'tastes' });
  const pairs: readonly DedupePair[] = same.pairs ?? [];
  const merged: ConsolidateResult = await client.memory.consolidate({ namespace: 'tastes' });
  const summaries: readonly ConsolidateSummary[] = merged.new_summaries ?? [];
  const backup = await client.memory.export();
  const restored: ImportResult = await client.memory.import(backup.memories);
  await client.memory.delete('colour', { namespace: 'tastes', hard: true });
  const source: MemorySource | undefined = found?.source;
  return (
    hits.length +
    all.length +
    spaces.length +
    pairs.length +
    summaries.length +
    restored.imported +
    (source ?? '').length
  );
}

export async function errors(): Promise<ErrorCode | undefined> {
  try {
    const { data, requestId, attempts } = await client.agents.get('ag_1').withResponse();
    return attempts > 1 && requestId !== undefined && data.status === 'running' ? 'rate_limited' : undefined;
  } catch (error) {
    if (isJettsonError(error, 'not_found')) return error.code;
    if (error instanceof JettsonRateLimitError) console.log(error.retryAfterSeconds);
    if (error instanceof JettsonQuotaExceededError) console.log(error.used, error.limit, error.plan);
    if (error instanceof AgentTimeoutError) console.log(error.agentId, error.lastAgent?.status);
    if (error instanceof JettsonAPIError) return error.code;
    throw error;
  }
}

export const routes: readonly (keyof paths)[] = [
  '/agents',
  '/agents/{agent_id}',
  '/memory',
  '/memory/search',
];
