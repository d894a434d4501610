import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mock } from '../../src/mock/testing.js';
import { CannotListen, startMock } from '../../src/mock/testing.js';
import { tiny } from './tiny.js';

const authorization = 'Bearer jett_sk_test_abcdabcdabcdabcdabcdabcdabcdabcd';
const json = { authorization, 'content-type': 'application/json' };
const good = '{"key":"k","value":"v"}';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ document: tiny() });
});
afterAll(() => mock.close());

interface Envelope {
  error: { code: string; message: string; details?: Record<string, unknown> };
}
async function told(response: Response) {
  const text = await response.text();
  const body = text === '' ? undefined : (JSON.parse(text) as Envelope);
  return {
    status: response.status,
    own: response.headers.get('x-mock-error'),
    body,
    code: body?.error?.code,
  };
}

/** Sends bytes as they are and reads what comes back until the mock closes, or says enough. */
function raw(bytes: string, until: (text: string) => boolean = () => false): Promise<string> {
  const { hostname, port } = new URL(mock.origin);
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.on('data', (chunk) => {
      text += chunk.toString();
      if (until(text)) socket.destroy();
    });
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(text));
  });
}
const head = (text: string) => text.slice(0, text.indexOf('\r\n'));

test('the mock answers under the base path of servers', async () => {
  expect(mock.url).toBe(`${mock.origin}/api/v1`);
  expect((await fetch(`${mock.url}/notes`, { headers: { authorization } })).status).toBe(200);
});

const unknown = [
  { method: 'GET', path: '/notes', hint: 'the nearest operation is GET /api/v1/notes (listNotes)' },
  { method: 'GET', path: '/api/v1/note', hint: 'the nearest operation is GET /api/v1/notes (listNotes)' },
  { method: 'GET', path: '/api/v1/notes/', hint: 'the nearest operation is GET /api/v1/notes (listNotes)' },
  { method: 'PUT', path: '/api/v1/notes', hint: '/api/v1/notes answers GET, POST', allow: 'GET, POST' },
  { method: 'OPTIONS', path: '/api/v1/notes', hint: '/api/v1/notes answers GET, POST', allow: 'GET, POST' },
  { method: 'GET', path: '/api/v1/notes/n_1', hint: '/api/v1/notes/n_1 answers DELETE', allow: 'DELETE' },
] as const;
test.each(unknown)(
  '$method $path is an unknown route, with a hint',
  async ({ method, path, hint, ...more }) => {
    const response = await fetch(`${mock.origin}${path}`, { method, headers: { authorization } });
    expect(response.headers.get('allow')).toBe('allow' in more ? more.allow : null);
    const { status, own, body } = await told(response);
    expect({ status, own, code: body?.error.code, hint: body?.error.details?.['hint'] }).toEqual({
      status: 404,
      own: 'unknown-route',
      code: 'unknown_route',
      hint,
    });
  },
);

test('HEAD is an unknown route too, and has no body', async () => {
  const response = await fetch(`${mock.url}/notes`, { method: 'HEAD', headers: { authorization } });
  expect([response.status, response.headers.get('x-mock-error'), await response.text()]).toEqual([
    404,
    'unknown-route',
    '',
  ]);
});

test.each([undefined, '', 'Bearer', 'Bearer ', 'Basic abc', 'Bearerabc', 'jett_sk_test_x'])(
  'the key %j is answered with the documented 401',
  async (key) => {
    const response = await fetch(
      `${mock.url}/notes`,
      key === undefined ? {} : { headers: { authorization: key } },
    );
    expect(await told(response)).toEqual({
      status: 401,
      own: null,
      code: 'invalid_api_key',
      body: { error: { code: 'invalid_api_key', message: 'no' } },
    });
  },
);

test('the scheme of the key ignores case', async () => {
  expect((await fetch(`${mock.url}/notes`, { headers: { authorization: 'bearer x' } })).status).toBe(200);
});

