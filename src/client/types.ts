// The contract's types under names that read well where an editor shows them.
import type { OperationId as WireOperationId } from '../../generated/operations.js';
import type { components, UnknownValue as WireUnknownValue } from '../../generated/types.js';

export type { Unknown } from '../../generated/types.js';

/** A schema of the contract, by name. */
type Wire<Name extends keyof components['schemas']> = components['schemas'][Name];

/** An operation id of the contract. @example const id: OperationId = 'spawnAgent'; */
export type OperationId = WireOperationId;
/** A text that an open enum did not list when this version was made. @example 'paused' as Unknown<AgentStatus> */
export type UnknownValue = WireUnknownValue;
/** Where an agent stands; final are `completed`, `error` and `stopped` (promise 55). An open enum. @example agent.status === 'completed' */
export type AgentStatus = Wire<'AgentStatus'>;
/** Where agents can be pinned to (promise 73). @example const region: Region = 'lhr'; */
export type Region = Wire<'Region'>;
/** How a search compares (promise 64). @example const mode: MemorySearchMode = 'hybrid'; */
export type MemorySearchMode = Wire<'MemorySearchMode'>;
/** Who wrote a memory. An open enum. @example memory.source === 'auto_extracted' */
export type MemorySource = Wire<'MemorySource'>;
/** An agent. Its `status` is an open enum: handle what you do not know as still running. @example agent.status === 'completed' */
export interface Agent extends Wire<'Agent'> {}
/** What an agent said about its work. @example agent.progress?.at(-1)?.message */
export interface AgentProgressEntry extends Wire<'AgentProgressEntry'> {}
/** Where an agent runs. @example agent.container?.region */
export interface AgentContainer extends Wire<'AgentContainer'> {}
/** One page of agents as it stands on the wire. @example const { next_cursor }: AgentListResponse = await client.agents.list(); */
export interface AgentListResponse extends Wire<'AgentListResponse'> {}
/** A memory: plain text addressed by namespace and key. @example memory.value */
export interface Memory extends Wire<'Memory'> {}
/** A memory to write. @example const item: MemoryInput = { key: 'brand_color', value: '#FF5733' }; */
export interface MemoryInput extends Wire<'MemoryInput'> {}
/** A hit of a search, best first. @example `${hit.key}: ${hit.value} (${hit.score.toFixed(2)})` */
export interface MemorySearchResult extends Wire<'MemorySearchResult'> {}
/** The parts of a score. @example hit.breakdown?.semantic */
export interface MemoryScoreBreakdown extends Wire<'MemoryScoreBreakdown'> {}
/** A namespace and its number of live memories. @example `${info.namespace}: ${info.count}` */
export interface NamespaceInfo extends Wire<'NamespaceInfo'> {}
/** What `memory.dedupe` did, or with `dry_run` would do. @example result.pairs?.length */
export interface DedupeResult extends Wire<'DedupeResult'> {}
/** A memory that was kept and its duplicate. @example pair.similarity */
export interface DedupePair extends Wire<'DedupePair'> {}
/** What `memory.consolidate` did. @example result.new_summaries?.map((summary) => summary.key) */
export interface ConsolidateResult extends Wire<'ConsolidateResult'> {}
/** A memory written by `memory.consolidate`. @example summary.value */
export interface ConsolidateSummary extends Wire<'ConsolidateSummary'> {}
/** Every live memory in one answer. @example (await client.memory.export()).memories.length */
export interface MemoryExport extends Wire<'MemoryExport'> {}
/** What `memory.import` stored, and why not the rest. @example `${result.imported} stored, ${result.failed} failed` */
export interface ImportResult extends Wire<'ImportResult'> {}
/** An item that `memory.import` did not store. @example `item ${failure.index}: ${failure.reason}` */
export interface ImportFailure extends Wire<'ImportFailure'> {}

/** Parameters of `agents.spawn`. @example { task: 'Research linear.app', region: 'lhr' } */
export interface SpawnAgentParams extends Wire<'SpawnAgentRequest'> {
  /**
   * Repeats with the same key give the same agent for a short while (promise 53). 1–255 visible ASCII characters.
   * Default: a random UUID, fixed before the first attempt and reused by every retry.
   */
  readonly idempotencyKey?: string;
}

/** Parameters of `agents.list`. @example { limit: 50 } */
export interface ListAgentsParams {
  /** Agents on a page, 1–100; the API's default is 20. */
  readonly limit?: number;
  /** The `next_cursor` of the page before; null and empty start at the first page. */
  readonly cursor?: string | null;
}

/** Parameters of `memory.put`. @example { key: 'brand_color', value: '#FF5733', tags: ['brand'] } */
export interface PutMemoryParams extends Wire<'MemoryInput'> {}
/** Parameters of `memory.search`. @example { query: 'what color is the brand?', min_score: 0.4 } */
export interface SearchMemoryParams extends Wire<'SearchMemoryRequest'> {}
/** Parameters of `memory.dedupe`. @example { namespace: 'user_profile', dry_run: true } */
export interface DedupeMemoryParams extends Wire<'DedupeMemoryRequest'> {}
/** Parameters of `memory.consolidate`. @example { min_cluster_size: 3 } */
export interface ConsolidateMemoryParams extends Wire<'ConsolidateMemoryRequest'> {}

/** Second argument of `memory.get`. @example await client.memory.get('brand_color', { namespace: 'user_profile' }) */
export interface GetMemoryParams {
  /** Default: `default`. */
  readonly namespace?: string;
}

/** Second argument of `memory.delete`. @example await client.memory.delete('brand_color', { hard: true }) */
export interface DeleteMemoryParams {
  /** Default: `default`. */
  readonly namespace?: string;
  /** Remove it for good. Default: false, kept but no longer live. */
  readonly hard?: boolean;
}

/** Parameters of `memory.list`. @example { namespace: 'user_profile', tags: ['brand'] } */
export interface ListMemoryParams {
  /** Default: every namespace. */
  readonly namespace?: string;
  /** All of them must match. A tag with a comma cannot be asked for. */
  readonly tags?: readonly string[];
  /** Memories at most, 1–100. */
  readonly limit?: number;
}
