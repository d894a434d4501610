import { assert, jsonValue, property, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { equalJson, keyOf, type Json } from '../../../src/gate/include/json.js';

test('values are equal exactly when their keys are', () => {
  assert(
    property(tuple(jsonValue({ maxDepth: 3 }), jsonValue({ maxDepth: 3 })), (pair) => {
      const [one, other] = pair as [Json, Json];
      expect(equalJson(one, other)).toBe(keyOf(one) === keyOf(other));
      expect(equalJson([one], [structuredClone(one)])).toBe(true);
    }),
  );
});

test.each([
  [0, -0, true],
  [{ a: 1, b: 2 }, { b: 2, a: 1 }, true],
  [{ a: 1 }, { a: 1, b: 2 }, false],
  [{ a: 1, b: 2 }, { a: 1, c: 2 }, false],
  [JSON.parse('{"toString":1}'), { b: 1 }, false],
  [[], {}, false],
  [null, {}, false],
  [[1, 2], [2, 1], false],
  ['1', 1, false],
] as [Json, Json, boolean][])('%j and %j: %j', (one, other, isEqual) => {
  expect(equalJson(one, other)).toBe(isEqual);
  expect(equalJson(other, one)).toBe(isEqual);
  expect(keyOf(one) === keyOf(other)).toBe(isEqual);
});
