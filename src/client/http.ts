// `client.http`: the typed openapi-fetch client, over the same transport as every method.
import type { Client, Middleware as OpenapiFetchMiddleware } from 'openapi-fetch';
import type { paths } from '../../generated/types.js';
import { checkPath } from './arguments.js';
import {
  type CallOptions,
  type CoreResult,
  exchange,
  replyOf,
  type Sending,
  type Transport,
} from './exchange.js';

interface FrontInit extends CallOptions {
  readonly params?: Omit<Sending, 'body'>;
  readonly body?: unknown;
  readonly middleware?: readonly OpenapiFetchMiddleware[];
  readonly parseAs?: 'json' | 'text' | 'stream' | 'blob' | 'arrayBuffer';
}

/**
 * The typed openapi-fetch client behind the same key, retries, time-outs and middleware. Answers of any status are given
 * as `{ data, error, response }`; only what is no answer is thrown. An init also takes {@link CallOptions}.
 * @example const { data, error, response } = await client.http.GET('/agents', { params: { query: { limit: 5 } } });
 */
export type HttpClient = Client<paths, 'application/json'>;

/** Makes {@link HttpClient} over a transport. Methods stand on the prototype: a client costs no closures. */
class HttpFront {
  readonly #transport: Transport;
  #middleware: readonly OpenapiFetchMiddleware[] = [];

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  async request(method: string, path: string, init: FrontInit = {}): Promise<CoreResult> {
    const { params, body, middleware = [], parseAs = 'json', ...options } = init;
    const result = await exchange(
      this.#transport,
      method.toUpperCase(),
      checkPath(path),
      { path: params?.path, query: params?.query, header: params?.header, body },
      options,
      [...this.#middleware, ...middleware],
    );
    const reply = replyOf(result);
    if (!reply) return result;
    const { response } = reply;
    if ('error' in result) return { error: result.error, response };
    const { text } = reply.answer;
    if (parseAs === 'json' || text === '') return { data: reply.json, response };
    return {
      data: parseAs === 'stream' ? new Response(text).body : await new Response(text)[parseAs](),
      response,
    };
  }

  GET(path: string, init?: FrontInit): Promise<CoreResult> {
    return this.request('GET', path, init);
  }
  PUT(path: string, init?: FrontInit): Promise<CoreResult> {
    return this.request('PUT', path, init);
  }
  POST(path: string, init?: FrontInit): Promise<CoreResult> {
    return this.request('POST', path, init);
  }
  DELETE(path: string, init?: FrontInit): Promise<CoreResult> {
    return this.request('DELETE', path, init);
  }
  OPTIONS(path: string, init?: FrontInit): Promise<CoreResult> {
    return this.request('OPTIONS', path, init);
  }
  HEAD(path: string, init?: FrontInit): Promise<CoreResult> {
    return this.request('HEAD', path, init);
  }
  PATCH(path: string, init?: FrontInit): Promise<CoreResult> {
    return this.request('PATCH', path, init);
  }
  TRACE(path: string, init?: FrontInit): Promise<CoreResult> {
    return this.request('TRACE', path, init);
  }
  use(...middleware: OpenapiFetchMiddleware[]): void {
    this.#middleware = [...this.#middleware, ...middleware];
  }
  eject(...middleware: OpenapiFetchMiddleware[]): void {
    this.#middleware = this.#middleware.filter((layer) => !middleware.includes(layer));
  }
}

/** The typed front over a transport. */
export function createHttp(transport: Transport): HttpClient {
  return new HttpFront(transport) as unknown as HttpClient;
}