test('a refused request is told why, beside the documented envelope', async () => {
  const response = await fetch(`${mock.url}/notes`, {
    method: 'POST',
    headers: json,
    body: '{"key":"","value":"v"}',
  });
  expect(response.headers.get('x-mock-refused')).toBe('body/key must NOT have fewer than 1 characters');
  expect(response.headers.get('x-mock-example')).toBe('putNote.invalid-key');
  expect(await told(response)).toMatchObject({ status: 400, own: null, code: 'invalid_key' });
});

test('malformed JSON gets the documented 400', async () => {
  const response = await fetch(`${mock.url}/notes`, { method: 'POST', headers: json, body: '{"key":' });
  expect(await told(response)).toMatchObject({ status: 400, own: null, code: 'invalid_body' });
});

test.each([1_048_577, 8_000_000])('a body of %d bytes gets the documented 400', async (size) => {
  const response = await fetch(`${mock.url}/notes`, {
    method: 'POST',
    headers: json,
    body: 'x'.repeat(size),
  });
  expect(await told(response)).toMatchObject({ status: 400, own: null, code: 'invalid_body' });
});

test('a chunked body above the limit gets the documented 400', async () => {
  const chunk = new TextEncoder().encode('x'.repeat(300_000));
  let sent = 0;
  const body = new ReadableStream({
    pull(controller) {
      if (sent++ < 6) controller.enqueue(chunk);
      else controller.close();
    },
  });
  const init = { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit;
  expect(await told(await fetch(`${mock.url}/notes`, init))).toMatchObject({
    status: 400,
    code: 'invalid_body',
  });
});

test('a body just below the limit is judged', async () => {
  const body = JSON.stringify({ key: 'k'.repeat(1_048_000), value: 'v' });
  expect((await fetch(`${mock.url}/notes`, { method: 'POST', headers: json, body })).status).toBe(201);
});

const preferences = [
  { prefer: 'code=429', status: 429, example: 'putNote.rate-limited' },
  { prefer: 'example=busy', status: 429, example: 'putNote.busy' },
  { prefer: 'example=putNote.busy', status: 429, example: 'putNote.busy' },
  { prefer: 'code=429; example=busy', status: 429, example: 'putNote.busy' },
  {
    prefer: 'code=503',
    status: 400,
    own: 'invalid-prefer',
    says: 'putNote documents 201, 400, 401, 429, not 503',
  },
  {
    prefer: 'example=bussy',
    status: 400,
    own: 'invalid-prefer',
    says: 'putNote has no example bussy. Did you mean busy?',
  },
  {
    prefer: 'code=201, example=busy',
    status: 400,
    own: 'invalid-prefer',
    says: 'the example busy of putNote is an answer with 429, not 201',
  },
  {
    prefer: 'code=x',
    status: 400,
    own: 'invalid-prefer',
    says: 'Prefer asks for code=x, which is no HTTP status',
  },
] as const;
test.each(preferences)('Prefer: $prefer is answered with $status', async ({ prefer, status, ...more }) => {
  const response = await fetch(`${mock.url}/notes`, {
    method: 'POST',
    headers: { ...json, prefer },
    body: good,
  });
  expect(response.headers.get('x-mock-example')).toBe('example' in more ? more.example : null);
  const { body, ...rest } = await told(response);
  expect(rest).toMatchObject({ status, own: 'own' in more ? more.own : null });
  if ('says' in more) expect(body?.error.message).toBe(more.says);
});

test('an example brings its own header fields, and none that are made up', async () => {
  const ask = (prefer: string) =>
    fetch(`${mock.url}/notes`, { method: 'POST', headers: { ...json, prefer }, body: good });
  expect((await ask('example=rate-limited')).headers.get('retry-after')).toBe('12');
  expect((await ask('example=busy')).headers.get('retry-after')).toBeNull();
});

test('an example that breaks its schema is a failure and not an answer', async () => {
  const document = tiny((edited) => {
    const note = edited.components.schemas['Note'] as { properties: Record<string, unknown> };
    note.properties['value'] = { type: 'integer' };
  });
  await using broken = await startMock({ document, listen: false });
  const response = await broken.fetch(`${broken.url}/notes`, { method: 'POST', headers: json, body: good });
  const { status, own, body } = await told(response);
  expect([status, own]).toEqual([500, 'output-violation']);
  expect(body?.error.message).toMatch(
    /^the example putNote\.ordinary breaks the contract: .*value must be integer/,
  );
});

test('a walk over pages ends, whatever the cursor', async () => {
  const page = async (query: string) =>
    (await (await fetch(`${mock.url}/notes${query}`, { headers: { authorization } })).json()) as {
      next_cursor: string | null;
    };
  expect(await page('')).toMatchObject({ next_cursor: 'c2' });
  expect(await page('?cursor=c2&limit=5')).toMatchObject({ next_cursor: null });
  expect(await page('?cursor=made-up')).toMatchObject({ next_cursor: null });
});

test('the request that an example shows gets that example', async () => {
  const remove = (id: string) =>
    fetch(`${mock.url}/notes/${id}`, { method: 'DELETE', headers: { authorization } });
  expect((await remove('n_gone')).status).toBe(200);
  const deleted = await remove('anything');
  expect([
    deleted.status,
    deleted.headers.get('content-type'),
    deleted.headers.get('content-length'),
    await deleted.text(),
  ]).toEqual([204, null, null, '']);
});

const messages = [
  { what: 'no HTTP at all', bytes: 'hello\r\n\r\n' },
  { what: 'a broken request line', bytes: 'GET\r\n\r\n' },
  {
    what: 'a header bomb',
    bytes: `GET /api/v1/notes HTTP/1.1\r\nhost: x\r\nx-bomb: ${'b'.repeat(100_000)}\r\n\r\n`,
  },
  {
    what: 'two lengths',
    bytes: 'POST /api/v1/notes HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
  },
  {
    what: 'a length and chunks',
    bytes:
      'POST /api/v1/notes HTTP/1.1\r\nhost: x\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\nabc',
  },
  {
    what: 'a chunk that is none',
    bytes: `POST /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n`,
  },
  { what: 'CONNECT', bytes: 'CONNECT x:1 HTTP/1.1\r\nhost: x\r\n\r\n' },
  {
    what: 'an expectation nobody knows',
    bytes: 'GET /api/v1/notes HTTP/1.1\r\nhost: x\r\nexpect: tea\r\nconnection: close\r\n\r\n',
  },
] as const;
test.each(messages)('$what is answered with a 400 envelope', async ({ bytes }) => {
  const text = await raw(bytes);
  expect(head(text)).toBe('HTTP/1.1 400 Bad Request');
  expect(text).toContain('x-mock-error: invalid-message');
  const body = JSON.parse(text.slice(text.lastIndexOf('\r\n\r\n'))) as Envelope;
  expect(body.error.code).toBe('invalid_message');
});

test('of thousands of header fields, those that matter are read or the request is refused', async () => {
  const text = await raw(
    `GET /api/v1/notes HTTP/1.1\r\nhost: x\r\nconnection: close\r\n${'a: b\r\n'.repeat(1_900)}authorization: ${authorization}\r\n\r\n`,
  );
  expect(head(text)).toMatch(/^HTTP\/1\.1 (?:200 OK|400 Bad Request)$/);
});

test('Expect: 100-continue is answered, then the request', async () => {
  const text = await raw(
    `POST /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\nexpect: 100-continue\r\ncontent-length: ${good.length}\r\nconnection: close\r\n\r\n${good}`,
  );
  expect(text).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 Created\r\n/);
});

