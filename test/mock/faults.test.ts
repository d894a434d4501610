import { describe, expect, test } from 'vitest';
import type { StepObject } from '../../src/mock/testing.js';
import { faults } from '../../src/mock/faults/index.js';
import { startMock } from '../../src/mock/testing.js';
import { authorization, tiny, tinyMock } from './tiny.js';

const mock = await tinyMock();
const headers = { authorization };

/**
 * Asks for a page while a fault is on, the same way over a socket and in process. The step repeats, because a request that
 * another test gave up may still be on its way.
 */
async function ask(door: 'socket' | 'process', step: Partial<StepObject>, signal?: AbortSignal) {
  mock.scenario({
    name: 's',
    plays: 'p',
    steps: [{ on: 'listNotes', answer: 'first-page', repeat: 'always', ...step }],
  });
  const call = door === 'socket' ? fetch : mock.fetch;
  return call(`${mock.url}/notes`, signal ? { headers, signal } : { headers });
}
const whole = JSON.stringify({ data: [{ key: 'a', value: '1' }], next_cursor: 'c2' });

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no failure',
    (error: Error) => `${error.name}: ${error.message}`,
  );

describe.each(['socket', 'process'] as const)('over the %s', (door) => {
  test('reset-before-answer fails the call', async () => {
    expect(await failure(ask(door, { fault: 'reset-before-answer' }))).toBe('TypeError: fetch failed');
    expect(mock.calls.at(-1)).toMatchObject({ status: 200, fault: 'reset-before-answer' });
  });

  test.each(['reset-mid-body', 'truncate'] as const)('%s fails the reading of the body', async (fault) => {
    const response = await ask(door, { fault });
    expect([response.status, response.headers.get('content-length')]).toEqual([200, String(whole.length)]);
    expect(await failure(response.text())).toBe('TypeError: terminated');
  });

  test('drip sends the whole body, in more than one piece', async () => {
    const response = await ask(door, { fault: 'drip', chunk_bytes: 20, every_ms: 15 });
    let pieces = 0;
    let text = '';
    for await (const piece of response.body ?? []) {
      pieces++;
      text += new TextDecoder().decode(piece);
    }
    expect(text).toBe(whole);
    expect(pieces).toBeGreaterThan(1);
  });

  test('hang answers nothing until the caller gives up', async () => {
    expect(await failure(ask(door, { fault: 'hang' }, AbortSignal.timeout(50)))).toMatch(/^TimeoutError/);
  });

  test('html-page answers with a page that is not JSON, with any status', async () => {
    const page = { status: 502, fault: 'html-page', repeat: 'always' } as const;
    mock.scenario({ name: 's', plays: 'p', steps: [{ on: 'listNotes', ...page }] });
    const response = await (door === 'socket' ? fetch : mock.fetch)(`${mock.url}/notes`, { headers });
    expect([response.status, response.headers.get('content-type')]).toEqual([
      502,
      'text/html; charset=utf-8',
    ]);
    expect(await response.text()).toMatch(/^<!doctype html>/);
  });

  test('a delay is kept, and ends when the caller gives up', async () => {
    const before = performance.now();
    await (await ask(door, { delay_ms: 40 })).text();
    expect(performance.now() - before).toBeGreaterThan(35);
    expect(await failure(ask(door, { delay_ms: 600_000 }, AbortSignal.timeout(20)))).toMatch(/^TimeoutError/);
  });

  test('a step sets and removes header fields', async () => {
    mock.scenario({
      name: 's',
      plays: 'p',
      steps: [{ on: 'putNote', answer: 'rate-limited', headers: { 'Retry-After': null, 'X-Extra': 'yes' } }],
    });
    const init = {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: '{"key":"k","value":"v"}',
    };
    const response = await (door === 'socket' ? fetch : mock.fetch)(`${mock.url}/notes`, init);
    expect([response.status, response.headers.get('retry-after'), response.headers.get('x-extra')]).toEqual([
      429,
      null,
      'yes',
    ]);
  });
});

test.each(['socket', 'process'] as const)(
  'over the %s, an answer without a body is reset where there is nothing to cut',
  async (door) => {
    for (const fault of ['truncate', 'reset-mid-body'] as const) {
      mock.scenario({
        name: 's',
        plays: 'p',
        steps: [{ on: 'deleteNote', answer: 'deleted', repeat: 'always', fault }],
      });
      const call = door === 'socket' ? fetch : mock.fetch;
      expect(await failure(call(`${mock.url}/notes/n`, { method: 'DELETE', headers }))).toBe(
        'TypeError: fetch failed',
      );
    }
    mock.scenario({ name: 's', plays: 'p', steps: [{ on: 'deleteNote', answer: 'deleted', fault: 'drip' }] });
    const whole204 = await (door === 'socket' ? fetch : mock.fetch)(`${mock.url}/notes/n`, {
      method: 'DELETE',
      headers,
    });
    expect([whole204.status, whole204.headers.get('content-length'), await whole204.text()]).toEqual([
      204,
      null,
      '',
    ]);
  },
);

test('a body that drips in process breaks when the caller gives up, and is not taken for the whole', async () => {
  const response = await ask(
    'process',
    { fault: 'drip', chunk_bytes: 4, every_ms: 20 },
    AbortSignal.timeout(60),
  );
  expect(await failure(response.text())).toMatch(/^TimeoutError/);
});

test('closing the mock ends what hangs in process', async () => {
  const other = await startMock({ document: tiny(), listen: false });
  other.scenario({ name: 's', plays: 'p', steps: [{ on: 'listNotes', fault: 'hang' }] });
  const hanging = failure(other.fetch(`${other.url}/notes`, { headers }));
  while (other.calls.length === 0) await new Promise((resolve) => setTimeout(resolve, 2));
  await other.close();
  expect(await hanging).toBe('TypeError: the mock was closed');
});

test('each fault says what it does', () => {
  for (const [name, { does }] of Object.entries(faults)) expect(does, name).toMatch(/^[a-z].{10,80}[^.]$/);
});
