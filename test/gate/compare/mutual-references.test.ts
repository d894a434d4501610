// Schemas that refer to each other many times over, each a union whose branches overlap: what may stand at a place can be
// reached in ever more ways. A small document, and the comparison must come to an end.
import { expect, test } from 'vitest';

import type { Json } from '../../../src/gate/include/json.js';
import { compare } from '../../../src/gate/compare.js';

const timeout = 120_000;

/** @param changed what the last of the schemas says besides */
function rooms(count: number, doors: number, changed: { readonly [name: string]: Json }): Json {
  const ref = (index: number): Json => ({ $ref: `#/components/schemas/Room${index % count}` });
  const room = (index: number): Json => ({
    type: 'object',
    properties: {
      ...Object.fromEntries(
        Array.from({ length: doors }, (_, door) => [`door${door}`, ref(index * 7 + door * 3 + 1)]),
      ),
      size: { type: 'integer' },
      ...(index === count - 1 ? changed : {}),
    },
    anyOf: [
      { properties: { door0: ref(index * 5 + 2) } },
      { properties: { door1: ref(index * 3 + 1) }, required: ['door1'] },
    ],
  });
  return {
    openapi: '3.1.1',
    info: { title: 'Rooms', version: '1.0.0' },
    paths: {
      '/rooms': {
        post: {
          operationId: 'addRoom',
          requestBody: { required: true, content: { 'application/json': { schema: ref(0) } } },
          responses: { '204': { description: 'd' } },
        },
      },
    },
    components: {
      schemas: Object.fromEntries(Array.from({ length: count }, (_, index) => [`Room${index}`, room(index)])),
    },
  };
}

const findings = async (base: Json, head: Json) =>
  (await compare(base, head)).findings.map(({ level, rule }) => `${level} ${rule}`);

test('an optional field is no break, whichever ways lead to it', { timeout }, async () => {
  expect(await findings(rooms(4, 3, {}), rooms(4, 3, { name: { type: 'string' } }))).toEqual([
    'additive property-added',
  ]);
});

test('a narrower field is a break, and found before all ways are gone', { timeout }, async () => {
  const narrower = { size: { type: 'integer', maximum: 5 } };
  expect(await findings(rooms(8, 6, {}), rooms(8, 6, narrower))).toContain('breaking bound-changed');
});
