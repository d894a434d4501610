// Time-outs: of an attempt, headers and body; of the whole call. Nothing hangs past them, whatever fetch does.
import { expect, test } from 'vitest';
import { type Clock, Jettson } from '../../src/index.js';
import { agent, hanging, json, sentinelKey, settle, stalledBody, TestClock, text, world } from './world.js';

test('headers that never come end the attempt after timeoutMs, and the call after one repeat', async () => {
  const { client, clock, sent, fail } = world([hanging], { timeoutMs: 5000 });
  const error = await fail(client.agents.get('ag_abc'));
  expect(error).toMatchObject({
    name: 'JettsonTimeoutError',
    phase: 'headers',
    timeoutMs: 5000,
    attempts: 2,
  });
  expect(sent.map((call) => call.atMs)).toEqual([0, 6000]);
  expect([clock.elapsedMs, clock.pending]).toEqual([11_000, 0]);
});

test('a body that stalls ends the attempt after timeoutMs', async () => {
  const { client, clock, fail } = world([stalledBody], { timeoutMs: 5000, maxRetries: 0 });
  const error = await fail(client.memory.export());
  expect(error).toMatchObject({ name: 'JettsonTimeoutError', phase: 'body', attempts: 1 });
  expect([clock.elapsedMs, clock.pending]).toEqual([5000, 0]);
});

test('the body of an error answer is bounded too', async () => {
  const slow = () => new Response(new ReadableStream({}), { status: 404 });
  const { client, clock, fail } = world([slow], { timeoutMs: 5000, maxRetries: 0 });
  expect(await fail(client.agents.get('ag_abc'))).toMatchObject({
    name: 'JettsonTimeoutError',
    phase: 'body',
  });
  expect(clock.elapsedMs).toBe(5000);
});

test('an attempt that times out is repeated and can succeed', async () => {
  const { client, run } = world([hanging, json(200, agent)], { timeoutMs: 5000 });
  const { attempts } = await run(client.agents.get('ag_abc').withResponse());
  expect(attempts).toBe(2);
});

test('deadlineMs ends the call in the middle of an attempt', async () => {
  const { client, clock, fail } = world([hanging], { deadlineMs: 3000 });
  const error = await fail(client.agents.get('ag_abc'));
  expect(error).toMatchObject({ name: 'JettsonTimeoutError', phase: 'deadline', timeoutMs: 3000 });
  expect([clock.elapsedMs, clock.pending]).toEqual([3000, 0]);
});

test('a wait that would end past deadlineMs is not begun: the answer is thrown at once', async () => {
  const { client, clock, sent, fail } = world([text(503, '')], { deadlineMs: 3500 });
  const error = await fail(client.agents.get('ag_abc'));
  expect(error).toMatchObject({ name: 'JettsonServerError', attempts: 3 });
  expect(sent.map((call) => call.atMs)).toEqual([0, 1000, 3000]);
  expect(clock.elapsedMs).toBe(3000);
});

test('a Retry-After past deadlineMs is thrown at once, with the number', async () => {
  const { client, clock, fail } = world([text(429, '', { 'retry-after': '30' })], { deadlineMs: 10_000 });
  const error = await fail(client.agents.get('ag_abc'));
  expect(error).toMatchObject({ name: 'JettsonRateLimitError', retryAfterSeconds: 30, attempts: 1 });
  expect(clock.elapsedMs).toBe(0);
});

test('a deadline as long as the time-out is reached first', async () => {
  const { client, fail } = world([hanging], { timeoutMs: 5000, deadlineMs: 5000 });
  expect(await fail(client.agents.get('ag_abc'))).toMatchObject({ phase: 'deadline', timeoutMs: 5000 });
});

test('a sleep whose timer fires late, past deadlineMs, is followed by no request', async () => {
  const clock = new TestClock();
  const late: Clock = {
    now: () => clock.now() + (clock.elapsedMs > 0 ? 5000 : 0),
    setTimeout: (callback, delayMs) => clock.setTimeout(callback, delayMs),
    clearTimeout: (timer) => clock.clearTimeout(timer as number),
  };
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    return text(503, '');
  };
  const client = new Jettson({ apiKey: sentinelKey, clock: late, fetch, deadlineMs: 4000, logLevel: 'off' });
  const error = client.agents.get('ag_abc').catch((thrown: unknown) => thrown);
  await settle();
  clock.step();
  expect(await error).toMatchObject({ name: 'JettsonTimeoutError', phase: 'deadline', attempts: 1 });
  expect([sent, clock.pending]).toEqual([1, 0]);
});

test('limits of one call replace those of the client', async () => {
  const { client, clock, fail } = world([hanging], { timeoutMs: 60_000 });
  await fail(client.agents.get('ag_abc', { timeoutMs: 10, maxRetries: 0 }));
  expect(clock.elapsedMs).toBe(10);
});

test('a key function that never answers is bounded by the time-out', async () => {
  const { client, clock, sent, fail } = world([json(200, agent)], {
    apiKey: () => new Promise<string>(() => undefined),
    timeoutMs: 5000,
    maxRetries: 0,
  });
  expect(await fail(client.agents.get('ag_abc'))).toMatchObject({ name: 'JettsonTimeoutError' });
  expect([clock.elapsedMs, sent.length]).toEqual([5000, 0]);
});

test('the attempt aborts the signal that fetch was given, and a late response is let go of', async () => {
  const cancelled: string[] = [];
  let answerLate: (response: Response) => void = () => undefined;
  const late = () => new Promise<Response>((resolve) => (answerLate = resolve));
  const { client, sent, fail } = world([late], { timeoutMs: 5000, maxRetries: 0 });
  await fail(client.agents.get('ag_abc'));
  expect(sent[0]?.init.signal?.aborted).toBe(true);
  answerLate(new Response(new ReadableStream({ cancel: () => void cancelled.push('late') })));
  await new Promise((resolve) => setImmediate(resolve));
  expect(cancelled).toEqual(['late']);
});

test('a key function is asked before each attempt', async () => {
  let asked = 0;
  const apiKey = async () => `${sentinelKey}${++asked}`;
  const { client, sent, run } = world([text(503, ''), json(200, agent)], { apiKey });
  await run(client.agents.get('ag_abc'));
  expect(sent.map((call) => call.headers.get('authorization'))).toEqual([
    `Bearer ${sentinelKey}1`,
    `Bearer ${sentinelKey}2`,
  ]);
});

test('a body that is unfinished at the deadline is the deadline’s time-out, not the attempt’s', async () => {
  const { client, fail } = world([stalledBody], { deadlineMs: 3000 });
  expect(await fail(client.agents.get('ag_abc'))).toMatchObject({ phase: 'deadline', timeoutMs: 3000 });
});
