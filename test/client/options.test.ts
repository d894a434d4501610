// The constructor: no I/O, every bad option refused at once, by name and rule.
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readOptions } from '../../src/client/options.js';
import { Jettson, type JettsonOptions, version } from '../../src/index.js';
import manifest from '../../package.json' with { type: 'json' };
import { agent, json, sentinelKey, world } from './world.js';

afterEach(() => vi.unstubAllEnvs());
const wrong = (value: unknown): never => value as never;

const rows: { name: string; options: JettsonOptions; option: string; says: string }[] = [
  { name: 'an empty key', options: { apiKey: '' }, option: 'apiKey', says: 'not empty' },
  {
    name: 'a key with a line end',
    options: { apiKey: 'jett_sk\n' },
    option: 'apiKey',
    says: 'visible ASCII',
  },
  { name: 'a key with a blank', options: { apiKey: 'Bearer x' }, option: 'apiKey', says: 'visible ASCII' },
  {
    name: 'a key with other letters',
    options: { apiKey: 'schlüssel' },
    option: 'apiKey',
    says: 'visible ASCII',
  },
  {
    name: 'a key that is a number',
    options: { apiKey: wrong(7) },
    option: 'apiKey',
    says: 'must be a string',
  },
  { name: 'a null key', options: { apiKey: wrong(null) }, option: 'apiKey', says: 'must be a string' },
  {
    name: 'a base URL without scheme',
    options: { baseUrl: 'jettson.dev/api/v1' },
    option: 'baseUrl',
    says: 'complete URL',
  },
  { name: 'a relative base URL', options: { baseUrl: '/api/v1' }, option: 'baseUrl', says: 'complete URL' },
  { name: 'an empty base URL', options: { baseUrl: '' }, option: 'baseUrl', says: 'complete URL' },
  {
    name: 'a base URL with credentials',
    options: { baseUrl: 'https://a:b@jettson.dev' },
    option: 'baseUrl',
    says: 'without user',
  },
  {
    name: 'a base URL with a query',
    options: { baseUrl: 'https://jettson.dev/?a=b' },
    option: 'baseUrl',
    says: 'query',
  },
  {
    name: 'a base URL with a bare question mark',
    options: { baseUrl: 'https://jettson.dev/?' },
    option: 'baseUrl',
    says: 'query',
  },
  {
    name: 'a base URL with a fragment',
    options: { baseUrl: 'https://jettson.dev/#a' },
    option: 'baseUrl',
    says: 'fragment',
  },
  { name: 'a base URL for files', options: { baseUrl: 'file:///etc' }, option: 'baseUrl', says: 'https://' },
  ...[-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, wrong('3')].map((maxRetries: number) => ({
    name: `maxRetries ${maxRetries}`,
    options: { maxRetries },
    option: 'maxRetries',
    says: 'whole number',
  })),
  ...[-1, 0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, wrong('60')].map((timeoutMs: number) => ({
    name: `timeoutMs ${timeoutMs}`,
    options: { timeoutMs },
    option: 'timeoutMs',
    says: 'a number from 1 to 2147483647',
  })),
  ...[-1, 0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31].map((deadlineMs) => ({
    name: `deadlineMs ${deadlineMs}`,
    options: { deadlineMs },
    option: 'deadlineMs',
    says: 'a number from 1 to 2147483647',
  })),
  ...[-1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31].map((maxRetryDelayMs) => ({
    name: `maxRetryDelayMs ${maxRetryDelayMs}`,
    options: { maxRetryDelayMs },
    option: 'maxRetryDelayMs',
    says: 'a number from 0 to 2147483647',
  })),
  ...[-0.1, 1.1, Number.NaN, wrong('0')].map((jitter: number) => ({
    name: `jitter ${jitter}`,
    options: { jitter },
    option: 'jitter',
    says: 'from 0 to 1',
  })),
  {
    name: 'an Authorization header',
    options: { headers: { Authorization: 'x' } },
    option: 'headers.Authorization',
    says: 'the client sets itself',
  },
  {
    name: 'a User-Agent header',
    options: { headers: { 'user-agent': 'x' } },
    option: 'headers.user-agent',
    says: 'the client sets itself',
  },
  { name: 'headers that are a list', options: { headers: wrong(['x']) }, option: 'headers', says: 'object' },
  {
    name: 'a user agent with a line end',
    options: { userAgent: 'a\r\nb' },
    option: 'userAgent',
    says: 'ASCII',
  },
  { name: 'a fetch that is no function', options: { fetch: wrong({}) }, option: 'fetch', says: 'function' },
  {
    name: 'middleware that is no list',
    options: { middleware: wrong(() => 1) },
    option: 'middleware',
    says: 'array',
  },
  { name: 'an unknown log level', options: { logLevel: wrong('loud') }, option: 'logLevel', says: 'one of' },
  {
    name: 'a clock that is none',
    options: { clock: wrong({}) },
    option: 'clock',
    says: 'an object with now, setTimeout',
  },
  {
    name: 'a base URL with a password alone',
    options: { baseUrl: 'https://:secret@jettson.dev' },
    option: 'baseUrl',
    says: 'without user',
  },
  {
    name: 'a clock without clearTimeout',
    options: { clock: wrong({ now: () => 0, setTimeout: () => 0 }) },
    option: 'clock',
    says: 'clearTimeout',
  },
  {
    name: 'a null clock',
    options: { clock: wrong(null) },
    option: 'clock',
    says: 'an object with now, setTimeout',
  },
  {
    name: 'a logger that is none',
    options: { logger: wrong(7) },
    option: 'logger',
    says: 'an object with debug, info',
  },
  {
    name: 'a base URL whose credentials hide behind a blank',
    options: { baseUrl: '\thttps://a:b@jettson.dev' },
    option: 'baseUrl',
    says: 'without user',
  },
  {
    name: 'an onRetry that is no function',
    options: { onRetry: wrong(7) },
    option: 'onRetry',
    says: 'function',
  },
];
test.each(rows)('$name is refused by the constructor: $option $says', ({ options, option, says }) => {
  const make = () => new Jettson({ ...(option === 'apiKey' ? {} : { apiKey: sentinelKey }), ...options });
  expect(make).toThrow(expect.objectContaining({ name: 'JettsonConfigError', option }));
  expect(make).toThrow(says);
});

