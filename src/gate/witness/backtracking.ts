// How long a backtracking engine can take for a pattern, from its structure: each two ways that read the same text and come
// to one place again are one more thing to go back to, and in a repetition they double with every round.
// refa parses; all this is loaded when a pattern may take long.

import { type CharSet, type Expression, JS, type NoParent } from 'refa';

type Sequence = NoParent<Expression>['alternatives'][number];
type Element = Sequence['elements'][number];
type Quantifier = Extract<Element, { readonly type: 'Quantifier' }>;

/** A character class where it stands in the pattern. */
interface Place {
  readonly characters: CharSet;
  readonly next: Place[];
  /** It is read many times in one match. */
  readonly isRepeated: boolean;
}

interface Piece {
  readonly first: readonly Place[];
  readonly last: readonly Place[];
  readonly isNullable: boolean;
}

/** Two places that one letter can lead to. */
interface Doubt {
  readonly places: readonly [Place, Place];
  /** It comes up many times in one match. */
  readonly isRepeated: boolean;
}

const maxPlaces = 2000;
/** Places held against each other: more would take longer than the validators are likely to. */
const maxComparisons = 1_000_000;
/** A repetition of so few rounds is looked at round by round; one of a fixed number, up to so many. */
const maxRounds = 4;
const maxFixedRounds = 64;

const nothing: Piece = { first: [], last: [], isNullable: true };

/** Counts comparisons; throws an Error where there are too many. */
type Spend = (comparisons: number) => void;

/**
 * About the most steps on a text of so many letters, whether the pattern is found in it or not; Infinity where this
 * cannot be said.
 */
export function stepsOf(source: string, letters: number): number {
  let comparisons = 0;
  const spend: Spend = (count) => {
    comparisons += count;
    if (comparisons > maxComparisons) throw new Error('too many comparisons');
  };
  try {
    const { expression } = JS.Parser.fromLiteral({ source, flags: 'u' }).parse({
      backreferences: 'throw',
      assertions: 'parse',
    });
    return expression.alternatives
      .map((one) => (isAnchored(one) ? 1 : letters) * stepsFrom([one], letters, spend)) // a search begins at every letter
      .reduce((sum, steps) => sum + steps, 0);
  } catch (error) {
    // No expression, a back-reference, or too large.
    if (!(error instanceof Error)) throw error;
    return Number.POSITIVE_INFINITY;
  }
}

/** It begins with `^`. */
function isAnchored({ elements: [first] }: Sequence): boolean {
  const [only, ...others] = first?.type === 'Assertion' && first.kind === 'behind' ? first.alternatives : [];
  const letter = only?.elements[0];
  return (
    first?.type === 'Assertion' &&
    first.negate &&
    others.length === 0 &&
    letter?.type === 'CharacterClass' &&
    letter.characters.isAll
  );
}

