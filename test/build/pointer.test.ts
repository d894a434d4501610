import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPointer, parsePointer } from '../../src/build/pointer.js';

const rows = [
  { pointer: '', tokens: [] },
  { pointer: '/', tokens: [''] },
  { pointer: '/paths/~1agents~1{agent_id}/get', tokens: ['paths', '/agents/{agent_id}', 'get'] },
  { pointer: '/a~0b~1c', tokens: ['a~b/c'] },
  { pointer: '/~01', tokens: ['~1'] },
] as const;

test.each(rows)('$pointer is $tokens, both ways (RFC 6901 §3)', ({ pointer, tokens }) => {
  expect(parsePointer(pointer)).toEqual(tokens);
  expect(formatPointer(tokens)).toBe(pointer);
});

test('a fragment is percent-decoded (RFC 6901 §6)', () => {
  expect(parsePointer('#/components/schemas/A%20B')).toEqual(['components', 'schemas', 'A B']);
});

test('any tokens survive the way there and back', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (tokens) => {
      expect(parsePointer(formatPointer(tokens))).toEqual(tokens);
    }),
  );
});
