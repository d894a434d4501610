// The mock on a socket: reads requests with a limit, sends answers, lets faults spoil them, closes in order.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Answer } from './answer.js';
import type { WireRequest } from './front.js';
import type { Core } from './mock.js';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fieldsOf, ownError } from './answer.js';
import { faults } from './faults/index.js';
import { bodyLimitBytes } from './front.js';

export interface ServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Answers preflight requests and lets browsers of any origin read the answers. */
  readonly cors: boolean;
}

export interface RunningServer {
  /** `http://127.0.0.1:4010` */
  readonly origin: string;
  /** Stops listening, lets what is under way end for `graceMs`, then cuts it. Can be called twice. */
  close(graceMs?: number): Promise<void>;
}

/** The port is taken, or may not be used. `message` is a sentence with a way out. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen';
}

/** Reads at most the limit; the rest is thrown away, so that the caller can still read the answer. */
async function readBody(request: IncomingMessage): Promise<{ body: Uint8Array; oversized: boolean }> {
  const none = new Uint8Array(0);
  if (Number(request.headers['content-length'] ?? 0) > bodyLimitBytes) {
    request.resume();
    return { body: none, oversized: true };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise((resolve, reject) => {
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= bodyLimitBytes) chunks.push(chunk);
      else {
        chunks.length = 0;
        resolve({ body: none, oversized: true });
      }
    });
    request.on('end', () => resolve({ body: Buffer.concat(chunks), oversized: false }));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the caller hung up')));
  });
}

function flatHeaders(request: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) flat[name] = [value].flat().join(', ');
  return flat;
}

/** Path and query out of a request target; of the absolute form, origin and all, too. RFC 9112 §3.2. */
function target(url: string): string {
  const path = url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/#.*$/s, '');
  return path.startsWith('/') ? path : `/${path}`;
}

function corsHeaders(request: IncomingMessage): [string, string][] {
  const asked = request.headers['access-control-request-headers'];
  return [
    ['access-control-allow-origin', '*'],
    ['access-control-expose-headers', 'retry-after, x-mock-error, x-mock-example, x-mock-refused'],
    ...(request.headers['access-control-request-method'] === undefined
      ? []
      : ([
          ['access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE'],
          ['access-control-allow-headers', asked ?? '*'],
          ['access-control-max-age', '600'],
        ] as [string, string][])),
  ];
}

function send(response: ServerResponse, answer: Answer, close: boolean): void {
  const connection: [string, string][] = close ? [['connection', 'close']] : [];
  response.writeHead(answer.status, [...fieldsOf(answer), ...connection].flat());
  response.end(answer.body);
}

/** Answers a message that Node's parser refuses, on the bare socket. */
function refuseMessage(error: Error & { code?: string }, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const what =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? 'the header fields are larger than 16 KiB'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? 'the request did not arrive in time'
        : `this is no HTTP message: ${error.message}`;
  const { body, headers } = ownError(400, 'invalid-message', what);
  const fields = [...headers, ['content-length', String(body.byteLength)], ['connection', 'close']];
  socket.end(
    `HTTP/1.1 400 Bad Request\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${new TextDecoder().decode(body)}`,
  );
  const destroy = () => socket.destroy();
  sleep(1000, undefined, { ref: false }).then(destroy, destroy);
}

/** The address as a URL has it; of one that stands for all of the machine's, the loopback address, which can be called. */
function reachable(address: string, family: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  if (family !== 'IPv6') return address;
  return address === '::' ? '[::1]' : `[${address}]`;
}

function listen(server: Server, { host, port }: ServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why: Readonly<Record<string, string>> = {
        EADDRINUSE: `port ${port} is in use on ${host}: stop what uses it, or choose another with --port (0 takes any free one)`,
        EACCES: `port ${port} on ${host} may not be used by this user: choose one above 1023 with --port`,
        EADDRNOTAVAIL: `${host} is no address of this machine: choose another with --host`,
        ENOTFOUND: `no address is known for ${host}: choose another with --host`,
      };
      reject(new CannotListen(why[error.code ?? ''] ?? `cannot listen on ${host}:${port}: ${error.message}`));
    });
    server.listen({ host, port }, resolve);
  });
}

/** Opens the mock on a socket. Throws `CannotListen`. */
export async function openServer(core: Core, options: ServerOptions): Promise<RunningServer> {
  if (options.host === '') throw new CannotListen('the host is empty: name an address of this machine'); // Node takes it for all of them
  /** Answers that take their time: delayed, dripping or hanging. Closing ends them. */
  const underWay = new Set<AbortController>();

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (options.cors) for (const [name, value] of corsHeaders(request)) response.setHeader(name, value);
    if (
      options.cors &&
      request.method === 'OPTIONS' &&
      request.headers['access-control-request-method'] !== undefined
    ) {
      response.writeHead(204).end();
      return;
    }
    if (request.httpVersion === '1.1' && request.headers.host === undefined) {
      // RFC 9112 §3.2; Node's own check answers without an envelope.
      send(response, ownError(400, 'invalid-message', 'a request of HTTP/1.1 names its Host'), true);
      return;
    }
    const gone = new AbortController();
    const { signal } = gone;
    response.on('close', () => {
      underWay.delete(gone);
      gone.abort();
    });
    const wait = async (ms: number): Promise<void> => {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    };
    const { body, oversized } = await readBody(request);
    const wire: WireRequest = {
      method: request.method ?? 'GET',
      url: target(request.url ?? '/'),
      headers: flatHeaders(request),
      body,
      oversized,
    };
    const answer = await core.answer(wire);
    if (answer.delayMs > 0 || answer.fault) underWay.add(gone);
    if (answer.delayMs > 0) await wait(answer.delayMs);
    if (signal.aborted) return void response.destroy();
    if (!answer.fault) return send(response, answer, false);
    const { name, chunkBytes, everyMs } = answer.fault;
    const cors = options.cors ? corsHeaders(request) : [];
    const whole = { ...answer, headers: [...cors, ...answer.headers] };
    await faults[name].overSocket(response, { whole, options: { chunkBytes, everyMs }, wait, signal });
    if (!response.writableEnded) response.destroy();
  }

  const server = createServer(
    {
      keepAliveTimeout: 75_000, // a caller that was busy for some seconds must not meet a connection that has just ended
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1_000,
      requireHostHeader: false, // `handle` does it
    },
    (request, response) => {
      handle(request, response).catch(() => response.destroy());
    },
  );
  server.maxHeadersCount = 0; // Node drops fields above a count without a word; their size is bounded anyway
  server.on('clientError', refuseMessage);
  // Without these listeners Node answers 417 by itself, and cuts a CONNECT without a word.
  server.on('checkExpectation', (_request: IncomingMessage, response: ServerResponse) =>
    send(response, ownError(400, 'invalid-message', 'Expect knows 100-continue only'), true),
  );
  server.on('connect', (_request: IncomingMessage, socket: Duplex) =>
    refuseMessage(new Error('CONNECT is not answered'), socket),
  );
  server.on('connection', (socket: Socket) => void socket.setNoDelay(true));
  await listen(server, options);
  const { address, family, port } = server.address() as AddressInfo;

  let closed: Promise<void> | undefined;
  return {
    origin: `http://${reachable(address, family)}:${port}`,
    close(graceMs = 500) {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        for (const exchange of underWay) exchange.abort();
        const cut = setTimeout(() => server.closeAllConnections(), graceMs);
        server.once('close', () => clearTimeout(cut));
      });
      return closed;
    },
  };
}
