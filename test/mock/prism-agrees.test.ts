// A second opinion on the mock's judge of requests: stock Prism's own, on the same requests.
import { createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { beforeAll, expect, test } from 'vitest';
import { silence } from '../../src/mock/silence.js';
import { contractDocument, operationsOf } from '../contract/document.js';
import { negativesOf } from '../contract/negatives.js';
import { publishedRequests } from '../contract/published.js';
import { key, ordinaryParts, type PlainRequest, writeRequest } from '../contract/requests.js';

/** Where stock Prism is known to accept what the contract refuses, and why. */
const leniences: { why: string; breaks: RegExp }[] = [
  {
    why: 'an empty parameter is taken for an absent one',
    breaks: /^(?:query|header)\/[\w-]+ (?:type \((?:""|array)\)|minLength)$/,
  },
  {
    why: 'numbers are read as JavaScript reads them',
    breaks: /^query\/\w+ type \("(?:0x5|1e1| 5|5 |\+5|5\.0)"\)$/,
  },
  { why: 'a body without a media type is read as JSON', breaks: /^no media type$/ },
];

let refuses: (request: PlainRequest) => Promise<boolean>;
beforeAll(async () => {
  const operations = await getHttpOperationsFromSpec(contractDocument());
  const config = {
    checkSecurity: true,
    validateRequest: true,
    validateResponse: false,
    errors: false,
    upstreamProxy: undefined,
    isProxy: false,
    mock: { dynamic: false },
  } as const;
  const instance = createInstance(config, {
    logger: silence(),
  });
  refuses = async ({ method, target, headers, body }) => {
    const { pathname, searchParams } = new URL(target, 'http://localhost');
    const query: Record<string, string | string[]> = {};
    for (const name of searchParams.keys()) {
      const values = searchParams.getAll(name);
      query[name] = values.length === 1 ? (values[0] ?? '') : values;
    }
    const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
    const sent = { ...headers, ...(text === '' ? {} : { 'content-length': String(text.length) }) };
    const input = {
      method: method.toLowerCase() as 'get',
      url: { path: pathname, query },
      headers: sent,
      body: text === '' ? undefined : (JSON.parse(text) as unknown),
    };
    const result = await instance.request(input, operations, { ...config, mock: { dynamic: false } })();
    return result._tag === 'Left' || result.right.validations.input.some(({ severity }) => severity === 0);
  };
});

test('stock Prism accepts the ordinary and the published requests, as the mock does', async () => {
  const wrong: string[] = [];
  for (const operation of operationsOf(contractDocument()))
    if (await refuses(writeRequest(operation, ordinaryParts(operation)))) wrong.push(operation.id);
  for (const { operation, says, method, target, headers, body } of publishedRequests) {
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const request = {
      method,
      target,
      headers: { authorization: `Bearer ${key}`, ...type, ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    if (await refuses(request)) wrong.push(`${operation} with ${says}`);
  }
  expect(wrong).toEqual([]);
});

test('stock Prism refuses what the mock refuses, but for what it is known to let through', async () => {
  const apart: string[] = [];
  const known = new Set<string>();
  for (const { operation, breaks, request } of negativesOf(contractDocument())) {
    if (/JSON|UTF-8|1 MiB/.test(breaks)) continue; // these never get as far as a judge
    if (await refuses(request)) continue;
    const lenience = leniences.find((one) => one.breaks.test(breaks));
    if (lenience) known.add(lenience.why);
    else apart.push(`${operation}: ${breaks}`);
  }
  expect(apart).toEqual([]);
  expect([...known].sort()).toEqual(leniences.map(({ why }) => why).sort()); // one that is gone can go from the list
});
