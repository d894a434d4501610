// A union and what stands beside it speak of the same value: what the one says counts for what is found in the other.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json } from '../../../src/gate/include/json.js';

type Direction = 'request' | 'response';

function document(direction: Direction, schema: Json): Json {
  const content = { 'application/json': { schema } };
  return {
    openapi: '3.1.1',
    info: { title: 'Shelf', version: '1.0.0' },
    paths: {
      '/items': {
        post: {
          operationId: 'addItem',
          ...(direction === 'request' ? { requestBody: { required: true, content } } : {}),
          responses: { '200': { description: 'd', ...(direction === 'response' ? { content } : {}) } },
        },
      },
    },
  };
}

async function breaks(direction: Direction, base: Json, head: Json) {
  const { findings } = await compare(document(direction, base), document(direction, head));
  return findings
    .filter(({ layer, level }) => layer === 'wire' && level !== 'additive')
    .map(({ level, message, witness }) => `${level}: ${message}: ${JSON.stringify(witness?.value)}`);
}

const text: Json = { type: 'string' };
const none: Json = { type: 'null' };
const asking = (name: string, more: { readonly [name: string]: Json } = {}) => ({
  properties: { [name]: text, ...more },
  required: [name],
});

test.each<{ name: string; direction: Direction; base: Json; head: Json; found: readonly string[] }>([
  {
    name: 'a break is shown with a neighbour that nothing plain fits',
    direction: 'response',
    base: { properties: { c: { oneOf: [{ minimum: 0 }] } } },
    head: {
      properties: {
        c: true,
        b: { oneOf: [{ type: 'object' }, { type: 'object', properties: { c: none } }] },
      },
      required: ['b'],
    },
    found: ['breaking: minimum 0 is gone: {"c":-1,"b":{"c":true}}'],
  },
  {
    name: 'where the plainest value is not sent beside the union another one is',
    direction: 'request',
    base: { properties: { k: {} }, oneOf: [{ properties: { k: { type: 'integer' } } }] },
    head: { properties: { k: { oneOf: [text] } } },
    found: ['breaking: any type became string: {"k":0}'],
  },
  {
    name: 'a name that stands beside the union is sent through every branch',
    direction: 'request',
    base: { properties: { id: true }, anyOf: [asking('a'), asking('b')] },
    head: { properties: { id: true }, anyOf: [asking('a', { id: text }), asking('b')] },
    found: ['breaking: part of the alternative number 1 is no longer accepted: {"a":"a","id":null}'],
  },
  {
    name: 'so is one that is only required beside it',
    direction: 'response',
    base: { required: ['c'], oneOf: [{ properties: { c: none } }] },
    head: { required: ['c'], oneOf: [{ oneOf: [{ properties: { c: none } }, true] }] },
    found: ['breaking: part of the alternative number 1 is new to old clients: {"c":true}'],
  },
  {
    name: 'to a typed map every name is data, in every branch',
    direction: 'request',
    base: { additionalProperties: text, anyOf: [{ properties: { a: text } }, asking('z')] },
    head: {
      additionalProperties: text,
      anyOf: [{ properties: { a: text, b: { enum: ['x'] } } }, asking('z')],
    },
    found: ['breaking: part of the alternative number 1 is no longer accepted: {"b":"a"}'],
  },
  {
    name: 'a branch lets names be sent in a property that stands beside the union',
    direction: 'response',
    base: { properties: { b: { oneOf: [{}, true] } }, oneOf: [{}] },
    head: {
      properties: { b: { oneOf: [{ properties: { c: none } }, true] } },
      oneOf: [{ properties: { b: { properties: { c: {} } } } }],
    },
    found: ['breaking: part of the alternative number 1 is new to old clients: {"b":{"c":true}}'],
  },
  {
    name: 'a branch that did not change is matched by another one, too, now',
    direction: 'request',
    base: {
      oneOf: [{ oneOf: [{ required: ['k'] }, true] }, { properties: { k: none }, required: ['b'] }],
    },
    head: { oneOf: [{ oneOf: [{ required: ['k'] }, true] }, { maxProperties: 2 }] },
    found: [
      'breaking: the alternatives (anyOf, oneOf) changed: {}',
      'breaking: maxProperties 2 is new: {"k":null,"b":null,"a":null}',
    ],
  },
  {
    name: 'a name that one branch marks as read-only is not required of a request',
    direction: 'request',
    base: { required: ['b'], anyOf: [{ properties: { b: { type: 'string', readOnly: true } } }] },
    head: { required: ['b'], anyOf: [{ properties: { b: text } }] },
    found: ['breaking: `b` became required: {}'],
  },
  {
    name: 'names that are held to nothing are evaluated all the same',
    direction: 'request',
    base: { required: ['c'], unevaluatedProperties: false, additionalProperties: true },
    head: { required: ['a'] },
    found: ['breaking: `a` became required: {"c":null}'],
  },
  {
    name: 'what moved from beside the union into its branch is still held to',
    direction: 'request',
    base: { properties: { a: none }, anyOf: [{}] },
    head: { properties: { a: true }, anyOf: [{ properties: { a: none } }] },
    found: [],
  },
  {
    name: 'beside a branch that lists its properties another one is no free-form object',
    direction: 'request',
    base: { anyOf: [{}, { properties: {} }] },
    head: { anyOf: [{ properties: { c: none } }] },
    found: [],
  },
])('$name', async ({ direction, base, head, found }) => {
  expect(await breaks(direction, base, head)).toEqual(found);
});

