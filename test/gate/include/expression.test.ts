// Patterns that the `u` flag refuses: the same words in its spelling, or none where engines do not agree.

import fc from 'fast-check';
import { expect, test } from 'vitest';

import { expressionOf } from '../../../src/gate/include/expression.js';

test.each([
  ['^[a-z]+$', '^[a-z]+$'],
  ['\\-\\:\\_\\ \\"', '-:_ "'],
  ['[\\:\\-\\_]\\-', '[:\\-_]-'],
  ['[\\w-.]', '[\\w\\-.]'],
  ['[.-\\d]', '[.\\-\\d]'],
  ['[a-z\\s-_]', '[a-z\\s\\-_]'],
  ['[\\d--a]', '[\\d\\-\\-a]'],
  ['[^a-c-\\w\\:]', '[^a-c\\-\\w:]'],
  ['^{a}{2}{b$', '^\\{a\\}{2}\\{b$'],
  ['[{}]\\@', '[{}]@'],
  ['[\\p{L}\\-]\\#', '[\\p{L}\\-]#'],
])('%s is read as %s', (pattern, source) => {
  expect(expressionOf(pattern)?.source).toBe(source);
});

test.each([
  'a(',
  '\\Aa\\z',
  '\\p{Print}+',
  '[\\p{Alnum}]',
  '[[:alpha:]]\\-',
  '[a-z&&[^b]]',
  '(?i)a',
  '[\\000-\\037]',
  '\\e',
  'a++',
])('%s is no expression', (pattern) => {
  expect(expressionOf(pattern)).toBe(undefined);
});

test('what is spelled differently matches the same words', () => {
  const parts = [
    'a',
    'b',
    '1',
    '\\-',
    '\\:',
    '\\@',
    '{',
    '}',
    '.',
    '\\d',
    '\\w',
    '*',
    '?',
    '|',
    '{2}',
    '^',
    '\\.',
  ];
  const inClass = ['a', 'c', '1', '\\-', '-', '\\:', '\\w', '\\d', '.', '{', '\\.', '\\@'];
  const classes = fc
    .tuple(fc.constantFrom('', '^'), fc.array(fc.constantFrom(...inClass), { minLength: 1, maxLength: 5 }))
    .map(([not, of]) => `[${not}${of.join('')}]`);
  const patterns = fc
    .array(fc.oneof(fc.constantFrom(...parts), classes), { minLength: 1, maxLength: 6 })
    .map((all) => all.join(''));
  const words = fc.string({ unit: fc.constantFrom(...'abc1-:@{}.2'), maxLength: 6 });
  let spelled = 0;
  fc.assert(
    fc.property(patterns, fc.array(words, { minLength: 8, maxLength: 8 }), (pattern, texts) => {
      const expression = expressionOf(pattern);
      if (expression === undefined) return;
      if (expression.source !== pattern) spelled += 1;
      for (const text of texts) expect(expression.regexp.test(text)).toBe(new RegExp(pattern).test(text));
    }),
    { numRuns: 5000 },
  );
  expect(spelled).toBeGreaterThan(500);
});
