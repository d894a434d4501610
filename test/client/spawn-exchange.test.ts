// A spawn whose connection is killed at every byte, of the request and of the answer, never makes a second agent and
// never reports a success that was none. The server acts on a request once it has all of it, once per idempotency key.
import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { startMock } from '../../src/mock/testing.js';
import { type Clock, Jettson } from '../../src/index.js';
import { sentinelKey } from './world.js';

/** Waits between attempts pass at once; time-outs are real and far away. */
const impatient: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => setTimeout(callback, delayMs < 10_000 ? 0 : delayMs),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

type Framing = 'content-length' | 'chunked' | 'until close';

function answer(id: string, framing: Framing): string {
  const body = JSON.stringify({
    agent_id: id,
    name: 'n',
    status: 'spawning',
    task: 't',
    model: 'm',
    created_at: '2026-11-23T12:00:00Z',
  });
  const head = 'HTTP/1.1 201 Created\r\ncontent-type: application/json\r\n';
  if (framing === 'content-length') return `${head}content-length: ${body.length}\r\n\r\n${body}`;
  if (framing === 'until close') return `${head}connection: close\r\n\r\n${body}`;
  const half = body.length >> 1;
  const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
  return `${head}transfer-encoding: chunked\r\n\r\n${chunk(body.slice(0, half))}${chunk(body.slice(half))}0\r\n\r\n`;
}

interface Cut {
  /** Kill the first connection once this many bytes of the request have come, before acting. */
  readonly request?: number;
  /** Kill the first connection after this many bytes of the answer, after acting. */
  readonly answer?: number;
}

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  server?.close();
});

/** Agents by idempotency key, as a server with the published rule keeps them. */
async function spawning(
  framing: Framing,
  cut: Cut,
): Promise<{ url: string; agents: Map<string, string>; seen: () => number }> {
  const agents = new Map<string, string>();
  let connections = 0;
  server = createServer((socket) => {
    const isFirst = connections++ === 0;
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    let received = '';
    socket.on('data', (data) => {
      received += data.toString('latin1');
      if (isFirst && cut.request !== undefined && received.length >= cut.request) return socket.destroy();
      const end = received.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(received)?.[1] ?? Number.NaN);
      if (end < 0 || received.length < end + 4 + length) return undefined;
      const key = /x-idempotency-key: (\S+)/i.exec(received)?.[1] ?? 'none';
      const id = agents.get(key) ?? `ag_${agents.size + 1}`;
      agents.set(key, id);
      const bytes = answer(id, framing);
      if (isFirst && cut.answer !== undefined)
        return socket.write(bytes.slice(0, cut.answer), () => socket.destroy());
      return framing === 'until close' ? socket.end(bytes) : socket.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/api/v1`, agents, seen: () => connections };
}

async function spawnOnce(framing: Framing, cut: Cut): Promise<void> {
  const { url, agents } = await spawning(framing, cut);
  const client = new Jettson({ apiKey: sentinelKey, baseUrl: url, clock: impatient, logLevel: 'off' });
  const result = await client.agents.spawn({ task: 't' }).then(
    (agent) => agent.agent_id,
    (error: Error) => error.name,
  );
  expect(agents.size).toBe(1);
  // Either the agent that exists, or an error that says the answer was no answer. Never another agent.
  expect(['ag_1', 'JettsonResponseError']).toContain(result);
  if (framing !== 'until close') expect(result).toBe('ag_1');
  for (const socket of sockets) socket.destroy();
  server?.close();
}

test('killing the connection at every byte of a spawn’s request spawns once', async () => {
  for (let bytes = 1; bytes <= 420; bytes += 1) await spawnOnce('content-length', { request: bytes });
});

test.each(['content-length', 'chunked', 'until close'] as const)(
  'killing the connection at every byte of a spawn’s answer (%s) spawns once',
  async (framing) => {
    for (let bytes = 0; bytes <= answer('ag_1', framing).length; bytes += 1)
      await spawnOnce(framing, { answer: bytes });
  },
);

test('a server that ignores the key would be seen by this test', async () => {
  const { url, agents } = await spawning('content-length', { answer: 10 });
  const client = new Jettson({ apiKey: sentinelKey, baseUrl: url, clock: impatient, logLevel: 'off' });
  await client.agents.spawn({ task: 't' });
  await client.agents.spawn({ task: 't' });
  expect(agents.size).toBe(2);
});

test('a spawn whose answer is lost is repeated with its key, and the mock’s log shows one agent', async () => {
  const mock = await startMock({ scenario: 'spawn-answer-lost' });
  const client = new Jettson({ apiKey: sentinelKey, baseUrl: mock.url, clock: impatient });
  const { data, attempts } = await client.agents.spawn({ task: 'Research linear.app' }).withResponse();
  expect([data.status, attempts, mock.calls.length]).toEqual(['spawning', 2, 2]);
  expect(new Set(mock.calls.map((call) => call.headers['x-idempotency-key'])).size).toBe(1);
  await mock.close();
});
