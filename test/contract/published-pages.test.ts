// What the published pages say a caller may do: each request they show or allow, then the sections of the Python SDK page,
// in its order, played by a client that is written against that page alone.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Mock } from '../../src/mock/testing.js';
import { startMock } from '../../src/mock/testing.js';
import { contractDocument, sliced } from './document.js';
import { refusedOfPublished } from './published-requests.js';
import { createPythonPageClient, JettsonError, type Options } from './python-page-client.js';
import { createValidator } from './validator.js';

let mock: Mock;
let slept: number[] = [];
beforeAll(async () => {
  mock = await startMock();
});
beforeEach(() => {
  mock.reset();
  slept = [];
});
afterAll(() => mock.close());

const client = (options: Partial<Options> = {}) =>
  createPythonPageClient({
    apiKey: 'jett_sk_test_abcdabcdabcdabcdabcdabcdabcdabcd',
    baseUrl: mock.url,
    sleep: (seconds) => slept.push(seconds),
    ...options,
  });
const failure = (promise: Promise<unknown>): Promise<JettsonError> =>
  promise.then(
    () => Promise.reject(new Error('nothing was raised')),
    (error) => (error instanceof JettsonError ? error : Promise.reject(error)),
  );
const task = 'Browse https://news.ycombinator.com and return the top story title.';

test('every request that the published pages show or allow is accepted', async () => {
  expect(await refusedOfPublished(mock, createValidator(contractDocument()))).toEqual([]);
});

test('canary: a published limit that shrinks is caught', async () => {
  const document = sliced(contractDocument(), ['spawnAgent']);
  const request = document.components.schemas['SpawnAgentRequest'];
  const members = (request?.['properties'] ?? {}) as Record<string, Record<string, unknown>>;
  Object.assign(members['task'] ?? {}, { maxLength: 3999 });
  await using narrow = await startMock({ document, listen: false });
  expect(await refusedOfPublished(narrow, createValidator(document), ['spawnAgent'])).toEqual([
    'spawnAgent with the longest task, 4,000 characters: is answered with 400: body/task must NOT have more than 3999 characters',
  ]);
});

test('Quickstart: spawn, wait, and a final result', async () => {
  const played = mock.scenario('wait-completes');
  const { agents } = client();
  const agent = await agents.spawn({ task });
  expect(agent).toMatchObject({ agent_id: expect.stringMatching(/^ag_/), status: 'spawning' });
  const result = await agents.wait(String(agent['agent_id']));
  expect(result).toMatchObject({
    status: 'completed',
    final_result: expect.any(String),
    agent_id: agent['agent_id'],
  });
  expect(slept).toEqual([1, 1.5]);
  played.done();
});

test('Agents: spawn with name, region and idempotency key', async () => {
  const agent = await client().agents.spawn({
    task: 'Research linear.app',
    name: 'research-run-001',
    region: 'lhr',
    idempotency_key: 'spawn:abc:1',
  });
  expect(agent['status']).toBe('spawning');
  expect(mock.calls[0]).toMatchObject({
    body: { task: 'Research linear.app', name: 'research-run-001', region: 'lhr' },
    headers: { 'x-idempotency-key': 'spawn:abc:1' },
  });
});

test.each([
  { scenario: 'wait-ends-in-error', status: 'error' },
  { scenario: 'wait-through-idle', status: 'completed' },
])('Agents: wait in $scenario ends with $status', async ({ scenario, status }) => {
  const played = mock.scenario(scenario);
  expect((await client().agents.wait('ag_x'))['status']).toBe(status);
  played.done();
});

test('Agents: wait sees an agent that is cancelled meanwhile as stopped', async () => {
  const played = mock.scenario('wait-ends-stopped');
  const { agents } = client();
  expect((await agents.get('ag_x'))['status']).toBe('running');
  expect(await agents.cancel('ag_x')).toBeUndefined();
  expect((await agents.wait('ag_x'))['status']).toBe('stopped');
  played.done();
});

test('Agents: wait raises AgentTimeoutError when the deadline lapses', async () => {
  mock.scenario('wait-never-ends');
  const error = await failure(client().agents.wait('ag_x', { timeout_seconds: 10 }));
  expect(error.kind).toBe('AgentTimeoutError');
  expect(slept).toEqual([1, 1.5, 2.25, 3.375, 1.875]);
});

