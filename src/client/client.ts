// `new Jettson()`: options in, resources out. Holds nothing that could be printed: settings and key are private.
import { AgentsResource } from './agents.js';
import { requireObject } from './arguments.js';
import type { Call } from './call.js';
import { perform } from './operation.js';
import { JettsonClosedError } from './errors.js';
import { type CallOptions, idempotencyHeader } from './exchange.js';
import type { Transport } from './transport.js';
import { createHttp, type HttpClient } from './http.js';
import { MemoryResource } from './memory.js';
import { type JettsonOptions, readOptions, surroundings } from './options.js';
import { endAll } from './scope.js';

/** What `client.request` sends. @example { query: { month: '2026-11' }, timeoutMs: 5_000 } */
export interface RequestParams extends CallOptions {
  /** Values for the `{names}` in the path, percent-encoded. */
  readonly path?: Readonly<Record<string, string>> | undefined;
  /** Query parameters; arrays are comma-joined, undefined ones left out. */
  readonly query?:
    | Readonly<Record<string, string | number | boolean | readonly (string | number)[] | undefined>>
    | undefined;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as `X-Idempotency-Key`. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * The Jettson API. No request is sent before the first call.
 * @throws JettsonConfigError for an option that cannot be used.
 * @example
 * const client = new Jettson(); // the key from JETTSON_API_KEY
 * const agent = await client.agents.run({ task: 'Return the top story of Hacker News.' });
 * console.log(agent.final_result);
 */
export class Jettson {
  /** Spawn, get, list, cancel, wait, run. */
  readonly agents: AgentsResource;
  /** Put, get, list, search, delete, dedupe, consolidate, namespaces, export, import. */
  readonly memory: MemoryResource;
  readonly #options: JettsonOptions;
  readonly #transport: Transport;
  #http: HttpClient | undefined;

  constructor(options: JettsonOptions = {}) {
    this.#options = options;
    this.#transport = {
      ...readOptions(options, surroundings()),
      registry: { isClosed: false, running: new Set() },
    };
    this.agents = new AgentsResource(this.#transport);
    this.memory = new MemoryResource(this.#transport);
  }

  /**
   * The contract's paths with openapi-fetch's types and results, behind the same key, retries, time-outs and middleware.
   * @example const { data, error } = await client.http.GET('/agents', { params: { query: { limit: 5 } } });
   */
  get http(): HttpClient {
    this.#http ??= createHttp(this.#transport);
    return this.#http;
  }

  /** Where requests go, without a trailing slash. @example client.baseUrl // 'https://jettson.dev/api/v1' */
  get baseUrl(): string {
    return this.#transport.baseUrl;
  }

  /**
   * Calls an endpoint that is newer than this package, with the same errors and retries as every method. The path is
   * relative to the base URL; the result is the parsed body, undefined when there is none.
   * @example const usage = await client.request<{ hours: number }>('GET', '/usage', { query: { month: '2026-11' } });
   */
  request<T = unknown>(method: string, path: string, params: RequestParams = {}): Call<T> {
    const { path: values, query, body, idempotencyKey, ...options } = params ?? {}; // null is refused below
    const sending = () => {
      requireObject('params', params);
      return { path: values, query, body, header: { [idempotencyHeader]: idempotencyKey } };
    };
    return perform(this.#transport, [method, path], sending, options, (json) => json as T);
  }

  /**
   * A client with some options changed. It shares this one's life: closing either closes both.
   * @example const patient = client.withOptions({ timeoutMs: 120_000 });
   */
  withOptions(options: JettsonOptions): Jettson {
    const other = new Jettson({ ...this.#options, ...options });
    other.#transport.registry = this.#transport.registry;
    return other;
  }

  /**
   * Refuses new calls, and ends running ones and their waits with JettsonClosedError. Closing twice does no harm.
   * @example client.close(); // or: using client = new Jettson();
   */
  close(): void {
    const { registry } = this.#transport;
    registry.isClosed = true;
    endAll(registry.running, new JettsonClosedError());
  }

  /** As {@link close}, for `using` (promise 50: leaving the scope frees what the client holds). */
  [Symbol.dispose](): void {
    this.close();
  }

  /** As {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }

  /** What may be printed of a client: never the key. */
  toJSON(): { baseUrl: string } {
    return { baseUrl: this.baseUrl };
  }
}
