// Of long lists only what one side has is asked about (src/gate/schema/long-lists.ts): what is told is what short ones tell.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json, JsonObject } from '../../../src/gate/include/json.js';
import { withoutCommonValues } from '../../../src/gate/schema/long-lists.js';

const exchanging = (schema: Json): JsonObject => {
  const content = { 'application/json': { schema } };
  const problem = { type: 'object', required: ['code'], properties: { code: schema } };
  return {
    openapi: '3.1.0',
    info: { title: 'Lists', version: '1' },
    paths: {
      '/things': {
        post: {
          requestBody: { required: true, content },
          responses: {
            200: { description: 'ok', content },
            400: { description: 'no', content: { 'application/json': { schema: problem } } },
          },
        },
      },
    },
  };
};

const words = (count: number): string[] => Array.from({ length: count }, (_, index) => `word-${index}`);
const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

type Lists = (count: number) => readonly [base: JsonObject, head: JsonObject];

const changes: Readonly<Record<string, Lists>> = {
  'a value is gone': (count) => [{ enum: words(count) }, { enum: words(count).slice(1) }],
  'a value is new': (count) => [{ enum: words(count) }, { enum: [...words(count), 'new'] }],
  'one takes the place of another': (count) => [
    { type: 'string', enum: [...words(count), 'old'] },
    { type: 'string', enum: ['new', ...words(count)] },
  ],
  'in another order': (count) => [{ enum: words(count) }, { enum: words(count).reverse() }],
  'a value beside it is too long now': (count) => [
    { enum: [...words(count), 'word-that-is-long'] },
    { enum: [...words(count), 'word-that-is-long', 'new'], maxLength: 12 },
  ],
  'of several types, one of each is gone': (count) => [
    { enum: ['old', ...words(count), 0.5, ...numbers(count), true, null] },
    { enum: [...words(count), ...numbers(count), null] },
  ],
  'an open list loses a number, and has others': (count) => [
    { enum: [0.5, ...words(count), ...numbers(count)], 'x-extensible-enum': true },
    { enum: ['new', ...words(count), ...numbers(count)], 'x-extensible-enum': true },
  ],
  'an open list loses its only number': (count) => [
    { enum: [1, ...words(count)], 'x-extensible-enum': true },
    { enum: words(count), 'x-extensible-enum': true },
  ],
  'an open list has a number now': (count) => [
    { enum: words(count), 'x-extensible-enum': true },
    { enum: [...words(count), 1], 'x-extensible-enum': true },
  ],
};

/** What is told of a change, but for a validator's complaint, which names the list. */
async function told([base, head]: ReturnType<Lists>): Promise<unknown> {
  const { findings } = await compare(exchanging(base), exchanging(head));
  return findings.map(({ rule, level, message, surface, witness }) => [
    rule,
    level,
    message,
    surface,
    witness?.value,
  ]);
}

test.each(Object.entries(changes))('%s: a long list tells what a short one does', async (_, lists) => {
  expect(await told(lists(3000))).toEqual(await told(lists(30)));
});

test('where the schemas differ besides, both lists stay whole', () => {
  const pair = { sender: { enum: words(3000) }, receiver: { enum: words(3000), maxLength: 12 } };
  expect(withoutCommonValues(pair, () => false)).toEqual(pair);
});

test('what both list goes, but for one of each type', () => {
  const all = [...words(3000), ...numbers(3000)];
  const pair = { sender: { enum: [...all, 'old'] }, receiver: { enum: [...all, 'new'] } };
  expect(withoutCommonValues(pair, () => true)).toEqual({
    sender: { enum: ['word-0', 0, 'old'] },
    receiver: { enum: ['word-0', 0, 'new'] },
  });
});
