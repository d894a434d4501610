import { expect, test } from 'vitest';
import { openEnum } from '../../src/build/types.js';

const known = { type: 'string', enum: ['a', 'b'] };
const rows = [
  {
    name: 'enum and string',
    schema: { anyOf: [known, { type: 'string' }] },
    parts: { values: ['a', 'b'], nullable: false },
  },
  {
    name: 'the other order',
    schema: { anyOf: [{ type: 'string' }, known] },
    parts: { values: ['a', 'b'], nullable: false },
  },
  {
    name: 'with null',
    schema: { anyOf: [known, { type: 'string' }, { type: 'null' }] },
    parts: { values: ['a', 'b'], nullable: true },
  },
  {
    name: 'described branches',
    schema: { anyOf: [known, { type: 'string', description: 'later ones', 'x-a': 1 }] },
    parts: { values: ['a', 'b'], nullable: false },
  },
  { name: 'a closed enum', schema: known, parts: undefined },
  {
    name: 'a narrowed string branch',
    schema: { anyOf: [known, { type: 'string', pattern: '^x' }] },
    parts: undefined,
  },
  {
    name: 'a branch of another type',
    schema: { anyOf: [known, { type: 'string' }, { type: 'object' }] },
    parts: undefined,
  },
  { name: 'no known values', schema: { anyOf: [{ type: 'string' }, { type: 'null' }] }, parts: undefined },
  {
    name: 'numbers among the values',
    schema: { anyOf: [{ type: 'string', enum: ['a', 1] }, { type: 'string' }] },
    parts: undefined,
  },
] as const;

test.each(rows)('$name is read as $parts', ({ schema, parts }) => {
  expect(openEnum(schema)).toEqual(parts);
});
