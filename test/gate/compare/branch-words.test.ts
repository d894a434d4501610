// The words of a union's alternatives are compared between those that are one alternative, not between those of one number.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json } from '../../../src/gate/include/json.js';

const shape = (kind: string, description: string, more: { readonly [name: string]: Json } = {}): Json => ({
  type: 'object',
  required: ['kind'],
  description,
  properties: { kind: { const: kind }, name: { type: 'string', description: `of ${description}` }, ...more },
});

function document(...branches: readonly Json[]): Json {
  const content = { 'application/json': { schema: { oneOf: branches } } };
  return {
    openapi: '3.1.1',
    info: { title: 'Shapes', version: '1.0.0' },
    paths: { '/shape': { get: { responses: { '200': { description: 'd', content } } } } },
  };
}

async function texts(base: Json, head: Json): Promise<string[]> {
  const { findings } = await compare(base, head);
  return findings
    .filter(({ rule }) => rule === 'text-changed')
    .map(({ message, base: place }) => `${place?.pointer.split('/oneOf')[1]}: ${message}`)
    .sort();
}

const circle = shape('circle', 'a circle');
const square = shape('square', 'a square');
const star = shape('star', 'a star');

test('an alternative before the others moves no words', async () => {
  expect(await texts(document(circle, square), document(star, circle, square))).toEqual([]);
  expect(await texts(document(star, circle, square), document(circle, square))).toEqual([]);
});

test('nor do alternatives in another order', async () => {
  expect(await texts(document(circle, square, star), document(star, circle, square))).toEqual([]);
});

test('alternatives that only their words tell apart keep them', async () => {
  const [one, other] = [shape('same', 'one'), shape('same', 'other')];
  expect(await texts(document(one, other, square), document(one, other, square, star))).toEqual([]);
});

test.each([
  { name: 'in words alone', head: shape('circle', 'a round one') },
  { name: 'otherwise, too', head: shape('circle', 'a round one', { size: { type: 'integer' } }) },
])('what changed $name is told where it stands', async ({ head }) => {
  const changed = ['/0/properties/name: the text changed: description', '/0: the text changed: description'];
  expect(await texts(document(circle, square), document(head, square))).toEqual(changed);
  expect(await texts(document(circle, square), document(star, square, head))).toEqual(changed);
});
