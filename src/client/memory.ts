// `client.memory`: the ten memory operations, signatures over one `call`. Source: Python SDK page "Memory".
import { checkNumbers, limitRules, members, nonEmptyRule, textOf } from './arguments.js';
import type { Call } from './call.js';
import { call, list, object } from './operation.js';
import { JettsonArgumentError } from './errors.js';
import type { CallOptions } from './exchange.js';
import type { Transport } from './transport.js';
import type {
  ConsolidateMemoryParams,
  ConsolidateResult,
  DedupeMemoryParams,
  DedupeResult,
  DeleteMemoryParams,
  GetMemoryParams,
  ImportResult,
  ListMemoryParams,
  Memory,
  MemoryExport,
  MemoryInput,
  MemorySearchResult,
  NamespaceInfo,
  PutMemoryParams,
  SearchMemoryParams,
} from './types.js';

/** Memory: plain text addressed by namespace and key, shared by all agents of the account. @example const { memory } = new Jettson(); */
export class MemoryResource {
  readonly #transport: Transport;
  /** Made by {@link Jettson}; there is no other way to get one. */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Creates a memory, or writes a new version of the key (promise 60).
   * @throws JettsonQuotaExceededError when the plan's pool is full.
   * @example
   * await client.memory.put({ key: 'brand_color', value: '#FF5733', namespace: 'user_profile', importance: 8 });
   */
  put(params: PutMemoryParams, options?: CallOptions): Call<Memory> {
    const sending = () => ({ body: members(params, ['key', 'value']) });
    return call(this.#transport, 'putMemory', sending, options, object);
  }

  /**
   * The live memory of a key, or null when there is none (promise 62): only for a 404 whose code is `not_found`, so that
   * a wrong base URL stays an error.
   * @example
   * const memory = await client.memory.get('brand_color', { namespace: 'user_profile' });
   * if (memory) console.log(memory.value);
   */
  get(key: string, params: GetMemoryParams = {}, options?: CallOptions): Call<Memory | null> {
    const sending = () => ({ query: { ...members(params), key: textOf('key', key, nonEmptyRule) } });
    return call<'getMemory', Memory | null>(
      this.#transport,
      'getMemory',
      sending,
      options,
      object,
      'not_found',
    );
  }

  /**
   * All memories that match, newest first, in one answer.
   * @example const memories = await client.memory.list({ namespace: 'user_profile', tags: ['brand'] });
   */
  list(params: ListMemoryParams = {}, options?: CallOptions): Call<readonly Memory[]> {
    const sending = () => {
      const query = members(params);
      checkNumbers(query, limitRules.listMemory);
      return { query };
    };
    return call(this.#transport, 'listMemory', sending, options, list('memories'));
  }

  /**
   * Memories by meaning, by words or both, best first (promises 63-65). Without a namespace: all of them.
   * @example
   * for (const hit of await client.memory.search({ query: 'what color is the brand?', min_score: 0.4 }))
   *   console.log(hit.key, hit.value, hit.score.toFixed(2));
   */
  search(params: SearchMemoryParams, options?: CallOptions): Call<readonly MemorySearchResult[]> {
    const sending = () => {
      const body = members(params, ['query']);
      checkNumbers(body, limitRules.searchMemory);
      return { body };
    };
    return call(this.#transport, 'searchMemory', sending, options, list('results'));
  }

  /**
   * Deletes a memory: kept but no longer live, or with `hard` for good.
   * @throws JettsonNotFoundError when there is nothing to delete.
   * @example await client.memory.delete('brand_color', { namespace: 'user_profile', hard: true });
   */
  delete(key: string, params: DeleteMemoryParams = {}, options?: CallOptions): Call<void> {
    const sending = () => {
      const { hard, ...query } = members(params);
      // Sent as `hard=true` or not at all: fact sheet §4.4.
      return { query: { ...query, key: textOf('key', key, nonEmptyRule), ...(hard ? { hard } : {}) } };
    };
    return call(this.#transport, 'deleteMemory', sending, options, () => undefined);
  }

  /**
   * Merges near duplicates (softly), in a namespace or everywhere; with `dry_run` only says what it would do.
   * @example const { removed } = await client.memory.dedupe({ namespace: 'user_profile', dry_run: true });
   */
  dedupe(params: DedupeMemoryParams = {}, options?: CallOptions): Call<DedupeResult> {
    // `dry_run` is always sent, as by the published client: fact sheet §4.8.
    const sending = () => ({ body: { dry_run: false, ...members(params) } });
    return call(this.#transport, 'dedupeMemory', sending, options, object);
  }

  /**
   * Summarises clusters of related memories into new ones.
   * @example const { new_summaries } = await client.memory.consolidate({ min_cluster_size: 3 });
   */
  consolidate(params: ConsolidateMemoryParams = {}, options?: CallOptions): Call<ConsolidateResult> {
    const sending = () => ({ body: members(params) });
    return call(this.#transport, 'consolidateMemory', sending, options, object);
  }

  /**
   * The namespaces in use, with their number of live memories.
   * @example for (const { namespace, count } of await client.memory.namespaces()) console.log(namespace, count);
   */
  namespaces(options?: CallOptions): Call<readonly NamespaceInfo[]> {
    return call(this.#transport, 'listMemoryNamespaces', nothing, options, list('namespaces'));
  }

  /**
   * Every live memory in one answer.
   * @example await writeFile('memories.json', JSON.stringify(await client.memory.export()));
   */
  export(options?: CallOptions): Call<MemoryExport> {
    return call(this.#transport, 'exportMemory', nothing, options, object);
  }

  /**
   * Stores many memories; a bad item is reported and does not fail the others (promise 67).
   * @example
   * const { imported, failed } = await client.memory.import([{ key: 'brand_color', value: '#FF5733' }]);
   */
  import(items: readonly MemoryInput[], options?: CallOptions): Call<ImportResult> {
    const sending = () => {
      if (!Array.isArray(items)) throw new JettsonArgumentError('items', 'must be an array of memories');
      const memories = items.map((item: MemoryInput, index) =>
        members(item, ['key', 'value'], `items[${index}]`),
      );
      return { body: { memories } };
    };
    return call(this.#transport, 'importMemory', sending, options, object);
  }
}

/** What an operation without parameters is sent. */
const nothing = () => ({});
