// Query parameters: limits and lists by their rules, and every value reads back as it was.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { limitRules, queryText } from '../../src/client/arguments.js';
import bundle from '../../generated/openapi.json' with { type: 'json' };
import { testRefused, wrong } from './refused.js';
import { json, memory, world } from './world.js';

testRefused([
  {
    name: 'list of 0',
    call: ({ agents }) => agents.list({ limit: 0 }),
    argument: 'limit',
    says: 'from 1 to 100',
  },
  {
    name: 'list of 101',
    call: ({ agents }) => agents.list({ limit: 101 }),
    argument: 'limit',
    says: 'from 1 to 100',
  },
  {
    name: 'list of 1.5',
    call: ({ agents }) => agents.list({ limit: 1.5 }),
    argument: 'limit',
    says: 'whole number',
  },
  {
    name: 'list of NaN',
    call: ({ agents }) => agents.list({ limit: Number.NaN }),
    argument: 'limit',
    says: 'whole number',
  },
  {
    name: 'list of "5"',
    call: ({ agents }) => agents.list({ limit: wrong('5') }),
    argument: 'limit',
    says: 'whole number',
  },
  {
    name: 'list("x")',
    call: ({ agents }) => agents.list(wrong('x')),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'a Date as a cursor',
    call: ({ agents }) => agents.list({ cursor: wrong(new Date(0)) }),
    argument: 'cursor',
    says: 'must be a string',
  },
  {
    name: 'toArray of -1',
    call: ({ agents }) => agents.list().toArray({ max: -1 }),
    argument: 'max',
    says: 'from 0 to Infinity',
  },
  {
    name: 'memory.list of 101',
    call: ({ memory }) => memory.list({ limit: 101 }),
    argument: 'limit',
    says: 'from 1 to 100',
  },
  {
    name: 'memory.search of 51',
    call: ({ memory }) => memory.search({ query: 'q', limit: 51 }),
    argument: 'limit',
    says: 'from 1 to 50',
  },
  {
    name: 'a tag with a comma',
    call: ({ memory }) => memory.list({ tags: ['a', 'b,c'] }),
    argument: 'tags[1]',
    says: 'comma',
  },
  {
    name: 'memory.get of an empty key',
    call: ({ memory }) => memory.get(''),
    argument: 'key',
    says: 'not empty',
  },
  {
    name: 'memory.get("k", "ns")',
    call: ({ memory }) => memory.get('k', wrong('ns')),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'memory.delete(undefined)',
    call: ({ memory }) => memory.delete(wrong(undefined)),
    argument: 'key',
    says: 'must be a string',
  },
  {
    name: 'half a surrogate pair in a query',
    call: ({ memory }) => memory.get('\ud83d'),
    argument: 'key',
    says: 'surrogate',
  },
]);

test('tags travel comma-joined in one parameter', async () => {
  const { client, sent, run } = world([json(200, { memories: [memory] })]);
  await run(client.memory.list({ tags: ['a', 'b c'], namespace: 'n&m' }));
  expect(new URL(sent[0]?.url ?? '').search).toBe('?tags=a%2Cb%20c&namespace=n%26m');
});

test('a query reads back as it was', () => {
  const values = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
  fc.assert(
    fc.property(fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), values), (query) => {
      const read = new URLSearchParams(queryText(query));
      expect([...read]).toEqual(Object.entries(query).map(([name, value]) => [name, String(value)]));
    }),
  );
});

test('the limits are those of the contract', () => {
  const { paths, components } = bundle;
  const maximum = (parameters: readonly unknown[]) =>
    (parameters as { name?: string; schema?: { maximum?: number } }[]).find(({ name }) => name === 'limit')
      ?.schema?.maximum;
  expect(limitRules).toEqual({
    listAgents: { limit: [1, maximum(paths['/agents'].get.parameters), true] },
    listMemory: { limit: [1, maximum(paths['/memory/list'].get.parameters), true] },
    searchMemory: { limit: [1, components.schemas.SearchMemoryRequest.properties.limit.maximum, true] },
  });
});
