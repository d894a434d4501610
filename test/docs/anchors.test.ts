// Addresses: made of names alone, never shared, never moved by what stands elsewhere.
import { expect, test } from 'vitest';
import { createAnchors } from '../../src/docs/anchors.js';

test('plain names make a readable address', () => {
  const { of } = createAnchors([]);
  expect(of('operation', 'spawnAgent', 'header', 'X-Idempotency-Key')).toBe(
    'spawnAgent-header-X-Idempotency-Key',
  );
  expect(of('error', 'rate_limited')).toBe('error-rate_limited');
});

test('the same thing has the same address, in whatever order things are asked for', () => {
  const names = ['a', 'a b', 'a-b', 'ä', '1', '__proto__'];
  const [one, other] = [createAnchors([]), createAnchors([])];
  const forth = names.map((name) => one.of('operation', name));
  const back = names
    .toReversed()
    .map((name) => other.of('operation', name))
    .toReversed();
  expect(back).toEqual(forth);
  expect(forth.map((id) => one.has(id))).toEqual(names.map(() => true));
});

const rivals = [
  [
    ['operation', 'a-b', 'c'],
    ['operation', 'a', 'b-c'],
  ],
  [
    ['operation', 'a b'],
    ['operation', 'a.b'],
  ],
  [
    ['operation', 'error', 'x'],
    ['error', 'x'],
  ],
  [
    ['operation', ''],
    ['operation', ' '],
  ],
  [
    ['operation', '"><script>'],
    ['operation', 'script'],
  ],
] as const;

test.each(rivals)('%j and %j have different addresses, fit for an id and a link', (...pair) => {
  const { of } = createAnchors([]);
  const ids = pair.map(([kind, ...names]) => of(kind, ...names));
  expect(new Set(ids).size).toBe(2);
  for (const id of ids) expect(id).toMatch(/^[A-Za-z][\w-]*$/);
});

test('an id that the page uses itself is given to nothing else', () => {
  const { of } = createAnchors(['errors']);
  expect(of('operation', 'errors')).toMatch(/^errors-[0-9a-f]{6}$/);
});
