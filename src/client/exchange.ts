// openapi-fetch as we use it: it builds URL, headers and body from the contract's types; everything from the
// first byte sent to the last one read is transport.ts. Traps of openapi-fetch 0.17 are closed here:
// - `new Request()` would make the body a one-shot stream: it gets a plain record instead (url + init);
// - its serializers let `..`, Dates and literal templates through: they are replaced by arguments.ts;
// - it reads bodies without a time-out and parses with a bare SyntaxError: it is given the parsed body.
import createClient from 'openapi-fetch';
import { idempotencyHeaders, type OperationId, routes } from '../../generated/operations.js';
import {
  bodyText,
  checkHeaders,
  checkIdempotencyKey,
  checkMethod,
  checkNumbers,
  checkPath,
  fillPath,
  numberRules,
  queryText,
  requireObject,
} from './arguments.js';
import type { Reply } from './attempt.js';
import { JettsonArgumentError } from './errors.js';
import type { Settings } from './options.js';
import type { Registry } from './scope.js';
import { transmit } from './transport.js';

/**
 * Options that every method takes last; what is left out comes from the client.
 * @example await client.agents.get('ag_1', { signal: AbortSignal.timeout(5_000), maxRetries: 0 });
 */
export interface CallOptions {
  /** Aborts the call, its waits included; the promise rejects with `signal.reason` itself. */
  readonly signal?: AbortSignal | null | undefined;
  /** Limit of one attempt, headers and body, in milliseconds. */
  readonly timeoutMs?: number | undefined;
  /** Limit of the whole call, retries and waits included, in milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** Repeats after the first attempt. */
  readonly maxRetries?: number | undefined;
  /** Sent beside the client's own headers. */
  readonly headers?: Readonly<Record<string, string>> | Headers | undefined;
}

/** What goes into a request besides its limits. */
export interface Sending {
  readonly path?: Readonly<Record<string, unknown>> | undefined;
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  readonly header?: Readonly<Record<string, string>> | undefined;
  readonly body?: unknown;
}

/** Everything a client's parts share. */
export interface Transport {
  readonly settings: Settings;
  /** Shared by clients made with `withOptions`. */
  registry: Registry;
}

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
export interface CoreResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Reply | Response;
}

/** An openapi-fetch client, as far as it is used here. */
export interface Core {
  request(method: string, path: string, init: object): Promise<CoreResult>;
}

/** A client of openapi-fetch that holds nothing of a client of ours: what differs is passed with each call. */
export function createCore(): Core {
  return createClient({
    Request: RequestRecord as never,
    pathSerializer: fillPath, // base URLs hold no braces: they come out of `new URL`
    querySerializer: queryText,
    bodySerializer: bodyText,
  }) as unknown as Core;
}

/** The header that carries an idempotency key. */
export const idempotencyHeader: string = idempotencyHeaders.spawnAgent;

/**
 * Sends one request through openapi-fetch and the transport. `id` is the operation's in the contract; for a request that
 * does not know it, it is looked up. With `middleware` of openapi-fetch's kind, the headers go through openapi-fetch, too,
 * at a third of its time.
 */
export function exchange(
  core: Core,
  { settings, registry }: Transport,
  id: OperationId | undefined,
  givenMethod: string,
  givenPath: string,
  { path: values = {}, query = {}, header = {}, body }: Sending,
  options: CallOptions,
  middleware?: readonly unknown[],
): Promise<CoreResult> {
  const method = checkMethod(givenMethod, body);
  const path = checkPath(givenPath);
  requireObject('options', options);
  requireObject('path', values);
  requireObject('query', query);
  const route = `${method} ${path}`;
  const operation = id ?? Object.entries(routes).find((entry) => entry[1] === route)?.[0] ?? route;
  const { headers: extra = {}, signal, deadlineMs = settings.deadlineMs } = options;
  checkNumbers(options, numberRules);
  if (signal && typeof signal.addEventListener !== 'function')
    throw new JettsonArgumentError('signal', 'must be an AbortSignal');
  const { timeoutMs = settings.timeoutMs, maxRetries = settings.maxRetries } = options;
  const limits = { signal, timeoutMs, deadlineMs, maxRetries };
  const headers = {
    ...settings.headers,
    ...checkHeaders(extra),
    ...headerParameters(header, operation),
  };
  const fetch = ({ url, body: text, headers: built }: RequestRecord): Promise<Reply> => {
    if (text !== undefined) headers['content-type'] = 'application/json';
    const outgoing = { operation, method, path, url, body: text, headers: middleware ? built : headers };
    return transmit(outgoing, settings, limits, registry);
  };
  return core.request(method, path, {
    ...(middleware && { middleware, headers }),
    baseUrl: settings.baseUrl,
    params: { path: values, query },
    body,
    fetch,
    parseAs: 'stream',
  });
}

/**
 * Header parameters, names in lower case so that a later one replaces an earlier one (RFC 9110 §5.1). Every spawn carries
 * an idempotency key, however it is sent (promise 53): a repeat after a lost answer is one agent.
 */
function headerParameters(given: NonNullable<Sending['header']>, operation: string): Record<string, string> {
  const { [idempotencyHeader]: key = operation in idempotencyHeaders ? uuid() : undefined, ...others } =
    given ?? {};
  const headers = checkHeaders(others);
  if (key !== undefined) {
    checkIdempotencyKey(key);
    headers[idempotencyHeader.toLowerCase()] = key;
  }
  return headers;
}

/** A random UUID (RFC 9562 §5.4). Pages served without TLS have no `randomUUID`. */
function uuid(): string {
  return (
    crypto.randomUUID?.() ??
    '10000000-1000-4000-8000-100000000000'.replace(/[018]/g, (digit) => {
      const [random = 0] = crypto.getRandomValues(new Uint8Array(1));
      return (Number(digit) ^ (random & (15 >> (Number(digit) / 4)))).toString(16);
    })
  );
}
