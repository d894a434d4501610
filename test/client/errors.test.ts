// Errors: one class per status, one base for all, tolerant of every body (Python SDK page "Error handling").
import fc from 'fast-check';
import { inspect } from 'node:util';
import { expect, test, vi } from 'vitest';
import * as own from '../../src/index.js';
import { isJettsonError, JettsonAPIError, JettsonError } from '../../src/index.js';
import { agent, envelope, hanging, json, type Step, stalledBody, text, world } from './world.js';

const statuses = [
  { status: 300, name: 'JettsonAPIError' },
  { status: 302, name: 'JettsonAPIError' },
  { status: 400, name: 'JettsonValidationError' },
  { status: 401, name: 'JettsonAuthError' },
  { status: 402, name: 'JettsonQuotaExceededError' },
  { status: 403, name: 'JettsonAPIError' },
  { status: 404, name: 'JettsonNotFoundError' },
  { status: 409, name: 'JettsonAPIError' },
  { status: 418, name: 'JettsonAPIError' },
  { status: 422, name: 'JettsonValidationError' },
  { status: 429, name: 'JettsonRateLimitError' },
  { status: 500, name: 'JettsonServerError' },
  { status: 503, name: 'JettsonServerError' },
  { status: 599, name: 'JettsonServerError' },
] as const;
test.each(statuses)(
  'a $status is a $name, with its real status, whatever its body',
  async ({ status, name }) => {
    const bodies = [
      '',
      '<html>oops</html>',
      '"text"',
      'null',
      '[]',
      '{"error":"text"}',
      '{"error":{"code":7,"details":[1]}}',
    ];
    for (const body of bodies) {
      const { client, fail } = world([text(status, body)], { maxRetries: 0 });
      const error = await fail(client.agents.get('ag_abc'));
      expect(error).toBeInstanceOf(JettsonAPIError);
      expect(error).toMatchObject({
        name,
        status,
        code: undefined,
        details: undefined,
        operation: 'getAgent',
        attempts: 1,
      });
    }
  },
);

test('an envelope gives code, details, request id and a sentence', async () => {
  const details = { plan: 'free', used: 120, limitHours: 120 };
  const { client, fail } = world([
    envelope(402, 'monthly_quota_exceeded', details, { 'x-request-id': 'req_9f' }),
  ]);
  const error = (await fail(client.agents.spawn({ task: 'x' }))) as JettsonAPIError;
  expect(error.message).toBe(
    'spawnAgent: 402 monthly_quota_exceeded: about monthly_quota_exceeded; attempt 1: not retried; request req_9f',
  );
  expect(error).toMatchObject({ method: 'POST', path: '/agents', requestId: 'req_9f', details });
  expect(error.headers.get('content-type')).toBe('application/json');
  expect(JSON.parse(JSON.stringify(error))).toEqual({
    name: 'JettsonQuotaExceededError',
    message: error.message,
    status: 402,
    code: 'monthly_quota_exceeded',
    details,
    requestId: 'req_9f',
    operation: 'spawnAgent',
    method: 'POST',
    path: '/agents',
    attempts: 1,
    used: 120,
    limit: 120,
    plan: 'free',
  });
});

test('the quota error tells used, limit and plan as sent', async () => {
  const rows = [
    { details: { used: 7, limit: 100, plan: 'free' }, is: { used: 7, limit: 100, plan: 'free' } },
    { details: { used: 12.5, limit: null, limitHours: 50 }, is: { used: 12.5, limit: 50, plan: undefined } },
    {
      details: { used: null, limit: null, plan: null },
      is: { used: undefined, limit: undefined, plan: undefined },
    },
    { details: [], is: { used: undefined, limit: undefined, plan: undefined } },
  ];
  for (const { details, is } of rows) {
    const { client, fail } = world([envelope(402, 'memory_quota_exceeded', details)]);
    expect(await fail(client.memory.put({ key: 'k', value: 'v' }))).toMatchObject(is);
  }
});

test('the rate-limit error tells the seconds to wait', async () => {
  const { client, fail } = world([envelope(429, 'rate_limited', { retryAfterSeconds: 11.2 })], {
    maxRetries: 0,
  });
  expect(await fail(client.agents.list())).toMatchObject({
    name: 'JettsonRateLimitError',
    retryAfterSeconds: 12,
  });
});

