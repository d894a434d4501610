// One number per schema. What reaches more schemas than are looked at is equal to itself alone: asked twice it is the same.
import { expect, test } from 'vitest';

import { createCanonical } from '../../../src/gate/include/canonical.js';
import type { Json } from '../../../src/gate/include/json.js';
import { createReader, subSchemas, viewOf, type Schema } from '../../../src/gate/include/schema.js';
import { createSource } from '../../../src/gate/include/source.js';

function schemaOf(raw: Json): Schema {
  const source = createSource(raw, '2020-12');
  return createReader({ source }).schema({ raw, pointer: '', resource: source.root });
}

function chain(levels: number, end: Json): Json {
  let schema = end;
  for (let level = 0; level < levels; level++) schema = { type: 'array', items: schema };
  return schema;
}

const [first, second] = [schemaOf(chain(30, { maxLength: 1 })), schemaOf(chain(30, { maxLength: 1 }))];
const part = (schema: Schema): Schema => subSchemas(viewOf(schema))[0] as Schema;

test('schemas of equal structure have one number', () => {
  const canonical = createCanonical();
  expect(canonical.idOf(first)).toBe(canonical.idOf(second));
  expect(canonical.idOf(part(first))).toBe(canonical.idOf(part(second)));
  expect(canonical.idOf(first)).not.toBe(canonical.idOf(part(first)));
});

test('one that reaches too many is only itself, and so is all that was met on the way', () => {
  const canonical = createCanonical(10);
  const id = canonical.idOf(first);
  expect(canonical.idOf(second)).not.toBe(id);
  expect(canonical.idOf(part(first))).not.toBe(canonical.idOf(part(second)));
  expect(new Set([first, part(first), part(part(first))].map(canonical.idOf)).size).toBe(3);
  expect(canonical.idOf(first)).toBe(id);
});

test('small ones are known by their structure beside them', () => {
  const canonical = createCanonical(10);
  canonical.idOf(first);
  const [small, other] = [schemaOf(chain(3, { maxLength: 1 })), schemaOf(chain(3, { maxLength: 1 }))];
  expect(canonical.idOf(small)).toBe(canonical.idOf(other));
  expect(canonical.idOf(schemaOf(chain(3, { maxLength: 2 })))).not.toBe(canonical.idOf(small));
});
