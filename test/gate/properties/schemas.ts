// Random schemas over a small alphabet of names, words and numbers, so that keywords meet each other.

import * as fc from 'fast-check';
import type { Json } from '../../../src/gate/include/include.js';

export type SchemaObject = { readonly [keyword: string]: Json };

const names = ['a', 'b', 'c', 'ab'] as const;
const patterns = ['^a', 'b$', '^[ab]+$', '^.{2}$', 'a', '^(a|b)?$', '^a+$'] as const;
const name = fc.constantFrom(...names);
const pattern = fc.constantFrom(...patterns);
const small = fc.constantFrom(0, 1, 2, 3);

export const leaf: fc.Arbitrary<Json> = fc.constantFrom<Json[]>(
  null,
  true,
  false,
  0,
  1,
  2,
  -1,
  0.5,
  1.5,
  3,
  10,
  '',
  'a',
  'b',
  'ab',
  'aa',
  'abc',
  [],
  [1],
  ['a'],
  [1, 1],
  {},
  { a: 1 },
  { a: 'a', b: 2 },
  { b: null },
  [[], {}],
);

/** Instances of the same alphabet. */
export const instance: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: leaf, weight: 4 },
    { arbitrary: fc.array(tie('value'), { maxLength: 3 }), weight: 1 },
    { arbitrary: fc.dictionary(fc.constantFrom(...names, 'x'), tie('value'), { maxKeys: 3 }), weight: 1 },
  ),
})).value;

const trivial = fc.constantFrom<Json[]>(
  true,
  true,
  false,
  { type: 'string' },
  { type: 'integer' },
  { type: 'null' },
  {},
);

function keywordEntry(depth: number): fc.Arbitrary<readonly [string, Json]> {
  const sub = schema(depth - 1);
  const pair = fc.tuple(sub, sub);
  const entry = (keyword: string, value: fc.Arbitrary<Json>): fc.Arbitrary<readonly [string, Json]> =>
    value.map((json) => [keyword, json] as const);
  const types = fc.constantFrom<Json[]>(
    'string',
    'integer',
    'number',
    'null',
    'boolean',
    'object',
    'array',
    'object',
    'array',
    ['string', 'null'],
    ['integer', 'string'],
    ['object', 'null'],
  );
  const properties = fc.dictionary(name, sub, { minKeys: 1, maxKeys: 3 });
  return fc.oneof(
    { arbitrary: entry('type', types), weight: 4 },
    entry('enum', fc.array(leaf, { minLength: 1, maxLength: 3 })),
    entry('const', leaf),
    entry('minimum', fc.constantFrom(0, 1, -1, 0.5, 2)),
    entry('maximum', fc.constantFrom(0, 1, 5, 0.5, 2)),
    entry('exclusiveMinimum', fc.constantFrom(0, 1, -1, 0.5)),
    entry('exclusiveMaximum', fc.constantFrom(0, 1, 2, 2.5)),
    entry('multipleOf', fc.constantFrom(1, 2, 0.5, 3)),
    entry('minLength', small),
    entry('maxLength', small),
    entry('pattern', pattern),
    entry('format', fc.constantFrom('date', 'uuid', 'uri', 'uri-reference')),
    entry('items', sub),
    entry('prefixItems', fc.array(sub, { minLength: 1, maxLength: 2 })),
    entry('contains', sub),
    entry('minContains', small),
    entry('maxContains', small),
    entry('minItems', small),
    entry('maxItems', small),
    entry('uniqueItems', fc.boolean()),
    entry('unevaluatedItems', fc.oneof(fc.constant<Json>(false), sub)),
    { arbitrary: entry('properties', properties), weight: 4 },
    entry(
      'patternProperties',
      fc.tuple(pattern, sub).map(([key, value]) => ({ [key]: value })),
    ),
    { arbitrary: entry('additionalProperties', sub), weight: 2 },
    entry('propertyNames', sub),
    { arbitrary: entry('required', fc.uniqueArray(name, { minLength: 1, maxLength: 2 })), weight: 2 },
    entry('minProperties', small),
    entry('maxProperties', small),
    entry(
      'dependentRequired',
      fc.tuple(name, name).map(([from, to]) => ({ [from]: [to] })),
    ),
    entry(
      'dependentSchemas',
      fc.tuple(name, sub).map(([key, value]) => ({ [key]: value })),
    ),
    entry('unevaluatedProperties', fc.oneof(fc.constant<Json>(false), sub)),
    entry('not', sub),
    entry('allOf', pair),
    { arbitrary: entry('anyOf', pair), weight: 2 },
    { arbitrary: entry('oneOf', pair), weight: 2 },
    entry('if', sub),
    entry('then', sub),
    entry('else', sub),
  );
}

