// The JSON types that a place may have, read through its unions.
import { expect, test } from 'vitest';

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
