// minLength maxLength pattern format, over code points. JSON Schema 2020-12 validation §6.3 and §7.

import { automatonOf, findWords, type Automaton } from './automaton.js';
import { lengthOf } from './evaluate.js';
import { assertedFormats, hasFormat, wantsFormats, wordsOf, type Format } from './format.js';
import { automatonOfPattern, isMatch } from './pattern.js';
import {
  empty,
  found,
  unknown,
  type AtomNode,
  type Budget,
  type Conjunction,
  type Outcome,
} from './question.js';

/** Longer words than this are not written down as witnesses. */
const maxWitnessLength = 200_000;
/** An automaton is not followed for longer than this. */
const maxSearchedLength = 20_000;
/** Words tried against conditions that no automaton decides. */
const maxWords = 60;

/** A pattern or a format that must match, or must not. */
interface Condition {
  readonly atom: AtomNode;
  readonly isHolding: boolean;
}

/** A string of which these hold; one with letters in it where there is one, since people read it and paths carry it. */
export function solveString(conjunction: Conjunction, budget: Budget): Outcome {
  const visible = solveFrom(1, conjunction, budget);
  return visible.kind === 'value' ? visible : solveFrom(0, conjunction, budget);
}

function solveFrom(least: number, { holding, failing, excluded }: Conjunction, budget: Budget): Outcome {
  let minLength = least;
  let maxLength = Number.POSITIVE_INFINITY;
  /** Patterns, and formats of strings. */
  const conditions: Condition[] = [];
  const formats: Format[] = [];
  const within = new Set<string>();

  for (const [atoms, isHolding] of [
    [holding, true],
    [failing, false],
  ] as const) {
    for (const atom of atoms) {
      switch (atom.kind) {
        case 'minLength':
          if (isHolding) minLength = Math.max(minLength, atom.count);
          else maxLength = Math.min(maxLength, atom.count - 1);
          break;
        case 'maxLength':
          if (isHolding) maxLength = Math.min(maxLength, atom.count);
          else minLength = Math.max(minLength, atom.count + 1);
          break;
        case 'pattern':
          conditions.push({ atom, isHolding });
          break;
        case 'format': {
          const format = assertedFormats.get(atom.name);
          // The integer formats say nothing about strings.
          if (!format) {
            if (!isHolding) return empty;
            break;
          }
          conditions.push({ atom, isHolding });
          if (isHolding) {
            formats.push(format);
            for (const wider of format.within ?? []) within.add(wider);
          } else if (within.has(atom.name)) return empty;
          break;
        }
        default:
          break;
      }
    }
  }
  if (minLength > maxLength) return empty;
  const samples = minLength > maxWitnessLength ? [] : formats.flatMap((format) => wordsOf(format, minLength));
  const words = excluded.filter((value): value is string => typeof value === 'string');

  const isGood = (word: string): boolean | undefined => {
    const length = lengthOf(word);
    if (length < minLength || length > maxLength || words.includes(word)) return false;
    let truth: boolean | undefined = true;
    for (const [atoms, isHolding] of [
      [holding, true],
      [failing, false],
    ] as const) {
      for (const atom of atoms) {
        if (atom.kind !== 'pattern' && atom.kind !== 'format') continue;
        const answer = atom.kind === 'pattern' ? isMatch(atom.source, word) : hasFormat(atom.name, word);
        if (answer === undefined) truth = undefined;
        else if (answer !== isHolding) return false;
      }
    }
    return truth;
  };

  // Before the automata: most questions about a format end here, and the library that makes automata is large.
  for (const sample of samples) if (isGood(sample) === true) return found(sample);
  if (formats.length > 0 && wantsFormats()) return unknown('the checks of formats are not loaded');
  const { accepted, refused, around, asked } = automataOf(conditions);
  if (words.length > 0) refused.push(automatonOf(words));
  if (asked.length === 0 && accepted.length + refused.length === 0) {
    return minLength <= maxWitnessLength
      ? found('a'.repeat(minLength))
      : unknown('the shortest string is too long to write down');
  }
  if (minLength > maxSearchedLength) {
    // Only an empty language may be concluded from words this long.
    const shortest = findWords(
      { accepted, refused, minLength: 0, maxLength: Number.POSITIVE_INFINITY },
      1,
      () => budget.spend(),
    );
    const isNone = shortest.kind === 'words' && shortest.words.length === 0 && shortest.isAll;
    return isNone ? empty : unknown('the shortest string is too long to write down');
  }
  const search = findWords({ accepted, refused, minLength, maxLength }, asked.length > 0 ? maxWords : 1, () =>
    budget.spend(),
  );
  if (search.kind === 'limit') return unknown('the patterns are too large for the budget');
  if (search.words.length === 0 && search.isAll) return empty;
  for (const word of search.words) if (isGood(word) === true) return found(word);
  if (around.length > 0) {
    const outside = findWords(
      { accepted, refused: [...refused, ...around], minLength, maxLength },
      maxWords,
      () => budget.spend(),
    );
    for (const word of outside.kind === 'words' ? outside.words : [])
      if (isGood(word) === true) return found(word);
  }
  for (const word of asked.length > 0 ? mutations(samples) : [])
    if (isGood(word) === true) return found(word);
  if (asked.length === 0) return unknown('a pattern is read differently by the automaton and the expression');
  return unknown(`no string was found for ${asked.map(describe).join(' and ')}`);
}

/** The languages of conditions that hold and that fail. */
function automataOf(conditions: readonly Condition[]): {
  readonly accepted: Automaton[];
  readonly refused: Automaton[];
  /** Of formats that fail: a word outside is no word of the format, to at least one of the validators. */
  readonly around: Automaton[];
  /** What automata only approximate: each word is held to it. */
  readonly asked: readonly Condition[];
} {
  const accepted: Automaton[] = [];
  const refused: Automaton[] = [];
  const around: Automaton[] = [];
  const asked: Condition[] = [];
  const add = (source: string | undefined, to: Automaton[]): boolean => {
    const automaton = source === undefined ? undefined : automatonOfPattern(source);
    if (automaton) to.push(automaton);
    return automaton !== undefined;
  };
  for (const condition of conditions) {
    const { atom, isHolding } = condition;
    if (atom.kind === 'format') {
      const format = assertedFormats.get(atom.name);
      add(isHolding ? format?.upper : format?.lower, isHolding ? accepted : refused);
      if (!isHolding) add(format?.upper, around);
      asked.push(condition);
    } else if (atom.kind === 'pattern' && !add(atom.source, isHolding ? accepted : refused))
      asked.push(condition);
  }
  return { accepted, refused, around, asked };
}

function describe({ atom, isHolding }: Condition): string {
  const text =
    atom.kind === 'pattern'
      ? `pattern ${atom.source}`
      : atom.kind === 'format'
        ? `format ${atom.name}`
        : atom.kind;
  return isHolding ? text : `not ${text}`;
}

/** Near misses of a format's words, and words that no format has. */
function mutations(samples: readonly string[]): readonly string[] {
  return [
    'a',
    '',
    'a b',
    ' ',
    '0',
    'aaaaaaaa',
    '%',
    '{',
    '[',
    '::',
    '-',
    'é',
    '99',
    '/~',
    'a'.repeat(64),
    ...samples.flatMap((sample) => [
      `${sample}x`,
      `x${sample}`,
      sample.slice(1),
      sample.slice(0, -1),
      sample.toUpperCase(),
      `${sample}${sample}`,
    ]),
  ];
}