test.each([
  { scenario: 'three-pages', pages: 3 },
  { scenario: 'empty-page-with-cursor', pages: 3 },
  { scenario: undefined, pages: 1 },
])('Agents: the loop over pages ends in $scenario', async ({ scenario, pages }) => {
  const played = scenario === undefined ? undefined : mock.scenario(scenario);
  const { agents } = client();
  const seen: unknown[] = [];
  let rounds = 0;
  let cursor: string | undefined;
  for (;;) {
    const page = await agents.list({ limit: 50, cursor });
    rounds++;
    for (const agent of page.data) seen.push(agent['agent_id'], agent['status']);
    cursor = page.next_cursor ?? undefined;
    if (!cursor) break;
  }
  expect(rounds).toBe(pages);
  expect(seen.every((value) => typeof value === 'string')).toBe(true);
  played?.done();
});

test.each(['cancel-running', 'cancel-ended'])('Agents: cancel in %s succeeds', async (scenario) => {
  mock.scenario(scenario);
  await client().agents.cancel('ag_7Qm2xKd9RfTz4LwVb8HcN');
  expect(mock.calls[0]?.status).toBe(scenario === 'cancel-running' ? 204 : 200);
  if (scenario === 'cancel-running')
    expect(await client().agents.get('ag_7Qm2xKd9RfTz4LwVb8HcN')).toMatchObject({ status: 'stopped' });
});

test('Memory: put with every argument', async () => {
  const put = {
    key: 'brand_color',
    value: 'Brand primary color is #FF5733',
    namespace: 'user_profile',
    tags: ['brand'],
    importance: 8,
    expires_in_days: 90,
  };
  expect(await client().memory.put(put)).toMatchObject({
    key: 'brand_color',
    value: put.value,
    namespace: 'user_profile',
  });
});

test('Memory: get gives the memory, and none where nothing matches', async () => {
  const { memory } = client();
  expect((await memory.get('brand_color', { namespace: 'user_profile' }))?.['value']).toEqual(
    expect.any(String),
  );
  const played = mock.scenario('memory-missing');
  expect(await memory.get('brand_color', { namespace: 'user_profile' })).toBeNull();
  played.done();
});

test('Memory: search with every argument gives keys, values and scores', async () => {
  const results = await client().memory.search({
    query: 'what color is the brand?',
    namespace: 'user_profile',
    mode: 'hybrid',
    limit: 10,
    min_score: 0.4,
  });
  expect(results.length).toBeGreaterThan(0);
  for (const hit of results)
    expect(hit).toMatchObject({
      key: expect.any(String),
      value: expect.any(String),
      score: expect.any(Number),
    });
});

test('Memory: all ten endpoints answer', async () => {
  const { memory } = client();
  await memory.put({ key: 'k', value: 'v' });
  await memory.get('k');
  await memory.delete('k');
  await memory.search({ query: 'q' });
  expect(await memory.list({ namespace: 'user_profile' })).toEqual(expect.any(Array));
  expect(await memory.namespaces()).toEqual(expect.any(Array));
  expect(await memory.dedupe()).toEqual(expect.any(Object)); // every member of this answer is optional
  expect(await memory.consolidate()).toEqual(expect.any(Object));
  expect(await memory.export()).toMatchObject({ memories: expect.any(Array) });
  expect(await memory.import_([{ key: 'k', value: 'v' }])).toMatchObject({ imported: expect.any(Number) });
  expect(new Set(mock.calls.map(({ operation }) => operation)).size).toBe(10);
  expect(mock.calls.filter(({ status }) => status >= 300)).toEqual([]);
});

test('Memory: import reports imported and failed', async () => {
  const { memory } = client();
  const one = await memory.import_([{ key: 'brand_color', value: '#FF5733', namespace: 'user_profile' }]);
  expect([one['imported'], one['failed']]).toEqual([1, 0]);
  mock.scenario('import-partly');
  const partly = await memory.import_([{ key: 'a', value: 'b' }]);
  expect(partly['failed']).not.toBe(0);
});

test('Error handling: a rate limit tells the seconds, a quota tells used, limit and plan', async () => {
  const { agents } = client({ maxRetries: 0 });
  mock.scenario('rate-limited-then-spawned');
  expect(await failure(agents.spawn({ task }))).toMatchObject({
    kind: 'JettsonRateLimitError',
    code: 'rate_limited',
    retryAfterSeconds: 1,
  });
  mock.scenario('quota-exceeded');
  const quota = await failure(agents.spawn({ task }));
  expect(quota).toMatchObject({
    kind: 'JettsonQuotaExceededError',
    code: 'monthly_quota_exceeded',
    details: { used: expect.any(Number), plan: expect.any(String) },
  });
});