// Neither branch has a tag; a book is none of the films because a film has a name that no book does.
const media = (pages: Json): Json => ({
  type: 'object',
  properties: {
    item: {
      oneOf: [
        {
          type: 'object',
          required: ['book'],
          properties: { book: { type: 'object', properties: { pages } } },
        },
        { type: 'object', ...asking('film') },
      ],
    },
  },
});

test('branches that ask for names of their own are compared one by one, and only what changed in one is told', async () => {
  const [base, head] = [media({ type: 'integer', maximum: 500 }), media({ type: 'integer', maximum: 900 })];
  const report = await compare(document('request', base), document('request', head));
  expect(report.findings.map(({ level, message }) => `${level}: ${message}`)).toEqual([
    'additive: maximum 500 became 900',
  ]);
});

test('a branch that no longer asks for its name takes the messages of the others', async () => {
  const branch = (required: readonly string[], name: string): Json => ({
    type: 'object',
    required,
    properties: { [name]: text },
  });
  expect(
    await breaks(
      'request',
      { oneOf: [branch(['book'], 'book'), branch(['film'], 'film')] },
      { oneOf: [branch(['book'], 'book'), branch([], 'film')] },
    ),
  ).toEqual(['breaking: the alternatives (anyOf, oneOf) changed: {"book":"a"}']);
});

test('a message that goes through tags is sought once', async () => {
  const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
  const leaf = (kind: string, of: Json): Json => ({
    type: 'object',
    properties: { k: of },
    required: kind === 'r' ? ['k', 'c'] : ['k'],
  });
  // Of `Q` nothing is ever sent: none of its alternatives is an object.
  const schemas = (p: Json): Json => ({
    P: leaf('p', p),
    Q: {
      type: 'object',
      properties: { k: { enum: ['q'] }, a: { type: 'object', oneOf: [text, none] }, c: ref('U') },
      required: ['k', 'a'],
    },
    R: leaf('r', { enum: ['r'] }),
    U: {
      oneOf: [ref('Q'), ref('P'), ref('R')],
      discriminator: {
        propertyName: 'k',
        mapping: { q: '#/components/schemas/Q', p: '#/components/schemas/P', r: '#/components/schemas/R' },
      },
    },
  });
  const whole = (p: Json): Json => ({
    ...(document('request', ref('U')) as object),
    components: { schemas: schemas(p) },
  });
  const { findings } = await compare(whole({ enum: ['p'] }), whole({ type: 'object' }));
  expect(findings.some(({ level }) => level === 'breaking')).toBe(true);
});

test('lists that hold lists of their own kind are followed to their end', async () => {
  const list = (name: string, of: Json): Json => ({
    type: 'array',
    items: { anyOf: [{ $ref: `#/components/schemas/${name}` }, of] },
  });
  const whole = (of: Json): Json => ({
    ...(document('request', {
      properties: { rows: { $ref: '#/components/schemas/Rows' } },
      anyOf: [{ properties: { rows: { $ref: '#/components/schemas/More' } } }, asking('z')],
    }) as object),
    components: { schemas: { Rows: list('Rows', of), More: list('More', { properties: { a: text } }) } },
  });
  const { findings } = await compare(whole({ type: 'integer' }), whole({ type: 'integer', maximum: 5 }));
  expect(findings.map(({ level }) => level)).toContain('breaking');
});
