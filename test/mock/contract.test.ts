// Documents other than ours: what the mock makes of each, and what it refuses with the place.
import { expect, test } from 'vitest';
import { startMock } from '../../src/mock/testing.js';
import { tiny } from './tiny.js';

type Loose = Record<string, unknown>;
type Edit = (document: Loose & { paths: Record<string, Loose>; components: Record<string, Loose> }) => void;

const edited = (edit: Edit) => tiny((document) => edit(document as never));
const listNotes = (document: Parameters<Edit>[0]) =>
  document.paths['/notes']?.['get'] as { parameters: unknown[]; responses: Loose };
const operation = (parameters: string[], example: Loose = { examples: { only: { value: {} } } }) => ({
  operationId: 'other',
  parameters: parameters.map((name) => ({ name, in: 'path', required: true, schema: { type: 'integer' } })),
  responses: {
    200: {
      description: 'd',
      content: { 'application/json': { schema: { type: 'object' }, ...example } },
    },
  },
});

async function ask(edit: Edit, target: string) {
  await using mock = await startMock({ document: edited(edit), listen: false });
  const response = await mock.fetch(`${mock.url}${target}`, { headers: { authorization: 'Bearer k' } });
  return { url: mock.url, status: response.status, example: response.headers.get('x-mock-example') };
}

const refused: { what: string; edit: Edit; says: string | RegExp }[] = [
  {
    what: 'a $ref to another host',
    edit: (document) => Object.assign(document, { 'x-rest': { $ref: 'https://tiny.invalid/x.json' } }),
    says: 'the $ref https://tiny.invalid/x.json at /x-rest leads out of the document: bundle it first',
  },
  {
    what: 'a $ref to a file',
    edit: (document) => Object.assign(listNotes(document).responses, { 401: { $ref: './x.json' } }),
    says: 'the $ref ./x.json at /paths/~1notes/get/responses/401 leads out of the document: bundle it first',
  },
  {
    what: 'a response that is not there',
    edit: (document) =>
      Object.assign(listNotes(document).responses, { 401: { $ref: '#/components/responses/None' } }),
    says: 'the $ref #/components/responses/None at /paths/~1notes/get/responses/401 leads to nothing that can be read',
  },
  {
    what: 'references that go round',
    edit(document) {
      Object.assign(document.components['responses'] ?? {}, {
        A: { $ref: '#/components/responses/B' },
        B: { $ref: '#/components/responses/A' },
      });
      Object.assign(listNotes(document).responses, { 401: { $ref: '#/components/responses/A' } });
    },
    says: /^the \$ref #\/components\/responses\/[AB] at .* leads to nothing that can be read$/,
  },
  {
    what: 'a parameter in a style of its own',
    edit: (document) =>
      listNotes(document).parameters.push({ name: 'f', in: 'query', style: 'deepObject', schema: {} }),
    says: 'the query parameter f at /paths/~1notes/get/parameters/4 is not written in the style form, the only one that the mock reads',
  },
  {
    what: 'a header that cannot be sent',
    edit: (document) =>
      Object.assign(listNotes(document).responses['200'] ?? {}, {
        'x-examples': { split: { 'x-headers': { a: '1\r\nb: 2' } } },
      }),
    says: 'the header a at /paths/~1notes/get/responses/200/x-examples/split cannot be sent',
  },
  {
    what: 'a server whose URL is none',
    edit: (document) => Object.assign(document, { servers: [{ url: 'http://[' }] }),
    says: 'the URL of the first server is none: http://[',
  },
];
test.each(refused)('a document with $what is refused with its place', async ({ edit, says }) => {
  const message = startMock({ document: edited(edit), listen: false }).then(
    () => 'started',
    (error: Error) => error.message,
  );
  if (typeof says === 'string') expect(await message).toBe(says);
  else expect(await message).toMatch(says);
});

test('the variables of a server stand for their defaults in the base path', async () => {
  const { url, status } = await ask(
    (document) =>
      Object.assign(document, {
        servers: [
          {
            url: 'https://{place}.x/{version}/',
            variables: { place: { default: 'a' }, version: { default: 'v7' } },
          },
        ],
      }),
    '/notes',
  );
  expect([url, status]).toEqual(['https://a.x/v7', 200]);
});

