// A place in its old words, of which only a part changed, is passed by. It must say what it says when it is looked at in full,
// as it is where it has a keyword that asks nothing and that is not passed by.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { JsonObject } from '../../../src/gate/include/json.js';

type Part = JsonObject | boolean;

const document = (part: Part, around: JsonObject): JsonObject => {
  const body = { content: { 'application/json': { schema: { $ref: '#/components/schemas/Whole' } } } };
  return {
    openapi: '3.1.0',
    info: { title: 'Parts', version: '1' },
    paths: {
      '/wholes': {
        post: {
          requestBody: { required: true, ...body },
          responses: { 200: { description: 'ok', ...body } },
        },
      },
    },
    components: {
      schemas: {
        Whole: {
          type: 'object',
          required: ['needed'],
          properties: {
            needed: { $ref: '#/components/schemas/Part' },
            spare: { $ref: '#/components/schemas/Part', description: 'not needed' },
            list: { type: 'array', items: { $ref: '#/components/schemas/Part' } },
            deep: { type: 'object', properties: { one: { $ref: '#/components/schemas/Part' } } },
            other: { type: 'string', enum: ['a', 'b'] },
          },
          ...around,
        },
        Part: part,
      },
    },
  };
};

const changes: readonly (readonly [string, Part, Part])[] = [
  ['a type', { type: 'string' }, { type: 'integer' }],
  ['a bound', { type: 'string', maxLength: 5 }, { type: 'string', maxLength: 4 }],
  ['a default', { type: 'string', default: 'a' }, { type: 'string', default: 'b' }],
  ['a new default', { type: 'string' }, { type: 'string', default: 'b' }],
  ['a notice', { type: 'string' }, { type: 'string', deprecated: true }],
  [
    'a sunset',
    { type: 'string', deprecated: true, 'x-sunset': '2030-01-01' },
    { type: 'string', deprecated: true, 'x-sunset': '2031-01-01' },
  ],
  ['readOnly that comes', { type: 'string' }, { type: 'string', readOnly: true }],
  ['readOnly that goes', { type: 'string', readOnly: true }, { type: 'string' }],
  ['writeOnly that comes', { type: 'string' }, { type: 'string', writeOnly: true }],
  ['readOnly with a type', { type: 'string', readOnly: true }, { type: 'integer', readOnly: true }],
  ['a ban', { type: 'string' }, false],
  ['a ban that goes', false, { type: 'string' }],
  ['anything', { type: 'string' }, true],
  ['a name', { type: 'object', properties: { a: {} } }, { type: 'object', properties: { b: {} } }],
  ['a required name', { type: 'object' }, { type: 'object', required: ['a'] }],
  ['a union', { anyOf: [{ type: 'string' }] }, { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
  ['words', { type: 'string', description: 'one' }, { type: 'string', description: 'two' }],
];

test.each(changes)('%s', async (_, old, now) => {
  for (const [before, after] of [
    [old, now],
    [now, old],
  ] as const) {
    const [passed, seen] = await Promise.all(
      [{}, { allOf: [true] } as JsonObject].map((around) =>
        compare(document(before, around), document(after, around)),
      ),
    );
    expect(passed?.findings).toEqual(seen?.findings);
    expect((passed?.findings.length ?? 0) > 0).toBe(true);
  }
});

test('what stands around the part changes too', async () => {
  const around = (least: number): JsonObject => ({ minProperties: least });
  const [passed, seen] = await Promise.all(
    [{}, { allOf: [true] } as JsonObject].map((more) =>
      compare(
        document({ type: 'string' }, { ...around(1), ...more }),
        document({ type: 'integer' }, { ...around(2), ...more }),
      ),
    ),
  );
  expect(passed?.findings.map(({ rule }) => rule)).toContain('bound-changed');
  expect(passed?.findings).toEqual(seen?.findings);
});
