// A waiver accepts one value in one place: what became something else since, in the same place, is found again.
import { describe, expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json } from '../../../src/gate/include/json.js';

const document = (operation: object, schemas: object = {}): Json =>
  ({
    openapi: '3.1.1',
    info: { title: 't', version: '1.0.0' },
    paths: { '/p': { post: { responses: { 200: { description: 'd' } }, ...operation } } },
    components: { schemas },
  }) as unknown as Json;
const takes = (schema: Json, schemas?: object) =>
  document({ requestBody: { content: { 'application/json': { schema } } } }, schemas);
const asks = (parameter: object) => document({ parameters: [{ name: 'n', in: 'query', ...parameter }] });
const sends = (contentType: string) =>
  document({
    requestBody: {
      content: {
        'multipart/form-data': {
          schema: { type: 'object', properties: { f: { type: 'string' } } },
          encoding: { f: { contentType } },
        },
      },
    },
  });
const closed = (extra: Json) => takes({ type: 'object', properties: { a: {} }, additionalProperties: extra });
const usual = (value: string) =>
  takes({ type: 'object', properties: { a: { type: 'string', default: value } } });
const list = { type: 'array', items: { type: 'string' } };
const animal = (name: string) => ({
  type: 'object',
  required: ['kind', name],
  properties: { kind: { type: 'string' }, [name]: { type: 'string' } },
});
const chosen = (name: string) =>
  takes(
    {
      oneOf: ['Cat', 'Dog', 'Cow'].map((one) => ({ $ref: `#/components/schemas/${one}` })),
      discriminator: { propertyName: 'kind', mapping: { x: name, Cat: 'Cat', Dog: 'Dog', Cow: 'Cow' } },
    },
    { Cat: animal('meow'), Dog: animal('bark'), Cow: animal('moo') },
  );

const rows = [
  {
    name: 'a bound',
    base: takes({ type: 'string', maxLength: 9 }),
    first: takes({ type: 'string', maxLength: 8 }),
    later: takes({ type: 'string', maxLength: 2 }),
  },
  {
    name: 'a pattern',
    base: takes({ type: 'string' }),
    first: takes({ type: 'string', pattern: '^a' }),
    later: takes({ type: 'string', pattern: '^ab' }),
  },
  {
    name: 'a format',
    base: takes({ type: 'string' }),
    first: takes({ type: 'string', format: 'date' }),
    later: takes({ type: 'string', format: 'uuid' }),
  },
  {
    name: 'a list where any value was allowed',
    base: takes({ type: 'string' }),
    first: takes({ type: 'string', enum: ['a', 'b'] }),
    later: takes({ type: 'string', enum: ['a'] }),
  },
  {
    name: 'other names, typed and then refused',
    base: closed(true),
    first: closed({ type: 'string' }),
    later: closed(false),
  },
  {
    name: 'other names, typed one way and another',
    base: closed(true),
    first: closed({ type: 'string' }),
    later: closed({ type: 'integer' }),
  },
  {
    name: 'a condition',
    base: takes({ type: 'string' }),
    first: takes({ type: 'string', not: { enum: ['a'] } }),
    later: takes({ type: 'string', not: { enum: ['a', 'b'] } }),
  },
  {
    name: 'what an array must contain',
    base: takes({ type: 'array' }),
    first: takes({ type: 'array', contains: { const: 'a' } }),
    later: takes({ type: 'array', contains: { const: 'b' } }),
  },
  { name: 'a default', base: usual('a'), first: usual('b'), later: usual('c') },
  {
    name: 'the style of a parameter',
    base: asks({ schema: list, explode: false }),
    first: asks({ schema: list, explode: false, style: 'pipeDelimited' }),
    later: asks({ schema: list, explode: false, style: 'spaceDelimited' }),
  },
  {
    name: 'the style of a parameter, and then whether it may be empty',
    base: asks({ schema: list, explode: false, allowEmptyValue: true }),
    first: asks({ schema: list, explode: true, allowEmptyValue: true }),
    later: asks({ schema: list, explode: true }),
  },
  {
    name: 'the type of a part',
    base: sends('image/png'),
    first: sends('image/jpeg'),
    later: sends('image/gif'),
  },
  { name: 'the schema of a tag', base: chosen('Cat'), first: chosen('Dog'), later: chosen('Cow') },
] as const;

const blocking = async (base: Json, head: Json): Promise<readonly string[]> =>
  (await compare(base, head)).findings.filter(({ level }) => level === 'breaking').map(({ id }) => id);

describe.each(rows)('$name', ({ base, first, later }) => {
  test('what was accepted is not what came of it later', async () => {
    const waived = new Set(await blocking(base, first));
    expect(waived.size).toBe(1);
    expect((await blocking(base, later)).filter((id) => !waived.has(id))).toHaveLength(1);
  });
});

test('the order of a list and of its members is no new value', async () => {
  const base = takes({ type: 'string' });
  const ids = await blocking(base, takes({ type: 'string', enum: ['a', 'b'] }));
  expect(await blocking(base, takes({ type: 'string', enum: ['b', 'a'] }))).toEqual(ids);
});
