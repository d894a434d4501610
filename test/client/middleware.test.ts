// Middleware, logging and observers: an onion around each attempt; nothing they do breaks a call by accident.
import { expect, test } from 'vitest';
import type { Logger, Middleware } from '../../src/index.js';
import { agent, json, sentinelKey, text, world } from './world.js';

test('middleware wraps each attempt, the first one outermost', async () => {
  const order: string[] = [];
  const layer =
    (name: string): Middleware =>
    async (request, next) => {
      order.push(`${name}>${request.attempt}`);
      const response = await next(request);
      order.push(`${name}<${response.status}`);
      return response;
    };
  const { client, run } = world([text(503, ''), json(200, agent)], { middleware: [layer('a'), layer('b')] });
  await run(client.agents.get('ag_abc'));
  expect(order).toEqual(['a>1', 'b>1', 'b<503', 'a<503', 'a>2', 'b>2', 'b<200', 'a<200']);
});

test('middleware can change the request, answer itself, and change the answer', async () => {
  const sign: Middleware = (request, next) => {
    request.headers.set('x-signature', 'abc');
    return next(request);
  };
  const { client, sent, run } = world([json(200, agent)], { middleware: [sign] });
  await run(client.agents.get('ag_abc'));
  expect(sent[0]?.headers.get('x-signature')).toBe('abc');
  const cached = world([], { middleware: [async () => json(200, { ...agent, name: 'cached' })] });
  expect(await cached.run(cached.client.agents.get('ag_abc'))).toMatchObject({ name: 'cached' });
  expect(cached.sent.length).toBe(0);
});

test('headers that one attempt’s middleware adds do not pile up in the next attempt', async () => {
  const add: Middleware = (request, next) => {
    request.headers.append('x-try', String(request.attempt));
    return next(request);
  };
  const { client, sent, run } = world([text(503, ''), json(200, agent)], { middleware: [add] });
  await run(client.agents.get('ag_abc'));
  expect(sent.map((call) => call.headers.get('x-try'))).toEqual(['1', '2']);
});

test('what a middleware throws ends the call as it is, without a retry', async () => {
  const own = new RangeError('mine');
  const { client, sent, clock, fail } = world([json(200, agent)], {
    middleware: [
      async () => {
        throw own;
      },
    ],
  });
  expect(await fail(client.agents.get('ag_abc'))).toBe(own);
  expect([sent.length, clock.pending]).toEqual([0, 0]);
});

test('a middleware or fetch that gives no response is named', async () => {
  const forgetful = (async () => undefined) as unknown as Middleware;
  const { client, fail } = world([json(200, agent)], { middleware: [forgetful] });
  expect(await fail(client.agents.get('ag_abc'))).toMatchObject({
    name: 'JettsonConfigError',
    option: 'fetch',
  });
});

test('debug logs one line per attempt, without headers, bodies or filled-in paths', async () => {
  const lines: string[] = [];
  const logger: Logger = {
    debug: (line) => void lines.push(`debug ${line}`),
    info: (line) => void lines.push(`info ${line}`),
    warn: (line) => void lines.push(`warn ${line}`),
    error: (line) => void lines.push(`error ${line}`),
  };
  const { client, run } = world([text(503, 'secret body'), json(200, agent)], { logger, logLevel: 'debug' });
  await run(client.agents.get('ag_secret'));
  expect(lines).toEqual([
    'debug jettson: getAgent GET /agents/{agent_id} attempt 1 of 4: 503 in 0 ms',
    'info jettson: getAgent GET /agents/{agent_id} attempt 1 of 4: 503; the next one in 1000 ms',
    'debug jettson: getAgent GET /agents/{agent_id} attempt 2 of 4: 200 in 0 ms',
  ]);
});

test('a logger that throws changes nothing', async () => {
  const fault = () => {
    throw new Error('disk full');
  };
  const logger: Logger = { debug: fault, info: fault, warn: fault, error: fault };
  const { client, run } = world([text(503, ''), json(200, agent)], { logger, logLevel: 'debug' });
  expect(await run(client.agents.get('ag_abc'))).toMatchObject({ agent_id: 'ag_abc' });
});

test('http runs through the same middleware and retries, and gives errors as values', async () => {
  const { client, sent, run } = world([
    text(503, ''),
    json(404, { error: { code: 'not_found', message: 'x' } }),
  ]);
  const { data, error, response } = await run(
    client.http.GET('/agents/{agent_id}', { params: { path: { agent_id: 'a b' } } }),
  );
  expect([data, error?.error.code, response.status, sent.length]).toEqual([undefined, 'not_found', 404, 2]);
  expect(sent[0]?.url).toMatch(/\/agents\/a%20b$/);
});

test('http gives an error that is not JSON as its text, without the key', async () => {
  const { client, run } = world([text(404, `<html>${sentinelKey}</html>`)]);
  const { data, error } = await run(client.http.GET('/agents'));
  expect([data, error]).toEqual([undefined, '<html>[redacted]</html>']);
});

test('http runs the client’s middleware, which never sees the key', async () => {
  const seen: unknown[] = [];
  const layer: Middleware = (request, next) => {
    seen.push([request.operation, ...request.headers]);
    return next(request);
  };
  const { client, run } = world([json(200, { data: [], next_cursor: null })], { middleware: [layer] });
  const { data } = await run(client.http.GET('/agents', { params: { query: { limit: 5 } } }));
  expect([seen.length, JSON.stringify(seen).includes('sentinel'), data?.data]).toEqual([1, false, []]);
  expect(JSON.stringify(seen)).toContain('listAgents');
});

test('http gives no data for an answer without a body, in whichever form', async () => {
  const { client, run } = world([json(204, undefined)]);
  for (const parseAs of ['json', 'text', 'blob', 'stream'] as const)
    expect((await run(client.http.GET('/agents', { parseAs }))).data).toBeUndefined();
});

test('http gives text and other forms on request', async () => {
  const { client, run } = world([json(200, { data: [] })]);
  expect((await run(client.http.GET('/agents', { parseAs: 'text' }))).data).toBe('{"data":[]}');
  expect(await new Response((await run(client.http.GET('/agents', { parseAs: 'stream' }))).data).text()).toBe(
    '{"data":[]}',
  );
});

test('http gives the body of an error as it was sent: parsed, as text, or none', async () => {
  const rows = [
    { sent: '{"error":{"code":"x"}}', error: { error: { code: 'x' } } },
    { sent: 'null', error: null },
    { sent: '<html>', error: '<html>' },
    { sent: '', error: undefined },
  ];
  for (const { sent, error } of rows) {
    const { client, run } = world([text(404, sent)]);
    const given = await run(client.http.GET('/agents'));
    expect([Object.keys(given), given.error]).toEqual([['error', 'response'], error]);
  }
});

test('request calls an endpoint that is newer than the package, with typed errors', async () => {
  const { client, sent, run, fail } = world([json(200, { hours: 3 }), text(404, '')]);
  const usage = await run(
    client.request<{ hours: number }>('get', '/usage/{plan}', {
      path: { plan: 'free tier' },
      query: { month: '2026-11', empty: undefined },
    }),
  );
  expect([usage.hours, sent[0]?.url]).toEqual([
    3,
    'https://jettson.dev/api/v1/usage/free%20tier?month=2026-11',
  ]);
  expect(await fail(client.request('GET', '/usage'))).toMatchObject({
    name: 'JettsonNotFoundError',
    operation: 'GET /usage',
  });
});
