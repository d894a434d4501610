import { expect, test } from 'vitest';

import type { Json } from '../../../src/gate/include/json.js';
import { compare } from '../../../src/gate/compare.js';

interface Parts {
  readonly request?: Json;
  readonly response?: Json;
  readonly status?: string;
  readonly callback?: Json;
}

function document({ request, response, status, callback }: Parts): Json {
  const content = (schema: Json | undefined) =>
    schema === undefined ? {} : { content: { 'application/json': { schema } } };
  const answer = { [status ?? '200']: { description: 'd', ...content(response) } };
  return {
    openapi: '3.1.1',
    info: { title: 't', version: '1.0.0' },
    paths: {
      '/a': {
        post: {
          ...(request === undefined ? {} : { requestBody: content(request) }),
          responses: answer,
          ...(callback === undefined
            ? {}
            : {
                callbacks: {
                  e: { '{$url}': { post: { requestBody: content(callback), responses: answer } } },
                },
              }),
        },
      },
    },
  };
}

const object = (properties: Json, more: object = {}): Json => ({ type: 'object', properties, ...more });
const wire = (rule: string) => `breaking ${rule} wire`;

const rows: readonly {
  readonly name: string;
  readonly base: Parts;
  readonly head: Parts;
  readonly reading?: 'strict';
  readonly finds: readonly string[];
}[] = [
  {
    name: 'a new error code is expected',
    base: { status: '400', response: object({ e: object({ code: { enum: ['a'] } }) }) },
    head: { status: '400', response: object({ e: object({ code: { enum: ['a', 'b'] } }) }) },
    finds: ['additive enum-value-added wire'],
  },
  {
    name: 'a new value of another name in an error is a break',
    base: { status: '400', response: object({ kind: { enum: ['a'] } }) },
    head: { status: '400', response: object({ kind: { enum: ['a', 'b'] } }) },
    finds: [wire('enum-value-added')],
  },
  {
    name: 'a new code in a success is a break',
    base: { response: object({ code: { enum: ['a'] } }) },
    head: { response: object({ code: { enum: ['a', 'b'] } }) },
    finds: [wire('enum-value-added')],
  },
  {
    name: 'an enum that says it grows may grow',
    base: { response: { enum: ['a'], 'x-extensible-enum': true } },
    head: { response: { enum: ['a', 'b'], 'x-extensible-enum': true } },
    finds: ['additive enum-value-added wire'],
  },
  {
    name: 'opening a closed response enum is a break once',
    base: { response: { enum: ['a'] } },
    head: { response: { anyOf: [{ enum: ['a'] }, { type: 'string' }] } },
    finds: [wire('enum-changed')],
  },
  {
    name: 'a new property of a closed response is safe for tolerant clients',
    base: { response: object({ a: {} }, { additionalProperties: false }) },
    head: { response: object({ a: {}, b: {} }, { additionalProperties: false }) },
    finds: ['additive property-added wire'],
  },
  {
    name: 'a new property of a closed response breaks strict clients',
    base: { response: object({ a: {} }, { additionalProperties: false }) },
    head: { response: object({ a: {}, b: {} }, { additionalProperties: false }) },
    reading: 'strict',
    finds: [wire('property-added')],
  },
  {
    name: 'closing an open request object is a break',
    base: { request: object({ a: {} }) },
    head: { request: object({ a: {} }, { additionalProperties: false }) },
    finds: [wire('extra-properties-changed')],
  },
  {
    name: 'counting the members of an open request object is a break',
    base: { request: object({ a: {} }) },
    head: { request: object({ a: {} }, { maxProperties: 1 }) },
    finds: [wire('bound-changed')],
  },
  {
    name: 'a callback sends: what became optional there is a break',
    base: { callback: object({ a: {} }, { required: ['a'] }) },
    head: { callback: object({ a: {} }) },
    finds: [wire('property-required')],
  },
  {
    name: 'a callback sends: what became required there is an addition',
    base: { callback: object({ a: {} }) },
    head: { callback: object({ a: {} }, { required: ['a'] }) },
    finds: ['additive property-required wire'],
  },
  {
    name: 'an optional response property that goes is gone from code',
    base: { response: object({ a: {}, b: {} }) },
    head: { response: object({ a: {} }) },
    finds: ['breaking property-removed source'],
  },
  {
    name: 'numbers beyond 2^53 decide nothing',
    base: { request: { type: 'integer', maximum: 2 ** 53 + 4 } },
    head: { request: { type: 'integer', maximum: 2 ** 53 + 2 } },
    finds: ['unknown bound-changed wire'],
  },
];

test.each(rows)('$name', async ({ base, head, reading, finds }) => {
  const report = await compare(document(base), document(head), reading === undefined ? {} : { reading });
  expect(report.findings.map(({ level, rule, layer }) => `${level} ${rule} ${layer}`)).toEqual(finds);
});
