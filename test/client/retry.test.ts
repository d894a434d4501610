// The retry policy: the table of the design, then as laws over random histories, then through the client.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maxTimerMs } from '../../src/client/arguments.js';
import { afterAttempt, type Outcome, type RetryPolicy } from '../../src/client/retry.js';
import { agent, envelope, json, text, world } from './world.js';

const policy: RetryPolicy = { maxRetries: 3, maxRetryDelayMs: 60_000, jitter: 0, deadlineAtMs: Infinity };
const answer = (status: number, retryAfterMs?: number): Outcome => ({ status, retryAfterMs });

describe('one decision', () => {
  const rows = [
    { name: 'a 429 without a hint, first', attempt: 0, outcome: answer(429), waitMs: 1000 },
    { name: 'a 429 without a hint, second', attempt: 1, outcome: answer(429), waitMs: 2000 },
    { name: 'a 429 without a hint, third', attempt: 2, outcome: answer(429), waitMs: 4000 },
    { name: 'a 429 after the last retry', attempt: 3, outcome: answer(429), waitMs: 'no retries left' },
    { name: 'a 429 that asks for 12 s', attempt: 0, outcome: answer(429, 12_000), waitMs: 12_000 },
    { name: 'a 429 that asks for nothing', attempt: 2, outcome: answer(429, 0), waitMs: 0 },
    {
      name: 'a 429 that asks for an hour',
      attempt: 0,
      outcome: answer(429, 3_600_000),
      waitMs: 'maxRetryDelayMs is shorter than the wait',
    },
    { name: 'a 500', attempt: 0, outcome: answer(500), waitMs: 1000 },
    { name: 'a 503 that asks for 7 s', attempt: 1, outcome: answer(503, 7000), waitMs: 7000 },
    { name: 'a 599', attempt: 2, outcome: answer(599), waitMs: 4000 },
    { name: 'a 400', attempt: 0, outcome: answer(400), waitMs: 'not retried' },
    { name: 'a 402', attempt: 0, outcome: answer(402, 1000), waitMs: 'not retried' },
    { name: 'a 404', attempt: 0, outcome: answer(404), waitMs: 'not retried' },
    { name: 'a 418', attempt: 0, outcome: answer(418), waitMs: 'not retried' },
    { name: 'a 302', attempt: 0, outcome: answer(302), waitMs: 'not retried' },
    {
      name: 'no response, the first time',
      attempt: 2,
      outcome: { brokenBefore: 0 },
      waitMs: 1000,
    },
    {
      name: 'no response, again',
      attempt: 1,
      outcome: { brokenBefore: 1 },
      waitMs: 'no retries left',
    },
  ] as const;
  test.each(rows)('$name: $waitMs', ({ attempt, outcome, waitMs }) => {
    expect(afterAttempt(attempt, outcome, policy, 0, 0)).toBe(waitMs);
  });
});

