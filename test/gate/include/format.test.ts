// What is said of a format without asking holds for both validators.

import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';

import { accepts, findWords } from '../../../src/gate/include/automaton.js';
import {
  assertedFormats,
  type Format,
  hasFormat,
  loadFormats,
  wordsOf,
} from '../../../src/gate/include/format.js';
import { automatonOfPattern, loadPatterns } from '../../../src/gate/include/pattern.js';

beforeAll(() => Promise.all([loadFormats(), loadPatterns()]));

const formats = [...assertedFormats];
/** The generator knows no look-aheads. */
const matching = (pattern: string) => {
  const expression = new RegExp(pattern, 'u');
  const plain = new RegExp(pattern.replace(/\(\?!.*?\)/g, ''), 'u');
  return fc.stringMatching(plain).filter((word) => expression.test(word));
};

/** A sample with some letters taken out, put in or exchanged. */
function near(samples: readonly string[]) {
  const letters = fc.constantFrom(...samples.join(''), '.', '-', ':', '/', '@', '%', '<', ' ', 'Z', '0', 'é');
  const edit = fc.record({ at: fc.nat(40), taken: fc.boolean(), put: fc.option(letters) });
  return fc.tuple(fc.constantFrom(...samples), fc.array(edit, { maxLength: 3 })).map(([sample, edits]) =>
    edits.reduce((text, { at, taken, put }) => {
      const place = Math.min(at, text.length);
      return text.slice(0, place) + (put ?? '') + text.slice(place + Number(taken));
    }, sample),
  );
}

test.each(formats)('%s: samples and long words are words', (name, format) => {
  for (const sample of format.samples) expect([sample, hasFormat(name, sample)]).toEqual([sample, true]);
  for (const length of [50, 64, 65, 100, 200, 253]) {
    const words = wordsOf(format, length).slice(format.samples.length);
    const seen = words.map((word) => [hasFormat(name, word), word.length]);
    expect(seen).toEqual((format.long ?? []).map(() => [true, length]));
  }
});

const lower = formats.flatMap(([name, format]) => (format.lower === undefined ? [] : [[name, format.lower]]));
test.each(lower as [string, string][])('%s: all of the lower bound are words', (name, bound) => {
  fc.assert(
    fc.property(matching(bound), (word) => hasFormat(name, word) === true),
    { numRuns: 500 },
  );
});

// Random words seldom have the lengths at which labels and names end (RFC 1035 §2.3.4).
test.each(lower as [string, string][])('%s: also the long ones', (name, bound) => {
  const automaton = automatonOfPattern(bound);
  const accepted = automaton === undefined ? [] : [automaton];
  expect(accepted).toHaveLength(1);
  for (const length of [62, 63, 64, 65, 127, 128, 191, 192, 253, 254, 255]) {
    const demand = { accepted, refused: [], minLength: length, maxLength: length };
    const search = findWords(demand, 20, () => true);
    const words = search.kind === 'words' ? search.words : [];
    expect(words.filter((word) => hasFormat(name, word) !== true)).toEqual([]);
  }
});

const upper = formats.filter(([, format]) => format.upper !== undefined);
test.each(upper)('%s: no word is outside the upper bound', (name, { upper: bound = '', samples }) => {
  const automaton = automatonOfPattern(bound);
  expect(automaton).toBeDefined();
  fc.assert(
    fc.property(
      near(samples),
      (word) => hasFormat(name, word) !== true || (automaton && accepts(automaton, word)) === true,
    ),
    { numRuns: 2000 },
  );
});

const wider = formats.flatMap(([name, format]) =>
  (format.within ?? []).map((one): [string, string, Format] => [name, one, format]),
);
test.each(wider)('a %s is a %s', (name, one, { samples, lower: bound = '' }) => {
  fc.assert(
    fc.property(
      fc.oneof(near(samples), matching(bound)),
      (word) => hasFormat(name, word) !== true || hasFormat(one, word) === true,
    ),
    { numRuns: 500 },
  );
});
