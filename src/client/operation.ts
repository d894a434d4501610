// From an operation id to a typed call: the only way the wrappers reach the transport. No literal path here or there.
import { type OperationId, type operations, routes } from '../../generated/operations.js';
import type { operations as wire } from '../../generated/types.js';
import type { Refuse } from './attempt.js';
import { type Call, toCall, type WithResponse } from './call.js';
import type { KnownErrorCode } from './error-codes.js';
import { type CallOptions, exchange, type Route, type Sending } from './exchange.js';
import type { Transport } from './transport.js';
import { requestIdOf } from './failure.js';

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

/** Turns the body into the method's data; what it cannot read it refuses. */
export type Read<Body, T> = (body: Body, refuse: Refuse, status: number) => T;

/**
 * One operation; `sending` is asked at once, and what it throws becomes the call's rejection. With `absent`, a 404 with
 * that error code is no error: the data is null.
 */
export function call<Id extends OperationId, T>(
  transport: Transport,
  id: Id,
  sending: () => SendingOf<Id>,
  options: CallOptions | undefined,
  read: Read<SuccessOf<Id>, T>,
  absent?: KnownErrorCode,
): Call<T> {
  return perform(
    transport,
    routes[id].split(' ') as [string, string],
    sending as () => Sending,
    options,
    read as Read<unknown, T>,
    absent,
  );
}

/** One request to any route; throws the typed error for an answer outside 2xx. */
export function perform<T>(
  transport: Transport,
  route: Route,
  sending: () => Sending,
  options: CallOptions | undefined,
  read: Read<unknown, T>,
  absent?: string,
): Call<T> {
  const start = async (): Promise<WithResponse<T>> => {
    const { response, error, body, refuse, attempts } = await exchange(transport, route, sending(), options);
    const isAbsent = absent && error?.status === 404 && error.code === absent;
    if (error && !isAbsent) throw error;
    const data = isAbsent ? (null as T) : read(body, refuse, response.status);
    return { data, body, response, requestId: requestIdOf(response.headers), attempts };
  };
  return toCall(start());
}

/** An object is due; an empty body, a list or a text is not one. */
export function object<T>(body: T, refuse: Refuse): Exclude<T, undefined> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw refuse(body === undefined ? 'it is empty, and an object is due' : 'it is not an object');
  return body as Exclude<T, undefined>;
}

/** A list is due under `name`. */
export function list<Name extends string>(
  name: Name,
): <T extends Readonly<Record<Name, readonly unknown[]>>>(body: T, refuse: Refuse) => T[Name] {
  return (body, refuse) => {
    const value = object(body, refuse)[name];
    if (!Array.isArray(value)) throw refuse(`\`${name}\` is not a list`);
    return value;
  };
}