test('a path item that stands among the components is answered', async () => {
  const edit: Edit = (document) => {
    document.components['pathItems'] = { Other: { get: operation([]) } };
    document.paths['/other'] = { $ref: '#/components/pathItems/Other' };
  };
  expect(await ask(edit, '/other')).toMatchObject({ status: 200, example: 'other.only' });
});

test('a body that is no JSON is judged as text where the contract takes such bodies', async () => {
  await using mock = await startMock({
    document: edited((document) => {
      const post = document.paths['/notes']?.['post'] as { requestBody: { content: Loose } } | undefined;
      Object.assign(post?.requestBody.content ?? {}, {
        'text/plain': { schema: { type: 'string', maxLength: 3 } },
      });
    }),
    listen: false,
  });
  const headers = { authorization: 'Bearer k', 'content-type': 'text/plain' };
  const send = async (body: string) =>
    (await mock.fetch(`${mock.url}/notes`, { method: 'POST', headers, body })).status;
  expect([await send('{"'), await send('long')]).toEqual([201, 400]);
});

test('an example without a name is answered', async () => {
  const edit: Edit = (document) => {
    document.paths['/other'] = { get: operation([], { example: { a: 1 } }) };
  };
  expect(await ask(edit, '/other')).toMatchObject({ status: 200, example: 'other.default' });
});

test('an example that stands among the components is answered', async () => {
  const edit: Edit = (document) => {
    document.components['examples'] = { E: { value: { a: 1 } } };
    document.paths['/other'] = {
      get: operation([], { examples: { far: { $ref: '#/components/examples/E' } } }),
    };
  };
  expect(await ask(edit, '/other')).toMatchObject({ status: 200, example: 'other.far' });
});

test.each([
  { target: '/f/1.json', status: 200 },
  { target: '/f/.json', status: 404 },
  { target: '/f/x.json', status: 400 },
  { target: '/f/1.xml', status: 404 },
  { target: '/f/1-2', status: 200 },
  { target: '/f/1-', status: 404 },
  { target: '/f/1-x', status: 400 },
])('a path template with text around its parameters answers $target with $status', async (row) => {
  const edit: Edit = (document) => {
    document.paths['/f/{a}.json'] = { get: operation(['a']) };
    document.paths['/f/{a}-{b}'] = { get: { ...operation(['a', 'b']), operationId: 'another' } };
  };
  expect((await ask(edit, row.target)).status).toBe(row.status);
});

test.each([
  { query: 'f=1,2', status: 200 },
  { query: 'f=1,x', status: 400 },
  { query: 'g=2', status: 200 },
  { query: 'g=4', status: 400 },
])('$query is read by the types that its schema refers to, and answered with $status', async (row) => {
  const edit: Edit = (document) => {
    Object.assign(document.components['schemas'] ?? {}, {
      Small: { type: 'integer' },
      List: { type: 'array', items: { $ref: '#/components/schemas/Small' } },
    });
    listNotes(document).parameters.push(
      { name: 'f', in: 'query', explode: false, schema: { $ref: '#/components/schemas/List' } },
      { name: 'g', in: 'query', schema: { enum: [1, 2, 3] } },
    );
  };
  expect((await ask(edit, `/notes?${row.query}`)).status).toBe(row.status);
});

test('of two examples with one name, the status that is asked for decides', async () => {
  await using mock = await startMock({
    document: edited((document) => {
      const envelope = { value: { error: { code: 'c', message: 'm' } } };
      const { content } = listNotes(document).responses['400'] as { content: Record<string, Loose> };
      Object.assign(content['application/json']?.['examples'] ?? {}, { 'last-page': envelope });
    }),
    listen: false,
  });
  for (const [prefer, status] of [
    ['example=last-page', 200],
    ['code=400, example=last-page', 400],
  ] as const) {
    const headers = { authorization: 'Bearer k', prefer };
    expect((await mock.fetch(`${mock.url}/notes`, { headers })).status).toBe(status);
  }
});
