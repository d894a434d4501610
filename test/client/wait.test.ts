// Waiting for an agent: Python SDK page "agents.wait", and what its client gets wrong (fact sheet §11, row 6).
import { expect, test } from 'vitest';
import { AgentTimeoutError } from '../../src/index.js';
import { agent, envelope, hanging, json, text, world } from './world.js';

const status = (value: string, more: object = {}) => json(200, { ...agent, status: value, ...more });

test('wait polls at once, then after 1, 1.5, 2.25, 3.375, 5 and 5 seconds', async () => {
  const { client, sent, run } = world([
    ...Array.from({ length: 7 }, () => status('running')),
    status('completed'),
  ]);
  await run(client.agents.wait('ag_abc'));
  expect(sent.map((call) => call.atMs)).toEqual([0, 1000, 2500, 4750, 8125, 13_125, 18_125, 23_125]);
});

test('wait ends on completed, error and stopped, and on nothing else', async () => {
  for (const over of ['completed', 'error', 'stopped']) {
    const running = ['spawning', 'running', 'idle', 'hibernating', 'COMPLETED', 'done'].map((value) =>
      status(value),
    );
    const { client, run, sent } = world([...running, status(over)]);
    expect(await run(client.agents.wait('ag_abc'))).toMatchObject({ status: over });
    expect(sent.length).toBe(running.length + 1);
  }
});

test.each(['completed', 'error', 'stopped'])('wait returns an agent that is %s', async (value) => {
  const { client, run, sent } = world([status('spawning'), status(value, { final_result: 'x' })]);
  expect(await run(client.agents.wait('ag_abc'))).toMatchObject({ status: value, final_result: 'x' });
  expect(sent.length).toBe(2);
});

test.each(['spawning', 'running', 'idle', 'hibernating', 'COMPLETED', ''])(
  'wait goes on while the status is "%s"',
  async (value) => {
    const { client, run, sent } = world([status(value), status('completed')]);
    await run(client.agents.wait('ag_abc'));
    expect(sent.length).toBe(2);
  },
);

test('wait polls a last time at its deadline, then fails with AgentTimeoutError and the agent as last seen', async () => {
  const { client, clock, sent, fail } = world([status('running')]);
  const error = await fail(client.agents.wait('ag_abc', { timeoutMs: 3000 }));
  expect(error).toBeInstanceOf(AgentTimeoutError);
  expect(error).toMatchObject({ agentId: 'ag_abc', timeoutMs: 3000, lastAgent: { status: 'running' } });
  expect(sent.map((call) => call.atMs)).toEqual([0, 1000, 2500, 3000]);
  expect([clock.elapsedMs, clock.pending]).toEqual([3000, 0]);
});

test('an agent that ends at the deadline itself is returned', async () => {
  const { client, run } = world([status('running'), status('completed')]);
  expect(await run(client.agents.wait('ag_abc', { timeoutMs: 500 }))).toMatchObject({ status: 'completed' });
});

test('a time-out of 0 polls once', async () => {
  const { client, sent, fail } = world([status('running')]);
  expect(await fail(client.agents.wait('ag_abc', { timeoutMs: 0 }))).toBeInstanceOf(AgentTimeoutError);
  expect(sent.length).toBe(1);
});

test('wait stays within its time-out while a poll hangs', async () => {
  const { client, clock, fail } = world([status('running'), hanging]);
  const error = await fail(client.agents.wait('ag_abc', { timeoutMs: 10_000 }));
  expect(error).toMatchObject({ name: 'AgentTimeoutError', lastAgent: { status: 'running' } });
  expect(clock.elapsedMs).toBe(10_000);
});

test('a wait as long as the time-out of a poll ends with AgentTimeoutError, not with the poll’s', async () => {
  const { client, fail } = world([hanging], { timeoutMs: 60_000 });
  expect(await fail(client.agents.wait('ag_abc', { timeoutMs: 60_000 }))).toBeInstanceOf(AgentTimeoutError);
});

test('the poll at the deadline has one more second when it hangs', async () => {
  const { client, clock, fail } = world([status('running'), hanging]);
  expect(await fail(client.agents.wait('ag_abc', { timeoutMs: 500 }))).toMatchObject({
    name: 'AgentTimeoutError',
  });
  expect(clock.elapsedMs).toBe(1500);
});

