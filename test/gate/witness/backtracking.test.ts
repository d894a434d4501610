// The estimate of what a pattern costs to match, held to a matcher that goes back and counts.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { stepsOf } from '../../../src/gate/witness/backtracking.js';

const maxSteps = 1e9;

test.each([
  '^(a|a)*b$',
  '^((a|b)+)+c$',
  '^((a|a)b?)*c$',
  '(a+)+',
  '(.*)*',
  '^((a?|b?)c)*$',
  '^(a|ab|b)*$',
  '^(\\w|\\d)*-$',
  '^((ab|ac)*a?)*$',
  '^(a{1,2}){1,50}$',
  '^[a-z0-9]+([._]?[a-z0-9]+)*$',
  '^a*a*a*a*a*a*a*a*b$',
  '(?=(a|a)*b)a',
  '^([ab]+)\\1*$',
])('%s can take for ever', (pattern) => {
  expect(stepsOf(pattern, 100)).toBeGreaterThan(maxSteps);
});

test.each([
  '^[a-z]+$',
  '^(ab|ac)*$',
  '(a*b|a*c)*d',
  '^(-*[a-z0-9])*$',
  '^[a-z0-9](-*[a-z0-9]){0,62}$',
  '(\\d{16})+',
  '^(([0-9]|[1-9][0-9]|1[0-9]{2}|2[0-4][0-9]|25[0-5])\\.){3}([0-9]|25[0-5])$',
  '^arn:aws(-[a-z]+)*:[a-z0-9-]*:[0-9]{12}:.*$',
  '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
  '.*@.*',
])('%s ends soon', (pattern) => {
  expect(stepsOf(pattern, 100)).toBeLessThanOrEqual(maxSteps);
});

test.each([
  ['^(a|a)*b$', 20],
  ['^(a|a|a)*b$', 6],
])('%s ends soon on %i letters', (pattern, letters) => {
  expect(stepsOf(pattern, letters)).toBeLessThanOrEqual(maxSteps);
});

test.each([
  ['^(a|a|a|a)*b$', 20],
  [`^${'a?'.repeat(40)}${'a'.repeat(20)}b$`, 20],
])('%s can take for ever on %i letters', (pattern, letters) => {
  expect(stepsOf(pattern, letters)).toBeGreaterThan(maxSteps);
});

type Tree =
  | { readonly kind: 'letter'; readonly letters: string }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Tree[] }
  | { readonly kind: 'again'; readonly of: Tree; readonly min: number; readonly max: number };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.record({ kind: fc.constant('letter' as const), letters: fc.constantFrom('a', 'b', 'c', 'ab', 'bc') }),
    fc.record({
      kind: fc.constantFrom('all' as const, 'any' as const),
      of: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc
      .record({
        of: tie('tree'),
        range: fc.constantFrom([0, 1], [0, Infinity], [1, Infinity], [1, 5], [2, 2], [6, 6], [0, 9]),
      })
      .map(({ of, range: [min, max] }) => ({
        kind: 'again' as const,
        of,
        min: min as number,
        max: max as number,
      })),
  ),
}));

function sourceOf(node: Tree): string {
  switch (node.kind) {
    case 'letter':
      return `[${node.letters}]`;
    case 'all':
      return `(?:${node.of.map(sourceOf).join('')})`;
    case 'any':
      return `(?:${node.of.map(sourceOf).join('|')})`;
    default:
      return `(?:${sourceOf(node.of)}){${node.min},${node.max === Infinity ? '' : node.max}}`;
  }
}

const maxCounted = 300_000;

/** Letters that are looked at until the pattern is found nowhere, or found; no more than are counted. */
function countSteps(node: Tree, text: string): number {
  let steps = 0;
  const go = (of: Tree, at: number, then: (at: number) => boolean): boolean => {
    if (steps > maxCounted) return true;
    switch (of.kind) {
      case 'letter':
        steps += 1;
        return of.letters.includes(text[at] ?? '-') && then(at + 1);
      case 'all': {
        const from = (index: number, here: number): boolean => {
          const part = of.of[index];
          return part === undefined ? then(here) : go(part, here, (next) => from(index + 1, next));
        };
        return from(0, at);
      }
      case 'any':
        return of.of.some((one) => go(one, at, then));
      default: {
        // ECMA-262 §22.2.2.3.1: what may end does not go on with an empty round.
        const round = (count: number, here: number): boolean =>
          (count < of.max &&
            go(of.of, here, (next) => (next === here && count >= of.min ? false : round(count + 1, next)))) ||
          (count >= of.min && then(here));
        return round(0, at);
      }
    }
  };
  for (let start = 0; start <= text.length; start++) if (go(node, start, () => false)) break;
  return steps;
}

test('no pattern takes more steps than estimated', () => {
  const texts = fc.oneof(
    fc.constantFrom(
      'a'.repeat(24),
      'b'.repeat(24),
      'ab'.repeat(12),
      'abc'.repeat(8),
      'a'.repeat(9),
      'ab'.repeat(5),
    ),
    fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 4, maxLength: 24 }),
  );
  fc.assert(
    fc.property(tree, texts, (node, text) => {
      const source = sourceOf(node);
      // Each way costs a look at every part of the pattern.
      const estimate = stepsOf(source, text.length) * source.length * 4;
      expect(Math.min(countSteps(node, text), maxCounted)).toBeLessThanOrEqual(estimate);
    }),
    { numRuns: 2000 },
  );
});
