import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CORE_SCHEMA, load as parse } from 'js-yaml';
import { describe, expect, test } from 'vitest';

import type { Json } from '../../../src/gate/include/json.js';
import { compare } from '../../../src/gate/compare.js';

interface Row {
  readonly name: string;
  readonly base: Json;
  readonly head: Json;
}

const rows = (file: string): readonly Row[] =>
  parse(readFileSync(join(import.meta.dirname, file), 'utf8'), { schema: CORE_SCHEMA }) as readonly Row[];

const schemas = rows('schemas.yaml');
const documents = rows('documents.yaml');

/** What both spellings may refer to. */
const components = {
  Text: { type: 'string', maxLength: 9 },
  Copy: { maxLength: 9, type: 'string' },
  Alias: { $ref: '#/components/schemas/Text' },
  Tree: {
    type: 'object',
    properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
  },
  Cat: { type: 'object', required: ['kind'], properties: { kind: { const: 'Cat' } } },
  Dog: { type: 'object', required: ['kind'], properties: { kind: { const: 'Dog' } } },
};

function documentWith(schema: Json): Json {
  const content = { 'application/json': { schema } };
  return {
    openapi: '3.1.1',
    info: { title: 'T', version: '1.0.0' },
    paths: {
      '/things': {
        post: { requestBody: { content }, responses: { '200': { description: 'ok', content } } },
      },
    },
    components: { schemas: components },
  };
}

async function onTheWire(base: Json, head: Json) {
  const report = await compare(base, head);
  return report.findings
    .filter(({ layer }) => layer === 'wire')
    .map(({ level, rule, message, surface, reason, witness }) => ({
      level,
      rule,
      message,
      surface,
      reason,
      witness,
    }));
}

test('there are at least 60 rewrites', () => {
  expect(schemas.length + documents.length).toBeGreaterThanOrEqual(60);
  const names = [...schemas, ...documents].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});

describe('a schema spelled in two ways is silent on the wire', () => {
  test.each(schemas)('$name', async ({ base, head }) => {
    expect(await onTheWire(documentWith(base), documentWith(head))).toEqual([]);
    expect(await onTheWire(documentWith(head), documentWith(base))).toEqual([]);
  });
});

describe('a document written in two ways is silent on the wire', () => {
  test.each(documents)('$name', async ({ base, head }) => {
    expect(await onTheWire(base, head)).toEqual([]);
    expect(await onTheWire(head, base)).toEqual([]);
  });
});

test('a rewrite that is none is told: the canary of this table', async () => {
  const found = await onTheWire(
    documentWith({ type: 'string' }),
    documentWith({ type: 'string', maxLength: 3 }),
  );
  expect(found.map(({ level }) => level)).toContain('breaking');
});
