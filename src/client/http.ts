// `client.http`: the contract's paths with openapi-fetch's types and results, over the same transport as every method.
// openapi-fetch's own code is not needed for that: its serializers let `..`, Dates and literal templates through, it makes the
// body a one-shot stream, and reads answers without a time-out.
import type { Client } from 'openapi-fetch';
import type { paths } from '../../generated/types.js';
import { requireObject } from './arguments.js';
import { JettsonArgumentError } from './errors.js';
import { type CallOptions, exchange, type Sending } from './exchange.js';
import type { Transport } from './transport.js';

/** What a request of {@link HttpClient} takes. */
interface HttpInit extends CallOptions {
  readonly params?: Omit<Sending, 'body'>;
  readonly body?: unknown;
  readonly parseAs?: 'json' | 'text' | 'stream' | 'blob' | 'arrayBuffer';
}

/**
 * The client of openapi-fetch behind the same key, retries, time-outs and middleware as every method. Answers of any status
 * are given as `{ data, error, response }`; only what is no answer is thrown. An init also takes {@link CallOptions}.
 * What else openapi-fetch and `fetch` take is the client's: its options `middleware` and `fetchOptions`.
 * @example const { data, error, response } = await client.http.GET('/agents', { params: { query: { limit: 5 } } });
 */
export type HttpClient = Omit<Client<paths, 'application/json'>, 'use' | 'eject'>;

/** What a request takes besides: openapi-fetch's types admit more, and nothing of a call is left out in silence. */
const callOptions = [
  'signal',
  'timeoutMs',
  'deadlineMs',
  'maxRetries',
  'headers',
] satisfies (keyof CallOptions)[];
const methods = ['GET', 'PUT', 'POST', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'];

/** The typed client over a transport. */
export function createHttp(transport: Transport): HttpClient {
  const request = async (method: string, path: string, init: HttpInit = {}) => {
    requireObject('init', init);
    const { params, body, parseAs = 'json', ...options } = init;
    for (const [name, value] of Object.entries(options))
      if (value !== undefined && !callOptions.includes(name as keyof CallOptions))
        throw new JettsonArgumentError(
          name,
          'cannot be set here; the client has `middleware` and `fetchOptions`',
        );
    const reply = await exchange(transport, [method, path], { ...params, body }, options);
    const { response, source } = reply;
    if (reply.error) return { error: reply.body, response };
    if (parseAs === 'json' || source === '') return { data: reply.body, response };
    const whole = new Response(source);
    return { data: parseAs === 'stream' ? whole.body : await whole[parseAs](), response };
  };
  const http: Record<string, unknown> = { request };
  for (const method of methods) http[method] = request.bind(undefined, method);
  return http as unknown as HttpClient;
}
