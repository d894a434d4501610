// A union within a union lists what the inner one lists: branches are held to branches, however the documents group them.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json } from '../../../src/gate/include/json.js';

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const block = (kind: string, properties: { readonly [name: string]: Json } = {}): Json => ({
  type: 'object',
  required: ['kind'],
  properties: { kind: { const: kind }, ...properties },
});
const blocks = {
  Text: block('text', { body: { type: 'string' } }),
  Image: block('image', { url: { type: 'string' } }),
  Video: block('video'),
  Table: block('table'),
};

function document(schemas: { readonly [name: string]: Json }): Json {
  const content = { 'application/json': { schema: ref('Block') } };
  return {
    openapi: '3.1.1',
    info: { title: 'Pages', version: '1.0.0' },
    paths: {
      '/blocks': {
        post: {
          operationId: 'addBlock',
          requestBody: { content },
          responses: { '200': { description: 'd', content } },
        },
      },
    },
    components: { schemas: { ...blocks, ...schemas } },
  };
}

async function findings(base: Parameters<typeof document>[0], head: Parameters<typeof document>[0]) {
  const report = await compare(document(base), document(head));
  return report.findings
    .filter(({ layer }) => layer === 'wire')
    .map(({ level, rule, message, surface }) => `${level} ${rule} ${surface}: ${message}`)
    .sort();
}

const list = (...names: readonly string[]): Json => ({ oneOf: names.map(ref) });
const grouped = { Block: list('Text', 'Media'), Media: list('Image', 'Video') };
const plain = { Block: list('Text', 'Image', 'Video') };

test('grouped or not, the alternatives are the same', async () => {
  expect(await findings(grouped, plain)).toEqual([]);
  expect(await findings(plain, grouped)).toEqual([]);
});

test.each([
  { name: 'from plain to grouped', base: plain, head: { ...grouped, Block: list('Text', 'Media', 'Table') } },
  { name: 'from grouped to plain', base: grouped, head: { Block: list('Text', 'Image', 'Video', 'Table') } },
  { name: 'within the group', base: plain, head: { ...grouped, Media: list('Image', 'Video', 'Table') } },
])('a new one is told by its name, and nothing else is: $name', async ({ base, head }) => {
  expect(await findings(base, head)).toEqual([
    'additive union-changed request.body: the alternative Table is new',
    'breaking union-changed response.200.body: the alternative Table is new to old clients',
  ]);
});

test('what changed in one of them is told there', async () => {
  const head = { ...grouped, Image: block('image', { url: { type: 'string', maxLength: 9 } }) };
  expect(await findings(plain, head)).toEqual([
    'additive bound-changed response.200.body: maxLength 9 is new',
    'breaking bound-changed request.body: maxLength 9 is new',
  ]);
});

test('a group that both documents have stays one: what is new in it is told once', async () => {
  const more = { ...grouped, Other: list('Text', 'Media'), Media: list('Image', 'Video', 'Table') };
  expect(await findings({ ...grouped, Other: list('Text', 'Media') }, more)).toEqual([
    'additive union-changed request.body: the alternative Table is new',
    'breaking union-changed response.200.body: the alternative Table is new to old clients',
  ]);
});

test('a group of which the other side has nothing is one alternative', async () => {
  expect(
    await findings({ Block: list('Text', 'Table') }, { ...grouped, Block: list('Text', 'Table', 'Media') }),
  ).toEqual([
    'additive property-added request.body: `url` is new',
    'additive union-changed request.body: the alternative Media is new',
    'breaking union-changed response.200.body: the alternative Media is new to old clients',
  ]);
});

test('where branches overlap, one of each group is not one of all', async () => {
  const texts = { Text: { type: 'string' }, Image: { maxLength: 5 }, Video: { maxLength: 2 } };
  // A short text is all three. Grouped it is one of the two, as the group refuses it.
  const found = await findings({ ...texts, ...plain }, { ...texts, ...grouped });
  expect(found.filter((line) => line.startsWith('breaking'))).toEqual([
    'breaking union-changed response.200.body: part of the alternative Text is new to old clients',
  ]);
  expect(found).toContain('additive union-changed request.body: the alternatives (anyOf, oneOf) changed');
});