export function schema(depth: number): fc.Arbitrary<Json> {
  if (depth <= 0) return trivial;
  return fc.oneof({ arbitrary: objectSchema(depth), weight: 9 }, { arbitrary: trivial, weight: 1 });
}

const byDepth = new Map<number, fc.Arbitrary<SchemaObject>>();

function objectSchema(depth: number): fc.Arbitrary<SchemaObject> {
  let known = byDepth.get(depth);
  if (!known) {
    known = fc
      .uniqueArray(keywordEntry(depth), { minLength: 1, maxLength: 4, selector: ([keyword]) => keyword })
      .map((entries) => Object.fromEntries(entries) as SchemaObject);
    byDepth.set(depth, known);
  }
  return known;
}

/** Where a schema may be put so that a narrower one makes the whole narrower. */
export const surroundings: fc.Arbitrary<(inner: Json) => Json> = fc.constantFrom<((inner: Json) => Json)[]>(
  (inner) => inner,
  (inner) => ({ type: 'object', properties: { a: inner } }),
  (inner) => ({ type: 'object', additionalProperties: inner, required: ['b'] }),
  (inner) => ({ type: 'object', patternProperties: { '^a': inner } }),
  (inner) => ({ type: 'array', items: inner, minItems: 1 }),
  (inner) => ({ type: 'array', prefixItems: [true, inner] }),
  (inner) => ({ type: 'array', contains: inner }),
  (inner) => ({ anyOf: [{ type: 'null' }, inner] }),
  (inner) => ({ dependentSchemas: { a: inner } }),
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  (inner) => ({ if: { type: 'object' }, then: inner, else: { type: 'string' } }),
  (inner) => ({ propertyNames: inner }),
);

/** Another spelling of the same schema; `other` is any schema at all. */
export const rewrites: readonly {
  readonly name: string;
  readonly rewrite: (schema: Json, other: Json) => Json;
}[] = [
  { name: 'wrapped in allOf', rewrite: (schema) => ({ allOf: [schema] }) },
  { name: 'wrapped in anyOf', rewrite: (schema) => ({ anyOf: [schema] }) },
  { name: 'wrapped in oneOf', rewrite: (schema) => ({ oneOf: [schema] }) },
  { name: 'negated twice', rewrite: (schema) => ({ not: { not: schema } }) },
  { name: 'behind a reference', rewrite: (schema) => ({ $defs: { x: schema }, $ref: '#/$defs/x' }) },
  { name: 'said twice', rewrite: (schema) => ({ anyOf: [schema, { allOf: [schema, true] }] }) },
  { name: 'with everything', rewrite: (schema) => ({ allOf: [true, schema, {}] }) },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  { name: 'then of true', rewrite: (schema) => ({ if: true, then: schema }) },
  { name: 'else of false', rewrite: (schema) => ({ if: false, else: schema }) },
  {
    name: 'with a narrower branch',
    rewrite: (schema, other) => ({ anyOf: [{ allOf: [schema, other] }, schema] }),
  },
  {
    name: 'split in two by another schema',
    rewrite: (schema, other) => ({
      oneOf: [{ allOf: [schema, other] }, { allOf: [schema, { not: other }] }],
    }),
  },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema.
  { name: 'split by if', rewrite: (schema, other) => ({ if: other, then: schema, else: schema }) },
  {
    name: 'split by type',
    rewrite: (schema) => ({
      anyOf: ['null', 'boolean', 'number', 'string', 'array', 'object'].map((type) => ({
        allOf: [{ type }, schema],
      })),
    }),
  },
];
