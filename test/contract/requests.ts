// Requests that the contract allows, built from its own examples.
import type { ContractDocument, NamedOperation } from './document.js';
import { examplesOf } from './document.js';

export const key = 'jett_sk_test_abcdabcdabcdabcdabcdabcdabcdabcd';

export interface PlainRequest {
  readonly method: string;
  /** From the base URL on: `/agents?limit=5`. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface RequestParts {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Writes a request; an array in the query is comma-joined. */
export function writeRequest(
  { method, path }: NamedOperation,
  { path: values = {}, query = {}, headers = {}, body }: RequestParts,
): PlainRequest {
  const target = path.replace(/\{([^}]+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : String(value),
    ]),
  ).toString();
  return {
    method,
    target: search === '' ? target : `${target}?${search}`,
    headers: {
      authorization: `Bearer ${key}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}

/** The parts of an ordinary request: those that the first success example shows. */
export function ordinaryParts(operation: NamedOperation): RequestParts {
  const example = examplesOf(operation).find(({ status, 'x-request': request }) => status < 300 && request);
  return example?.['x-request'] ?? {};
}

/** Sends a request through any fetch. */
export function send(
  call: typeof fetch,
  base: string,
  { method, target, headers, body }: PlainRequest,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return call(`${base}${target}`, {
    method,
    headers: { ...headers, ...more },
    ...(body === undefined ? {} : { body: body as BodyInit }),
  });
}

/** The path of the first server: where a client puts it before every target. */
export function basePath(document: ContractDocument): string {
  return new URL(document.servers[0]?.url ?? '/', 'http://localhost').pathname;
}
