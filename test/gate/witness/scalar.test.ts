// Texts that are tried where a place needs one: what a person likes to read comes first.

import { expect, test } from 'vitest';

import { stringsFor } from '../../../src/gate/witness/scalar.js';

test.each([
  ['[a-zA-Z0-9][a-zA-Z0-9_]{0,47}', 'a'],
  ['.*', 'a'],
  ['^\\d{4}-\\d{2}$', '0000-00'],
  ['^[A-Z]+$', 'A'],
  ['^(?:on|off)$', 'on'],
])('the first text that %s is found in is %s', (pattern, text) => {
  const texts = [...stringsFor([{ pointer: '', isOutermost: true, schema: { type: 'string', pattern } }])];
  expect(texts.find((one) => new RegExp(pattern, 'u').test(one))).toBe(text);
});
