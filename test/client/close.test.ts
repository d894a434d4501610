// Closing: new calls are refused, running ones end, whatever they are doing (promise 50).
import { expect, test } from 'vitest';
import { JettsonClosedError } from '../../src/index.js';
import { agent, hanging, json, stalledBody, text, world } from './world.js';

test('leaving the scope of a client frees what it holds', async () => {
  const { client, clock } = world([hanging]);
  const running = client.agents.get('ag_abc').catch((thrown: unknown) => thrown);
  {
    using scoped = client;
    expect(scoped).toBe(client);
  }
  expect(await running).toBeInstanceOf(JettsonClosedError);
  expect(clock.pending).toBe(0);
});

test.each([
  { name: 'while headers are awaited', step: hanging },
  { name: 'while the body is read', step: stalledBody },
  { name: 'while a retry is waited for', step: text(503, '') },
  { name: 'while an agent is waited for', step: json(200, agent) },
])('closing $name ends the call with JettsonClosedError', async ({ step }) => {
  const { client, clock } = world([step]);
  const call = client.agents.wait('ag_abc').catch((thrown: unknown) => thrown);
  for (let turn = 0; turn < 6; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  client.close();
  client.close();
  expect(await call).toBeInstanceOf(JettsonClosedError);
  expect([clock.elapsedMs, clock.pending]).toEqual([0, 0]);
});

test('closing does not reach back to a call that is over', async () => {
  const { client, sent, run } = world([json(200, agent)]);
  await run(client.agents.get('ag_abc'));
  client.close();
  expect(sent[0]?.init.signal?.aborted).toBe(false);
});

test('a closed client refuses new calls before any request, and so does every client made from it', async () => {
  const { client, sent, fail } = world([json(200, agent)]);
  const other = client.withOptions({ maxRetries: 0 });
  await client[Symbol.asyncDispose]();
  const calls = [
    () => client.agents.get('ag_abc'),
    () => other.memory.list(),
    () => client.agents.wait('ag_abc'),
    () => client.http.GET('/agents'),
  ];
  for (const call of calls) expect(await fail(call())).toBeInstanceOf(JettsonClosedError);
  expect(sent.length).toBe(0);
});
