import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { CannotListen, startMock } from '../../src/mock/testing.js';
import { authorization, good, json, tiny, tinyMock } from './tiny.js';

const mock = await tinyMock();

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

test('the mock answers under the base path of servers', async () => {
  expect(mock.url).toBe(`${mock.origin}/api/v1`);
  expect((await fetch(`${mock.url}/notes`, { headers: { authorization } })).status).toBe(200);
});

const unknown = [
  { method: 'GET', path: '/notes', hint: 'the nearest operation is GET /api/v1/notes (listNotes)' },
  { method: 'GET', path: '/api/v1/note', hint: 'the nearest operation is GET /api/v1/notes (listNotes)' },
  { method: 'GET', path: '/api/v1/notes/', hint: 'the nearest operation is GET /api/v1/notes (listNotes)' },
  {
    method: 'PUT',
    path: '/api/v1/notes',
    hint: '/api/v1/notes answers GET (listNotes), HEAD (listNotes), POST (putNote)',
    allow: 'GET, HEAD, POST',
  },
  {
    method: 'OPTIONS',
    path: '/api/v1/notes',
    hint: '/api/v1/notes answers GET (listNotes), HEAD (listNotes), POST (putNote)',
    allow: 'GET, HEAD, POST',
  },
  {
    method: 'GET',
    path: '/api/v1/notes/n_1',
    hint: '/api/v1/notes/n_1 answers DELETE (deleteNote)',
    allow: 'DELETE',
  },
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

test.each([
  { method: 'GET', target: '/notes?cursor=%ff', refusal: [400, 'invalid_query'] },
  { method: 'GET', target: '/notes?unknown=%zz', refusal: [400, 'invalid_query'] },
  { method: 'DELETE', target: '/notes/%', refusal: [404, 'not_found'] },
])('$method $target is no URI, and gets the documented envelope', async ({ method, target, refusal }) => {
  const response = await fetch(`${mock.url}${target}`, { method, headers: { authorization } });
  expect(response.headers.get('x-mock-refused')).toMatch(/ is not percent-encoded UTF-8: /);
  const { status, own, code } = await told(response);
  expect([[status, code], own]).toEqual([refusal, null]);
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

test('an example that only JSON Schema 2020-12 refuses is a failure, though the document names no dialect', async () => {
  const document = tiny((edited) => {
    delete (edited as { jsonSchemaDialect?: string }).jsonSchemaDialect; // Prism then judges by draft 7
    edited.components.schemas['Note'] = { type: 'object', unevaluatedProperties: false };
  });
  await using broken = await startMock({ document, listen: false });
  const response = await broken.fetch(`${broken.url}/notes`, { method: 'POST', headers: json, body: good });
  const { own, body } = await told(response);
  expect(own).toBe('output-violation');
  expect(body?.error.message).toMatch(/breaks the contract: body must NOT have unevaluated properties/);
});

test.each([
  {
    what: 'breaks its schema',
    headers: { 'Retry-After': 'soon' },
    says: 'header Retry-After must be integer',
  },
  { what: 'is missing', headers: {}, says: 'header Retry-After is missing' },
])('an example whose header field $what is a failure and not an answer', async ({ headers, says }) => {
  const document = tiny((edited) => {
    const { post } = edited.paths['/notes'] as unknown as Record<
      string,
      { responses: Record<string, object> }
    >;
    const schema = { type: 'integer', minimum: 0 };
    Object.assign(post?.responses['429'] ?? {}, {
      headers: { 'Retry-After': { required: true, schema } },
      content: {
        'application/json': {
          examples: { limited: { value: { error: { code: 'c', message: 'm' } }, 'x-headers': headers } },
        },
      },
    });
  });
  await using broken = await startMock({ document, listen: false });
  const response = await broken.fetch(`${broken.url}/notes`, {
    method: 'POST',
    headers: { ...json, prefer: 'code=429' },
    body: good,
  });
  const { own, body } = await told(response);
  expect([own, body?.error.message]).toEqual([
    'output-violation',
    `the example putNote.limited breaks the contract: ${says}`,
  ]);
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
