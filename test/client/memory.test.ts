// The ten memory operations as the published page shows them, and what each sends.
import { describe, expect, test } from 'vitest';
import { operations } from '../../generated/operations.js';
import type { Jettson } from '../../src/index.js';
import { agent, envelope, json, memory, text, world } from './world.js';

test('a missing memory is null, and only a 404 with the code not_found says so', async () => {
  const missing = world([envelope(404, 'not_found', undefined, { 'x-request-id': 'req_1' })]);
  expect(await missing.run(missing.client.memory.get('brand_color'))).toBeNull();
  const whole = await missing.run(missing.client.memory.get('brand_color').withResponse());
  expect(whole).toMatchObject({ data: null, requestId: 'req_1', attempts: 1, response: { status: 404 } });
  for (const step of [text(404, '<html>nginx</html>'), envelope(404, 'unknown_route'), text(404, '')]) {
    const { client, fail } = world([step]);
    expect(await fail(client.memory.get('brand_color'))).toMatchObject({ name: 'JettsonNotFoundError' });
  }
});

test('deleting what is not there is an error', async () => {
  const { client, fail } = world([envelope(404, 'not_found')]);
  expect(await fail(client.memory.delete('brand_color'))).toMatchObject({
    name: 'JettsonNotFoundError',
    code: 'not_found',
  });
});

const report = { imported: 1, failed: 1, errors: [{ index: 1, key: 7, reason: 'no value' }] };
const rows: {
  name: string;
  call: (client: Jettson) => PromiseLike<unknown>;
  answer: Response;
  sends: string;
  gives: unknown;
}[] = [
  {
    name: 'put',
    call: (c) =>
      c.memory.put({ key: 'k', value: 'v', namespace: 'n', tags: ['t'], importance: 8, expires_in_days: 90 }),
    answer: json(201, memory),
    sends:
      'POST /memory {"key":"k","value":"v","namespace":"n","tags":["t"],"importance":8,"expires_in_days":90}',
    gives: memory,
  },
  {
    name: 'get',
    call: (c) => c.memory.get('k', { namespace: 'n' }),
    answer: json(200, memory),
    sends: 'GET /memory?namespace=n&key=k',
    gives: memory,
  },
  {
    name: 'search',
    call: (c) => c.memory.search({ query: 'q', mode: 'hybrid', limit: 10, min_score: 0.4 }),
    answer: json(200, { results: [{ ...memory, score: 0.9 }] }),
    sends: 'POST /memory/search {"query":"q","mode":"hybrid","limit":10,"min_score":0.4}',
    gives: [{ ...memory, score: 0.9 }],
  },
  {
    name: 'list',
    call: (c) => c.memory.list({ namespace: 'n', tags: [], limit: 5 }),
    answer: json(200, { memories: [memory] }),
    sends: 'GET /memory/list?namespace=n&limit=5',
    gives: [memory],
  },
  {
    name: 'delete',
    call: (c) => c.memory.delete('k'),
    answer: json(204, null),
    sends: 'DELETE /memory?key=k',
    gives: undefined,
  },
  {
    name: 'delete for good',
    call: (c) => c.memory.delete('k', { hard: true, namespace: 'n' }),
    answer: json(204, null),
    sends: 'DELETE /memory?namespace=n&key=k&hard=true',
    gives: undefined,
  },
  {
    name: 'delete, not for good',
    call: (c) => c.memory.delete('k', { hard: false }),
    answer: json(204, null),
    sends: 'DELETE /memory?key=k',
    gives: undefined,
  },
  {
    name: 'dedupe',
    call: (c) => c.memory.dedupe(),
    answer: json(200, { removed: 1 }),
    sends: 'POST /memory/dedupe {"dry_run":false}',
    gives: { removed: 1 },
  },
  {
    name: 'dedupe, dry',
    call: (c) => c.memory.dedupe({ dry_run: true, threshold: 0.9 }),
    answer: json(200, {}),
    sends: 'POST /memory/dedupe {"dry_run":true,"threshold":0.9}',
    gives: {},
  },
  {
    name: 'consolidate',
    call: (c) => c.memory.consolidate(),
    answer: json(200, { consolidated: 2 }),
    sends: 'POST /memory/consolidate {}',
    gives: { consolidated: 2 },
  },
  {
    name: 'namespaces',
    call: (c) => c.memory.namespaces(),
    answer: json(200, { namespaces: [{ namespace: 'n', count: 2 }] }),
    sends: 'GET /memory/namespaces',
    gives: [{ namespace: 'n', count: 2 }],
  },
  {
    name: 'export',
    call: (c) => c.memory.export(),
    answer: json(200, { memories: [memory] }),
    sends: 'GET /memory/export',
    gives: { memories: [memory] },
  },
  {
    name: 'import',
    call: (c) => c.memory.import([{ key: 'k', value: 'v' }]),
    answer: json(200, report),
    sends: 'POST /memory/import {"memories":[{"key":"k","value":"v"}]}',
    gives: report,
  },
  {
    name: 'spawn',
    call: (c) => c.agents.spawn({ task: 't', name: 'n', region: 'lhr', metadata: { a: 1 } }),
    answer: json(201, agent),
    sends: 'POST /agents {"task":"t","name":"n","region":"lhr","metadata":{"a":1}}',
    gives: agent,
  },
  {
    name: 'get agent',
    call: (c) => c.agents.get('ag_1'),
    answer: json(200, agent),
    sends: 'GET /agents/ag_1',
    gives: agent,
  },
  {
    name: 'list agents',
    call: async (c) => (await c.agents.list({ limit: 50 })).data,
    answer: json(200, { data: [agent], next_cursor: null }),
    sends: 'GET /agents?limit=50',
    gives: [agent],
  },
  {
    name: 'cancel',
    call: (c) => c.agents.cancel('ag_1'),
    answer: json(204, null),
    sends: 'DELETE /agents/ag_1',
    gives: undefined,
  },
  {
    name: 'cancel what has ended',
    call: (c) => c.agents.cancel('ag_1'),
    answer: json(200, agent),
    sends: 'DELETE /agents/ag_1',
    gives: agent,
  },
];