test('a target in absolute form reaches its operation', async () => {
  const text = await raw(
    `GET http://tiny.example/api/v1/notes?limit=5 HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`,
  );
  expect(head(text)).toBe('HTTP/1.1 200 OK');
});

test.each([
  '//',
  '/..',
  '/api/v1/notes/..',
  '/api/v1/notes/%',
  '/%00',
  '*',
  '/api/v1/notes?%',
  `/${'a/'.repeat(3000)}`,
])('the target %s is answered', async (path) => {
  const text = await raw(
    `DELETE ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`,
  );
  expect(head(text)).toMatch(/^HTTP\/1\.1 (?:404 Not Found|204 No Content|400 Bad Request)$/);
});

test('200 connections at once, some half-open, are all answered', async () => {
  const { hostname, port } = new URL(mock.origin);
  const halfOpen = Array.from({ length: 50 }, () => {
    const socket = connect(Number(port), hostname, () =>
      socket.write('POST /api/v1/notes HTTP/1.1\r\nhost: x\r\ncontent-le'),
    );
    socket.on('error', () => undefined);
    return socket;
  });
  const request = `GET /api/v1/notes HTTP/1.1\r\nhost: x\r\nauthorization: ${authorization}\r\nconnection: close\r\n\r\n`;
  const answers = await Promise.all(Array.from({ length: 200 }, () => raw(request)));
  expect(new Set(answers.map(head))).toEqual(new Set(['HTTP/1.1 200 OK']));
  for (const socket of halfOpen) socket.destroy();
});