function stepsFrom(alternatives: readonly Sequence[], letters: number, spend: Spend): number {
  let steps = 1;
  let places = 0;
  let repetitions = 0;
  let openRepetitions = 0;
  /** In the innermost repetition that is open. */
  let doubts: Doubt[] = [];
  /** Ways to read nothing, on top of the first. */
  let idleWays = 0;

  function link(from: readonly Place[], to: readonly Place[]): void {
    for (const { next, isRepeated } of from)
      for (const place of to) {
        doubt(next, place, isRepeated);
        next.push(place);
      }
  }

  function doubt(others: readonly Place[], place: Place, isRepeated: boolean): void {
    spend(1 + others.length);
    for (const other of others)
      if (overlap(other, place)) doubts.push({ places: [other, place], isRepeated });
  }

  function join(before: Piece, after: Piece): Piece {
    link(before.last, after.first);
    return {
      first: before.isNullable ? [...before.first, ...after.first] : before.first,
      last: after.isNullable ? [...before.last, ...after.last] : after.last,
      isNullable: before.isNullable && after.isNullable,
    };
  }

  function choice(sequences: readonly Sequence[]): Piece {
    const pieces = sequences.map(({ elements }) => elements.map(piece).reduce(join, nothing));
    const idle = pieces.filter(({ isNullable }) => isNullable).length;
    idleWays += Math.max(0, idle - 1);
    return {
      first: pieces.flatMap(({ first }) => first),
      last: pieces.flatMap(({ last }) => last),
      isNullable: idle > 0,
    };
  }

  function piece(element: Element): Piece {
    switch (element.type) {
      case 'CharacterClass': {
        places += 1;
        if (places > maxPlaces) throw new Error('too many places');
        const isRepeated = openRepetitions > 0;
        const place: Place = { characters: element.characters, next: [], isRepeated };
        return { first: [place], last: [place], isNullable: false };
      }
      case 'Assertion':
        steps *= stepsFrom(element.alternatives, letters, spend);
        return nothing;
      case 'Alternation':
        return choice(element.alternatives);
      case 'Quantifier':
        return element.max <= (element.min === element.max ? maxFixedRounds : maxRounds)
          ? rounds(element)
          : repetition(element);
      case 'Unknown':
        throw new Error('this cannot be looked into');
      default:
        return element satisfies never;
    }
  }

  function rounds({ alternatives, min, max }: Quantifier): Piece {
    let rest = nothing;
    for (let round = max; round > 0; round--) {
      const one = join(choice(alternatives), rest);
      if (round > min && one.isNullable) idleWays += 1;
      rest = round > min ? { ...one, isNullable: true } : one;
    }
    return rest;
  }

  function repetition({ alternatives, min, max }: Quantifier): Piece {
    const outside = { doubts, idleWays };
    [doubts, idleWays] = [[], 0];
    repetitions += 1;
    openRepetitions += 1;
    const body = choice(alternatives);
    link(body.last, body.first);
    openRepetitions -= 1;
    const waysPerRound = 1 + idleWays + real(doubts, spend).length;
    // An empty round is the last.
    if (waysPerRound > 1) steps *= waysPerRound ** Math.min(max, letters);
    doubts = [...outside.doubts, ...doubts];
    idleWays = outside.idleWays + (min === 0 && body.isNullable ? 1 : 0);
    return { ...body, isNullable: body.isNullable || min === 0 };
  }

  const { first } = choice(alternatives);
  for (const [at, place] of first.entries()) doubt(first.slice(0, at), place, false);
  for (const { isRepeated } of real(doubts, spend)) steps *= isRepeated ? letters : 2;
  return steps * 2 ** idleWays * (repetitions > 0 ? letters : 1);
}

function overlap(a: Place, b: Place): boolean {
  return !a.characters.isDisjointWith(b.characters);
}

/** The doubts whose two ways read the same text and come to one place: each two places once. */
function real(doubts: readonly Doubt[], spend: Spend): readonly Doubt[] {
  const apart = new Map<Place, Set<Place>>();
  const asked = new Map<Place, Map<Place, Doubt>>();
  for (const doubt of doubts) {
    const [a, b] = doubt.places;
    const others = asked.get(a) ?? new Map<Place, Doubt>();
    asked.set(a, others);
    if (doubt.isRepeated || !others.has(b)) others.set(b, doubt);
  }
  const canMeet = ({ places }: Doubt): boolean => {
    const seen = new Map<Place, Set<Place>>();
    const open = [places];
    for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
      const [a, b] = pair;
      if (a === b) return true;
      if (apart.get(a)?.has(b) === true || seen.get(a)?.has(b) === true) continue;
      spend(1 + a.next.length * b.next.length);
      add(seen, a, b);
      for (const afterA of a.next)
        for (const afterB of b.next) if (overlap(afterA, afterB)) open.push([afterA, afterB]);
    }
    for (const [a, others] of seen) for (const b of others) add(apart, a, b);
    return false;
  };
  return [...asked.values()].flatMap((others) => [...others.values()]).filter(canMeet);
}

function add(pairs: Map<Place, Set<Place>>, a: Place, b: Place): void {
  const others = pairs.get(a) ?? new Set();
  pairs.set(a, others.add(b));
}
