// The v1 promise, client side: whatever the API may add, every wrapper still works and loses nothing. Each example of the
// contract is sent again with unknown members at every object level, unknown values of open enums, an unknown header, and
// unknown statuses and codes.
import { describe, expect, test } from 'vitest';
import bundle from '../../generated/openapi.json' with { type: 'json' };
import { type OperationId, operations } from '../../generated/operations.js';
import { isJettsonError, type Jettson } from '../../src/index.js';
import { json, world } from './world.js';

/** One call of every wrapper, and where its data stands in the body. */
const wrappers: Record<OperationId, { call: (client: Jettson) => PromiseLike<unknown>; at?: string }> = {
  spawnAgent: { call: (client) => client.agents.spawn({ task: 'x' }) },
  listAgents: { call: (client) => client.agents.list() },
  getAgent: { call: (client) => client.agents.get('ag_1') },
  cancelAgent: { call: (client) => client.agents.cancel('ag_1') },
  putMemory: { call: (client) => client.memory.put({ key: 'k', value: 'v' }) },
  getMemory: { call: (client) => client.memory.get('k') },
  deleteMemory: { call: (client) => client.memory.delete('k') },
  searchMemory: { call: (client) => client.memory.search({ query: 'q' }), at: 'results' },
  listMemory: { call: (client) => client.memory.list(), at: 'memories' },
  listMemoryNamespaces: { call: (client) => client.memory.namespaces(), at: 'namespaces' },
  dedupeMemory: { call: (client) => client.memory.dedupe() },
  consolidateMemory: { call: (client) => client.memory.consolidate() },
  exportMemory: { call: (client) => client.memory.export() },
  importMemory: { call: (client) => client.memory.import([{ key: 'k', value: 'v' }]) },
};

interface Case {
  readonly id: OperationId;
  readonly status: number;
  readonly name: string;
  readonly body: unknown;
}

interface Described {
  readonly operationId?: OperationId;
  readonly responses?: Record<
    string,
    { content?: Record<string, { examples?: Record<string, { value?: unknown }> }>; 'x-examples'?: object }
  >;
}

const cases: Case[] = Object.values(bundle.paths).flatMap((item) =>
  (Object.values(item) as Described[]).flatMap(({ operationId: id, responses }) =>
    id === undefined
      ? []
      : Object.entries(responses ?? {}).flatMap(([status, response]) =>
          Object.entries(
            response.content?.['application/json']?.examples ?? response['x-examples'] ?? {},
          ).map(([name, example]) => ({
            id,
            status: Number(status),
            name,
            body: (example as { value?: unknown }).value,
          })),
        ),
  ),
);
const successes = cases.filter(({ status }) => status < 300);
const failures = cases.filter(({ status }) => status >= 400);

/** The same value with a member nobody knows in every object. */
function withUnknownMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownMembers);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, inner]) => [name, withUnknownMembers(inner)]);
  const unknown = { 'x-new': { added: [1, null, 'later'] } };
  return { ...Object.fromEntries([...members, ['then', 'not a promise']]), ...unknown };
}

/** The same value with a value nobody knows wherever an open enum stands. */
function withUnknownEnumValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withUnknownEnumValues);
  if (typeof value !== 'object' || value === null) return value;
  const open = ['status', 'kind', 'source', 'code', 'window'];
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      name,
      open.includes(name) ? 'from-the-future' : withUnknownEnumValues(inner),
    ]),
  );
}

async function outcomeOf(id: OperationId, answer: Response): Promise<unknown> {
  const { client, run } = world([answer], { maxRetries: 0 });
  return run(
    wrappers[id].call(client).then(
      (value) => value,
      (thrown: unknown) => thrown,
    ),
  );
}

const extraHeaders = { 'x-from-the-future': '1', 'ratelimit-remaining': '7' };

test('every operation has successes and failures to replay', () => {
  expect([...new Set(successes.map(({ id }) => id))].sort()).toEqual(Object.keys(operations).sort());
  expect(failures.length).toBeGreaterThan(60);
});

describe('an answer with unknown members and values', () => {
  test.each(successes)('$id $status $name', async ({ id, status, body }) => {
    for (const change of [withUnknownMembers, withUnknownEnumValues]) {
      const sent = change(body);
      const got = await outcomeOf(id, json(status, sent, extraHeaders));
      const { at } = wrappers[id];
      const due = at === undefined ? sent : (sent as Record<string, unknown>)[at];
      if (status === 204) expect(got).toBeUndefined();
      else if (id === 'listAgents')
        expect(JSON.parse(JSON.stringify(got))).toEqual({
          ...(due as object),
          next_cursor: (due as { next_cursor?: string }).next_cursor ?? null,
        });
      else expect(got).toEqual(due);
    }
  });
});

test('every answer, with unknown members at every level, is passed on whole', async () => {
  for (const { id, status, body } of successes.filter(
    (each) => each.status !== 204 && each.id !== 'listAgents',
  )) {
    const sent = withUnknownMembers(body);
    const { at } = wrappers[id];
    const due = at === undefined ? sent : (sent as Record<string, unknown>)[at];
    expect(await outcomeOf(id, json(status, sent))).toEqual(due);
  }
});

describe('an unknown status is handled by its class', () => {
  test.each(successes.filter(({ status }) => status !== 204))(
    '$id $name with 299 is a success',
    async ({ id, body }) => {
      if (id === 'cancelAgent') return expect(await outcomeOf(id, json(299, body))).toBeUndefined();
      expect(isJettsonError(await outcomeOf(id, json(299, body)))).toBe(false);
    },
  );
  test.each(failures)(
    '$id $name keeps its code and details under an unknown status, and its class under an unknown code',
    async ({ id, status, body }) => {
      const { error } = body as { error: { code: string; details?: object } };
      const unknownStatus = status < 500 ? 477 : 577;
      expect(await outcomeOf(id, json(unknownStatus, body, extraHeaders))).toMatchObject({
        name: status < 500 ? 'JettsonAPIError' : 'JettsonServerError',
        status: unknownStatus,
        code: error.code,
      });
      const known = (await outcomeOf(id, json(status, body))) as Error | null;
      if (id === 'getMemory' && status === 404) return expect(known).toBeNull();
      const future = await outcomeOf(id, json(status, withUnknownEnumValues(body), extraHeaders));
      expect(future).toMatchObject({ name: known?.name, status, code: 'from-the-future' });
      const wider = (await outcomeOf(id, json(status, withUnknownMembers(body)))) as { details?: unknown };
      expect(wider).toMatchObject({ name: known?.name, code: error.code });
      if (error.details) expect(wider.details).toEqual(withUnknownMembers(error.details));
      return undefined;
    },
  );
});

test('wait returns when it is over, also after a status added later', async () => {
  const { client, run } = world([
    json(200, { agent_id: 'ag_1', status: 'hibernating' }),
    json(200, { agent_id: 'ag_1', status: 'completed', summary: { tokens: 3 } }),
  ]);
  expect(await run(client.agents.wait('ag_1'))).toEqual({
    agent_id: 'ag_1',
    status: 'completed',
    summary: { tokens: 3 },
  });
});
