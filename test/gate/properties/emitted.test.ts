// What the validators are given instead of a schema: for the value it was written for, both say of it what they say of the schema.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { emit } from '../../../src/gate/include/emit.js';
import type { Json } from '../../../src/gate/include/json.js';
import { createReader } from '../../../src/gate/include/schema.js';
import { createSource } from '../../../src/gate/include/source.js';
import { judge } from './judges.js';
import { pairs, seed, timeout } from './runs.js';
import { instance, schema } from './schemas.js';

const numRuns = pairs / 4;

function emitted(raw: Json, value: Json): Json | undefined {
  const source = createSource(raw, '2020-12');
  const written = emit(createReader({ source }).schema({ raw, pointer: '', resource: source.root }), value);
  return 'schema' in written ? written.schema : undefined;
}

/** A union whose branches are told apart by a tag, some of them in a union of their own; parts of any schema. */
const tagged: fc.Arbitrary<Json> = fc
  .tuple(fc.array(schema(2), { minLength: 4, maxLength: 4 }), fc.constantFrom('anyOf', 'oneOf'))
  .map(([parts, keyword]) => {
    const branch = (part: Json, index: number): Json => ({
      allOf: [
        { properties: { b: part } },
        { required: ['a'], properties: { a: { const: 'abx'[index] ?? 1 } } },
      ],
    });
    const [one, two, ...others] = parts.map(branch);
    return { [keyword]: [{ [keyword]: [one, two] }, ...others] } as Json;
  });
const message = fc
  .tuple(fc.constantFrom<Json[]>('a', 'b', 'x', 1, 'c'), instance)
  .map(([a, b]): Json => ({ a, b }));

test.each([
  { name: 'any schemas', schemas: schema(3), values: instance },
  { name: 'unions with tags', schemas: tagged, values: message },
])('$name', { timeout }, async ({ schemas, values }) => {
  let asked = 0;
  await fc.assert(
    fc.asyncProperty(schemas, values, async (raw, value) => {
      const written = emitted(raw, value);
      if (written === undefined) return;
      const [whole, touched] = [judge(raw), judge(written)];
      asked += 1;
      const truth = await whole.hyperjump(value);
      expect(await touched.hyperjump(value)).toBe(truth);
      // A fault of Ajv's in the whole (a `contains` beside `prefixItems` under `if`) need not be one in what is touched.
      const [said, saidOfTouched] = [whole.ajv(value), touched.ajv(value)];
      if (said === truth && saidOfTouched !== undefined) expect(saidOfTouched).toBe(said);
    }),
    { numRuns, seed, endOnFailure: true },
  );
  expect(asked).toBeGreaterThan(numRuns / 2);
});

test('of a branch that refuses the value by its tag, only the tag is written', () => {
  const branch = (tag: string): Json => ({
    required: ['a'],
    properties: { a: { const: tag }, b: { type: 'string', description: tag } },
  });
  const written = emitted({ oneOf: [branch('x'), branch('y')] }, { a: 'y', b: 'text' });
  expect(written).toMatchObject({ $defs: { d0: { oneOf: [{}, { required: ['a'] }] } } });
  expect(JSON.stringify(written)).toContain(
    '[{"properties":{"a":{"const":"x"}}},{"required":["a"],"properties":{"a":{"const":"y"},"b":{"type":"string"}}}]',
  );
});
