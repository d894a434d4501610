// HEAD is GET without the content: RFC 9110 §9.3.2. The documents describe GET alone.
import { describe, expect, test } from 'vitest';
import { startMock } from '../../src/mock/testing.js';
import { authorization, tiny, tinyMock } from './tiny.js';

const date = /^(?:date|connection|keep-alive)$/;

const mock = await tinyMock();

describe.each(['socket', 'process'] as const)('over the %s', (door) => {
  const ask = async (method: string, target: string, headers: Record<string, string>) => {
    const call = door === 'socket' ? fetch : mock.fetch;
    const response = await call(`${mock.url}${target}`, { method, headers });
    const fields = [...response.headers].filter(([name]) => !date.test(name));
    return { status: response.status, fields, text: await response.text() };
  };

  test.each([
    { what: 'a page', target: '/notes', headers: { authorization } },
    { what: 'a chosen answer', target: '/notes', headers: { authorization, prefer: 'code=401' } },
    { what: 'a missing key', target: '/notes', headers: {} },
    { what: 'a refused query', target: '/notes?limit=0', headers: { authorization } },
  ])('$what has the status and the header fields of GET, and no body', async ({ target, headers }) => {
    const { text, ...rest } = await ask('GET', target, headers);
    expect(text).not.toBe('');
    expect(await ask('HEAD', target, headers)).toEqual({ ...rest, text: '' });
  });

  test.each([
    { what: 'a path that GET does not answer', target: '/notes/n_1', allow: 'DELETE' },
    { what: 'a path that is none', target: '/nowhere', allow: undefined },
  ])('$what is an unknown route, without a body', async ({ target, allow }) => {
    const { status, fields, text } = await ask('HEAD', target, { authorization });
    const { allow: allowed, 'x-mock-error': own } = Object.fromEntries(fields);
    expect({ status, own, allow: allowed, text }).toEqual({
      status: 404,
      own: 'unknown-route',
      allow,
      text: '',
    });
  });

  test('a step for the operation answers HEAD too, and the log tells both', async () => {
    mock.scenario({ name: 's', plays: 'p', steps: [{ on: 'listNotes', status: 401 }] });
    expect((await ask('HEAD', '/notes', { authorization })).status).toBe(401);
    expect(mock.calls.at(-1)).toMatchObject({
      method: 'HEAD',
      operation: 'listNotes',
      step: 'scenario:5',
      status: 401,
    });
    expect((await ask('HEAD', '/notes', { authorization })).status).toBe(200);
  });

  test.each(['reset-mid-body', 'truncate'] as const)(
    '%s has no body to break, and resets the call',
    async (fault) => {
      mock.scenario({ name: 's', plays: 'p', steps: [{ on: 'listNotes', fault, repeat: 'always' }] });
      await expect(ask('HEAD', '/notes', { authorization })).rejects.toThrow('fetch failed');
      mock.reset();
    },
  );

  test.each(['drip', 'html-page'] as const)('%s answers HEAD without a body', async (fault) => {
    mock.scenario({ name: 's', plays: 'p', steps: [{ on: 'listNotes', fault, repeat: 'always' }] });
    const { text, ...rest } = await ask('GET', '/notes', { authorization });
    expect(text).not.toBe('');
    expect(await ask('HEAD', '/notes', { authorization })).toEqual({ ...rest, text: '' });
    mock.reset();
  });
});

test('a HEAD that the document describes is answered as described', async () => {
  const document = tiny((edited) => {
    const head = {
      operationId: 'probeNotes',
      responses: { '204': { description: 'There.', 'x-examples': { there: {} } } },
    };
    Object.assign(edited.paths['/notes'] as object, { head });
  });
  await using other = await startMock({ document, listen: false });
  await other.fetch(`${other.url}/notes`, { method: 'HEAD', headers: { authorization } });
  expect(other.calls.at(-1)).toMatchObject({ operation: 'probeNotes', status: 204 });
});
