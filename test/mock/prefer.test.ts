import { expect, test } from 'vitest';
import { nearest } from '../../src/mock/nearest.js';
import { readPrefer } from '../../src/mock/prefer.js';

const rows = [
  { header: undefined, read: {} },
  { header: '', read: {} },
  { header: 'example=running', read: { example: 'running' } },
  { header: 'code=429, example=rate-limited', read: { code: 429, example: 'rate-limited' } },
  { header: 'code=429; example=rate-limited', read: { code: 429, example: 'rate-limited' } },
  { header: 'code=429;example=rate-limited', read: { code: 429, example: 'rate-limited' } },
  { header: 'respond-async, wait=10, code = 404', read: { code: 404 } },
  { header: 'example="a, b; c"', read: { example: 'a, b; c' } },
  { header: 'example="a \\"b\\""', read: { example: 'a "b"' } },
  { header: 'CODE=404', read: { code: 404 } },
  { header: 'code=404, code=500', read: { code: 404 } },
  { header: 'code=abc', read: { problem: 'Prefer asks for code=abc, which is no HTTP status' } },
  { header: 'code=999', read: { problem: 'Prefer asks for code=999, which is no HTTP status' } },
  { header: '"; code=404', read: {} },
  { header: 'example=, code=404', read: { problem: 'Prefer asks for example= without a name' } },
] as const;
test.each(rows)('Prefer: $header is read as $read', ({ header, read }) => {
  expect(readPrefer(header)).toEqual(read);
});

test('the nearest names come first, ignoring case, and swapped letters count once', () => {
  expect(nearest('getAgnet', ['listAgents', 'getAgent', 'spawnAgent'], 1)).toEqual(['getAgent']);
  expect(nearest('GETAGENT', ['spawnAgent', 'getAgent'], 1)).toEqual(['getAgent']);
  expect(nearest('x', [])).toEqual([]);
});
