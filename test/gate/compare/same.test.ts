// What is skipped because it says the same must say the same however it is asked: first, again, or through others.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json } from '../../../src/gate/include/json.js';

const content = (schema: Json) => ({ content: { 'application/json': { schema } } });
const refer = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const document = (parts: {
  readonly openapi?: string;
  readonly request: Json;
  readonly schemas?: Json;
}): Json => ({
  openapi: parts.openapi ?? '3.1.1',
  info: { title: 't', version: '1.0.0' },
  paths: {
    '/first': { get: { responses: { 200: { description: 'd', ...content(refer('Inner')) } } } },
    '/second': { post: { requestBody: content(parts.request), responses: { 200: { description: 'd' } } } },
  },
  components: { schemas: parts.schemas ?? { Inner: {} } },
});

async function breaks(base: Json, head: Json) {
  const { findings } = await compare(base, head);
  return findings
    .filter(({ level }) => level === 'breaking')
    .map(({ rule, operations }) => ({ rule, operations }));
}

test('a component known to differ makes each later component that refers to it differ', async () => {
  const schemas = (more: object) => ({
    Outer: { type: 'object', properties: { inner: refer('Inner') } },
    Middle: { type: 'object', properties: { outer: refer('Outer') } },
    Inner: { type: 'object', properties: { x: { type: 'string' } }, ...more },
  });
  for (const name of ['Inner', 'Outer', 'Middle'])
    expect(
      await breaks(
        document({ request: refer(name), schemas: schemas({}) }),
        document({ request: refer(name), schemas: schemas({ required: ['x'] }) }),
      ),
    ).toEqual([{ rule: 'property-required', operations: ['POST /second'] }]);
});

test('the same words under 3.0 and 3.1 are not the same', async () => {
  const request = { type: 'string', nullable: true };
  expect(
    await breaks(document({ openapi: '3.0.3', request }), document({ openapi: '3.1.1', request })),
  ).toEqual([{ rule: 'type-changed', operations: ['POST /second'] }]);
});

test.each([
  ['a parameter', { parameters: [parameter('x', 'integer')] }, 'type-changed'],
  [
    'a parameter that is referred to',
    { parameters: [{ $ref: '#/components/parameters/X' }] },
    'type-changed',
  ],
  [
    'one parameter more',
    { parameters: [parameter('x', 'string'), parameter('y', 'string')] },
    'parameter-added',
  ],
  ['no parameter', {}, 'parameter-removed'],
  [
    'a server',
    { parameters: [parameter('x', 'string')], servers: [{ url: 'https://b.example' }] },
    'server-added',
  ],
])('the path item of an operation that says the same has %s', async (_, item, rule) => {
  const side = (shared: object): Json => ({
    openapi: '3.1.1',
    info: { title: 't', version: '1.0.0' },
    paths: { '/first': { ...shared, get: { responses: { 200: { description: 'd' } } } } },
    components: { parameters: { X: parameter('x', 'integer') } },
  });
  const base = side({ parameters: [parameter('x', 'string')] });
  const { findings } = await compare(base, side(item));
  expect(findings.map((finding) => finding.rule)).toContain(rule);
  expect((await compare(base, side({ parameters: [parameter('x', 'string')] }))).findings).toEqual([]);
});

function parameter(name: string, type: string) {
  return { name, in: 'query', required: name === 'x', schema: { type } };
}
