// Why a reference that names nothing leaves a question open.

import { expect, test } from 'vitest';

import { include } from '../../../src/gate/include/include.js';

test('in a schema without a name of its own', async () => {
  expect(await include({ $ref: '#/$defs/a' }, { type: 'string' })).toEqual({
    result: 'unknown',
    reason: '$ref #/$defs/a names no schema in the document',
  });
});

// Core §8.2.1: below an `$id`, `#` is the schema with that name and not the document.
test('below an $id, although the document has a schema there', async () => {
  const $defs = { a: { type: 'string' } };
  const named = { $id: 'https://example.com/named', $ref: '#/$defs/a' };
  expect(
    await include({ $defs, properties: { b: named } }, { properties: { b: { type: 'integer' } } }),
  ).toEqual({
    result: 'unknown',
    reason: '$ref #/$defs/a names no schema below the $id https://example.com/named around it',
  });
});
