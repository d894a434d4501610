// Which paths a template takes: a parameter stands for one whole segment (OpenAPI 3.1.1 §4.8.8).
import { expect, test } from 'vitest';
import { covers } from '../../../src/gate/operations/taken-over.js';

test.each([
  ['/a/{x}', '/a/b', true],
  ['/a/{x}', '/a/{y}', true],
  ['/{x}/b', '/a/b', true],
  ['/a/{x}/c', '/a/b/c', true],
  ['/a', '/a', true],
  ['/a/{x}', '/a/b/c', false],
  ['/a/{x}/c', '/a/b', false],
  ['/a/{x}', '/b/c', false],
  ['/a/{x}/c', '/a/b/d', false],
  ['/a/b', '/a/{x}', false],
  ['/a/b', '/a/c', false],
  ['/a/x{y}', '/a/xz', false],
])('%s takes %s: %s', (wider, path, expected) => {
  expect(covers(wider, path)).toBe(expected);
});