test('the key is kept in JETTSON_API_KEY', () => {
  vi.stubEnv('JETTSON_API_KEY', '');
  expect(() => new Jettson()).toThrow('apiKey is missing: pass it, or set JETTSON_API_KEY');
  vi.stubEnv('JETTSON_API_KEY', 'with blank');
  expect(() => new Jettson()).toThrow('a string of visible ASCII');
  vi.stubEnv('JETTSON_API_KEY', sentinelKey);
  expect(new Jettson().baseUrl).toBe('https://jettson.dev/api/v1');
});

test('the base URL comes from JETTSON_BASE_URL, keeps its path and loses its trailing slash', () => {
  vi.stubEnv('JETTSON_BASE_URL', 'http://127.0.0.1:4010/api/v1/');
  expect(new Jettson({ apiKey: sentinelKey }).baseUrl).toBe('http://127.0.0.1:4010/api/v1');
  expect(new Jettson({ apiKey: sentinelKey, baseUrl: 'https://proxy.example/a/b/' }).baseUrl).toBe(
    'https://proxy.example/a/b',
  );
});

test('the constructor has the defaults of the published page', () => {
  const settings = readOptions({ apiKey: sentinelKey }, { variable: () => undefined, isBrowser: false });
  expect(settings).toMatchObject({
    baseUrl: 'https://jettson.dev/api/v1',
    maxRetries: 3,
    timeoutMs: 60_000,
    maxRetryDelayMs: 60_000,
    jitter: 0.1,
    freeze: true,
    logLevel: 'warn',
  });
});

