import { expect, test } from 'vitest';
import type { SchemaDifference } from '../../../src/gate/rules/schema-rule.js';
import { oneByOne } from '../../../src/gate/schema/one-by-one.js';

/** Differences that are names: a schema cares about those it has as members. */
function named(count: number): { differences: SchemaDifference[]; calls: () => number } {
  let calls = 0;
  const differences: SchemaDifference[] = Array.from({ length: count }, (_, index) => ({
    about: `${index}`,
    base: '',
    head: '',
    breaks: '',
    adds: '',
    get frees() {
      calls += 1;
      return { keywords: [`n${index}`] };
    },
  }));
  return { differences, calls: () => calls };
}

const schemaOf = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`n${index}`, true]));

test.each([1, 2, 3, 7, 8, 100])('each of %d differences is left alone once', (count) => {
  const { differences } = named(count);
  const alone = oneByOne(differences, { ...schemaOf(count), type: 'object' });
  const order = differences.map((_, index) => index);
  for (const index of [...order, ...order.reverse()])
    expect(Object.keys(alone(index)).sort()).toEqual([`n${index}`, 'type']);
});

test('a thousand differences cost no million steps', () => {
  const { differences, calls } = named(1024);
  const alone = oneByOne(differences, schemaOf(1024));
  for (const index of differences.keys()) alone(index);
  expect(calls()).toBe(1024 * 10);
});
