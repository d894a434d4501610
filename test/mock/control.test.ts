import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { LoggedRequest, Mock } from '../../src/mock/testing.js';
import { BadScenario, scenarioNames, startMock, UnplayedSteps } from '../../src/mock/testing.js';

const authorization = 'Bearer jett_sk_test_abcdabcdabcdabcdabcdabcdabcdabcd';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterEach(() => mock.reset());
afterAll(() => mock.close());

const control = async (method: string, path: string, body?: string) => {
  const response = await fetch(`${mock.origin}/__mock${path}`, {
    method,
    ...(body === undefined ? {} : { body }),
  });
  return {
    status: response.status,
    own: response.headers.get('x-mock-error'),
    body: (await response.json()) as unknown,
  };
};
const get = (path: string) => fetch(`${mock.url}${path}`, { headers: { authorization } });

test.each(['{"name":"wait-completes"}', 'name: wait-completes'])(
  'a ready-made scenario is started by its name, without a key: %s',
  async (text) => {
    const { status, body } = await control('POST', '/scenario', text);
    expect([status, body]).toEqual([200, expect.objectContaining({ name: 'wait-completes', steps: 4 })]);
    expect((await get('/agents/ag_1')).headers.get('x-mock-example')).toBe('getAgent.spawning');
  },
);

test.each([
  'name: own\nplays: one of mine\nsteps:\n  - { on: getAgent, status: 503 }',
  '{"name":"own","plays":"p","steps":[{"on":"getAgent","status":503}]}',
])("a scenario of one's own is sent as YAML or JSON", async (text) => {
  expect((await control('POST', '/scenario', text)).status).toBe(200);
  expect((await get('/agents/ag_1')).status).toBe(503);
  expect((await control('GET', '/scenario')).body).toMatchObject({ name: 'own', unplayed: [] });
});

test('a name that does not exist is refused with the nearest', async () => {
  const { status, own, body } = await control('POST', '/scenario', '{"name":"wait-complete"}');
  expect([status, own]).toEqual([400, 'bad-scenario']);
  expect(body).toMatchObject({
    error: {
      code: 'bad_scenario',
      message: 'no scenario is called wait-complete. Did you mean wait-completes?',
    },
  });
});

test('each problem of a scenario is told with its line', async () => {
  const { body } = await control(
    'POST',
    '/scenario',
    'name: own\nplays: p\nsteps:\n  - { on: getAgnet }\n  - { on: getAgent, answer: runing }',
  );
  const { problems } = (body as { error: { details: { problems: string[] } } }).error.details;
  expect(problems).toEqual([
    'scenario:4  no operation is called getAgnet. Did you mean getAgent?',
    'scenario:5  getAgent has no example runing. Did you mean running?',
  ]);
});

test('the ready-made scenarios are listed', async () => {
  expect((await control('GET', '/scenarios')).body).toEqual(scenarioNames());
});

test('the log tells what came and what was answered, without the key', async () => {
  await get('/memory?key=brand_color&namespace=user_profile');
  const [entry] = (await control('GET', '/requests')).body as LoggedRequest[];
  expect(entry).toMatchObject({
    n: 1,
    method: 'GET',
    url: '/api/v1/memory?key=brand_color&namespace=user_profile',
    operation: 'getMemory',
    status: 200,
    example: 'getMemory.found',
  });
  expect(entry?.headers['authorization']).toBe('Bearer jett_sk_…');
  expect(mock.calls).toEqual([entry]);
});

test('the log keeps the last 1,000 requests and counts on', async () => {
  for (let round = 0; round < 1_050; round++)
    await mock.fetch(`${mock.url}/agents`, { headers: { authorization } });
  const entries = (await control('GET', '/requests')).body as LoggedRequest[];
  expect([entries.length, entries[0]?.n, entries.at(-1)?.n]).toEqual([1000, 51, 1050]);
});

test('DELETE forgets scenario and log, and tells what never ran', async () => {
  await control('POST', '/scenario', '{"name":"quota-exceeded"}');
  await get('/agents');
  expect((await control('DELETE', '')).body).toEqual({
    unplayed: ['scenarios/quota-exceeded.yaml:4  the step on spawnAgent never ran'],
  });
  expect((await control('GET', '/requests')).body).toEqual([]);
  expect((await control('GET', '/scenario')).body).toBeNull();
});

test.each([
  ['GET', '/x'],
  ['PUT', '/scenario'],
  ['GET', ''],
])('%s /__mock%s is told what there is', async (method, path) => {
  expect(await control(method, path)).toMatchObject({ status: 404, own: 'unknown-control' });
});

test('a step that never ran makes close fail, unless the mock was reset', async () => {
  const other = await startMock({ listen: false, scenario: 'quota-exceeded' });
  await expect(other.close()).rejects.toThrow(UnplayedSteps);
  const another = await startMock({ listen: false, scenario: 'quota-exceeded' });
  another.reset();
  await another.close();
});

test('done says which step is missing', () => {
  const playing = mock.scenario('spawned-twice');
  expect(() => playing.done()).toThrow(
    'the scenario spawned-twice was not played to its end:\nscenarios/spawned-twice.yaml:4  the step on spawnAgent never ran\nscenarios/spawned-twice.yaml:5  the step on spawnAgent never ran',
  );
});

test.each(['nope', null, 5])('%j is no scenario to start with', async (scenario) => {
  const options = { listen: false, scenario: scenario as string };
  await expect(startMock(options)).rejects.toThrow(BadScenario);
});

test('without a socket, fetch still answers, also under the real base URL', async () => {
  await using silent = await startMock({ listen: false, now: () => 0 });
  expect(silent.url).toBe('https://jettson.dev/api/v1');
  const response = await silent.fetch('https://jettson.dev/api/v1/agents', { headers: { authorization } });
  expect([response.status, silent.calls[0]?.at]).toEqual([200, '1970-01-01T00:00:00.000Z']);
});

test('an aborted call is not answered', async () => {
  await expect(mock.fetch(`${mock.url}/agents`, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/);
});
