// The JSON types that a place may have, read through its unions.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { JsonObject } from '../../../src/gate/include/json.js';
import { typesAt } from '../../../src/gate/schema/types.js';

const types = (schemas: JsonObject) => {
  const side = { name: 'base', document: { components: { schemas } }, dialect: 'openapi-3.1' } as const;
  return [...typesAt(side, '/components/schemas/A')].sort();
};
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test('those of its branches, as far as what stands beside the union lets them', () => {
  const B = { anyOf: [{ type: 'integer' }, { const: null }, { enum: ['x', true] }] };
  expect(types({ A: { oneOf: [ref('B'), { type: 'array' }] }, B })).toEqual([
    'array',
    'boolean',
    'null',
    'number',
    'string',
  ]);
  expect(types({ A: { ...ref('B'), type: ['number', 'string'] }, B })).toEqual(['number', 'string']);
});

test('unions that lead to each other in very many ways are read once', () => {
  const names = Array.from({ length: 24 }, (_, index) => `A${index}`);
  const all = { anyOf: names.map(ref), type: ['object', 'null'] };
  expect(types({ A: all, ...Object.fromEntries(names.map((name) => [name, all])) })).toEqual([
    'null',
    'object',
  ]);
});

const sent = (schema: JsonObject): JsonObject => ({
  openapi: '3.1.1',
  info: { title: 't', version: '1' },
  paths: {
    '/a': {
      post: {
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { '200': { description: 'ok' } },
      },
    },
  },
});
const integer = { type: 'integer' };
const orNull = (...list: JsonObject[]) => ({ anyOf: [...list, { type: 'null' }] });

test.each([
  [orNull(integer), integer, 'it may no longer be null'],
  [integer, orNull(integer), 'it may be null now'],
  [orNull(integer, { type: 'object' }), { type: 'boolean' }, 'integer or null or object became boolean'],
  [{ oneOf: [integer, true] }, integer, 'any type became integer'],
  [
    { anyOf: [{ type: ['string', 'number', 'boolean'] }, { type: ['null', 'array', 'object'] }] },
    integer,
    'any type became integer',
  ],
  [{ allOf: [integer, { type: 'string' }] }, integer, 'no type at all became integer'],
])('%j became %j: %s', async (base, head, says) => {
  const report = await compare(sent(base), sent(head));
  expect(report.findings.map(({ rule, message }) => `${rule} ${message}`)).toContain(`type-changed ${says}`);
});
