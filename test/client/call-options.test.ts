// Options of one call: time-outs, retries, signals and header fields.
import { expect, test } from 'vitest';
import { testRefused, wrong } from './refused.js';
import { agent, json, world } from './world.js';

testRefused([
  {
    name: 'an empty idempotency key',
    call: ({ agents }) => agents.spawn({ task: 'x', idempotencyKey: '' }),
    argument: 'idempotencyKey',
    says: 'visible ASCII',
  },
  {
    name: 'an idempotency key with a line end',
    call: ({ agents }) => agents.spawn({ task: 'x', idempotencyKey: 'a\r\nb' }),
    argument: 'idempotencyKey',
    says: 'visible ASCII',
  },
  {
    name: 'a long idempotency key',
    call: ({ agents }) => agents.spawn({ task: 'x', idempotencyKey: 'k'.repeat(256) }),
    argument: 'idempotencyKey',
    says: '255',
  },
  {
    name: 'a negative timeoutMs',
    call: ({ agents }) => agents.get('a', { timeoutMs: -1 }),
    argument: 'timeoutMs',
    says: 'a number from 1 to 2147483647',
  },
  {
    name: 'an infinite deadlineMs',
    call: ({ agents }) => agents.get('a', { deadlineMs: Number.POSITIVE_INFINITY }),
    argument: 'deadlineMs',
    says: 'a number from 1 to 2147483647',
  },
  {
    name: 'a fractional maxRetries',
    call: ({ agents }) => agents.get('a', { maxRetries: 1.5 }),
    argument: 'maxRetries',
    says: 'whole number',
  },
  {
    name: 'a signal that is none',
    call: ({ agents }) => agents.get('a', { signal: wrong({}) }),
    argument: 'signal',
    says: 'AbortSignal',
  },
  {
    name: 'wait with a NaN time-out',
    call: ({ agents }) => agents.wait('a', { timeoutMs: Number.NaN }),
    argument: 'timeoutMs',
    says: 'a number from 0 to 2147483647',
  },
  {
    name: 'run with a negative pause',
    call: ({ agents }) => agents.run({ task: 'x' }, { pollIntervalMs: -1 }),
    argument: 'pollIntervalMs',
    says: 'a number from 0 to 2147483647',
  },
  {
    name: 'an Authorization header',
    call: ({ agents }) => agents.get('a', { headers: { authorization: 'x' } }),
    argument: 'headers.authorization',
    says: 'the client sets itself',
  },
  {
    name: 'a Content-Type header',
    call: ({ agents }) => agents.get('a', { headers: new Headers({ 'Content-Type': 'x' }) }),
    argument: 'headers.content-type',
    says: 'the client sets itself',
  },
  {
    name: 'an idempotency header',
    call: ({ agents }) => agents.spawn({ task: 'x' }, { headers: { 'X-Idempotency-Key': 'x' } }),
    argument: 'headers.X-Idempotency-Key',
    says: 'the client sets itself',
  },
  {
    name: 'a header with a line end',
    call: ({ agents }) => agents.get('a', { headers: { 'X-A': 'a\r\nb: c' } }),
    argument: 'headers.X-A',
    says: 'visible ASCII',
  },
  {
    name: 'a header name with a blank',
    call: ({ agents }) => agents.get('a', { headers: { 'X A': 'a' } }),
    argument: 'headers.X A',
    says: 'header name',
  },
  {
    name: 'options that are a text',
    call: ({ agents }) => agents.get('a', wrong('x')),
    argument: 'options',
    says: 'must be an object',
  },
  {
    name: 'options that are a list',
    call: ({ agents }) => agents.get('a', wrong([])),
    argument: 'options',
    says: 'must be an object',
  },
  {
    name: 'the method CONNECT',
    call: (client) => client.request('CONNECT', '/x'),
    argument: 'method',
    says: 'an HTTP method',
  },
  {
    name: 'the method CONNECT with a body',
    call: (client) => client.request('CONNECT', '/x', { body: {} }),
    argument: 'method',
    says: 'an HTTP method',
  },
  {
    name: 'the method trace',
    call: (client) => client.request('trace', '/x'),
    argument: 'method',
    says: 'an HTTP method',
  },
  {
    name: 'the method trace with a body',
    call: (client) => client.request('trace', '/x', { body: {} }),
    argument: 'method',
    says: 'an HTTP method',
  },
  {
    name: 'the method TRACK',
    call: (client) => client.request('TRACK', '/x'),
    argument: 'method',
    says: 'an HTTP method',
  },
  {
    name: 'the method TRACK with a body',
    call: (client) => client.request('TRACK', '/x', { body: {} }),
    argument: 'method',
    says: 'an HTTP method',
  },
  {
    name: 'null headers',
    call: ({ agents }) => agents.get('a', { headers: wrong(null) }),
    argument: 'headers',
    says: 'must be an object',
  },
  {
    name: 'wait with an onProgress that is no function',
    call: ({ agents }) => agents.wait('a', { onProgress: wrong(7) }),
    argument: 'onProgress',
    says: 'must be a function',
  },
  {
    name: 'wait with an onProgress that has a call, and is no function',
    call: ({ agents }) => agents.wait('a', { onProgress: wrong({ call: () => undefined }) }),
    argument: 'onProgress',
    says: 'must be a function',
  },
  {
    name: 'null as header parameters',
    call: ({ http }) => http.GET('/memory', { params: { header: wrong(null), query: { key: 'k' } } }),
    argument: 'header',
    says: 'must be an object',
  },
  {
    name: 'wait with a negative limit per poll',
    call: ({ agents }) => agents.wait('a', { requestTimeoutMs: -1 }),
    argument: 'requestTimeoutMs',
    says: 'a number from 1 to 2147483647',
  },
]);

test('a header set to undefined is not sent', async () => {
  const { client, sent, run } = world([json(200, agent)]);
  await run(client.agents.get('a', { headers: { 'x-trace': undefined as never } }));
  expect(sent[0]?.headers.has('x-trace')).toBe(false);
});

test('a header by the name of an object’s own members travels as any other', async () => {
  const { client, sent, run } = world([json(200, agent)]);
  await run(client.agents.get('a', { headers: { constructor: 'x' } }));
  expect(sent[0]?.headers.get('constructor')).toBe('x');
});
