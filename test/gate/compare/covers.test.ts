// Which paths a template takes: a parameter stands for one whole segment (OpenAPI 3.1.1 §4.8.8).
import { expect, test } from 'vitest';
import type { Operation } from '../../../src/gate/normalize.js';
import { covering, covers } from '../../../src/gate/operations/taken-over.js';

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

test('of many templates those that cover a path are found, in their order', () => {
  const segments = ['a', 'b', '{x}', '{y}', 'x{y}', ''];
  const paths = segments.flatMap((one) => [
    `/${one}`,
    ...segments.flatMap((two) => [`/${one}/${two}`, ...segments.map((three) => `/${one}/${two}/${three}`)]),
  ]);
  const operations = paths.flatMap((path) =>
    (['get', 'put'] as const).map(
      (method): Operation => ({ method, path, id: undefined, item: [], pointer: '', value: {} }),
    ),
  );
  const answering = covering(operations);
  for (const call of operations)
    expect(answering(call)).toEqual(
      operations.filter(({ method, path }) => method === call.method && covers(path, call.path)),
    );
});
