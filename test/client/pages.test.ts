// Pages: Python SDK page "agents.list" (promises 58, 59), and a model of every walk.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Agent, PageCall } from '../../src/index.js';
import { agent, json, type Sent, settle, text, world } from './world.js';

const page = (ids: readonly string[], next_cursor?: string | null, more: object = {}) =>
  json(200, { data: ids.map((agent_id) => ({ ...agent, agent_id })), next_cursor, ...more });
const cursors = (sent: readonly Sent[]) => sent.map((call) => new URL(call.url).searchParams.get('cursor'));

test('next_cursor goes back in as cursor, and an empty one ends the walk', async () => {
  for (const last of [null, undefined, '']) {
    const { client, sent, run } = world([page(['a', 'b'], 'c1'), page(['c'], 'c2'), page(['d'], last)]);
    const ids: string[] = [];
    const walk = async () => {
      for await (const item of client.agents.list({ limit: 2 })) ids.push(item.agent_id);
    };
    await run(walk());
    expect(ids).toEqual(['a', 'b', 'c', 'd']);
    expect(cursors(sent)).toEqual([null, 'c1', 'c2']);
    expect(sent.every((call) => new URL(call.url).searchParams.get('limit') === '2')).toBe(true);
  }
});

test('the loop of the Python page works as it stands, starting from null', async () => {
  const { client, run } = world([page(['a'], 'c1'), page(['b'], null)]);
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const loaded: { data: readonly { agent_id: string }[]; next_cursor: string | null } = await run(
      client.agents.list({ limit: 50, cursor }),
    );
    ids.push(...loaded.data.map((item) => item.agent_id));
    cursor = loaded.next_cursor;
  } while (cursor);
  expect(ids).toEqual(['a', 'b']);
});

test('a page is awaited, has what follows, and goes on with next', async () => {
  const { client, run, fail } = world([page(['a'], 'c1'), page(['b'], null)]);
  const first = await run(client.agents.list());
  expect([first.data[0]?.agent_id, first.hasNext, first.next_cursor]).toEqual(['a', true, 'c1']);
  const { data: second, attempts } = await run(first.next().withResponse());
  expect([second.data[0]?.agent_id, second.hasNext, second.next_cursor, attempts]).toEqual([
    'b',
    false,
    null,
    1,
  ]);
  expect(await fail(second.next())).toMatchObject({ name: 'JettsonArgumentError' });
});

test('an empty page with a cursor continues', async () => {
  const { client, run } = world([page([], 'c1'), page([], 'c2'), page(['a'], null)]);
  expect(await run(client.agents.list().toArray())).toHaveLength(1);
});

test('a cursor that was followed before is an error instead of an endless list', async () => {
  const { client, sent, fail } = world([page(['a'], 'c1'), page(['b'], 'c2'), page(['c'], 'c1')]);
  expect(await fail(client.agents.list().toArray())).toMatchObject({
    name: 'JettsonResponseError',
    status: 200,
  });
  expect(sent.length).toBe(3);
});

test('a page that names its own cursor as the next one is an error', async () => {
  const { client, sent, fail } = world([page(['a'], 'c1')]);
  expect(await fail(client.agents.list({ cursor: 'c1' }).toArray())).toMatchObject({
    name: 'JettsonResponseError',
  });
  expect(sent.length).toBe(1);
});

test('breaking out fetches nothing more', async () => {
  const { client, sent, run } = world([page(['a', 'b'], 'c1'), page(['c'], null)]);
  const walk = async () => {
    for await (const item of client.agents.list()) if (item.agent_id === 'b') break;
  };
  await run(walk());
  expect(sent.length).toBe(1);
});

test('a page keeps members that the contract does not know, and none of them replaces a method', async () => {
  const { client, run } = world([
    page(['a'], null, { total: 7, next: 'x', pages: 3, hasNext: true, __proto__: {} }),
  ]);
  const loaded = await run(client.agents.list());
  expect(loaded).toMatchObject({ total: 7 });
  expect([loaded.hasNext, typeof loaded.next, typeof loaded.pages]).toEqual([false, 'function', 'function']);
  expect(Object.isFrozen(loaded) && Object.isFrozen(loaded.data[0])).toBe(true);
  const { body } = await run(client.agents.list().withResponse());
  expect(body).toMatchObject({ total: 7, next: 'x' });
});

test('iterating the same list twice starts at its first page again', async () => {
  const { client, run } = world([page(['a'], 'c1'), page(['b'], null)]);
  const list = client.agents.list();
  expect(await run(list.toArray())).toHaveLength(2);
  expect(await run((await list).toArray())).toHaveLength(2);
});

test.each([
  { name: 'its iterator', walk: (list: PageCall<Agent>) => list[Symbol.asyncIterator]() },
  { name: 'its pages', walk: (list: PageCall<Agent>) => list.pages() },
])('a list that fails before $name is used is not unhandled', async ({ walk }) => {
  const { client, fail } = world([text(404, '')]);
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => void unhandled.push(reason);
  process.on('unhandledRejection', onUnhandled);
  const iterator = walk(client.agents.list());
  await settle();
  expect(await fail(iterator.next())).toMatchObject({ name: 'JettsonNotFoundError' });
  process.off('unhandledRejection', onUnhandled);
  expect(unhandled).toEqual([]);
});

test('a failure while iterating reaches the iteration alone', async () => {
  const { client, fail } = world([page(['a'], 'c1'), text(400, '')]);
  const walk = async () => {
    for await (const item of client.agents.list()) void item;
  };
  expect(await fail(walk())).toMatchObject({ name: 'JettsonValidationError' });
  const broken = world([text(400, '')]);
  expect(await broken.fail(broken.client.agents.list().toArray())).toMatchObject({
    name: 'JettsonValidationError',
  });
});

test.each([
  { name: 'no list', body: { next_cursor: null } },
  { name: 'null for the list', body: { data: null, next_cursor: null } },
  { name: 'a number for the cursor', body: { data: [], next_cursor: 7 } },
  { name: 'a bare array', body: [] },
])('a page with $name is a JettsonResponseError', async ({ body }) => {
  const { client, fail } = world([json(200, body)]);
  expect(await fail(client.agents.list())).toMatchObject({ name: 'JettsonResponseError' });
});

test('toArray, iteration and pages agree with the model of any list of pages, and fetch no more than they need', async () => {
  const lists = fc.array(fc.array(fc.uuid(), { maxLength: 4 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(lists, fc.option(fc.nat(12), { nil: undefined }), async (pages, max) => {
      const steps = pages.map((ids, index) => page(ids, index + 1 < pages.length ? `c${index + 1}` : null));
      const all = pages.flat();
      const { client, sent, run } = world(steps);
      const got = await run(client.agents.list().toArray({ max }));
      expect(got.map((item) => item.agent_id)).toEqual(all.slice(0, max));
      let needed = 1;
      for (
        let count = pages[0]?.length ?? 0;
        needed < pages.length && count < (max ?? Number.POSITIVE_INFINITY);
        needed += 1
      )
        count += pages[needed]?.length ?? 0;
      expect(sent.length).toBe(needed);
      const other = world(steps);
      const sizes: number[] = [];
      const walk = async () => {
        for await (const loaded of other.client.agents.list().pages()) sizes.push(loaded.data.length);
      };
      await other.run(walk());
      expect(sizes).toEqual(pages.map((ids) => ids.length));
    }),
    { numRuns: 40 },
  );
});