test('a wait whose first poll never answers knows no agent', async () => {
  const { client, fail } = world([hanging]);
  const error = await fail(client.agents.wait('ag_abc', { timeoutMs: 2000 }));
  expect(error).toMatchObject({ lastAgent: undefined, message: 'agent ag_abc was not seen after 2000 ms' });
});

test('polls retry as every call does, and what they fail with passes through', async () => {
  const { client, run, fail, sent } = world([text(503, ''), status('running'), envelope(404, 'not_found')]);
  expect(await fail(client.agents.wait('ag_abc'))).toMatchObject({ name: 'JettsonNotFoundError' });
  expect(sent.map((call) => call.atMs)).toEqual([0, 1000, 2000]);
  void run;
});

test('an answer without a status is an error, not a wait for ever', async () => {
  const { client, fail } = world([json(200, { agent_id: 'ag_abc' })]);
  expect(await fail(client.agents.wait('ag_abc'))).toMatchObject({ name: 'JettsonResponseError' });
});

test('a spawn that gives an empty id is an error of the answer, not of an argument', async () => {
  const { client, sent, fail } = world([json(201, { ...agent, agent_id: '' })]);
  expect(await fail(client.agents.run({ task: 'x' }))).toMatchObject({
    name: 'JettsonResponseError',
    status: 201,
  });
  expect(sent.length).toBe(1);
});

test('onProgress is told each poll, and what it throws is logged and changes nothing', async () => {
  const seen: unknown[] = [];
  const lines: string[] = [];
  const write = (line: string) => void lines.push(line);
  const { client, run } = world(
    [status('spawning'), status('running'), status('running'), status('completed')],
    {
      logger: { debug: write, info: write, warn: write, error: write },
      logLevel: 'error',
    },
  );
  await run(
    client.agents.wait('ag_abc', {
      onProgress: (now, progress) => {
        seen.push([now.status, progress]);
        throw new Error('observer');
      },
    }),
  );
  expect(seen).toEqual([
    ['spawning', { polls: 1, elapsedMs: 0, statusChanged: true }],
    ['running', { polls: 2, elapsedMs: 1000, statusChanged: true }],
    ['running', { polls: 3, elapsedMs: 2500, statusChanged: false }],
    ['completed', { polls: 4, elapsedMs: 4750, statusChanged: true }],
  ]);
  expect(lines).toContain('jettson: onProgress threw Error');
});

test('run spawns, waits, and gives the ended agent with the last poll’s response', async () => {
  const { client, sent, run } = world([
    json(201, { ...agent, status: 'spawning' }),
    status('running'),
    json(200, { ...agent, status: 'completed', final_result: 'done' }, { 'x-request-id': 'req_last' }),
  ]);
  const { data, requestId } = await run(client.agents.run({ task: 'x' }).withResponse());
  expect([data.final_result, requestId]).toEqual(['done', 'req_last']);
  expect(sent.map((call) => `${call.init.method} ${new URL(call.url).pathname}`)).toEqual([
    'POST /api/v1/agents',
    'GET /api/v1/agents/ag_abc',
    'GET /api/v1/agents/ag_abc',
  ]);
});

test('run counts the spawn into its time-out', async () => {
  const { client, clock, fail } = world([text(503, ''), json(201, agent), status('running')]);
  expect(await fail(client.agents.run({ task: 'x' }, { timeoutMs: 3000 }))).toBeInstanceOf(AgentTimeoutError);
  expect(clock.elapsedMs).toBe(3000);
});

test('a pause of 0 grows from one millisecond, so that polling never becomes a storm', async () => {
  const { client, sent, fail } = world([status('running')]);
  await fail(client.agents.wait('ag_abc', { timeoutMs: 10_000, pollIntervalMs: 0 }));
  expect(sent.length).toBeLessThan(30);
});

test('wait takes an agent as well as an id', async () => {
  const { client, sent, run } = world([json(201, { ...agent, status: 'spawning' }), status('completed')]);
  await run(client.agents.wait(await run(client.agents.spawn({ task: 'x' }))));
  expect(sent[1]?.url).toMatch(/\/agents\/ag_abc$/);
});
