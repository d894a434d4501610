// `client.memory`: the ten memory operations, signatures over one `call`. Source: Python SDK page "Memory".
import { checkLimit, limits, requireObject, requireText, withoutUndefined } from './arguments.js';
import { type Call, startCall } from './call.js';
import { type Caller, list, object } from './caller.js';
import { JettsonArgumentError } from './errors.js';
import type { CallOptions } from './exchange.js';
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
  readonly #caller: Caller;
  /** Made by {@link Jettson}; there is no other way to get one. */
  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Creates a memory, or writes a new version of the key (promise 60).
   * @throws JettsonQuotaExceededError when the plan's pool is full.
   * @example
   * await client.memory.put({ key: 'brand_color', value: '#FF5733', namespace: 'user_profile', importance: 8 });
   */
  put(params: PutMemoryParams, options?: CallOptions): Call<Memory> {
    return startCall(() => {
      requireObject('params', params);
      const body = withoutUndefined(params, ['key', 'value']);
      return this.#caller.call('putMemory', { body }, options, object);
    });
  }

  /**
   * The live memory of a key, or null when there is none (promise 62): only for a 404 whose code is `not_found`, so that
   * a wrong base URL stays an error.
   * @example
   * const memory = await client.memory.get('brand_color', { namespace: 'user_profile' });
   * if (memory) console.log(memory.value);
   */
  get(key: string, params?: GetMemoryParams, options?: CallOptions): Call<Memory | null> {
    return startCall<Memory | null>(() => {
      requireText('key', key);
      if (params !== undefined) requireObject('params', params);
      return this.#caller.callOrNull('getMemory', { query: { ...params, key } }, options, object);
    });
  }

  /**
   * All memories that match, newest first, in one answer.
   * @example const memories = await client.memory.list({ namespace: 'user_profile', tags: ['brand'] });
   */
  list(params?: ListMemoryParams, options?: CallOptions): Call<readonly Memory[]> {
    return startCall(() => {
      if (params !== undefined) requireObject('params', params);
      checkLimit(params?.limit, limits.listMemory);
      return this.#caller.call('listMemory', { query: { ...params } }, options, (body, refuse) =>
        list(body, 'memories', refuse),
      );
    });
  }

  /**
   * Memories by meaning, by words or both, best first (promises 63-65). Without a namespace: all of them.
   * @example
   * for (const hit of await client.memory.search({ query: 'what color is the brand?', min_score: 0.4 }))
   *   console.log(hit.key, hit.value, hit.score.toFixed(2));
   */
  search(params: SearchMemoryParams, options?: CallOptions): Call<readonly MemorySearchResult[]> {
    return startCall(() => {
      requireObject('params', params);
      checkLimit(params.limit, limits.searchMemory);
      const body = withoutUndefined(params, ['query']);
      return this.#caller.call('searchMemory', { body }, options, (found, refuse) =>
        list(found, 'results', refuse),
      );
    });
  }

  /**
   * Deletes a memory: kept but no longer live, or with `hard` for good.
   * @throws JettsonNotFoundError when there is nothing to delete.
   * @example await client.memory.delete('brand_color', { namespace: 'user_profile', hard: true });
   */
  delete(key: string, params?: DeleteMemoryParams, options?: CallOptions): Call<void> {
    return startCall(() => {
      requireText('key', key);
      if (params !== undefined) requireObject('params', params);
      const { hard, ...query } = params ?? {};
      // Sent as `hard=true` or not at all: fact sheet §4.4.
      const sent = { ...query, key, ...(hard ? { hard } : {}) };
      return this.#caller.call('deleteMemory', { query: sent }, options, () => undefined);
    });
  }

  /**
   * Merges near duplicates (softly), in a namespace or everywhere; with `dry_run` only says what it would do.
   * @example const { removed } = await client.memory.dedupe({ namespace: 'user_profile', dry_run: true });
   */
  dedupe(params?: DedupeMemoryParams, options?: CallOptions): Call<DedupeResult> {
    return startCall(() => {
      if (params !== undefined) requireObject('params', params);
      // `dry_run` is always sent, as by the published client: fact sheet §4.8.
      const body = { dry_run: false, ...withoutUndefined(params ?? {}, []) };
      return this.#caller.call('dedupeMemory', { body }, options, object);
    });
  }

  /**
   * Summarises clusters of related memories into new ones.
   * @example const { new_summaries } = await client.memory.consolidate({ min_cluster_size: 3 });
   */
  consolidate(params?: ConsolidateMemoryParams, options?: CallOptions): Call<ConsolidateResult> {
    return startCall(() => {
      if (params !== undefined) requireObject('params', params);
      const body = withoutUndefined(params ?? {}, []);
      return this.#caller.call('consolidateMemory', { body }, options, object);
    });
  }

  /**
   * The namespaces in use, with their number of live memories.
   * @example for (const { namespace, count } of await client.memory.namespaces()) console.log(namespace, count);
   */
  namespaces(options?: CallOptions): Call<readonly NamespaceInfo[]> {
    return startCall(() =>
      this.#caller.call('listMemoryNamespaces', {}, options, (body, refuse) =>
        list(body, 'namespaces', refuse),
      ),
    );
  }

  /**
   * Every live memory in one answer.
   * @example await writeFile('memories.json', JSON.stringify(await client.memory.export()));
   */
  export(options?: CallOptions): Call<MemoryExport> {
    return startCall(() => this.#caller.call('exportMemory', {}, options, object));
  }

  /**
   * Stores many memories; a bad item is reported and does not fail the others (promise 67).
   * @example
   * const { imported, failed } = await client.memory.import([{ key: 'brand_color', value: '#FF5733' }]);
   */
  import(items: readonly MemoryInput[], options?: CallOptions): Call<ImportResult> {
    return startCall(() => {
      if (!Array.isArray(items)) throw new JettsonArgumentError('items', 'must be an array of memories');
      const memories = items.map((item: MemoryInput, index) => {
        requireObject(`items[${index}]`, item);
        return withoutUndefined(item, ['key', 'value']);
      });
      return this.#caller.call('importMemory', { body: { memories } }, options, object);
    });
  }
}
