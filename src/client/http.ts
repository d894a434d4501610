// `client.http`: the typed openapi-fetch client, over the same transport as every method.
import type { Client } from 'openapi-fetch';
import type { paths } from '../../generated/types.js';
import { requireObject } from './arguments.js';
import {
  type CallOptions,
  type CoreResult,
  createCore,
  exchange,
  type Sending,
  type Transport,
} from './exchange.js';

interface FrontInit extends CallOptions {
  readonly params?: Omit<Sending, 'body'>;
  readonly body?: unknown;
  readonly middleware?: readonly unknown[];
  readonly parseAs?: 'json' | 'text' | 'stream' | 'blob' | 'arrayBuffer';
}

/**
 * The typed openapi-fetch client behind the same key, retries, time-outs and middleware. Answers of any status are given
 * as `{ data, error, response }`; only what is no answer is thrown. An init also takes {@link CallOptions}.
 * @example const { data, error, response } = await client.http.GET('/agents', { params: { query: { limit: 5 } } });
 */
export type HttpClient = Client<paths, 'application/json'>;

/** The typed client over a transport: openapi-fetch's own, its requests turned to ours. */
export function createHttp(transport: Transport): HttpClient {
  const core = createCore();
  const request = async (method: string, path: string, init: FrontInit = {}): Promise<CoreResult> => {
    requireObject('init', init);
    const { params, body, middleware = [], parseAs = 'json', ...options } = init;
    const sending = { ...params, body };
    const result = await exchange(core, transport, undefined, method, path, sending, options, middleware);
    const reply = result.response;
    if (!('facts' in reply)) return result;
    const { response, source } = reply;
    if (!reply.ok || parseAs === 'json' || source === '') return { ...result, response };
    const whole = new Response(source);
    return { data: parseAs === 'stream' ? whole.body : await whole[parseAs](), response };
  };
  const http: Record<string, unknown> = { ...core, request };
  for (const method in core)
    if (/^[A-Z]+$/.test(method))
      http[method] = (path: string, init?: FrontInit) => request(method, path, init);
  return http as unknown as HttpClient;
}