describe('laws of the policy', () => {
  const outcomes = fc.oneof(
    fc.record({
      status: fc.integer({ min: 200, max: 599 }),
      retryAfterMs: fc.option(fc.integer({ min: 0, max: 2 ** 40 }), { nil: undefined }),
    }),
    fc.record({ brokenBefore: fc.integer({ min: 0, max: 2 }) }),
  );
  const policies = fc.record({
    maxRetries: fc.integer({ min: 0, max: 8 }),
    maxRetryDelayMs: fc.integer({ min: 0, max: 2 ** 33 }),
    jitter: fc.double({ min: 0, max: 1, noNaN: true }),
    deadlineAtMs: fc.option(fc.integer({ min: 0, max: 200_000 }), { nil: Infinity }),
  });
  const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

  test('a wait is never shorter than asked for, longer than allowed, past the deadline, or beyond a timer', () => {
    fc.assert(
      fc.property(
        fc.nat(10),
        outcomes,
        policies,
        fc.nat(100_000),
        random,
        (attempt, outcome, given, nowMs, draw) => {
          const next = afterAttempt(attempt, outcome, given, nowMs, draw);
          if (typeof next === 'string') return;
          expect(attempt).toBeLessThan(given.maxRetries);
          expect(next).toBeLessThanOrEqual(Math.min(given.maxRetryDelayMs, maxTimerMs));
          expect(next).toBeGreaterThanOrEqual(0);
          expect(nowMs + next).toBeLessThan(given.deadlineAtMs);
          if ('status' in outcome) {
            expect(outcome.status === 429 || outcome.status >= 500).toBe(true);
            if (outcome.retryAfterMs !== undefined) expect(next).toBeGreaterThanOrEqual(outcome.retryAfterMs);
          } else expect(outcome.brokenBefore).toBe(0);
        },
      ),
    );
  });

  test('jitter grows a wait by its share at most, and 0 leaves it alone', () => {
    fc.assert(
      fc.property(
        fc.nat(2),
        outcomes,
        fc.double({ min: 0, max: 1, noNaN: true }),
        random,
        (attempt, outcome, jitter, draw) => {
          const plain = afterAttempt(attempt, outcome, policy, 0, draw);
          const grown = afterAttempt(attempt, outcome, { ...policy, jitter }, 0, draw);
          if (typeof plain === 'number') {
            expect(grown).toBeGreaterThanOrEqual(plain);
            expect(grown).toBeLessThanOrEqual(Math.ceil(plain * (1 + jitter)));
          } else expect(grown).toBe(plain);
        },
      ),
    );
  });

  test('maxRetries 0 never waits', () => {
    fc.assert(
      fc.property(fc.nat(10), outcomes, random, (attempt, outcome, draw) => {
        expect(typeof afterAttempt(attempt, outcome, { ...policy, maxRetries: 0 }, 0, draw)).toBe('string');
      }),
    );
  });

  test('the client sends at most 1 + maxRetries requests and follows the policy over any history', async () => {
    const histories = fc.array(
      fc.oneof(
        fc.constantFrom(200, 201, 299, 302, 400, 401, 402, 404, 418, 422, 429, 500, 503, 599),
        fc.constant('broken' as const),
      ),
      { minLength: 1, maxLength: 8 },
    );
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(4), async (history, maxRetries) => {
        const steps = history.map((end) =>
          end === 'broken' ? new TypeError('fetch failed') : json(end, agent),
        );
        const { client, clock, sent, run } = world(steps, { maxRetries });
        await run(
          client.agents.get('ag_abc').then(
            () => undefined,
            () => undefined,
          ),
        );
        // The model: the history until something final, one repeat of a broken attempt, three waits of 1, 2, 4 s.
        let expected = 0;
        let waitedMs = 0;
        let brokenBefore = 0;
        for (;;) {
          const end = history[Math.min(expected, history.length - 1)];
          expected += 1;
          const again = end === 'broken' ? brokenBefore === 0 : end === 429 || (end ?? 0) >= 500;
          if (!again || expected > maxRetries) break;
          waitedMs += end === 'broken' ? 1000 : 1000 * 2 ** (expected - 1);
          if (end === 'broken') brokenBefore += 1;
        }
        expect(sent.length).toBe(expected);
        expect(clock.elapsedMs).toBe(waitedMs);
        expect(clock.pending).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

test('a 429 is retried after Retry-After, three times', async () => {
  const { client, sent, clock, fail } = world([
    envelope(429, 'rate_limited', { plan: 'free' }, { 'retry-after': '5' }),
  ]);
  const error = await fail(client.agents.spawn({ task: 'x' }));
  expect(error).toMatchObject({ name: 'JettsonRateLimitError', attempts: 4, retryAfterSeconds: 5 });
  expect(sent.map((call) => call.atMs)).toEqual([0, 5000, 10_000, 15_000]);
  expect(clock.pending).toBe(0);
});

test('a 5xx is retried after 1, 2 and 4 seconds', async () => {
  const { client, sent, fail } = world([text(502, '<html>bad gateway</html>')]);
  const error = await fail(client.memory.put({ key: 'k', value: 'v' }));
  expect(error).toMatchObject({ name: 'JettsonServerError', status: 502, attempts: 4 });
  expect(sent.map((call) => call.atMs)).toEqual([0, 1000, 3000, 7000]);
});

test('a network failure is retried once, after one second', async () => {
  const { client, sent, fail } = world([new TypeError('fetch failed')]);
  expect(await fail(client.agents.list())).toMatchObject({ name: 'JettsonNetworkError', attempts: 2 });
  expect(sent.map((call) => call.atMs)).toEqual([0, 1000]);
});

test('maxRetries 0 switches every retry off', async () => {
  for (const step of [envelope(429, 'rate_limited'), text(500, ''), new TypeError('fetch failed')]) {
    const { client, sent, fail } = world([step], { maxRetries: 0 });
    await fail(client.agents.get('ag_abc'));
    expect(sent.length).toBe(1);
  }
});

test('a 402 is never retried', async () => {
  const details = { plan: 'free', used: 120.5, limitHours: 120, limit: null };
  const { client, sent, fail } = world([
    envelope(402, 'monthly_quota_exceeded', details, { 'retry-after': '1' }),
  ]);
  const error = await fail(client.agents.spawn({ task: 'x' }));
  expect(error).toMatchObject({ name: 'JettsonQuotaExceededError', used: 120.5, limit: 120, plan: 'free' });
  expect(sent.length).toBe(1);
});

test('a 429 without Retry-After waits for details.retryAfterSeconds, rounded up', async () => {
  const { client, sent, run } = world([
    envelope(429, 'rate_limited', { retryAfterSeconds: 2.2 }),
    json(200, agent),
  ]);
  await run(client.agents.get('ag_abc'));
  expect(sent.map((call) => call.atMs)).toEqual([0, 3000]);
});

test('onRetry is told each wait, and an observer that throws or rejects changes nothing', async () => {
  const told: unknown[] = [];
  const { client, run } = world([text(503, ''), new TypeError('fetch failed'), json(200, agent)], {
    onRetry: async (info) => {
      told.push(info);
      throw new Error('observer');
    },
  });
  await run(client.agents.get('ag_abc'));
  expect(told).toEqual([
    { operation: 'getAgent', attempt: 1, delayMs: 1000, status: 503, reason: '503' },
    { operation: 'getAgent', attempt: 2, delayMs: 1000, status: undefined, reason: 'JettsonNetworkError' },
  ]);
});

test('the jitter comes from the random source that is given', async () => {
  const { client, sent, run } = world([text(503, ''), text(503, ''), json(200, agent)], {
    jitter: 0.1,
    random: () => 0.5,
  });
  await run(client.agents.get('ag_abc'));
  expect(sent.map((call) => call.atMs)).toEqual([0, 1050, 3150]);
});

test('the body of an answer that is not kept is cancelled, so that its socket is free', async () => {
  const cancelled: string[] = [];
  const body = (name: string) => new ReadableStream({ cancel: () => void cancelled.push(name) });
  const { client, run } = world([
    () => new Response(body('503'), { status: 503 }),
    () => new Response(body('429'), { status: 429, headers: { 'retry-after': '1' } }),
    json(200, agent),
  ]);
  await run(client.agents.get('ag_abc'));
  expect(cancelled).toEqual(['503', '429']);
});

test.each([
  {
    name: 'throws',
    cancel: () => {
      throw new Error('no');
    },
  },
  { name: 'gives no promise', cancel: () => 1 },
  { name: 'is no function', cancel: 1 },
])('a body whose cancel $name does not stop the retry', async ({ cancel }) => {
  const answer = { status: 503, headers: new Headers(), body: { cancel } } as unknown as Response;
  const { client, sent, run } = world([() => answer, json(200, agent)]);
  expect(await run(client.agents.get('ag_abc'))).toEqual(agent);
  expect(sent.length).toBe(2);
});

test.each([null, 'x', { name: Symbol('x') }])(
  'an onRetry that throws %s, which is no error, changes nothing',
  async (thrown) => {
    const unhandled: unknown[] = [];
    const onUnhandled = (reason: unknown) => void unhandled.push(reason);
    process.on('unhandledRejection', onUnhandled);
    const { client, run } = world([text(503, ''), json(200, agent)], {
      onRetry: () => {
        throw thrown;
      },
    });
    expect(await run(client.agents.get('ag_abc'))).toEqual(agent);
    process.off('unhandledRejection', onUnhandled);
    expect(unhandled).toEqual([]);
  },
);

test('a wait as long as maxRetryDelayMs is waited, and one that ends at the deadline is not begun', async () => {
  const steps = [text(503, '', { 'retry-after': '5' }), json(200, agent)];
  const longest = world(steps, { maxRetryDelayMs: 5000 });
  expect(await longest.run(longest.client.agents.get('ag_abc'))).toEqual(agent);
  const { client, sent, fail } = world(steps, { deadlineMs: 5000 });
  expect(await fail(client.agents.get('ag_abc'))).toMatchObject({ status: 503, retryAfterSeconds: 5 });
  expect(sent.length).toBe(1);
});