test('requestId comes from x-request-id, else request-id, else is undefined', async () => {
  const rows = [
    [{ 'x-request-id': 'a', 'request-id': 'b' }, 'a'],
    [{ 'request-id': 'b' }, 'b'],
    [{}, undefined],
  ] as const;
  for (const [headers, requestId] of rows) {
    const { client, run } = world([json(200, agent, headers)]);
    expect(await run(client.agents.get('a').withResponse())).toMatchObject({ requestId });
  }
});

test('no body of an error answer makes the mapping itself fail', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.jsonValue().map((error) => JSON.stringify({ error })),
      ),
      fc.constantFrom(400, 402, 404, 429, 503),
      async (body, status) => {
        const { client, fail } = world([text(status, body)], { maxRetries: 0 });
        const error = (await fail(client.agents.get('a'))) as JettsonAPIError;
        expect(isJettsonError(error)).toBe(true);
        expect(error.status).toBe(status);
        JSON.stringify(error);
        inspect(error);
      },
    ),
    { numRuns: 100 },
  );
});

test('control characters of a server never reach a message', async () => {
  const { client, fail } = world([envelope(400, 'a\u001b[31m', {}, {})]);
  const error = (await fail(client.agents.get('a'))) as Error;
  expect(error.message).not.toMatch(/\p{Cc}/u);
});

test('names stand on the prototypes, and every class is an Error and a JettsonError', () => {
  for (const [name, type] of Object.entries(own)) {
    if (typeof type !== 'function' || !(type.prototype instanceof Error)) continue;
    expect(type.prototype.name).toBe(name);
    expect(Object.hasOwn(type.prototype, 'name')).toBe(true);
    expect(type.prototype instanceof JettsonError).toBe(true);
  }
});

test('a class of your own takes a cause as Error does, and prints none', () => {
  class OwnError extends JettsonError {}
  const cause = new Error('why');
  const error = new OwnError('own', { cause });
  expect(error.cause).toBe(cause);
  expect(JSON.parse(JSON.stringify(error))).toEqual({ name: 'JettsonError', message: 'own' });
});

test('instanceof and isJettsonError agree between two copies of the package', async () => {
  vi.resetModules();
  const other = await import('../../src/index.js');
  expect(other.JettsonError).not.toBe(JettsonError);
  const { client, fail } = world([envelope(429, 'rate_limited')], { maxRetries: 0 });
  const error = await fail(client.agents.get('a'));
  expect(error instanceof other.JettsonRateLimitError).toBe(true);
  expect(error instanceof other.JettsonError).toBe(true);
  expect(error instanceof other.JettsonServerError).toBe(false);
  expect(other.isJettsonError(error, 'rate_limited')).toBe(true);
  expect(other.isJettsonError(error, 'not_found')).toBe(false);
  class Mine extends other.JettsonError {}
  expect([
    error instanceof Mine,
    new Mine('x') instanceof Mine,
    new Mine('x') instanceof JettsonError,
  ]).toEqual([false, true, true]);
  for (const value of [undefined, null, 7, 'x', {}, new Error('x'), { name: 'JettsonError' }])
    expect([value instanceof JettsonError, isJettsonError(value)]).toEqual([false, false]);
});

test('a network error says why, and keeps what the transport said as its cause', async () => {
  const refused = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:1'), {
    code: 'ECONNREFUSED',
    port: 1,
  });
  const { client, fail } = world([new TypeError('fetch failed', { cause: refused })], { maxRetries: 0 });
  const error = (await fail(client.agents.get('a'))) as Error;
  expect(error.message).toBe('getAgent: no response (connect ECONNREFUSED 127.0.0.1:1)');
  expect(error).toMatchObject({
    name: 'JettsonNetworkError',
    cause: { message: 'connect ECONNREFUSED 127.0.0.1:1', code: 'ECONNREFUSED' },
  });
});

test('each documented status and each network fault becomes its class', async () => {
  for (const { status, name } of statuses) {
    const { client, fail } = world([envelope(status, 'x')], { maxRetries: 0 });
    expect(await fail(client.agents.get('a'))).toMatchObject({ name, status, code: 'x' });
  }
  const faults: [Step, string][] = [
    [new TypeError('fetch failed'), 'JettsonNetworkError'],
    [hanging, 'JettsonTimeoutError'],
    [stalledBody, 'JettsonTimeoutError'],
    [text(200, '<html>'), 'JettsonResponseError'],
  ];
  for (const [step, name] of faults) {
    const { client, fail } = world([step], { maxRetries: 0 });
    expect(await fail(client.agents.get('a'))).toMatchObject({ name });
  }
});

