// The two doors of the mock answer alike: a socket behind Node's own `fetch`, and the `fetch` that opens none.
import { expect, test } from 'vitest';
import { startMock } from '../../src/mock/testing.js';
import { authorization, good, json, tiny, tinyMock } from './tiny.js';

const mock = await tinyMock();

const inPieces = (pieces: readonly string[], failure?: Error) =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      if (failure) controller.error(failure);
      else controller.close();
    },
  });
const form = () => {
  const data = new FormData();
  data.set('key', 'k');
  return data;
};
const onlyOverSockets = ['connection', 'date', 'keep-alive'];

async function told(response: Promise<Response>) {
  try {
    const { status, statusText, url, headers, redirected, ...rest } = await response.then(async (got) => ({
      status: got.status,
      statusText: got.statusText,
      url: got.url,
      redirected: got.redirected,
      headers: [...got.headers].filter(([name]) => !onlyOverSockets.includes(name)),
      text: await got.text(),
    }));
    return { status, statusText, url, headers, redirected, ...rest };
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

const post = { method: 'POST', headers: json };
const calls: { what: string; init?: () => RequestInit & { duplex?: 'half' }; target?: string }[] = [
  { what: 'an ordinary request' },
  { what: 'no key', init: () => ({ headers: {} }) },
  { what: 'a fragment', target: '/notes#x' },
  { what: 'a query', target: '/notes?limit=0' },
  { what: 'a path with dots', target: '/x/../notes' },
  { what: 'an unknown route', target: '/nowhere' },
  { what: 'HEAD', init: () => ({ method: 'HEAD', headers: { authorization } }) },
  { what: 'OPTIONS', init: () => ({ method: 'OPTIONS', headers: { authorization } }) },
  { what: 'a preference', init: () => ({ ...post, headers: { ...json, prefer: 'code=429' }, body: good }) },
  {
    what: 'an answer without a body',
    target: '/notes/n_1',
    init: () => ({ method: 'DELETE', headers: { authorization } }),
  },
  { what: 'a text', init: () => ({ ...post, body: good }) },
  { what: 'a text without a media type', init: () => ({ ...post, headers: { authorization }, body: good }) },
  { what: 'bytes', init: () => ({ ...post, body: new TextEncoder().encode(good) }) },
  {
    what: 'a blob',
    init: () => ({
      method: 'POST',
      headers: { authorization },
      body: new Blob([good], { type: 'application/json' }),
    }),
  },
  { what: 'form data', init: () => ({ ...post, headers: { authorization }, body: form() }) },
  { what: 'no body', init: () => post },
  {
    what: 'a stream',
    init: () => ({ ...post, body: inPieces([good.slice(0, 5), good.slice(5)]), duplex: 'half' }),
  },
  {
    what: 'a stream that breaks',
    init: () => ({ ...post, body: inPieces(['{'], new Error('gone')), duplex: 'half' }),
  },
  { what: 'a stream without duplex', init: () => ({ ...post, body: inPieces([good]) }) },
  { what: 'more than 1 MiB', init: () => ({ ...post, body: `${good}${' '.repeat(1_048_576)}` }) },
  { what: 'a signal that is aborted', init: () => ({ signal: AbortSignal.abort() }) },
  { what: 'a body of GET', init: () => ({ body: good }) },
];
test.each(calls)('$what is answered alike with and without a socket', async ({ init, target = '/notes' }) => {
  const answers = [fetch, mock.fetch].map((call) => {
    const options = { headers: { authorization }, ...init?.() };
    return told(call(`${mock.url}${target}`, options));
  });
  const [overSocket, inProcess] = await Promise.all(answers);
  expect(inProcess).toEqual(overSocket);
});

test('a Request is answered alike with and without a socket', async () => {
  const request = () => new Request(`${mock.url}/notes`, { ...post, body: good });
  expect(await told(mock.fetch(request()))).toEqual(await told(fetch(request())));
});

test('a mock that is closed answers by neither door', async () => {
  const other = await startMock({ document: tiny() });
  await other.close();
  for (const call of [fetch, other.fetch])
    await expect(call(`${other.url}/notes`, { headers: { authorization } })).rejects.toMatchObject({
      message: 'fetch failed',
      cause: { code: 'ECONNREFUSED' },
    });
});
