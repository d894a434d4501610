// The caller's signal: its own reason comes back, at any moment, and nothing of the call stays behind on it.
import { getEventListeners } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { Jettson } from '../../src/index.js';
import { agent, hanging, json, sentinelKey, stalledBody, text, world } from './world.js';

const reason = new Error('the user went away');

test('a signal that is aborted already sends nothing', async () => {
  const { client, sent, fail } = world([json(200, agent)]);
  expect(await fail(client.agents.get('ag_abc', { signal: AbortSignal.abort(reason) }))).toBe(reason);
  expect(sent.length).toBe(0);
});

test.each([
  { name: 'while headers are awaited', step: hanging },
  { name: 'while the body is read', step: stalledBody },
  { name: 'while a retry is waited for', step: text(503, '') },
])('an abort $name rejects with the reason itself, at once', async ({ step }) => {
  const { client, clock, sent, fail } = world([step]);
  const controller = new AbortController();
  const call = client.agents.get('ag_abc', { signal: controller.signal });
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort(reason);
  expect(await fail(call)).toBe(reason);
  expect([sent.length, clock.elapsedMs, clock.pending]).toEqual([1, 0, 0]);
  expect(getEventListeners(controller.signal, 'abort')).toEqual([]);
});

test('an abort without a reason rejects with the platform’s AbortError', async () => {
  const { client, fail } = world([hanging]);
  const controller = new AbortController();
  const call = client.agents.get('ag_abc', { signal: controller.signal });
  controller.abort();
  expect(await fail(call)).toMatchObject({ name: 'AbortError' });
});

test('no listener is left on a shared signal after 50 calls that succeed, fail and time out', async () => {
  const { signal } = new AbortController();
  for (const step of [json(200, agent), text(404, ''), new TypeError('fetch failed'), hanging, stalledBody]) {
    const { client, clock, run } = world([step], { timeoutMs: 100, deadlineMs: 5000 });
    for (let call = 0; call < 10; call += 1)
      await run(
        client.agents.get('ag_abc', { signal }).then(
          () => undefined,
          () => undefined,
        ),
      );
    expect(clock.pending).toBe(0);
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

test('no listener is left on a shared signal by the platform’s own fetch', async () => {
  const server = createServer((_, response) => response.end(JSON.stringify(agent)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new Jettson({ apiKey: sentinelKey, baseUrl: `http://127.0.0.1:${port}` });
  const { signal } = new AbortController();
  const calls = Array.from({ length: 50 }, () => client.agents.get('ag_abc', { signal }));
  expect(getEventListeners(signal, 'abort').length).toBe(1); // eleven would make Node warn of a leak
  await Promise.all(calls);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  server.close();
  server.closeAllConnections();
});

test('a wait ends with the reason during its pause, and cancelOnAbort cancels the agent', async () => {
  const { client, clock, sent } = world([json(200, agent)]);
  const controller = new AbortController();
  const call = client.agents.wait('ag_abc', { signal: controller.signal, cancelOnAbort: true });
  const ended = call.catch((thrown: unknown) => thrown);
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  controller.abort(reason);
  expect(await ended).toBe(reason);
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  expect(sent.map((request) => request.init.method)).toEqual(['GET', 'DELETE']);
  expect([clock.elapsedMs, clock.pending]).toEqual([0, 0]);
});

test.each([false, 0, '', null])('a signal of %j is none: the call is retried as usual', async (signal) => {
  const { client, clock, sent, run } = world([text(503, ''), json(200, agent)]);
  expect(await run(client.agents.get('ag_abc', { signal: signal as never }))).toEqual(agent);
  expect([sent.length, clock.pending]).toEqual([2, 0]);
});

test('an abort whose reason is a network error of this package is no outcome to retry', async () => {
  const { client: other, fail: failOf } = world([new TypeError('fetch failed')], { maxRetries: 0 });
  const networkError = await failOf(other.agents.get('ag_abc'));
  const retries: unknown[] = [];
  const { client, fail } = world([hanging], { onRetry: (info) => retries.push(info) });
  const controller = new AbortController();
  const call = client.agents.get('ag_abc', { signal: controller.signal });
  controller.abort(networkError);
  expect(await fail(call)).toBe(networkError);
  expect(retries).toEqual([]);
});
