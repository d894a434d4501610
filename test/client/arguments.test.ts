// Arguments that cannot be sent: each refused before any request, by name and rule; what can be sent arrives unchanged.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fillPath, limitRules, queryText } from '../../src/client/arguments.js';
import type { Jettson } from '../../src/index.js';
import bundle from '../../generated/openapi.json' with { type: 'json' };
import { agent, json, memory, world } from './world.js';

const cyclic: Record<string, unknown> = {};
cyclic['self'] = cyclic;
const deep = { value: JSON.parse(`${'['.repeat(600)}${']'.repeat(600)}`) as unknown };
/** A value of no type the method takes, as plain JavaScript may pass it. */
const wrong = (value: unknown): never => value as never;

interface Row {
  readonly name: string;
  readonly call: (client: Jettson) => PromiseLike<unknown>;
  readonly argument: string;
  readonly says: string;
}
const ids = [
  '',
  '.',
  '..',
  '%2e',
  '%2e%2e',
  '.%2E',
  '%2E.',
  'a/b',
  '/',
  '..\\..',
  '%2F',
  'a%5cb',
  '\ud800',
  'a\udc00',
];
const rows: Row[] = [
  ...ids.flatMap((id) => [
    {
      name: `get(${JSON.stringify(id)})`,
      call: (client: Jettson) => client.agents.get(id),
      argument: 'agent_id',
      says: 'must not',
    },
    {
      name: `cancel(${JSON.stringify(id)})`,
      call: (client: Jettson) => client.agents.cancel(id),
      argument: 'agent_id',
      says: 'must not',
    },
    {
      name: `wait(${JSON.stringify(id)})`,
      call: (client: Jettson) => client.agents.wait(id),
      argument: 'agent_id',
      says: 'must not',
    },
  ]),
  {
    name: 'get(undefined)',
    call: (client) => client.agents.get(wrong(undefined)),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'get(7)',
    call: (client) => client.agents.get(wrong(7)),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'wait(null)',
    call: (client) => client.agents.wait(wrong(null)),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'spawn()',
    call: (client) => client.agents.spawn(wrong(undefined)),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'spawn("x")',
    call: (client) => client.agents.spawn(wrong('x')),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'a task of undefined',
    call: (client) => client.agents.spawn({ task: wrong(undefined) }),
    argument: 'task',
    says: 'no JSON form: undefined',
  },
  {
    name: 'undefined in metadata',
    call: (client) => client.agents.spawn({ task: 'x', metadata: { a: undefined } }),
    argument: 'metadata.a',
    says: 'no JSON form',
  },
  {
    name: 'NaN in metadata',
    call: (client) => client.agents.spawn({ task: 'x', metadata: { a: [1, Number.NaN] } }),
    argument: 'metadata.a[1]',
    says: 'NaN',
  },
  {
    name: 'Infinity in a body',
    call: (client) => client.memory.put({ key: 'k', value: 'v', importance: Number.POSITIVE_INFINITY }),
    argument: 'importance',
    says: 'Infinity',
  },
  {
    name: 'a Date in metadata',
    call: (client) => client.agents.spawn({ task: 'x', metadata: { when: new Date(0) } }),
    argument: 'metadata.when',
    says: 'Date',
  },
  {
    name: 'a Map in metadata',
    call: (client) => client.agents.spawn({ task: 'x', metadata: { m: new Map() } }),
    argument: 'metadata.m',
    says: 'Map',
  },
  {
    name: 'a function in metadata',
    call: (client) => client.agents.spawn({ task: 'x', metadata: { f: () => 1 } }),
    argument: 'metadata.f',
    says: 'no JSON form: Function',
  },
  {
    name: 'a BigInt in metadata',
    call: (client) => client.agents.spawn({ task: 'x', metadata: { b: 1n } }),
    argument: 'metadata.b',
    says: 'no JSON form: BigInt',
  },
  {
    name: 'a cycle in metadata',
    call: (client) => client.agents.spawn({ task: 'x', metadata: { c: cyclic } }),
    argument: 'metadata.c.self',
    says: 'contains itself',
  },
  {
    name: 'a body 600 deep',
    call: (client) => client.agents.spawn({ task: 'x', metadata: deep }),
    argument: 'metadata',
    says: 'nested deeper',
  },
  {
    name: 'an empty idempotency key',
    call: (client) => client.agents.spawn({ task: 'x', idempotencyKey: '' }),
    argument: 'idempotencyKey',
    says: 'visible ASCII',
  },
  {
    name: 'an idempotency key with a line end',
    call: (client) => client.agents.spawn({ task: 'x', idempotencyKey: 'a\r\nb' }),
    argument: 'idempotencyKey',
    says: 'visible ASCII',
  },
  {
    name: 'a long idempotency key',
    call: (client) => client.agents.spawn({ task: 'x', idempotencyKey: 'k'.repeat(256) }),
    argument: 'idempotencyKey',
    says: '255',
  },
  {
    name: 'list of 0',
    call: (client) => client.agents.list({ limit: 0 }),
    argument: 'limit',
    says: 'from 1 to 100',
  },
  {
    name: 'list of 101',
    call: (client) => client.agents.list({ limit: 101 }),
    argument: 'limit',
    says: 'from 1 to 100',
  },
  {
    name: 'list of 1.5',
    call: (client) => client.agents.list({ limit: 1.5 }),
    argument: 'limit',
    says: 'whole number',
  },
  {
    name: 'list of NaN',
    call: (client) => client.agents.list({ limit: Number.NaN }),
    argument: 'limit',
    says: 'whole number',
  },
  {
    name: 'list of "5"',
    call: (client) => client.agents.list({ limit: wrong('5') }),
    argument: 'limit',
    says: 'whole number',
  },
  {
    name: 'list("x")',
    call: (client) => client.agents.list(wrong('x')),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'a Date as a cursor',
    call: (client) => client.agents.list({ cursor: wrong(new Date(0)) }),
    argument: 'cursor',
    says: 'must be a string',
  },
  {
    name: 'toArray of -1',
    call: (client) => client.agents.list().toArray({ max: -1 }),
    argument: 'max',
    says: 'from 0 up',
  },
  {
    name: 'memory.list of 101',
    call: (client) => client.memory.list({ limit: 101 }),
    argument: 'limit',
    says: 'from 1 to 100',
  },
  {
    name: 'memory.search of 51',
    call: (client) => client.memory.search({ query: 'q', limit: 51 }),
    argument: 'limit',
    says: 'from 1 to 50',
  },
  {
    name: 'a tag with a comma',
    call: (client) => client.memory.list({ tags: ['a', 'b,c'] }),
    argument: 'tags[1]',
    says: 'comma',
  },
  {
    name: 'memory.get of an empty key',
    call: (client) => client.memory.get(''),
    argument: 'key',
    says: 'must not be empty',
  },
  {
    name: 'memory.get("k", "ns")',
    call: (client) => client.memory.get('k', wrong('ns')),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'memory.delete(undefined)',
    call: (client) => client.memory.delete(wrong(undefined)),
    argument: 'key',
    says: 'must be a string, not undefined',
  },
  {
    name: 'half a surrogate pair in a query',
    call: (client) => client.memory.get('\ud83d'),
    argument: 'key',
    says: 'surrogate',
  },
  {
    name: 'memory.import of one object',
    call: (client) => client.memory.import(wrong({ key: 'k' })),
    argument: 'items',
    says: 'must be an array',
  },
  {
    name: 'memory.import of a string',
    call: (client) => client.memory.import([wrong('x')]),
    argument: 'items[0]',
    says: 'must be an object',
  },
  {
    name: 'memory.import without a value',
    call: (client) => client.memory.import([{ key: 'k', value: wrong(undefined) }]),
    argument: 'memories[0].value',
    says: 'undefined',
  },
  {
    name: 'a negative timeoutMs',
    call: (client) => client.agents.get('a', { timeoutMs: -1 }),
    argument: 'timeoutMs',
    says: 'milliseconds',
  },
  {
    name: 'an infinite deadlineMs',
    call: (client) => client.agents.get('a', { deadlineMs: Number.POSITIVE_INFINITY }),
    argument: 'deadlineMs',
    says: 'milliseconds',
  },
  {
    name: 'a fractional maxRetries',
    call: (client) => client.agents.get('a', { maxRetries: 1.5 }),
    argument: 'maxRetries',
    says: 'whole number',
  },
  {
    name: 'a signal that is none',
    call: (client) => client.agents.get('a', { signal: wrong({}) }),
    argument: 'signal',
    says: 'AbortSignal',
  },
  {
    name: 'wait with a NaN time-out',
    call: (client) => client.agents.wait('a', { timeoutMs: Number.NaN }),
    argument: 'timeoutMs',
    says: 'milliseconds',
  },
  {
    name: 'run with a negative pause',
    call: (client) => client.agents.run({ task: 'x' }, { pollIntervalMs: -1 }),
    argument: 'pollIntervalMs',
    says: 'milliseconds',
  },
  {
    name: 'an Authorization header',
    call: (client) => client.agents.get('a', { headers: { authorization: 'x' } }),
    argument: 'headers.authorization',
    says: 'set by the client',
  },
  {
    name: 'a Content-Type header',
    call: (client) => client.agents.get('a', { headers: new Headers({ 'Content-Type': 'x' }) }),
    argument: 'headers.content-type',
    says: 'set by the client',
  },
  {
    name: 'an idempotency header',
    call: (client) => client.agents.spawn({ task: 'x' }, { headers: { 'X-Idempotency-Key': 'x' } }),
    argument: 'headers.X-Idempotency-Key',
    says: 'idempotencyKey',
  },
  {
    name: 'a header with a line end',
    call: (client) => client.agents.get('a', { headers: { 'X-A': 'a\r\nb: c' } }),
    argument: 'headers.X-A',
    says: 'visible ASCII',
  },
  {
    name: 'a header name with a blank',
    call: (client) => client.agents.get('a', { headers: { 'X A': 'a' } }),
    argument: 'headers.X A',
    says: 'header name',
  },
  {
    name: 'request with a whole URL',
    call: (client) => client.request('GET', 'https://evil.example/'),
    argument: 'path',
    says: 'relative',
  },
  {
    name: 'request to //host',
    call: (client) => client.request('GET', '//evil.example/'),
    argument: 'path',
    says: 'segments',
  },
  {
    name: 'request with dots',
    call: (client) => client.request('DELETE', '/agents/..'),
    argument: 'path',
    says: 'segments',
  },
  {
    name: 'request with encoded dots',
    call: (client) => client.request('DELETE', '/agents/%2E%2e/x'),
    argument: 'path',
    says: 'segments',
  },
  {
    name: 'request with a query in the path',
    call: (client) => client.request('GET', '/agents?limit=1'),
    argument: 'path',
    says: '`query`',
  },
  {
    name: 'request without a value',
    call: (client) => client.request('GET', '/agents/{agent_id}'),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'request with an odd method',
    call: (client) => client.request('GET /', '/agents'),
    argument: 'method',
    says: 'HTTP method',
  },
  {
    name: 'http with dots',
    call: (client) => client.http.DELETE('/agents/{agent_id}', { params: { path: { agent_id: '..' } } }),
    argument: 'agent_id',
    says: 'must not',
  },
  {
    name: 'http without a value',
    call: (client) => client.http.GET('/agents/{agent_id}', wrong({})),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'http with a Date in the query',
    call: (client) => client.http.GET('/agents', { params: { query: { cursor: wrong(new Date(0)) } } }),
    argument: 'cursor',
    says: 'must be a string',
  },
  {
    name: 'http with an Authorization parameter',
    call: (client) => client.http.GET('/agents', { params: { header: wrong({ Authorization: 'x' }) } }),
    argument: 'headers.Authorization',
    says: 'set by the client',
  },
  {
    name: 'options that are a text',
    call: (client) => client.agents.get('a', wrong('x')),
    argument: 'options',
    says: 'must be an object',
  },
  {
    name: 'options that are a list',
    call: (client) => client.agents.get('a', wrong([])),
    argument: 'options',
    says: 'must be an object',
  },
  {
    name: 'null headers',
    call: (client) => client.agents.get('a', { headers: wrong(null) }),
    argument: 'headers',
    says: 'must be an object',
  },
  {
    name: 'wait with an onProgress that is no function',
    call: (client) => client.agents.wait('a', { onProgress: wrong(7) }),
    argument: 'onProgress',
    says: 'must be a function',
  },
  {
    name: 'wait with a negative limit per poll',
    call: (client) => client.agents.wait('a', { requestTimeoutMs: -1 }),
    argument: 'requestTimeoutMs',
    says: 'milliseconds',
  },
  {
    name: 'request without a method',
    call: (client) => client.request(wrong(undefined), '/agents'),
    argument: 'method',
    says: 'HTTP method',
  },
  {
    name: 'request by a symbol',
    call: (client) => client.request(wrong(Symbol('GET')), '/agents'),
    argument: 'method',
    says: 'HTTP method',
  },
  {
    name: 'request of a method that fetch does not send',
    call: (client) => client.request('connect', '/agents'),
    argument: 'method',
    says: 'HTTP method',
  },
  {
    name: 'request of a path that is a symbol',
    call: (client) => client.request('GET', wrong(Symbol('/agents'))),
    argument: 'path',
    says: 'must start with "/"',
  },
  {
    name: 'a GET with a body',
    call: (client) => client.request('GET', '/agents', { body: {} }),
    argument: 'body',
    says: 'a GET has none',
  },
  {
    name: 'request with parameters that are a text',
    call: (client) => client.request('GET', '/agents', wrong('x')),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'request with a query that is a text',
    call: (client) => client.request('GET', '/agents', { query: wrong('limit=1') }),
    argument: 'query',
    says: 'must be an object',
  },
  {
    name: 'request with path values that are a text',
    call: (client) => client.request('GET', '/agents', { path: wrong('x') }),
    argument: 'path',
    says: 'must be an object',
  },
  {
    name: 'half a surrogate pair as the name of a query parameter',
    call: (client) => client.request('GET', '/agents', { query: { '\ud800': 1 } }),
    argument: 'query',
    says: 'surrogate',
  },
  {
    name: 'http with an init that is a text',
    call: (client) => client.http.GET('/agents', wrong('x')),
    argument: 'init',
    says: 'must be an object',
  },
  {
    name: 'http with an Authorization header',
    call: (client) => client.http.GET('/agents', { headers: { Authorization: 'x' } }),
    argument: 'headers.Authorization',
    says: 'set by the client',
  },
];

