// Callers that break HTTP, send far too much, or leave half-way: each is answered, and the mock goes on.
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { authorization, good, json, tinyMock } from './tiny.js';

interface Envelope {
  error: { code: string };
}

const mock = await tinyMock();

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
  { what: 'a request without Host', bytes: 'GET /api/v1/notes HTTP/1.1\r\n\r\n' },
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
  expect([response.status, ((await response.json()) as Envelope).error.code]).toEqual([400, 'invalid_key']);
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
