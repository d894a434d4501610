// openapi-fetch as we use it: it builds URL, headers and body from the contract's types; everything from the
// first byte sent to the last one read is transport.ts. Traps of openapi-fetch 0.17 are closed here:
// - `new Request()` would make the body a one-shot stream: it gets a plain record instead (url + init);
// - its serializers let `..`, Dates and literal templates through: they are replaced by arguments.ts;
// - it reads bodies without a time-out and parses with a bare SyntaxError: it is given the parsed body.
import createClient from 'openapi-fetch';
import { type Operation, operations } from '../../generated/operations.js';
import { bodyText, checkHeaders, checkIdempotencyKey, fillPath, queryText } from './arguments.js';
import { JettsonArgumentError } from './errors.js';
import { isMs, type Settings } from './options.js';
import type { Registry } from './scope.js';
import { type Limits, type Reply, transmit } from './transport.js';

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
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string | undefined;
  constructor(url: string, init: { method: string; headers: Headers; body: string | undefined }) {
    this.url = url;
    this.method = init.method;
    this.headers = init.headers;
    this.body = init.body;
  }
}

/** What openapi-fetch takes for a Response: with `parseAs: 'stream'` it gives `body` as it is, here the parsed one. */
class ParsedResponse {
  readonly reply: Reply;
  constructor(reply: Reply) {
    this.reply = reply;
  }
  get status(): number {
    return this.reply.answer.status;
  }
  get ok(): boolean {
    return this.status >= 200 && this.status < 300;
  }
  get headers(): Headers {
    return this.reply.answer.headers;
  }
  get body(): unknown {
    return this.reply.json;
  }
  text(): Promise<string> {
    return Promise.resolve(this.reply.answer.text);
  }
}

export interface CoreResult {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: unknown;
}

interface Core {
  request(method: string, path: string, init: Readonly<Record<string, unknown>>): Promise<CoreResult>;
}

/** The header that carries an idempotency key. */
export const { idempotencyHeader } = operations.spawnAgent;

let core: Core | undefined;

/** One openapi-fetch client for all of ours: everything that differs is passed with the call. */
function sharedCore(): Core {
  core ??= createClient({ baseUrl: '' }) as unknown as Core;
  return core;
}

/** Sends one request through openapi-fetch and the transport. */
export async function exchange(
  transport: Transport,
  method: string,
  template: string,
  sending: Sending,
  options: CallOptions,
  middleware?: readonly unknown[],
): Promise<CoreResult> {
  const { settings, registry } = transport;
  const limits = limitsOf(options, settings);
  const { path, query, header, body } = sending;
  const operation = operationOf(method, template);
  const id = operation?.id ?? `${method} ${template}`;
  const headers: Record<string, string> = {
    ...settings.headers,
    ...callHeaders(options.headers),
    ...headerParameters(header, operation?.idempotencyHeader),
  };
  // Through openapi-fetch, headers cost a third of its time: only its own middleware needs them there.
  const isWatched = middleware !== undefined && middleware.length > 0;
  return sharedCore().request(method, template, {
    ...(isWatched && { middleware, headers }),
    baseUrl: settings.baseUrl,
    params: { path: path ?? {}, query },
    body,
    Request: RequestRecord,
    parseAs: 'stream',
    pathSerializer: (url: string, values: Readonly<Record<string, unknown>>) =>
      settings.baseUrl + fillPath(url.slice(settings.baseUrl.length), values),
    querySerializer: queryText,
    bodySerializer: bodyText,
    fetch: async ({ url, headers: built, body: text }: RequestRecord) => {
      if (text !== undefined) headers['content-type'] = 'application/json';
      const outgoing = {
        operation: id,
        method,
        path: template,
        url,
        headers: isWatched ? built : headers,
        body: text,
      };
      return new ParsedResponse(await transmit(outgoing, settings, limits, registry));
    },
  });
}

/** The reply behind a result of {@link exchange}; a middleware of openapi-fetch can put a plain Response there. */
export function replyOf(result: CoreResult): Reply | undefined {
  return result.response instanceof ParsedResponse ? result.response.reply : undefined;
}

function limitsOf(options: CallOptions, settings: Settings): Limits {
  const { signal, timeoutMs, deadlineMs, maxRetries } = options;
  if (signal && typeof signal.addEventListener !== 'function')
    throw new JettsonArgumentError('signal', 'must be an AbortSignal');
  for (const [name, value] of [['timeoutMs', timeoutMs] as const, ['deadlineMs', deadlineMs] as const])
    if (value !== undefined && !isMs(value, 1))
      throw new JettsonArgumentError(name, `must be from 1 to 2147483647 milliseconds, not ${String(value)}`);
  if (maxRetries !== undefined && !(Number.isSafeInteger(maxRetries) && maxRetries >= 0))
    throw new JettsonArgumentError(
      'maxRetries',
      `must be a whole number of 0 or more, not ${String(maxRetries)}`,
    );
  return {
    signal: signal ?? undefined,
    timeoutMs: timeoutMs ?? settings.timeoutMs,
    deadlineMs: deadlineMs ?? settings.deadlineMs,
    maxRetries: maxRetries ?? settings.maxRetries,
  };
}

function callHeaders(headers: CallOptions['headers']): Record<string, string> | undefined {
  if (headers === undefined) return undefined;
  return checkHeaders(headers, (name, rule) => new JettsonArgumentError(name, rule));
}

interface Known {
  readonly id: string;
  readonly idempotencyHeader: string | undefined;
}

let known: ReadonlyMap<string, Known> | undefined;

/** The contract's operation behind a method and a path template; undefined for endpoints newer than this package. */
function operationOf(method: string, template: string): Known | undefined {
  known ??= new Map(
    Object.entries(operations).map(([id, operation]: [string, Operation]) => [
      `${operation.method} ${operation.path}`,
      { id, idempotencyHeader: operation.idempotencyHeader },
    ]),
  );
  return known.get(`${method} ${template}`);
}

/**
 * Header parameters, names in lower case so that a later one replaces an earlier one (RFC 9110 §5.1). Every spawn carries
 * an idempotency key, however it is sent (promise 53): a repeat after a lost answer is one agent.
 */
function headerParameters(given: Sending['header'], keyName: string | undefined): Record<string, string> {
  const { [idempotencyHeader]: key = keyName && uuid(), ...others } = given ?? {};
  const headers = callHeaders(others) ?? {};
  if (key === undefined) return headers;
  checkIdempotencyKey('idempotencyKey', key);
  return { ...headers, [idempotencyHeader.toLowerCase()]: key };
}

/** A random UUID (RFC 9562 §5.4). Pages served without TLS have no `randomUUID`. */
function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
