// What real documents taught about where a finding stands and how it is shown.
import { expect, test } from 'vitest';

import type { Json } from '../../../src/gate/include/json.js';
import { compare } from '../../../src/gate/compare.js';

const rule = (type: string, parameters: Json): Json => ({
  type: 'object',
  required: ['type'],
  properties: { type: { enum: [type] }, parameters },
});
const limit = (maximum: number): Json => ({
  type: 'object',
  properties: { most: { type: 'integer', maximum } },
});
const paths: Json = { type: 'object', properties: { restricted: { type: 'string' } } };

interface Parts {
  readonly response?: Json;
  readonly request?: Json;
  readonly schemas?: Record<string, Json>;
  readonly parameter?: Record<string, Json>;
  readonly openapi?: string;
}

function document({
  response = true,
  request,
  schemas = {},
  parameter = {},
  openapi = '3.1.1',
}: Parts): Json {
  const content = (schema: Json) => ({ content: { 'application/json': { schema } } });
  return {
    openapi,
    info: { title: 'Rules', version: '1.0.0' },
    paths: {
      '/repos/{owner}/rules': {
        post: {
          operationId: 'setRules',
          parameters: [
            { name: 'owner', in: 'path', required: true, schema: { type: 'string' }, ...parameter },
          ],
          ...(request === undefined ? {} : { requestBody: content(request) }),
          responses: { '200': { description: 'd', ...content(response) } },
        },
      },
    },
    components: { schemas },
  };
}

const breaks = async (base: Parts, head: Parts) =>
  (await compare(document(base), document(head))).findings.filter(({ level }) => level === 'breaking');

test('alternatives that moved are told apart by their tags: only what changed in one of them is told', async () => {
  const found = await breaks(
    { response: { oneOf: [rule('paths', paths), rule('size', limit(256))] } },
    { response: { oneOf: [rule('size', limit(300)), rule('paths', paths)] } },
  );
  expect(found.map(({ message, head }) => `${message} ${head?.pointer}`)).toEqual([
    expect.stringMatching(
      /^maximum 256 became 300 .*\/oneOf\/0\/properties\/parameters\/properties\/most\/maximum$/,
    ),
  ]);
});

test('two nameless alternatives that are new are two findings, named by their tags', async () => {
  const found = await breaks(
    { response: { oneOf: [rule('paths', paths), rule('size', limit(9))] } },
    {
      response: {
        oneOf: [rule('paths', paths), rule('size', limit(9)), rule('names', paths), rule('dates', paths)],
      },
    },
  );
  expect(found.map(({ message }) => message).sort()).toEqual([
    'the alternative type: "dates" is new to old clients',
    'the alternative type: "names" is new to old clients',
  ]);
});

test('a value that two branches of a oneOf accept is refused with the word exactly', async () => {
  const nullable = (type: string): Json => ({ type: [type, 'null'] });
  const [found] = await breaks(
    { request: nullable('string') },
    { request: { oneOf: [nullable('string'), nullable('object')] } },
  );
  expect(found?.witness?.value).toBe(null);
  expect(found?.complaint).toBe('head: must match exactly one of the alternatives');
});

test('a name that is gone stands at the schema that took the place of the old one', async () => {
  const old: Json = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } } };
  const now: Json = { type: 'object', properties: { a: { type: 'string' } } };
  const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
  const [found] = await breaks(
    { request: ref('Old'), schemas: { Old: old } },
    { request: ref('New'), schemas: { Old: old, New: now } },
  );
  expect(found?.head?.pointer).toBe('/components/schemas/New/properties');
});

test.each([
  { name: 'its name', parameter: {}, path: '/repos/owner/rules' },
  { name: 'its example', parameter: { example: 'octocat' }, path: '/repos/octocat/rules' },
  {
    name: 'a value of its schema where neither fits',
    parameter: { example: 'x', schema: { type: 'string', pattern: '^[0-9]{4}$', examples: ['2026'] } },
    path: '/repos/2026/rules',
  },
])('a path parameter is filled with $name', async ({ parameter, path }) => {
  const [found] = await breaks(
    { parameter, request: { type: 'string' } },
    { parameter, request: { type: 'integer' } },
  );
  expect(found?.witness?.text.split('\n')[0]).toBe(`POST ${path}`);
});

test('a default that is new shows by a success that no code and no range described', async () => {
  const answers = (status: string): Json => ({
    openapi: '3.1.1',
    info: { title: 'Rules', version: '1.0.0' },
    paths: { '/rules': { get: { responses: { [status]: { description: 'd' } } } } },
  });
  const { findings } = await compare(answers('2XX'), answers('default'));
  expect(findings.map(({ witness, complaint }) => [witness?.text, complaint])).toEqual([
    ['HTTP/1.1 300', 'base describes no 300'],
  ]);
});

test.each(['3.0.4', '3.1.1'])('the message of a tag that is new carries the tag, in %s', async (openapi) => {
  const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
  const Pet: Json = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind' },
  };
  const Cat: Json = { allOf: [ref('Pet')], properties: { friend: ref('Pet') } };
  const Dog: Json = { allOf: [ref('Pet')], properties: { barks: { type: 'boolean' } } };
  const found = await breaks(
    { openapi, response: ref('Cat'), schemas: { Pet, Cat } },
    { openapi, response: ref('Cat'), schemas: { Pet, Cat, Dog } },
  );
  expect(found.map(({ message, witness, complaint }) => [message, witness?.value, complaint])).toEqual([
    [
      'the tag "Dog" is new',
      { kind: expect.any(String), friend: { kind: 'Dog' } },
      'base: `kind` must be one of ["Cat"]',
    ],
  ]);
});

test('items that an heir is the first to describe are told where they changed, not as a whole that changed', async () => {
  const page: Json = { type: 'object', properties: { rows: { type: 'array', items: {} } } };
  const rows = (limit: Json): Json => ({
    allOf: [
      { $ref: '#/components/schemas/Page' },
      { properties: { rows: { type: 'array', items: { type: 'string', ...(limit as object) } } } },
    ],
  });
  const found = await breaks(
    { response: rows({ maxLength: 3 }), schemas: { Page: page } },
    { response: rows({}), schemas: { Page: page } },
  );
  expect(found.map(({ message, base }) => [message, base?.pointer])).toEqual([
    ['maxLength 3 is gone', expect.stringMatching(/\/allOf\/1\/properties\/rows\/items\/maxLength$/)],
  ]);
});