test.each(rows)('$name is refused before any request: $argument $says', async ({ call, argument, says }) => {
  const { client, sent, fail } = world([json(200, agent)]);
  const error = await fail(call(client));
  expect(error).toMatchObject({ name: 'JettsonArgumentError', argument });
  expect((error as Error).message).toContain(says);
  // `list()` starts with its request; only what follows from a wrong `max` is refused.
  expect(sent.length).toBe(argument === 'max' ? 1 : 0);
});

test('a header by the name of an object’s own members travels as any other', async () => {
  const { client, sent, run } = world([json(200, agent)]);
  await run(client.agents.get('a', { headers: { constructor: 'x' } }));
  expect(sent[0]?.headers.get('constructor')).toBe('x');
});

test('optional members set to undefined are left out', async () => {
  const { client, sent, run } = world([json(201, agent)]);
  const undefinedName = { task: 'x', name: undefined, metadata: undefined } as unknown as { task: string };
  await run(client.agents.spawn(undefinedName));
  expect(sent[0]?.init.body).toBe('{"task":"x"}');
});

test('tags travel comma-joined in one parameter', async () => {
  const { client, sent, run } = world([json(200, { memories: [memory] })]);
  await run(client.memory.list({ tags: ['a', 'b c'], namespace: 'n&m' }));
  expect(new URL(sent[0]?.url ?? '').search).toBe('?tags=a%2Cb%20c&namespace=n%26m');
});