test('Error handling: each documented failure arrives as its class', async () => {
  const { agents, memory } = client({ maxRetries: 0 });
  const single = (status: number) =>
    mock.scenario({ name: 's', plays: 'one status', steps: [{ on: 'getAgent', status }] });
  const kindsSeen: string[] = [];
  for (const status of [401, 404, 429, 500, 503]) {
    single(status);
    kindsSeen.push((await failure(agents.get('ag_x'))).kind);
  }
  expect(kindsSeen).toEqual([
    'JettsonAuthError',
    'JettsonNotFoundError',
    'JettsonRateLimitError',
    'JettsonServerError',
    'JettsonServerError',
  ]);
  expect(await failure(memory.put({ key: '', value: 'v' }))).toMatchObject({
    kind: 'JettsonValidationError',
    code: 'invalid_key',
  });
  expect((await failure(client({ apiKey: '' }).agents.list())).kind).toBe('JettsonAuthError');
});

test.each(['body-reset', 'body-truncated', 'network-failure-once'])(
  'Error handling: %s arrives as a network error',
  async (scenario) => {
    mock.scenario(scenario);
    expect((await failure(client({ maxRetries: 0 }).agents.get('ag_x'))).kind).toBe('JettsonNetworkError');
    mock.reset();
  },
);

test.each(['no-answer', 'slow-drip', 'slow-answer'])(
  'Error handling: %s meets the time-out',
  async (scenario) => {
    mock.scenario(scenario);
    expect((await failure(client({ maxRetries: 0, timeoutSeconds: 0.1 }).agents.get('ag_x'))).kind).toBe(
      'JettsonNetworkError',
    );
  },
);

test('Idempotent spawns: a repeat with the same key yields the same agent, also when the first answer is lost', async () => {
  const twice = mock.scenario('spawned-twice');
  const { agents } = client();
  const first = await agents.spawn({ task, idempotency_key: 'spawn:u:1' });
  const second = await agents.spawn({ task, idempotency_key: 'spawn:u:1' });
  expect(second['agent_id']).toBe(first['agent_id']);
  twice.done();

  const lost = mock.scenario('spawn-answer-lost');
  const agent = await agents.spawn({ task, idempotency_key: 'spawn:u:2' });
  expect(agent['agent_id']).toBe(first['agent_id']);
  expect(slept).toEqual([1]);
  expect(mock.calls.slice(2).map(({ acted, fault }) => ({ acted, fault }))).toEqual([
    { acted: true, fault: 'reset-before-answer' },
    { acted: undefined, fault: undefined },
  ]);
  lost.done();
});

test.each(['iad', 'lhr', 'syd'])('Regions: %s can be pinned', async (region) => {
  expect((await client().agents.spawn({ task, region }))['status']).toBe('spawning');
});

test('Regions: another region is refused', async () => {
  expect((await failure(client().agents.spawn({ task, region: 'fra' }))).code).toBe('invalid_body');
});

const retries = [
  { scenario: 'rate-limited-then-spawned', does: 'spawn', slept: [1], requests: 2 },
  {
    scenario: 'rate-limited-three-times',
    does: 'spawn',
    slept: [1, 1, 1],
    requests: 4,
    raises: 'JettsonRateLimitError',
  },
  { scenario: 'too-many-agents', does: 'spawn', slept: [1], requests: 2 },
  { scenario: 'unavailable-then-completed', does: 'get', slept: [1], requests: 2 },
  { scenario: 'failing-three-times', does: 'list', slept: [1, 2, 4], requests: 4 },
  { scenario: 'network-failure-once', does: 'get', slept: [1], requests: 2 },
  { scenario: 'proxy-page', does: 'get', slept: [1], requests: 2 },
  { scenario: 'quota-exceeded', does: 'spawn', slept: [], requests: 1, raises: 'JettsonQuotaExceededError' },
  { scenario: 'memory-full', does: 'put', slept: [], requests: 1, raises: 'JettsonQuotaExceededError' },
] as const;
test.each(retries)(
  'Retries: $scenario takes $requests requests',
  async ({ scenario, does, requests, ...row }) => {
    const played = mock.scenario(scenario);
    const { agents, memory } = client();
    const calls = {
      spawn: () => agents.spawn({ task }),
      get: () => agents.get('ag_x'),
      list: () => memory.list(),
      put: () => memory.put({ key: 'k', value: 'v' }),
    };
    if ('raises' in row) expect((await failure(calls[does]())).kind).toBe(row.raises);
    else await calls[does]();
    expect(mock.calls).toHaveLength(requests);
    expect(slept).toEqual(row.slept);
    played.done();
  },
);

test('Retries: a maximum of none sends one request', async () => {
  mock.scenario('failing-three-times');
  expect((await failure(client({ maxRetries: 0 }).memory.list())).status).toBe(500);
  expect([mock.calls.length, slept]).toEqual([1, []]);
  mock.reset();
});

test('a key that is revoked meanwhile is refused from then on', async () => {
  const played = mock.scenario('key-revoked');
  const { agents } = client();
  await agents.list();
  expect((await failure(agents.list())).kind).toBe('JettsonAuthError');
  played.done();
});
