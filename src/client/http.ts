// `client.http`: the typed openapi-fetch client, over the same transport as every method. It builds URL, headers and body, and
// runs middleware of its own kind. Traps of openapi-fetch 0.17 are closed here:
// - `new Request()` would make the body a one-shot stream: it gets a plain record instead (url + init);
// - its serializers let `..`, Dates and literal templates through: they are replaced by those of arguments.ts;
// - it reads bodies without a time-out and parses with a bare SyntaxError: it is given the parsed body.
import createClient, { type Client } from 'openapi-fetch';
import type { paths } from '../../generated/types.js';
import { bodyText, fillPath, queryText, requireObject } from './arguments.js';
import type { Reply } from './attempt.js';
import { type CallOptions, headersOf, limitsOf, routeOf, type Sending, type Transport } from './exchange.js';
import { transmit } from './transport.js';

/** What openapi-fetch takes for a Request: it reads `method`, and passes the record on to `fetch`. */
class RequestRecord {
  declare readonly url: string;
  declare readonly method: string;
  declare readonly headers: Headers;
  declare readonly body: string | undefined;
  constructor(url: string, init: object) {
    Object.assign(this, init, { url });
  }
}

/** What openapi-fetch gives; `response` is a {@link Reply} unless a middleware of its own put another one there. */
interface CoreResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Reply | Response;
}

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
export function createHttp({ settings, registry }: Transport): HttpClient {
  const core = createClient({
    Request: RequestRecord as never,
    pathSerializer: fillPath, // base URLs hold no braces: they come out of `new URL`
    querySerializer: queryText,
    bodySerializer: bodyText,
  });
  const send = core.request as unknown as (method: string, path: string, init: object) => Promise<CoreResult>;
  const request = async (method: string, path: string, init: FrontInit = {}): Promise<CoreResult> => {
    requireObject('init', init);
    const { params, body, middleware = [], parseAs = 'json', ...options } = init;
    const route = routeOf(method, path, body);
    const sending: Sending = { ...params, body };
    const limits = limitsOf(settings, options);
    const headers = headersOf(settings, route, sending, options);
    const fetch = ({ url, headers, body }: RequestRecord): Promise<Reply> =>
      transmit({ ...route, url, headers, body }, settings, limits, registry);
    const { path: values = {}, query = {} } = sending;
    requireObject('path', values);
    requireObject('query', query);
    const result = await send(route.method, route.path, {
      baseUrl: settings.baseUrl,
      params: { path: values, query },
      ...{ headers, body, middleware, fetch },
      parseAs: 'stream',
    });
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
