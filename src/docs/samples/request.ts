// Which request a sample shows: that of the contract's own example which says most about the operation.
import type { Json, JsonObject } from '../contract.js';
import type { Field } from '../bodies.js';
import type { Example, ExampleRequest } from '../examples.js';
import type { Operation } from '../model.js';
import { isObject } from '../contract.js';

/** What the samples of one operation send, and the example it is taken from. */
export interface SampleRequest {
  readonly operation: Operation;
  readonly request: ExampleRequest;
  /** The example whose answer belongs to it; undefined where the contract has none. */
  readonly example: Example | undefined;
}

/**
 * The success example that sends the most and, where several do, answers the most. Of examples with one and the same
 * request the usual answer stands for all. Without any example, the required parts by name.
 */
export function sampleRequest(operation: Operation): SampleRequest {
  const usual = operation.method === 'DELETE' ? '204' : undefined;
  const successes = operation.responses
    .filter(({ isError }) => !isError)
    .toSorted((a, b) => Number(b.status === usual) - Number(a.status === usual))
    .flatMap(({ examples }) => examples);
  const requests = successes.map(({ request }) => JSON.stringify(request ?? null));
  const [best] = successes
    .filter(
      ({ request }, index) => fits(operation, request) && requests.indexOf(requests[index] ?? '') === index,
    )
    .toSorted((a, b) => sent(b.request) - sent(a.request) || answered(b) - answered(a));
  if (best) return { operation, request: best.request ?? nothing, example: best };
  return { operation, request: placeholders(operation), example: successes[0] };
}

const nothing: ExampleRequest = { path: [], query: [], headers: [], body: undefined };

/** An example can be sent when it fills the path. */
function fits({ parameters, body }: Operation, request: ExampleRequest | undefined): boolean {
  const { path, query, body: sentBody } = request ?? nothing;
  const given = new Set([...path, ...query].map(([name]) => name));
  const needed = parameters.filter(({ required, place }) => required && place !== 'header');
  return (
    needed.every(({ path: names }) => given.has(names[0] ?? '')) &&
    (!body?.required || sentBody !== undefined)
  );
}

function sent(request: ExampleRequest | undefined): number {
  if (!request) return 0;
  const inBody = isObject(request.body) ? Object.keys(request.body).length : 0;
  return request.path.length + request.query.length + request.headers.length + inBody;
}

function answered({ body }: Example): number {
  return JSON.stringify(body)?.length ?? 0;
}

function placeholders({ parameters, body }: Operation): ExampleRequest {
  const required = (place: string): [string, Json][] =>
    parameters
      .filter((one) => one.place === place && one.required)
      .map((one) => [one.path[0] ?? '', placeholder(one)]);
  const fields = body?.shared?.fields ?? body?.fields ?? [];
  const members = fields.filter(({ path, required: needed }) => needed && path.length === 1);
  const filled: JsonObject = Object.fromEntries(
    members.map((field) => [field.path[0] ?? '', placeholder(field)]),
  );
  return {
    path: required('path'),
    query: required('query'),
    headers: required('header').map(([name, value]) => [name, String(value)]),
    body: body?.required ? filled : undefined,
  };
}

function placeholder(field: Field): Json {
  const known = field.values?.values[0]?.value;
  if (known !== undefined) return known;
  if (field.type.startsWith('integer') || field.type.startsWith('number')) return 1;
  if (field.type.startsWith('boolean')) return false;
  if (field.type.startsWith('array')) return [];
  return field.type.startsWith('object') ? {} : `YOUR_${(field.path[0] ?? '').toUpperCase()}`;
}

/** The address of a request, path filled in and query written out, below the server's base. */
export function requestPath(operation: Operation, request: ExampleRequest): string {
  const values = new Map(request.path);
  const path = operation.path.replace(/\{([^}]+)\}/g, (template, name: string) => {
    const value = values.get(name);
    return value === undefined ? template : percentEncoded(String(value));
  });
  const query = request.query.flatMap(([name, value]) => queryPart(operation, name, value)).join('&');
  return query === '' ? path : `${path}?${query}`;
}

function queryPart(operation: Operation, name: string, value: Json): string[] {
  if (!Array.isArray(value)) return [`${percentEncoded(name)}=${percentEncoded(String(value))}`];
  const style = operation.parameters.find((one) => one.place === 'query' && one.path[0] === name)?.style;
  const items = (value as Json[]).map((item) => percentEncoded(String(item)));
  if (style?.startsWith('joined')) return [`${percentEncoded(name)}=${items.join('%2C')}`];
  return items.map((item) => `${percentEncoded(name)}=${item}`);
}

/** RFC 3986 §2.1. Half a surrogate pair has no bytes; it becomes the replacement character. */
function percentEncoded(text: string): string {
  return encodeURIComponent(Buffer.from(text).toString());
}
