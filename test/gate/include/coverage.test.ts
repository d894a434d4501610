// Every keyword the meta-schemas know is compared in both polarities, or is an annotation with a reason: a keyword nobody thought of fails here.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { annotations, keywords } from '../../../src/gate/include/keywords.js';
import type { Json } from '../../../src/gate/include/include.js';
import { rowFiles } from './rows.js';

type Members = { readonly [name: string]: Json };

const folder = new URL('../../../node_modules/', import.meta.url);

function propertiesOf(path: string): readonly string[] {
  const schema = JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as { properties: Members };
  return Object.keys(schema.properties);
}

async function moduleAt(path: string): Promise<{ readonly [name: string]: Json }> {
  const { default: schema } = (await import(new URL(path, folder).href)) as {
    default: { readonly [name: string]: Json };
  };
  return schema;
}

const vocabularies = [
  'core',
  'applicator',
  'unevaluated',
  'validation',
  'meta-data',
  'format-annotation',
  'content',
];

async function known(): Promise<ReadonlyMap<string, readonly string[]>> {
  const draft = vocabularies.flatMap((name) =>
    propertiesOf(`ajv/dist/refs/json-schema-2020-12/meta/${name}.json`),
  );
  const top = propertiesOf('ajv/dist/refs/json-schema-2020-12/schema.json');
  const base = (await moduleAt('@hyperjump/json-schema/openapi-3-1/meta/base.js'))['properties'] as Members;
  const openApi30 = (await moduleAt('@hyperjump/json-schema/openapi-3-0/dialect.js'))[
    'properties'
  ] as Members;
  return new Map([
    ['JSON Schema 2020-12', [...draft, ...top]],
    ['OpenAPI 3.1 base vocabulary', Object.keys(base)],
    ['OpenAPI 3.0 Schema Object', Object.keys(openApi30)],
  ]);
}

test('each keyword of the three meta-schemas is compared or is an annotation with a reason', async () => {
  for (const [dialect, names] of await known()) {
    expect(names.length, dialect).toBeGreaterThan(3);
    for (const name of names) {
      const isKnown = keywords.has(name) || (annotations.get(name) ?? '') !== '';
      expect(isKnown, `${dialect}: ${name}`).toBe(true);
    }
  }
});

test('each keyword that is compared comes from one of the meta-schemas', async () => {
  const names = new Set([...(await known()).values()].flat());
  for (const name of keywords.keys()) expect(names.has(name), name).toBe(true);
});

test('each keyword of OpenAPI 3.0 is read in that dialect', async () => {
  const names = (await known()).get('OpenAPI 3.0 Schema Object') ?? [];
  for (const name of names) {
    const keyword = keywords.get(name);
    if (keyword) expect(keyword.inOpenApi30, name).toBe(true);
  }
});

/** Keywords that restrict nothing by themselves but turn another keyword: their rows need the partner. */
test('each keyword has a row that proves and a row that refutes because of it, each way', () => {
  const rows = rowFiles().flatMap((file) => file.rows);
  for (const name of keywords.keys()) {
    const mine = rows.filter(({ a, b }) => mentions(a, name) || mentions(b, name));
    const answers = mine.flatMap(({ aInB, bInA }) => [aInB, bInA]);
    expect(answers.includes('proved'), `${name} is never proved`).toBe(true);
    expect(answers.includes('refuted'), `${name} is never refuted`).toBe(true);
  }
});

function mentions(json: Json, keyword: string): boolean {
  if (typeof json !== 'object' || json === null) return false;
  return Object.entries(json).some(
    ([name, value]) => (name === keyword && !Array.isArray(json)) || mentions(value as Json, keyword),
  );
}