describe('encoding', () => {
  const segment = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .filter((text) => !/[/\\]|%2f|%5c/i.test(text) && !/^(?:\.|%2e){1,2}$/i.test(text));

  test('a path value is one segment of the URL, and reads back as it was', () => {
    fc.assert(
      fc.property(segment, (value) => {
        const url = new URL(
          `https://jettson.dev/api/v1${fillPath('/agents/{agent_id}', { agent_id: value })}`,
        );
        const parts = url.pathname.split('/');
        expect(parts.slice(0, 4)).toEqual(['', 'api', 'v1', 'agents']);
        expect(parts.slice(4).map(decodeURIComponent)).toEqual([value]);
        expect([url.search, url.hash, url.host]).toEqual(['', '', 'jettson.dev']);
      }),
    );
  });

  test('no value of any kind reaches another path: it is one segment, or refused', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.anything()), (value) => {
        let path: string;
        try {
          path = fillPath('/agents/{agent_id}', { agent_id: value });
        } catch (thrown) {
          expect((thrown as Error).name).toBe('JettsonArgumentError');
          return;
        }
        expect(new URL(`https://jettson.dev${path}`).pathname.split('/').length).toBe(3);
      }),
    );
  });

  test('a query reads back as it was', () => {
    const values = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean());
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'grapheme', minLength: 1 }), values), (query) => {
        const read = new URLSearchParams(queryText(query));
        expect([...read]).toEqual(Object.entries(query).map(([name, value]) => [name, String(value)]));
      }),
    );
  });
});

test('the limits are those of the contract', () => {
  const { paths, components } = bundle;
  const maximum = (parameters: readonly unknown[]) =>
    (parameters as { name?: string; schema?: { maximum?: number } }[]).find(({ name }) => name === 'limit')
      ?.schema?.maximum;
  expect(limitRules).toEqual({
    listAgents: ['a whole number', 1, maximum(paths['/agents'].get.parameters)],
    listMemory: ['a whole number', 1, maximum(paths['/memory/list'].get.parameters)],
    searchMemory: ['a whole number', 1, components.schemas.SearchMemoryRequest.properties.limit.maximum],
  });
});