test('a browser is refused unless the danger is named', () => {
  const browser = { variable: () => undefined, isBrowser: true };
  expect(() => readOptions({ apiKey: sentinelKey }, browser)).toThrow('every visitor can read the key');
  expect(() =>
    readOptions({ apiKey: sentinelKey, dangerouslyAllowBrowser: wrong('false') }, browser),
  ).toThrow('every visitor');
  expect(readOptions({ apiKey: sentinelKey, dangerouslyAllowBrowser: true }, browser)).toMatchObject({
    maxRetries: 3,
  });
  const make = () => new Jettson({ apiKey: sentinelKey });
  vi.stubGlobal('window', { document: {} });
  expect(make).toThrow('dangerouslyAllowBrowser');
  vi.unstubAllGlobals();
  vi.stubGlobal('navigator', { userAgent: 'Mozilla/5.0 (a worker has no document)' });
  expect(make).toThrow('dangerouslyAllowBrowser');
  for (const userAgent of ['Node.js/22', 'Bun/1.4.5', 'Deno/2.9.6', 'Cloudflare-Workers', undefined]) {
    vi.stubGlobal('navigator', { userAgent });
    expect(make).not.toThrow();
  }
  vi.unstubAllGlobals();
});

describe('what is sent', () => {
  test('a request carries the key, the media types, the user agent and the given headers', async () => {
    const { client, sent, run } = world([json(201, agent)], {
      headers: { 'X-Team': 'a' },
      userAgent: 'mine/1',
    });
    await run(client.agents.spawn({ task: 'x' }, { headers: { 'x-call': 'b' } }));
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({
      accept: 'application/json',
      authorization: `Bearer ${sentinelKey}`,
      'content-type': 'application/json',
      'user-agent': 'mine/1',
      'x-call': 'b',
      'x-idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-team': 'a',
    });
  });

  test('a later header takes the place of an earlier one, however it is spelt: client, call, parameter', async () => {
    const { client, sent, run } = world([json(200, { data: [] })], {
      headers: { 'X-A': '1', 'X-B': '1', 'X-C': '1' },
    });
    const header = { 'X-c': '3' } as never;
    await run(client.http.GET('/agents', { headers: { 'x-b': '2', 'x-C': '2' }, params: { header } }));
    expect(['x-a', 'x-b', 'x-c'].map((name) => sent[0]?.headers.get(name))).toEqual(['1', '2', '3']);
  });

  test('a request without a body names no content type, and the user agent names the version', async () => {
    const { client, sent, run } = world([json(200, agent)]);
    await run(client.agents.get('ag_abc'));
    expect(sent[0]?.headers.has('content-type')).toBe(false);
    expect(sent[0]?.headers.get('user-agent')).toBe(`jettson-api/${version}`);
    expect(version).toBe(manifest.version);
  });

  test('fetchOptions travel with each attempt and cannot change what the client sets', async () => {
    const dispatcher = {};
    const fetchOptions = wrong({ dispatcher, redirect: 'follow', method: 'PATCH' });
    const { client, sent, run } = world([json(200, agent)], { fetchOptions });
    await run(client.agents.get('ag_abc'));
    expect(sent[0]?.init).toMatchObject({ dispatcher, redirect: 'manual', method: 'GET' });
  });

  test('the platform’s fetch is looked up at each request', async () => {
    const client = new Jettson({ apiKey: sentinelKey, maxRetries: 0 });
    const stub = vi.fn(async () => json(200, agent));
    vi.stubGlobal('fetch', stub);
    await client.agents.get('ag_abc');
    vi.unstubAllGlobals();
    expect(stub).toHaveBeenCalledOnce();
  });

  test('withOptions changes some options and keeps the others', async () => {
    const { client, sent, run } = world([json(200, agent)], { headers: { 'X-Team': 'a' } });
    const other = client.withOptions({ userAgent: 'other/1' });
    await run(other.agents.get('ag_abc'));
    expect([sent[0]?.headers.get('user-agent'), sent[0]?.headers.get('x-team')]).toEqual(['other/1', 'a']);
  });
});
