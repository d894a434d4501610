// One request, from its parts to the transport: checked, merged with the client's settings, written out. Everything from
// the first byte sent to the last one read is transport.ts.
import { idempotencyHeaders, routes } from '../../generated/operations.js';
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
import { type Limits, transmit } from './transport.js';

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

/** The header that carries an idempotency key. */
export const idempotencyHeader: string = idempotencyHeaders.spawnAgent;

/** Where a request goes: an operation of the contract, or a method and path of the caller's. */
export interface Route {
  /** Operation id, or method and path where the contract has none. */
  readonly operation: string;
  readonly method: string;
  /** Path template, below the base URL. */
  readonly path: string;
}

/** A method and path that a caller gave, checked; the contract's operation where it has one. */
export function routeOf(givenMethod: string, givenPath: string, body: unknown): Route {
  const method = checkMethod(givenMethod, body);
  const path = checkPath(givenPath);
  const route = `${method} ${path}`;
  const operation = Object.entries(routes).find((entry) => entry[1] === route)?.[0] ?? route;
  return { operation, method, path };
}

/** Sends one request. @throws as {@link transmit}; JettsonArgumentError for what cannot be sent. */
export function exchange(
  { settings, registry }: Transport,
  route: Route,
  sending: Sending,
  options: CallOptions,
): Promise<Reply> {
  const limits = limitsOf(settings, options);
  const headers = headersOf(settings, route, sending, options);
  const path = fillPath(route.path, sending.path);
  const query = queryText(sending.query);
  const url = `${settings.baseUrl}${path}${query && `?${query}`}`;
  const body = sending.body === undefined ? undefined : bodyText(sending.body);
  return transmit({ ...route, url, headers, body }, settings, limits, registry);
}

/** A call's limits: its own options, checked, else the client's. */
export function limitsOf(settings: Settings, options: CallOptions): Limits {
  requireObject('options', options);
  checkNumbers(options, numberRules);
  const { signal, deadlineMs = settings.deadlineMs } = options;
  if (signal && typeof signal.addEventListener !== 'function')
    throw new JettsonArgumentError('signal', 'must be an AbortSignal');
  const { timeoutMs = settings.timeoutMs, maxRetries = settings.maxRetries } = options;
  return { signal, timeoutMs, deadlineMs, maxRetries };
}

/**
 * The client's headers, then the call's; names in lower case, so that a later one replaces an earlier one (RFC 9110 §5.1).
 * Every spawn carries an idempotency key, however it is sent (promise 53): a repeat after a lost answer is one agent.
 */
export function headersOf(
  settings: Settings,
  { operation }: Route,
  { header, body }: Sending,
  { headers: extra }: CallOptions,
): Record<string, string> {
  const headers: Record<string, string> = { ...settings.headers };
  if (extra !== undefined) Object.assign(headers, checkHeaders(extra));
  let key: unknown;
  if (header) {
    const { [idempotencyHeader]: given, ...others } = header;
    Object.assign(headers, checkHeaders(others));
    key = given;
  }
  if (key === undefined && operation in idempotencyHeaders) key = uuid();
  if (key !== undefined) headers[idempotencyHeader.toLowerCase()] = checkIdempotencyKey(key);
  if (body !== undefined) headers['content-type'] = 'application/json';
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