test.each([undefined, null, 7, {}])(
  'a fetch of the caller’s own whose body reads as %s ends in a typed error',
  async (body) => {
    for (const [status, name] of [
      [200, 'JettsonResponseError'],
      [503, 'JettsonServerError'],
    ] as const) {
      const response = { status, headers: new Headers(), text: async () => body } as unknown as Response;
      const { client, fail } = world([() => response], { maxRetries: 0 });
      expect(await fail(client.agents.get('a'))).toMatchObject({ name, status });
    }
  },
);

test.each([
  { name: 'no status', headers: new Headers() },
  { name: 'a status that is a text', status: '200', headers: new Headers() },
  { name: 'headers that cannot be read', status: 200, headers: { get: 1 } },
])('a fetch of the caller’s own that gives $name is named, and not retried', async (answer) => {
  const { client, sent, fail } = world([() => answer as unknown as Response]);
  expect(await fail(client.agents.get('a'))).toMatchObject({ name: 'JettsonConfigError', option: 'fetch' });
  expect(sent.length).toBe(1);
});

test.each([
  { name: 'a text', thrown: 'socket hang up' },
  { name: 'an error around a text', thrown: new Error('fetch failed', { cause: 'socket hang up' }) },
])('what a fetch throws keeps its words in $name', async ({ thrown }) => {
  const { client, fail } = world(
    [
      () => {
        throw thrown;
      },
    ],
    { maxRetries: 0 },
  );
  expect(await fail(client.agents.get('a'))).toMatchObject({ cause: { message: 'socket hang up' } });
});

test('an empty code is none', async () => {
  const { client, fail } = world([envelope(404, '')]);
  expect(await fail(client.memory.get('k'))).toMatchObject({ name: 'JettsonNotFoundError', code: undefined });
});

test('a redirect that a browser hides behind status 0 is told as one', async () => {
  const hidden = { status: 0, headers: new Headers(), text: async () => '' };
  const { client, fail } = world([], { fetch: async () => hidden as unknown as Response });
  const error = await fail(client.agents.get('a'));
  expect(error).toMatchObject({ name: 'JettsonAPIError', status: 0 });
  expect((error as Error).message).toContain('redirects are not followed');
});

test('an envelope that is a text alone is the message', async () => {
  const { client, fail } = world([json(403, { error: 'not from here' })]);
  const error = (await fail(client.agents.get('a'))) as JettsonAPIError;
  expect(error.message).toContain('403: not from here;');
  expect(error.code).toBeUndefined();
});

test.each([
  { code: 'ECONNREFUSED', words: 'ECONNREFUSED' },
  { code: undefined, words: 'AggregateError' },
])('a cause without a message is told by $words', async ({ code, words }) => {
  const cause = Object.assign(new AggregateError([new Error('::1'), new Error('127.0.0.1')]), { code });
  const { client, fail } = world([new TypeError('fetch failed', { cause })], { maxRetries: 0 });
  expect(await fail(client.agents.get('a'))).toMatchObject({ cause: { message: words } });
});

test('a cause that is its own cause ends', async () => {
  const cyclic = new Error('round and round');
  cyclic.cause = cyclic;
  const { client, fail } = world([cyclic], { maxRetries: 0 });
  expect(await fail(client.agents.get('a'))).toMatchObject({ cause: { message: 'round and round' } });
});

test('no HTTP failure escapes as an untyped error: every status from 300 to 599, with and without an envelope', async () => {
  for (let status = 300; status <= 599; status += 1) {
    // Response refuses a body for these: Fetch, "null body status".
    const bodies = status === 304 ? [null] : ['', '<html>', '{"error":{"code":"x","message":"y"}}'];
    for (const body of bodies) {
      const { client, fail } = world([new Response(body, { status })], { maxRetries: 0 });
      const error = await fail(client.agents.get('a'));
      expect(isJettsonError(error)).toBe(true);
      expect(error).toMatchObject({ status });
    }
  }
});
