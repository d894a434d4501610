// From an operation id to a typed call: the only way the wrappers reach the transport. No literal path here or there.
import { type OperationId, operations } from '../../generated/operations.js';
import type { operations as wire } from '../../generated/types.js';
import type { WithResponse } from './call.js';
import type { Clock } from './clock.js';
import type { KnownErrorCode } from './error-codes.js';
import { JettsonClosedError } from './errors.js';
import { type CallOptions, exchange, replyOf, type Sending, type Transport } from './exchange.js';
import { bodyError, errorOf, readEnvelope, requestIdOf } from './failure.js';
import { notify } from './logger.js';
import { CallScope } from './scope.js';
import type { Reply } from './transport.js';

type Json<T> = T extends { readonly content: { readonly 'application/json': infer Body } } ? Body : undefined;
type Responses<Id extends OperationId> = wire[Id]['responses'];

/** The body of each documented success; undefined for one without content. */
export type SuccessOf<Id extends OperationId> = {
  [Status in keyof Responses<Id>]: Status extends (typeof operations)[Id]['success'][number]
    ? Json<Responses<Id>[Status]>
    : never;
}[keyof Responses<Id>];

type Body<Id extends OperationId> = wire[Id] extends { readonly requestBody: infer B } ? Json<B> : undefined;
type Parameters<Id extends OperationId> = wire[Id]['parameters'];

/** What an operation is sent, as the contract types it. */
export interface SendingOf<Id extends OperationId> {
  readonly path?: NonNullable<Parameters<Id>['path']>;
  readonly query?: NonNullable<Parameters<Id>['query']>;
  readonly header?: NonNullable<Parameters<Id>['header']>;
  readonly body?: Body<Id>;
}

/** Calls operations of the contract by id. */
export class Caller {
  readonly #transport: Transport;
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /** The client's clock. */
  get clock(): Clock {
    return this.#transport.settings.clock;
  }

  /** Tells an observer of the caller's; see logger.ts. */
  notify<A extends readonly unknown[]>(
    name: string,
    observer: ((...args: A) => unknown) | undefined,
    ...args: A
  ): void {
    notify(this.#transport.settings, name, observer, ...args);
  }

  /** A pause that ends early, with an error, when the signal aborts or the client is closed. */
  async sleep(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
    const { settings, registry } = this.#transport;
    if (registry.isClosed) throw new JettsonClosedError();
    if (signal?.aborted) throw signal.reason;
    const onDeadline = () => new JettsonClosedError(); // there is no deadline here
    const scope = new CallScope({
      clock: settings.clock,
      registry,
      signal,
      deadlineAtMs: undefined,
      onDeadline,
    });
    try {
      await scope.sleep(delayMs);
    } finally {
      scope.dispose();
    }
  }

  /**
   * One operation, its success in hand. `read` turns the body into the method's data; what it cannot read is a
   * JettsonResponseError.
   */
  async call<Id extends OperationId, T>(
    id: Id,
    sending: SendingOf<Id>,
    options: CallOptions | undefined,
    read: (body: SuccessOf<Id>, refuse: Refuse, status: number) => T,
  ): Promise<WithResponse<T>> {
    const { method, path } = operations[id];
    const reply = await replyTo(this.#transport, method, path, sending as Sending, options);
    return succeed(this.#transport, reply, read as Read<T>);
  }

  /** As {@link call}, but a 404 that carries the contract's `not_found` is no error: the data is null. */
  async callOrNull<Id extends OperationId, T>(
    id: Id,
    sending: SendingOf<Id>,
    options: CallOptions | undefined,
    read: (body: SuccessOf<Id>, refuse: Refuse, status: number) => T,
  ): Promise<WithResponse<T | null>> {
    const { method, path } = operations[id];
    const reply = await replyTo(this.#transport, method, path, sending as Sending, options);
    const { answer } = reply;
    const absent: KnownErrorCode = 'not_found';
    if (answer.status === 404 && readEnvelope(answer.text).code === absent) return withResponse(reply, null);
    return succeed(this.#transport, reply, read as Read<T>);
  }
}

/** Makes the error for a body that is not what the contract promises. */
export type Refuse = (what: string) => Error;

type Read<T> = (json: unknown, refuse: Refuse, status: number) => T;

/** One request, any method and path; throws the typed error for an answer outside 2xx. */
export async function perform<T>(
  transport: Transport,
  method: string,
  path: string,
  sending: Sending,
  options: CallOptions | undefined,
): Promise<WithResponse<T>> {
  return succeed(transport, await replyTo(transport, method, path, sending, options), (json) => json as T);
}

async function replyTo(
  transport: Transport,
  method: string,
  path: string,
  sending: Sending,
  options: CallOptions | undefined,
): Promise<Reply> {
  return replyOf(await exchange(transport, method, path, sending, options ?? {})) as Reply;
}

function succeed<T>(transport: Transport, reply: Reply, read: Read<T>): WithResponse<T> {
  const { answer, json, facts, ending } = reply;
  if (answer.status < 200 || answer.status > 299)
    throw errorOf(answer, facts, ending, transport.settings.clock.now());
  return withResponse(
    reply,
    read(json, (what) => bodyError(answer, facts, what), answer.status),
  );
}

function withResponse<T>({ answer, response, json, facts }: Reply, data: T): WithResponse<T> {
  const { attempts } = facts;
  return { data, body: json, response, requestId: requestIdOf(answer.headers), attempts };
}

/** An object is due; an empty body, a list or a text is not one. */
export function object<T>(body: T, refuse: Refuse): Exclude<T, undefined> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refuse(body === undefined ? 'it is empty, and an object is due' : 'it is not an object');
  return body as Exclude<T, undefined>;
}

/** A list is due under `name`. */
export function list<T, K extends keyof T & string>(body: T, name: K, refuse: Refuse): T[K] {
  const value = object(body, refuse)[name as keyof Exclude<T, undefined>] as T[K];
  if (!Array.isArray(value)) throw refuse(`\`${name}\` is not a list`);
  return value;
}
