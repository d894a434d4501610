// A server, or what stands between, that misbehaves over real sockets: each case ends in the documented error or value,
// nothing hangs, and no rejection, listener, timer or socket is left behind.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { Jettson, type JettsonOptions } from '../../src/index.js';
import { agent, sentinelKey } from './world.js';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);
process.on('unhandledRejection', onUnhandled);
afterAll(() => void process.off('unhandledRejection', onUnhandled));

let servers: Server[] = [];
const sockets = new Set<Socket>();
let timersBefore = 0;
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
beforeEach(() => {
  timersBefore = timers();
});
afterEach(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  servers = [];
  await new Promise((resolve) => setImmediate(resolve));
  expect(unhandled).toEqual([]);
});

async function serve(handler: Handler): Promise<string> {
  const server = createServer(handler);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`;
}

async function against(handler: Handler, options: JettsonOptions = {}): Promise<Jettson> {
  return new Jettson({
    apiKey: sentinelKey,
    baseUrl: await serve(handler),
    maxRetries: 0,
    timeoutMs: 20_000,
    logLevel: 'off',
    ...options,
  });
}

const whole = JSON.stringify(agent);
const big = JSON.stringify({ ...agent, task: 'x'.repeat(10_000_000) });
const rows: { name: string; handler: Handler; ends: object; options?: JettsonOptions }[] = [
  {
    name: 'an HTML page with 200',
    handler: (_, response) => response.end('<html><title>Sign in</title>'),
    ends: { name: 'JettsonResponseError', status: 200, excerpt: '<html><title>Sign in</title>' },
  },
  {
    name: 'an HTML page with 502',
    handler: (_, response) => response.writeHead(502).end('<html>'),
    ends: { name: 'JettsonServerError', status: 502, code: undefined },
  },
  {
    name: 'an HTML page with 404',
    handler: (_, response) => response.writeHead(404).end('<html>'),
    ends: { name: 'JettsonNotFoundError', code: undefined },
  },
  {
    name: 'an empty body with 200',
    handler: (_, response) => response.end(),
    ends: { name: 'JettsonResponseError', excerpt: '' },
  },
  {
    name: 'an empty body with 204',
    handler: (_, response) => response.writeHead(204).end(),
    ends: { name: 'JettsonResponseError', status: 204 },
  },
  {
    name: 'an empty body with 500',
    handler: (_, response) => response.writeHead(500).end(),
    ends: { name: 'JettsonServerError' },
  },
  {
    name: 'truncated JSON',
    handler: (_, response) => response.end(whole.slice(0, 40)),
    ends: { name: 'JettsonResponseError', excerpt: whole.slice(0, 40) },
  },
  { name: 'null', handler: (_, response) => response.end('null'), ends: { name: 'JettsonResponseError' } },
  { name: 'a list', handler: (_, response) => response.end('[1]'), ends: { name: 'JettsonResponseError' } },
  {
    name: 'a body cut below its Content-Length',
    handler: (_, response) => {
      response.writeHead(200, { 'content-length': whole.length });
      response.write(whole.slice(0, 40));
      setImmediate(() => response.destroy());
    },
    ends: { name: 'JettsonNetworkError' },
  },
  {
    name: 'a body that is no gzip',
    handler: (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(whole),
    ends: { name: 'JettsonNetworkError' },
  },
  {
    name: 'a wrong content type around good JSON',
    handler: (_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(whole),
    ends: { agent_id: 'ag_abc' },
  },
  {
    name: 'JSON with a byte order mark',
    handler: (_, response) => response.end(`\ufeff${whole}`),
    ends: { agent_id: 'ag_abc' },
  },
  {
    name: 'ten megabytes of JSON',
    handler: (_, response) => response.end(big),
    ends: { agent_id: 'ag_abc' },
  },
  {
    name: 'ten megabytes of HTML with 503',
    handler: (_, response) => response.writeHead(503).end('<p>'.repeat(3_400_000)),
    ends: { name: 'JettsonServerError' },
  },
  {
    name: 'ten megabytes of HTML with 200',
    handler: (_, response) => response.end('<p>'.repeat(3_400_000)),
    ends: { name: 'JettsonResponseError' },
  },
  {
    name: 'JSON nested 100,000 deep',
    handler: (_, response) =>
      response.end(`{"agent_id":"ag_abc","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
    ends: { agent_id: 'ag_abc' },
  },
  {
    name: 'a reset before the answer',
    handler: (request) => request.socket.resetAndDestroy(),
    ends: { name: 'JettsonNetworkError' },
  },
  {
    name: 'bytes that are no HTTP',
    handler: (request) => void request.socket.end('SSH-2.0-OpenSSH\r\n'),
    ends: { name: 'JettsonNetworkError' },
  },
  {
    name: 'headers that never come',
    handler: () => undefined,
    ends: { name: 'JettsonTimeoutError', phase: 'headers' },
    options: { timeoutMs: 50 },
  },
  {
    name: 'a body that never ends',
    handler: (_, response) => void response.writeHead(200).write('{'),
    ends: { name: 'JettsonTimeoutError', phase: 'body' },
    options: { timeoutMs: 150 },
  },
  {
    name: 'a body that drips',
    handler: (_, response) => {
      const drip = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(drip));
    },
    ends: { name: 'JettsonTimeoutError' },
    options: { timeoutMs: 150 },
  },
  {
    name: 'status 299',
    handler: (_, response) => response.writeHead(299).end(whole),
    ends: { agent_id: 'ag_abc' },
  },
  {
    name: 'status 418',
    handler: (_, response) => response.writeHead(418).end(),
    ends: { name: 'JettsonAPIError', status: 418 },
  },
  {
    name: 'status 599',
    handler: (_, response) => response.writeHead(599).end(),
    ends: { name: 'JettsonServerError', status: 599 },
  },
  {
    name: 'status 304',
    handler: (_, response) => response.writeHead(304).end(),
    ends: { name: 'JettsonAPIError', status: 304 },
  },
];

