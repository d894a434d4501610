// References that name nothing leave a question open; those that lead back are followed.

import { expect, test } from 'vitest';

import { include, type Json } from '../../../src/gate/include/include.js';

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

test('settings that hold themselves under a hundred names are decided', async () => {
  const settings = (type: string): Json => {
    const own = Array.from({ length: 200 }, (_, at) => [`own${at}`, { type: at === 77 ? type : 'string' }]);
    const nested = Array.from({ length: 100 }, (_, at) => [
      `tool${at}`,
      { description: `of tool ${at}`, type: 'object', $ref: '#', items: { allOf: [{ $ref: '#' }] } },
    ]);
    return { type: 'object', properties: Object.fromEntries([...own, ...nested]) as Json };
  };
  expect(await include(settings('string'), settings('boolean'))).toMatchObject({ result: 'refuted' });
  const wider = { ...(settings('string') as object), minProperties: 0, maxProperties: 5000 };
  expect(await include(settings('integer'), settings('number'))).toEqual({ result: 'proved' });
  expect(await include(wider, settings('string'))).toEqual({ result: 'proved' });
});
