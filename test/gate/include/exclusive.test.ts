// `oneOf` with many branches that can match together: each is held apart from all others.

import { expect, test } from 'vitest';

import { include } from '../../../src/gate/include/include.js';

/** Branches told apart by a tag that may be missing: without it a value matches all of them. */
function union(branches: number, longest: number) {
  const branch = (at: number) => ({
    type: 'object',
    additionalProperties: false,
    properties: {
      type: { enum: [`kind${at}`] },
      id: { type: 'string', maxLength: at === 7 ? longest : 90 },
    },
  });
  return { oneOf: Array.from({ length: branches }, (_, at) => branch(at)) };
}

test.each([30, 60])('one of %i branches takes less than before', async (branches) => {
  const [wide, narrow] = [union(branches, 90), union(branches, 50)];
  expect(await include(narrow, wide)).toEqual({ result: 'proved' });
  expect(await include(wide, narrow)).toEqual({
    result: 'refuted',
    witness: { type: 'kind7', id: 'a'.repeat(51) },
  });
});
