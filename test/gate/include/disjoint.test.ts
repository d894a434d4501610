// Formulas that exclude each other for a reason seen at once.

import { expect, test } from 'vitest';

import { createCanonical } from '../../../src/gate/include/canonical.js';
import { createCompiler } from '../../../src/gate/include/compiler.js';
import { areDisjoint } from '../../../src/gate/include/disjoint.js';
import type { Json } from '../../../src/gate/include/json.js';
import { createNodes } from '../../../src/gate/include/node.js';
import { createReader } from '../../../src/gate/include/schema.js';
import { createSource } from '../../../src/gate/include/source.js';

function disjoint(...schemas: readonly [Json, Json]): boolean {
  const nodes = createNodes();
  const compiler = createCompiler(nodes, createCanonical());
  const [a, b] = schemas.map((raw) => {
    const source = createSource(raw, '2020-12');
    return compiler.node(createReader({ source }).schema({ raw, pointer: '', resource: source.root }));
  });
  if (a === undefined || b === undefined) throw new Error('two schemas are asked about');
  expect(areDisjoint(b, a)).toBe(areDisjoint(a, b));
  return areDisjoint(a, b);
}

const tagged = (...tags: readonly string[]): Json => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { enum: tags } },
});
const optional = (tag: string): Json => ({ type: 'object', properties: { kind: { const: tag } } });

test.each<[string, Json, Json]>([
  ['types', { type: 'string' }, { type: ['number', 'null'] }],
  ['types of a union', { anyOf: [{ type: 'string' }, { type: 'null' }] }, { type: 'object' }],
  ['listed values', { enum: ['a', 'b'] }, { const: 'c' }],
  ['listed values of a union', { oneOf: [{ const: 'a' }, { const: 'b' }] }, { const: 'c' }],
  ['tags', tagged('a'), tagged('b')],
  ['a tag that one side requires', tagged('a'), optional('b')],
  ['a tag in allOf', { allOf: [{ properties: { x: true } }, tagged('a')] }, tagged('b')],
  ['tags of a union', { oneOf: [tagged('a'), tagged('b')] }, tagged('c')],
  ['tags of unions in unions', { oneOf: [{ oneOf: [tagged('a'), tagged('b')] }, tagged('c')] }, tagged('d')],
  [
    'a tag that is itself a union',
    { required: ['kind'], properties: { kind: { anyOf: [{ const: 'a' }, { const: 'b' }] } } },
    { type: 'object', properties: { kind: { enum: ['c'] } } },
  ],
  ['a union with a branch that is no object', { anyOf: [{ type: 'null' }, tagged('a')] }, tagged('b')],
])('%s', (_, a, b) => {
  expect(disjoint(a, b)).toBe(true);
});

test.each<[string, Json, Json]>([
  ['types in common', { type: ['string', 'null'] }, { type: ['number', 'null'] }],
  ['a tag in common', tagged('a', 'b'), tagged('b', 'c')],
  ['a tag that nobody requires', optional('a'), optional('b')],
  ['a union with a branch without a tag', { oneOf: [tagged('a'), { type: 'object' }] }, tagged('b')],
  [
    'a union with a tag in common',
    { oneOf: [tagged('a'), tagged('b')] },
    { oneOf: [tagged('b'), tagged('c')] },
  ],
  ['a tag that one branch does not require', { oneOf: [tagged('a'), optional('b')] }, optional('c')],
  [
    'arrays pass where only objects are told apart',
    { required: ['kind'], properties: { kind: { const: 'a' } } },
    { required: ['kind'], properties: { kind: { const: 'b' } } },
  ],
])('not for %s', (_, a, b) => {
  expect(disjoint(a, b)).toBe(false);
});

test('a union that leads back to itself ends the look', () => {
  const around: Json = { $defs: { u: { oneOf: [{ $ref: '#/$defs/u' }, tagged('a')] } }, $ref: '#/$defs/u' };
  expect(disjoint(around, tagged('b'))).toBe(false);
});
