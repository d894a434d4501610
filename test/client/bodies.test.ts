// Members of a request body: what JSON has no form for is refused, and what is left out is not sent.
import { expect, test } from 'vitest';
import { testRefused, wrong } from './refused.js';
import { agent, json, world } from './world.js';

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const deep = { value: JSON.parse(`${'['.repeat(600)}${']'.repeat(600)}`) as unknown };

testRefused([
  {
    name: 'spawn()',
    call: ({ agents }) => agents.spawn(wrong(undefined)),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'spawn("x")',
    call: ({ agents }) => agents.spawn(wrong('x')),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'a task of undefined',
    call: ({ agents }) => agents.spawn({ task: wrong(undefined) }),
    argument: 'task',
    says: 'no JSON form',
  },
  {
    name: 'undefined in metadata',
    call: ({ agents }) => agents.spawn({ task: 'x', metadata: { a: undefined } }),
    argument: 'metadata.a',
    says: 'no JSON form',
  },
  {
    name: 'NaN in metadata',
    call: ({ agents }) => agents.spawn({ task: 'x', metadata: { a: [1, Number.NaN] } }),
    argument: 'metadata.a[1]',
    says: 'no JSON form',
  },
  {
    name: 'NaN in a body that is a list',
    call: (client) => client.request('POST', '/x', { body: [[1, Number.NaN]] }),
    argument: 'body[0][1]',
    says: 'no JSON form',
  },
  {
    name: 'nesting of 600 levels below a member with a line end',
    call: ({ agents }) => agents.spawn(wrong({ task: 'x', metadata: { 'a\nb': deep } })),
    argument: 'metadata',
    says: 'nested deeper than 500 levels',
  },
  {
    name: 'Infinity in a body',
    call: ({ memory }) => memory.put({ key: 'k', value: 'v', importance: Number.POSITIVE_INFINITY }),
    argument: 'importance',
    says: 'no JSON form',
  },
  {
    name: 'a Date in metadata',
    call: ({ agents }) => agents.spawn({ task: 'x', metadata: { when: new Date(0) } }),
    argument: 'metadata.when',
    says: 'no JSON form',
  },
  {
    name: 'a Map in metadata',
    call: ({ agents }) => agents.spawn({ task: 'x', metadata: { m: new Map() } }),
    argument: 'metadata.m',
    says: 'no JSON form',
  },
  {
    name: 'a function in metadata',
    call: ({ agents }) => agents.spawn({ task: 'x', metadata: { f: () => 1 } }),
    argument: 'metadata.f',
    says: 'no JSON form',
  },
  {
    name: 'a BigInt in metadata',
    call: ({ agents }) => agents.spawn({ task: 'x', metadata: { b: 1n } }),
    argument: 'metadata.b',
    says: 'no JSON form',
  },
  {
    name: 'a cycle in metadata',
    call: ({ agents }) => agents.spawn({ task: 'x', metadata: { c: cyclic } }),
    argument: 'metadata.c.self',
    says: 'contains itself',
  },
  {
    name: 'a body 600 deep',
    call: ({ agents }) => agents.spawn({ task: 'x', metadata: deep }),
    argument: 'metadata',
    says: 'nested deeper',
  },
  {
    name: 'memory.import of one object',
    call: ({ memory }) => memory.import(wrong({ key: 'k' })),
    argument: 'items',
    says: 'must be an array',
  },
  {
    name: 'memory.import of a string',
    call: ({ memory }) => memory.import([wrong('x')]),
    argument: 'items[0]',
    says: 'must be an object',
  },
  {
    name: 'memory.import without a value',
    call: ({ memory }) => memory.import([{ key: 'k', value: wrong(undefined) }]),
    argument: 'memories[0].value',
    says: 'no JSON form',
  },
]);

test('a body with 500 levels below its own is sent, and one with 501 is not', async () => {
  const { client, sent, run, fail } = world([json(200, {})]);
  const nested = (levels: number): unknown => JSON.parse('['.repeat(levels) + ']'.repeat(levels));
  await run(client.request('POST', '/x', { body: nested(501) }));
  expect(await fail(client.request('POST', '/x', { body: nested(502) }))).toMatchObject({ argument: 'body' });
  expect(sent.length).toBe(1);
});

test('optional members set to undefined are left out', async () => {
  const { client, sent, run } = world([json(201, agent)]);
  const undefinedName = { task: 'x', name: undefined, metadata: undefined } as unknown as { task: string };
  await run(client.agents.spawn(undefinedName));
  expect(sent[0]?.init.body).toBe('{"task":"x"}');
});
