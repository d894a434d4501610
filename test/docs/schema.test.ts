// Schemas in words: what a row of a table says for each shape that JSON Schema can have.
import { expect, test } from 'vitest';
import type { JsonObject } from '../../src/docs/contract.js';
import { schemaRows } from '../../src/docs/schema.js';

const document: JsonObject = {
  components: {
    schemas: {
      Status: {
        description:
          'Where it stands.\n\n- `on`: it works.\n- `off` (final): it has ended.\n\nMore may come.',
        anyOf: [{ type: 'string', enum: ['on', 'off'] }, { type: 'string' }],
      },
      Box: { type: 'object', description: 'A box.', properties: { size: { type: 'integer' } } },
    },
  },
};
const row = (schema: JsonObject) => {
  const { rows } = schemaRows(document, { type: 'object', properties: { it: schema } });
  return rows[0];
};

const types = [
  { name: 'a plain type', schema: { type: 'string' }, says: 'string' },
  { name: 'a list of types', schema: { type: ['integer', 'null'] }, says: 'integer or null' },
  {
    name: 'a union with null',
    schema: { anyOf: [{ type: 'number' }, { type: 'null' }] },
    says: 'number or null',
  },
  {
    name: 'a union',
    schema: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
    says: 'integer or string',
  },
  { name: 'an array', schema: { type: 'array', items: { type: 'string' } }, says: 'array of string' },
  {
    name: 'an array of a named type',
    schema: { type: 'array', items: { $ref: '#/components/schemas/Box' } },
    says: 'array of Box',
  },
  { name: 'an array without items', schema: { type: 'array' }, says: 'array' },
  { name: 'an open enum', schema: { $ref: '#/components/schemas/Status' }, says: 'string' },
  { name: 'a constant', schema: { const: 7 }, says: 'number' },
  { name: 'nothing', schema: {}, says: 'any value' },
  { name: 'properties without a type', schema: { properties: { a: {} } }, says: 'object' },
] as const;

test.each(types)('$name reads as $says', ({ schema, says }) => {
  expect(row(schema)?.type).toBe(says);
});

const bounds = [
  { schema: { type: 'string', minLength: 1, maxLength: 4000 }, says: ['1 to 4,000 characters'] },
  { schema: { type: 'string', maxLength: 1 }, says: ['at most 1 character'] },
  { schema: { type: 'string', minLength: 3, maxLength: 3 }, says: ['exactly 3 characters'] },
  { schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 }, says: ['1 to 100', 'default 20'] },
  { schema: { type: 'number', exclusiveMinimum: 0 }, says: ['more than 0'] },
  { schema: { type: 'number', minimum: 0, exclusiveMaximum: 1 }, says: ['at least 0, less than 1'] },
  { schema: { type: 'array', minItems: 1, uniqueItems: true }, says: ['at least 1 item', 'no item twice'] },
  {
    schema: { type: 'string', format: 'date-time', readOnly: true },
    says: ['format date-time', 'read-only'],
  },
  { schema: { type: 'string', pattern: '^a$', default: 'a' }, says: ['matches ^a$', 'default "a"'] },
  {
    schema: { type: 'object', maxProperties: 2, default: null },
    says: ['at most 2 members', 'default null'],
  },
] as const;

test.each(bounds)('$schema is bound as $says', ({ schema, says }) => {
  expect(row(schema)?.bounds).toEqual(says);
});

test('an enum takes the meanings of its values from the list in its description', () => {
  const values = row({ $ref: '#/components/schemas/Status' })?.values;
  expect(values).toMatchObject({
    open: true,
    description: 'Where it stands.\n\nMore may come.',
    values: [
      { value: 'on', meaning: 'it works.' },
      { value: 'off', meaning: 'it has ended.' },
    ],
  });
});

test('a description beside a reference hides the one of the type, but not what its values mean', () => {
  const found = row({ $ref: '#/components/schemas/Status', description: 'How it goes.' });
  expect(found?.description).toBe('How it goes.');
  expect(found?.values?.values[0]?.meaning).toBe('it works.');
});

test('a value that is to go says when, and what to use', () => {
  const found = row({
    type: 'string',
    enum: ['a', 'b'],
    'x-deprecated-values': { a: { sunset: '2027-01-01', replaced_by: 'b' } },
  });
  expect(found?.values?.values[0]?.deprecated).toEqual({ sunset: '2027-01-01', replacedBy: 'b' });
});

test('nested members are named by their path, parents first', () => {
  const { rows } = schemaRows(document, {
    type: 'object',
    required: ['list'],
    properties: {
      list: {
        type: 'array',
        items: {
          allOf: [{ $ref: '#/components/schemas/Box' }, { properties: { more: { type: 'string' } } }],
        },
      },
      either: {
        oneOf: [
          { $ref: '#/components/schemas/Box' },
          { type: 'object', title: 'Bag', properties: { depth: {} } },
        ],
      },
      map: { type: 'object', additionalProperties: { type: 'integer' } },
    },
  });
  expect(rows.map(({ path, required }) => `${path.join(' ')}${required ? ' !' : ''}`)).toEqual([
    'list !',
    'list [] size',
    'list [] more',
    'either',
    'either ‹Box›',
    'either ‹Box› size',
    'either ‹Bag›',
    'either ‹Bag› depth',
    'map',
    'map *',
  ]);
});
