// Examples of the contract: what goes over the wire, both ways. An Example Object (OpenAPI 3.1 §4.8.19) holds the body of
// the answer; its `x-headers` and `x-request` hold the rest.
import type { Anchors } from './anchors.js';
import type { Json, JsonObject } from './contract.js';
import { follow, member, members, text } from './contract.js';

export interface Example {
  readonly name: string;
  readonly anchor: string;
  readonly status: string;
  readonly summary: string | undefined;
  readonly request: ExampleRequest | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Json | undefined;
}

export interface ExampleRequest {
  readonly path: readonly (readonly [string, Json])[];
  readonly query: readonly (readonly [string, Json])[];
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Json | undefined;
}

/**
 * The named examples of an answer: those of its media type, and those that stand beside an answer without a body.
 * `taken` are the names that earlier answers of the operation have used.
 */
export function readExamples(
  document: JsonObject,
  anchors: Anchors,
  id: string,
  status: string,
  response: JsonObject,
  taken: Set<string>,
): Example[] {
  const media = members(response['content']).flatMap(([, type]) => {
    const named = members(member(type, 'examples'));
    const single = member(type, 'example');
    return single === undefined || named.length > 0
      ? named
      : [['example', { value: single }] as [string, Json]];
  });
  return [...media, ...members(response['x-examples'])].map(([name, raw]) => {
    const example = follow(document, raw);
    const request = example['x-request'];
    const anchor = taken.has(name)
      ? anchors.of('operation', id, status, 'example', name)
      : anchors.of('operation', id, 'example', name);
    taken.add(name);
    return {
      name,
      anchor,
      status,
      summary: text(example['summary']) ?? text(example['description']),
      request: request === undefined ? undefined : readRequest(request),
      headers: strings(example['x-headers']),
      body: example['value'],
    };
  });
}

function readRequest(request: Json): ExampleRequest {
  return {
    path: members(member(request, 'path')),
    query: members(member(request, 'query')),
    headers: strings(member(request, 'headers')),
    body: member(request, 'body'),
  };
}

function strings(value: unknown): [string, string][] {
  return members(value).map(([name, one]) => [name, String(one)]);
}