test.each(rows)('$name sends $sends', async ({ call, answer, sends, gives }) => {
  const { client, sent, run } = world([answer]);
  expect(await run(call(client))).toEqual(gives);
  const [request] = sent;
  const path = request?.url.slice('https://jettson.dev/api/v1'.length);
  const body = request?.init.body === undefined ? '' : ` ${String(request.init.body)}`;
  expect(`${request?.init.method} ${path}${body}`).toBe(sends);
  expect(request?.headers.get('content-type')).toBe(body ? 'application/json' : null);
});

test('every request with a body says application/json, and none without does', async () => {
  for (const { call, answer } of rows) {
    const { client, sent, run } = world([answer]);
    await run(call(client));
    const { init, headers } = sent[0] ?? {};
    expect(headers?.get('content-type')).toBe(init?.body === undefined ? null : 'application/json');
  }
});

test('each operation of the contract has a wrapper', () => {
  const used = new Set<string>();
  for (const { sends } of rows) {
    const [, method, path] = /^(\S+) ([^ ?]+)/.exec(sends) ?? [];
    for (const [id, operation] of Object.entries(operations)) {
      const pattern = new RegExp(`^${operation.path.replace(/\{[^}]+\}/g, '[^/]+')}$`);
      if (operation.method === method && pattern.test(path ?? '')) used.add(id);
    }
  }
  expect([...used].sort()).toEqual(Object.keys(operations).sort());
});

test('results are frozen at every level', async () => {
  const { client, run } = world([json(200, { results: [{ ...memory, breakdown: { semantic: 1 } }] })]);
  const results = await run(client.memory.search({ query: 'q' }));
  expect([results, results[0], results[0]?.tags, results[0]?.breakdown].every(Object.isFrozen)).toBe(true);
  const loose = world([json(200, agent)], { freeze: false });
  expect(Object.isFrozen(await loose.run(loose.client.agents.get('a')))).toBe(false);
});

test('the whole body of a bare list is beside it', async () => {
  const { client, run } = world([json(200, { results: [], took_ms: 3 })]);
  const { data, body } = await run(client.memory.search({ query: 'q' }).withResponse());
  expect([data, body]).toEqual([[], { results: [], took_ms: 3 }]);
});

describe('a body that is not what the contract promises', () => {
  test.each([
    {
      name: 'search without results',
      call: (c: Jettson) => c.memory.search({ query: 'q' }),
      body: { results: null },
    },
    { name: 'list without memories', call: (c: Jettson) => c.memory.list(), body: {} },
    {
      name: 'namespaces as an object',
      call: (c: Jettson) => c.memory.namespaces(),
      body: { namespaces: {} },
    },
    { name: 'an export that is a list', call: (c: Jettson) => c.memory.export(), body: [] },
    { name: 'a memory that is text', call: (c: Jettson) => c.memory.get('k'), body: 'x' },
  ])('$name is a JettsonResponseError', async ({ call, body }) => {
    const { client, fail } = world([json(200, body)]);
    expect(await fail(call(client))).toMatchObject({ name: 'JettsonResponseError', status: 200 });
  });
});
