// Idempotent spawns (promise 53): a key on every spawn, however it is sent, the same for every retry.
import { webcrypto } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { agent, hanging, json, text, world } from './world.js';

const name = 'x-idempotency-key';
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

test('a spawn carries a key of its own, fixed before the first attempt and reused by every retry', async () => {
  const { client, sent, run } = world([
    new TypeError('fetch failed'),
    text(503, ''),
    text(429, ''),
    json(201, agent),
  ]);
  await run(client.agents.spawn({ task: 'x' }));
  const keys = sent.map((call) => call.headers.get(name));
  expect(keys[0]).toMatch(uuid);
  expect(new Set(keys).size).toBe(1);
  expect(new Set(sent.map((call) => call.init.body)).size).toBe(1);
  expect(sent.length).toBe(4);
});

test('two spawns have two keys', async () => {
  const { client, sent, run } = world([json(201, agent)]);
  await run(client.agents.spawn({ task: 'x' }));
  await run(client.agents.spawn({ task: 'x' }));
  expect(sent[0]?.headers.get(name)).not.toBe(sent[1]?.headers.get(name));
});

test('the caller’s own key is sent as it is, and not in the body', async () => {
  const { client, sent, run } = world([text(503, ''), json(201, agent)]);
  await run(client.agents.spawn({ task: 'x', idempotencyKey: 'spawn:abc:1' }));
  expect(sent.map((call) => call.headers.get(name))).toEqual(['spawn:abc:1', 'spawn:abc:1']);
  expect(sent[0]?.init.body).toBe('{"task":"x"}');
});

test('run, http and request carry a key too, and no other operation does', async () => {
  const done = json(201, { ...agent, status: 'completed' });
  const { client, sent, run } = world([done]);
  await run(client.agents.run({ task: 'x' }));
  await run(client.http.POST('/agents', { body: { task: 'x' } }));
  await run(client.request('post', '/agents', { body: { task: 'x' } }));
  await run(client.memory.put({ key: 'k', value: 'v' }));
  const posts = sent.filter((call) => call.init.method === 'POST');
  expect(posts.map((call) => uuid.test(call.headers.get(name) ?? ''))).toEqual([true, true, true, false]);
});

test('a spawn without a body, which only request can send, carries a key as well', async () => {
  const { client, sent, run } = world([json(201, agent)]);
  await run(client.request('post', '/agents'));
  expect(sent[0]?.headers.get(name)).toMatch(uuid);
});

test('request and http take a key of the caller’s too, and check it', async () => {
  const { client, sent, run, fail } = world([json(201, agent)]);
  await run(client.request('POST', '/agents', { body: { task: 'x' }, idempotencyKey: 'mine' }));
  await run(client.request('POST', '/later', { idempotencyKey: 'mine' }));
  const body = { task: 'x' };
  await run(client.http.POST('/agents', { params: { header: { 'X-Idempotency-Key': 'mine' } }, body }));
  expect(sent.map((call) => call.headers.get(name))).toEqual(['mine', 'mine', 'mine']);
  const bad = { params: { header: { 'X-Idempotency-Key': 'a\nb' } }, body };
  expect(await fail(client.http.POST('/agents', bad))).toMatchObject({ argument: 'idempotencyKey' });
});

test('what the caller changes after the call does not change a retry', async () => {
  const metadata = { step: 1 };
  const { client, sent, run } = world([text(503, ''), json(201, agent)]);
  const call = client.agents.spawn({ task: 'x', metadata });
  metadata.step = 2;
  await run(call);
  expect(sent.map((request) => request.init.body)).toEqual(
    Array(2).fill('{"task":"x","metadata":{"step":1}}'),
  );
});

test('a spawn that times out is repeated with the same key', async () => {
  const { client, sent, run } = world([hanging, json(201, agent)], { timeoutMs: 1000 });
  await run(client.agents.spawn({ task: 'x' }));
  expect(sent[0]?.headers.get(name)).toBe(sent[1]?.headers.get(name));
});

test('a page without TLS, which has no randomUUID, makes keys that differ', async () => {
  const { getRandomValues } = webcrypto;
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(webcrypto) });
  const { client, sent, run } = world([json(201, agent)]);
  await run(client.agents.spawn({ task: 'x' }));
  await run(client.agents.spawn({ task: 'x' }));
  vi.unstubAllGlobals();
  const keys = sent.map((call) => call.headers.get(name));
  expect(keys[0]).toMatch(/^[!-~]{16,255}$/);
  expect(keys[0]).not.toBe(keys[1]);
});