test.each(rows)('$name ends as documented', async ({ handler, ends, options = {} }) => {
  const client = await against(handler, options);
  const ended = await client.agents.get('ag_abc').catch((thrown: unknown) => thrown);
  expect(ended).toMatchObject(ends);
  expect(timers()).toBeLessThanOrEqual(timersBefore + 2); // what the server itself keeps for its connection
});

test.each([301, 302, 303, 307, 308])(
  'a %d to another host is not followed, and the key never reaches it',
  async (status) => {
    const reached: IncomingMessage[] = [];
    const elsewhere = await serve((request, response) => {
      reached.push(request);
      response.end(whole);
    });
    const client = await against((_, response) =>
      response.writeHead(status, { location: `${elsewhere}/agents/ag_abc` }).end(),
    );
    const error = await client.agents.spawn({ task: 'x' }).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'JettsonAPIError', status, attempts: 1 });
    expect((error as Error).message).toContain('not followed');
    expect(reached).toEqual([]);
  },
);

test('a redirect of a cancel is no success', async () => {
  const client = await against((_, response) => response.writeHead(302, { location: '/' }).end());
  expect(await client.agents.cancel('ag_abc').catch((thrown: unknown) => thrown)).toMatchObject({
    status: 302,
  });
});

test('nobody listening is a network error that says so', async () => {
  const baseUrl = await serve(() => undefined);
  servers.pop()?.close();
  const client = new Jettson({ apiKey: sentinelKey, baseUrl, maxRetries: 0 });
  const error = (await client.agents.get('a').catch((thrown: unknown) => thrown)) as Error;
  expect(error).toMatchObject({ name: 'JettsonNetworkError' });
  expect(error.message).toContain('ECONNREFUSED');
});

test('sockets return to the pool: 40 answers of every kind in a row need few connections', async () => {
  let connections = 0;
  let count = 0;
  const client = await against((request, response) => {
    if (request.socket.bytesRead < 1000) connections = Math.max(connections, sockets.size);
    count += 1;
    if (count % 3 === 0) response.writeHead(404).end('{}');
    else response.end(whole);
  });
  for (let call = 0; call < 40; call += 1) await client.agents.get('ag_abc').catch(() => undefined);
  expect([count, connections <= 3]).toEqual([40, true]);
});

test('timed out and aborted calls leave no socket open', async () => {
  const client = await against(() => undefined, { timeoutMs: 30 });
  const before = sockets.size;
  const controller = new AbortController();
  const calls = [client.agents.get('a'), client.agents.get('b', { signal: controller.signal })].map((call) =>
    call.catch(() => undefined),
  );
  setTimeout(() => controller.abort(), 10);
  await Promise.all(calls);
  const closed = async () => {
    while (sockets.size > before) await new Promise((resolve) => setImmediate(resolve));
    return sockets.size;
  };
  expect(await closed()).toBeLessThanOrEqual(before);
});

test('a cut answer labelled as JSON is repeated once, and its repeat is the result', async () => {
  let calls = 0;
  const client = await against(
    (_, response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end(calls++ === 0 ? '{"agent' : whole),
    {
      maxRetries: 3,
      clock: {
        now: () => Date.now(),
        setTimeout: (run, ms) => setTimeout(run, ms < 5000 ? 0 : ms),
        clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
      },
    },
  );
  expect(await client.agents.get('ag_abc').withResponse()).toMatchObject({
    attempts: 2,
    data: { agent_id: 'ag_abc' },
  });
});
