// The automaton of a pattern against the engine's own reading of it, on random words.

import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { accepts } from '../../../src/gate/include/automaton.js';
import { automatonOfPattern, loadPatterns } from '../../../src/gate/include/pattern.js';

beforeAll(loadPatterns);

const letters = ['a', 'b', 'c', ',', '-', '@', 'x', '\n', '😀'];
const words = fc.oneof(
  fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }),
  fc.array(fc.constantFrom(...letters), { maxLength: 8 }),
);

test.each([
  'a',
  '^a',
  'a$',
  '^a*$',
  '(^|,)a(,|$)',
  '(?:a^|b)c',
  '(?:^a|b$){1,2}',
  // Repetitions at the ends, which find no more than their least.
  'a{2,4}b{2,4}',
  '(?:ab?){1,3}',
  '(?:a|b+c){2,}',
  'a*(?:b|ac*)+',
  '(?:a{2,3}|b){1,2}c?$',
  '^a{1,2}(?:b{2,3}|c)',
  '(?=a{1,3})b*',
  '(?<=a{2,3})b{1,2}',
  '^.{2,3}$',
  '\\bab\\b',
  '\\Bab',
  '(?:\\b[abc]+\\b-?)*x$',
  // Look-arounds: in front, inside, repeated, one in another, of what holds nowhere and everywhere.
  '^(?=.{1,3}@)[^@]+@[^@]+$',
  '^(?!.*(?:ab|ba))[abc]*$',
  '^[a-z]+(?!x)[a-z]+$',
  'a*(?!b)',
  '(?<=a)b',
  '(?<!a)b',
  '(?<=^|,)a(?=,|$)',
  '^(?!-)[ab-]{1,5}(?<!-)$',
  '^((?!-)[abc-]{1,3}(?<!-)@)+x$',
  '^(?:(?!ab)[a-z])+$',
  '^(?:a(?=b)|b(?=a|$))+$',
  '^(a|(?=b)b|(?<=b)a)*$',
  '(?:(?=a))+a',
  '(?:a|(?=b)){2}b',
  '(?=a)(?!ab)a?',
  '(?=(?!b)a?c)[ac]',
  '(?!a(?!b))[ab]c',
  '(?<!(?<!a)b)c',
  '(?<=(?<=a)b(?=c))c',
  '(?<!(?:^|x)a)b',
  '(?=(?:(?!c)[ab]){2})a',
  '(?!)',
  '(?=)',
  '(?!$)',
  '^(?![\\s\\S])',
  'a|(?=(?!))b',
])('%s', (source) => {
  const automaton = automatonOfPattern(source);
  const expression = new RegExp(source, 'u');
  fc.assert(
    fc.property(words, (word) => {
      const text = word.join('');
      expect(automaton && accepts(automaton, text)).toBe(expression.test(text));
    }),
    { numRuns: 500 },
  );
});

test.each([
  '^(.)\\1$',
  'a(',
  '^(?:(?=a{1,100}b)a)*$',
  // Each of its states stands for up to a thousand, which took a quarter of a minute.
  '^https://([.\\-_a-zA-Z0-9]+/?){3,1016}$',
])('no automaton for %s', (source) => {
  expect(automatonOfPattern(source)).toBe(undefined);
});

test('a random pattern: what has an automaton is found in the same words', () => {
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('a', 'b', '-', '[ab]', '[^a]', '\\w', '.', '^', '$', '\\b', ''),
      fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map((all) => all.join('')),
      fc.array(tie('pattern'), { minLength: 2, maxLength: 3 }).map((all) => `(${all.join('|')})`),
      fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '{2,40}'))
        .map(([of, times]) => `(?:${of})${times}`),
      fc
        .tuple(fc.constantFrom('?=', '?!', '?<=', '?<!'), tie('pattern'))
        .map(([kind, of]) => `(${kind}${of})`),
    ),
  }));
  // No letter of two code units: V8 also looks for an empty match between the two.
  const texts = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '-', '\n'), maxLength: 8 });
  let decided = 0;
  fc.assert(
    fc.property(pattern, fc.array(texts, { minLength: 10, maxLength: 10 }), (source, some) => {
      const automaton = automatonOfPattern(source);
      if (automaton === undefined) return;
      decided += 1;
      const expression = new RegExp(source, 'u');
      for (const text of some) expect(accepts(automaton, text)).toBe(expression.test(text));
    }),
    { numRuns: 1000 },
  );
  expect(decided).toBeGreaterThan(900);
});
