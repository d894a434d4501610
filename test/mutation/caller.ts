// A program of a caller, against the generated types alone: what it writes and reads is what the published pages show.
// The mutation table compiles it against the types of each edited contract.
import type {
  Agent,
  AgentListResponse,
  ErrorEnvelope,
  Memory,
  MemoryInput,
  MemorySearchResult,
  operations,
  SpawnAgentRequest,
} from '../../generated/types.js';

export const smallest: SpawnAgentRequest = { task: 'Research linear.app' };
export const whole: SpawnAgentRequest = {
  task: 'Research linear.app',
  name: 'research-run-001',
  region: 'lhr',
};
export const pinned: SpawnAgentRequest = { ...smallest, region: 'syd' };
export const memory: MemoryInput = {
  key: 'brand_color',
  value: '#FF5733',
  namespace: 'user_profile',
  tags: ['brand'],
  importance: 8,
  expires_in_days: 90,
};

export const isCompleted = (agent: Agent): boolean => agent.status === 'completed';
export const result = (agent: Agent): string => agent.final_result ?? agent.error ?? agent.name;
export const since = (agent: Agent): number => Date.parse(agent.created_at);
export const ids = (page: AgentListResponse): string[] => page.data.map((agent) => agent.agent_id);
export const next = (page: AgentListResponse): string | null => page.next_cursor;
export const length = (one: Memory): number => one.value.length + one.created_at;
export const line = (hit: MemorySearchResult): string =>
  `${hit.key}: ${hit.value} (score=${hit.score.toFixed(2)})`;
export const code = (envelope: ErrorEnvelope): string => envelope.error.code;

export const page: NonNullable<operations['listAgents']['parameters']['query']> = { limit: 50, cursor: 'c2' };
export const noQuery: operations['listAgents']['parameters'] = {};
export const once: NonNullable<operations['spawnAgent']['parameters']['header']> = {
  'X-Idempotency-Key': 'spawn:abc:1',
};
export type Cancelled = operations['cancelAgent']['responses'][204];
export type Stored = operations['putMemory']['responses'][201];
export type Missing = operations['getMemory']['responses'][404];
export type Consolidated = operations['consolidateMemory']['responses'][200];
export type Limited = NonNullable<operations['listAgents']['responses'][429]['headers']['Retry-After']>;
