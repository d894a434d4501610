// Hostile and odd schemas end in an answer: never in a throw, a hang or a pass. src/gate/README.md "Hostile input".

import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../src/gate/include/engine.js';
import { include, type Json } from '../../../src/gate/include/include.js';

const deep = 100_000;

function nested(leaf: Json, levels: number, wrap: (inner: Json) => Json): Json {
  let schema = leaf;
  for (let level = 0; level < levels; level++) schema = wrap(schema);
  return schema;
}

const wraps: readonly {
  readonly name: string;
  readonly levels: number;
  readonly wrap: (inner: Json) => Json;
}[] = [
  { name: 'properties', levels: deep, wrap: (inner) => ({ type: 'object', properties: { a: inner } }) },
  { name: 'allOf', levels: 10_000, wrap: (inner) => ({ allOf: [inner] }) },
  { name: 'not', levels: 10_000, wrap: (inner) => ({ not: inner }) },
];

describe.each(wraps)('$levels schemas nested in $name', ({ levels, wrap }) => {
  test('equal ones are proved, others are unknown', async () => {
    const schema = nested({ type: 'string' }, levels, wrap);
    expect(await include(schema, nested({ type: 'string' }, levels, wrap))).toEqual({ result: 'proved' });
    expect((await include(schema, nested({ type: 'integer' }, levels, wrap))).result).toBe('unknown');
  });
});

test(`a chain of ${deep} references ends in unknown`, async () => {
  const side = (leaf: Json) => {
    const schemas: Record<string, Json> = { [`S${deep}`]: leaf };
    for (let at = 0; at < deep; at++) {
      schemas[`S${at}`] = {
        type: 'object',
        properties: { next: { $ref: `#/components/schemas/S${at + 1}` } },
      };
    }
    return { document: { components: { schemas } }, dialect: 'openapi-3.1' as const };
  };
  const engine = createEngine({ base: side({ type: 'string' }), head: side({ type: 'integer' }) });
  const pair = { base: '/components/schemas/S0', head: '/components/schemas/S0' };
  const verdict = await engine.compare(pair, { direction: 'request', undeclared: true, tolerant: true });
  expect(verdict.result).toBe('unknown');
});

/** Each level may be taken in three ways, and a validator tries them all. */
const ways: Json = {
  $ref: '#/$defs/level',
  $defs: {
    level: {
      properties: { leaf: { maximum: 5 } },
      anyOf: ['a', 'b', 'c'].map((name) => ({ properties: { next: { $ref: '#/$defs/level' }, [name]: {} } })),
    },
  },
};
const line = (levels: number): Json =>
  nested(
    { required: ['leaf'], properties: { leaf: { const: 6 } }, additionalProperties: false, type: 'object' },
    levels,
    (next) => ({ required: ['next'], properties: { next }, additionalProperties: false, type: 'object' }),
  );

test('a witness that would take the validators for ever is none', async () => {
  expect(await include(line(3), ways)).toEqual({
    result: 'refuted',
    witness: { next: { next: { next: { leaf: 6 } } } },
  });
  expect(await include(line(40), ways)).toEqual({
    result: 'unknown',
    reason: 'the validators would take for ever: too many alternatives lead to the parts of the witness',
  });
});

const string = { type: 'string' };
/** In 3^60 ways a value may meet these. */
const sixtyUnions = (closed: Json) => ({
  allOf: Array.from({ length: 60 }, (_, at) => ({
    anyOf: [{ properties: { [`a${at}`]: string } }, { patternProperties: { [`^b${at}`]: string } }],
  })),
  unevaluatedProperties: closed,
});
const unknowns: readonly { readonly name: string; readonly a: Json; readonly b: Json }[] = [
  { name: 'a schema that is only itself', a: { $ref: '#' }, b: string },
  { name: 'a reference out of the document', a: string, b: { $ref: 'https://example.com/other' } },
  { name: 'a reference to nothing', a: string, b: { $ref: '#/$defs/nowhere' } },
  { name: 'a malformed keyword', a: string, b: { minLength: 'two' } },
  { name: 'a pattern that does not parse', a: string, b: { pattern: '[' } },
  {
    name: 'a look-behind that no word settles',
    a: { type: 'string', pattern: '(?<=(a+))b(?!\\1)' },
    b: { type: 'string', pattern: '(?<=(a*)a)b(?!\\1a)' },
  },
  {
    name: 'a bound beyond 2^53 that decides',
    a: { type: 'integer', maximum: 9007199254740996 },
    b: { type: 'integer', exclusiveMaximum: 9007199254740998 },
  },
  {
    name: 'a list value beyond 2^53 at the bound',
    a: { const: 9007199254740996 },
    b: { maximum: 9007199254740996 },
  },
  {
    name: 'a string too long to write down',
    a: { type: 'string', minLength: 1e9 },
    b: { type: 'string', minLength: 2e9 },
  },
  {
    name: 'an array too long to write down',
    a: { type: 'array', minItems: 1e9 },
    b: { type: 'array', minItems: 2e9 },
  },
  {
    name: 'an object too large to write down',
    a: { type: 'object', minProperties: 1e9 },
    b: { type: 'object', minProperties: 2e9 },
  },
  { name: 'unions past which unevaluatedProperties looks', a: sixtyUnions(true), b: sixtyUnions(false) },
  { name: 'something that is no schema', a: [1] as Json, b: string },
];

