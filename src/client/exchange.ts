// One request, from its parts to the transport: checked, merged with the client's settings, written out. Everything from
// the first byte sent to the last one read is transport.ts.
import { idempotencyHeaders, routes } from '../../generated/operations.js';
import {
  bodyText,
  checkHeaders,
  checkMethod,
  checkNumbers,
  fillPath,
  idempotencyKeyRule,
  numberRules,
  pathRule,
  queryText,
  requireObject,
  textOf,
} from './arguments.js';
import type { Reply } from './attempt.js';
import { JettsonArgumentError } from './errors.js';
import { type Transport, transmit } from './transport.js';

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
  readonly header?: Readonly<Record<string, string | undefined>> | undefined;
  readonly body?: unknown;
}

/** The header that carries an idempotency key. */
export const idempotencyHeader: string = idempotencyHeaders.spawnAgent;

/** The contract's operations by method and path. */
const operationIds: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(routes).map(([id, route]) => [route, id]),
);

/** Where a request goes: method and path template, below the base URL. */
export type Route = readonly [method: string, path: string];

/** Sends one request. @throws as {@link transmit}; JettsonArgumentError for what cannot be sent. */
export async function exchange(
  settings: Transport,
  [givenMethod, path]: Route,
  { path: values, query, header = {}, body }: Sending,
  options: CallOptions = {},
): Promise<Reply> {
  const method = checkMethod(givenMethod, body);
  const route = `${method} ${textOf('path', path, pathRule)}`;
  const operation = operationIds[route] ?? route;
  requireObject('options', options);
  requireObject('header', header);
  checkNumbers(options, numberRules);
  const {
    timeoutMs = settings.timeoutMs,
    deadlineMs = settings.deadlineMs,
    maxRetries = settings.maxRetries,
    signal,
    headers: extra = {},
  } = options;
  if (signal && typeof signal.addEventListener !== 'function')
    throw new JettsonArgumentError('signal', 'must be an AbortSignal');
  // Every spawn carries an idempotency key, however it is sent (promise 53): a repeat after a lost answer is one agent.
  const { [idempotencyHeader]: key = operation in idempotencyHeaders ? uuid() : undefined, ...others } =
    header;
  // Names in lower case, so that a later one replaces an earlier one (RFC 9110 §5.1).
  const headers = { ...settings.headers, ...checkHeaders(extra), ...checkHeaders(others) };
  if (key !== undefined)
    headers[idempotencyHeader.toLowerCase()] = textOf('idempotencyKey', key, idempotencyKeyRule);
  if (body !== undefined) headers['content-type'] = 'application/json';
  const search = queryText(query);
  const url = `${settings.baseUrl}${fillPath(path, values)}${search && `?${search}`}`;
  const text = body === undefined ? body : bodyText(body);
  const limits = { timeoutMs, deadlineMs, maxRetries, signal };
  return transmit({ operation, method, path, url, headers, body: text }, settings, limits);
}

/** A random UUID (RFC 9562 §5.4); another random text on pages served without TLS, which have no `randomUUID`. */
function uuid(): string {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].join('-');
}