test('a body nested a hundred thousand deep is refused like any other', async () => {
  const response = await fetch(`${mock.url}/notes`, {
    method: 'POST',
    headers: json,
    body: `{"key":${'['.repeat(100_000)}${']'.repeat(100_000)},"value":"v"}`,
  });
  expect(await told(response)).toMatchObject({ status: 400, code: 'invalid_key' });
});

test('a hundred thousand unknown members with long names are refused, and the log stays small', async () => {
  const members = Array.from({ length: 100_000 }, (_, index) => `"${index}":1`).join(',');
  const long = await fetch(`${mock.url}/notes`, {
    method: 'POST',
    headers: json,
    body: `{"${'n'.repeat(1_000_000)}":1}`,
  });
  const many = await fetch(`${mock.url}/notes`, { method: 'POST', headers: json, body: `{${members}}` });
  expect([long.status, many.status]).toEqual([400, 400]);
  expect(JSON.stringify(mock.calls.slice(-2)).length).toBeLessThan(60_000);
});

test('a port that is taken is told in a sentence', async () => {
  const port = Number(new URL(mock.origin).port);
  await expect(startMock({ document: tiny(), port })).rejects.toThrow(CannotListen);
  await expect(startMock({ document: tiny(), port })).rejects.toThrow(
    `port ${port} is in use on 127.0.0.1: stop what uses it, or choose another with --port (0 takes any free one)`,
  );
});

test('close lets an answer end, cuts what hangs, and can be repeated', async () => {
  const other = await startMock({ document: tiny() });
  other.scenario({ name: 's', plays: 'p', steps: [{ on: 'listNotes', fault: 'hang' }] });
  const hanging = fetch(`${other.url}/notes`, { headers: { authorization } }).catch(
    (error: Error) => error.message,
  );
  while (other.calls.length === 0) await sleep(5);
  await other.close();
  await other.close();
  expect(await hanging).toBe('fetch failed');
  await expect(fetch(other.url)).rejects.toThrow('fetch failed');
});

test('browsers of other origins are let in only when asked for', async () => {
  const preflight = {
    method: 'OPTIONS',
    headers: {
      origin: 'https://app.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    },
  };
  expect((await fetch(`${mock.url}/notes`, preflight)).headers.get('access-control-allow-origin')).toBeNull();
  await using open = await startMock({ document: tiny(), cors: true });
  const allowed = await fetch(`${open.url}/notes`, preflight);
  expect([
    allowed.status,
    allowed.headers.get('access-control-allow-origin'),
    allowed.headers.get('access-control-allow-headers'),
  ]).toEqual([204, '*', 'authorization']);
  expect(
    (await fetch(`${open.url}/notes`, { headers: { authorization } })).headers.get(
      'access-control-allow-origin',
    ),
  ).toBe('*');
});