test.each(unknowns)('$name is unknown, with a reason', async ({ a, b }) => {
  const answer = await include(a, b);
  expect(answer.result).toBe('unknown');
  expect(answer.result === 'unknown' && answer.reason.length > 0).toBe(true);
});

test('the budget is counted: the same input gives the same answer, and no steps give none', async () => {
  const a = {
    oneOf: ['a', 'b', 'c'].map((name) => ({
      type: 'object',
      required: [name],
      properties: { [name]: string },
    })),
  };
  const b = { ...a, minProperties: 2 };
  const first = await include(a, b);
  expect(first.result).toBe('refuted');
  expect(await include(a, b)).toEqual(first);
  expect(await include(a, b, { budgetSteps: 1 })).toMatchObject({ result: 'unknown' });
});

test.each([
  ['^(a|a)*$', '^(a|a)*b$'],
  ['^((a|b)+)+$', '^((a|b)+)+c$'],
  ['^((a|a)b?)*$', '^((a|a)b?)*c$'],
  ['^a*a*a*a*a*a*a*a*$', '^a*a*a*a*a*a*a*a*b$'],
])('a validator would take for ever to see that %s is no %s', async (pattern, other) => {
  const answer = await include(
    { type: 'string', pattern, minLength: 60 },
    { type: 'string', pattern: other },
  );
  expect(answer).toEqual({
    result: 'unknown',
    reason: `the validators could take for ever to match the witness against the pattern ${pattern}`,
  });
});

test.each([
  ['optional letters', `^${'a?'.repeat(500)}$`],
  [
    'a choice of many, again and again',
    `^(?:${Array.from({ length: 800 }, (_, at) => `x${at}+`).join('|')})*$`,
  ],
])('a long pattern of %s ends in an answer', async (_, pattern) => {
  const answer = await include(
    { type: 'string', pattern },
    { type: 'string', pattern: `${pattern}|^.{30}$` },
  );
  expect(['proved', 'unknown']).toContain(answer.result);
  expect((await include({ type: 'string', minLength: 30 }, { type: 'string', pattern })).result).not.toBe(
    'proved',
  );
});

test('how long a pattern may take is asked of the texts that it meets: names below propertyNames only', async () => {
  const slow = { pattern: '^(.+\\/)+(.+)\\.(ya?ml)(@.+)?$' };
  const name = 'a'.repeat(60);
  const entry = (maxLength: number): Json => ({
    type: 'object',
    required: [name],
    properties: { [name]: { type: 'string', maxLength, ...slow } },
  });
  expect(await include(entry(9), entry(6))).toEqual({ result: 'refuted', witness: { [name]: 'a/a.yml' } });
  const names = { propertyNames: { anyOf: [slow, { const: name }] } };
  expect(await include({ ...(entry(9) as object), ...names }, entry(6))).toMatchObject({
    result: 'unknown',
    reason: expect.stringContaining('could take for ever') as string,
  });
});

test.each(['\\p{Print}+', '\\Aa\\z', 'a('])('what is no pattern is named: %s', async (pattern) => {
  const answer = await include({ type: 'string', pattern }, { type: 'string', maxLength: 3 });
  expect(answer).toEqual({
    result: 'unknown',
    reason: `the pattern ${pattern} is no regular expression of ECMA-262 with the flag u`,
  });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  '%s is a name like any other',
  async (name) => {
    const schema = (type: string): Json =>
      JSON.parse(`{"type":"object","properties":{"${name}":{"type":"${type}"}}}`) as Json;
    expect(await include(schema('integer'), schema('number'))).toEqual({ result: 'proved' });
    const answer = await include(schema('number'), schema('integer'));
    expect(answer.result).toBe('refuted');
    expect(answer.result === 'refuted' && Object.hasOwn(answer.witness as object, name)).toBe(true);
  },
);
