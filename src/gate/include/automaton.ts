// Complete little automata over code points, and the search for a shortest word that several of them agree on. Where they come from is pattern.ts.

/** A deterministic automaton; a missing transition is a dead end. State 0 is the start. */
export interface Automaton {
  readonly isFinal: readonly boolean[];
  /** Sorted, disjoint ranges of code points (both ends included) and the state each leads to. */
  readonly moves: readonly (readonly Move[])[];
}

export interface Move {
  readonly from: number;
  readonly to: number;
  readonly state: number;
}

export interface Demand {
  readonly accepted: readonly Automaton[];
  readonly refused: readonly Automaton[];
  /** In code points (JSON Schema 2020-12 validation §6.3.1). */
  readonly minLength: number;
  readonly maxLength: number;
}

export const maxCodePoint = 0x10ffff;
const dead = -1;

export function accepts(automaton: Automaton, text: string): boolean {
  let state = 0;
  for (const character of text) {
    state = step(automaton, state, character.codePointAt(0) as number);
    if (state === dead) return false;
  }
  return automaton.isFinal[state] === true;
}

function step(automaton: Automaton, state: number, point: number): number {
  if (state === dead) return dead;
  const moves = automaton.moves[state] as readonly Move[];
  let low = 0;
  let high = moves.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const move = moves[middle] as Move;
    if (point < move.from) high = middle - 1;
    else if (point > move.to) low = middle + 1;
    else return move.state;
  }
  return dead;
}

/** The automaton of a finite set of words: a tree of their letters. */
export function automatonOf(words: Iterable<string>): Automaton {
  const isFinal: boolean[] = [false];
  const next: Map<number, number>[] = [new Map()];
  for (const word of words) {
    let state = 0;
    for (const character of word) {
      const point = character.codePointAt(0) as number;
      let target = next[state]?.get(point);
      if (target === undefined) {
        target = next.length;
        next.push(new Map());
        isFinal.push(false);
        next[state]?.set(point, target);
      }
      state = target;
    }
    isFinal[state] = true;
  }
  const moves = next.map((letters) =>
    [...letters].sort(([a], [b]) => a - b).map(([point, state]) => ({ from: point, to: point, state })),
  );
  return { isFinal, moves };
}

/** Letters in the order in which a person likes to read them. */
const readable = [
  ...'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_.,:;/@ +*#!?=&%$~^|<>()[]{}\'"\\`',
].map((letter) => letter.codePointAt(0) as number);
const surrogates = [0xd800, 0xdfff] as const;

type Joint = readonly number[];

/** One letter, and the states that it leads to. */
interface Movement {
  readonly joint: Joint;
  readonly key: string;
  readonly letter: number;
}

interface Reached extends Movement {
  readonly before: Reached | undefined;
}

/** One letter for each way the automata can move on together. */
function lettersFrom(automata: readonly Automaton[], joint: Joint): readonly Movement[] {
  const cuts = new Set<number>([0]);
  for (const [at, automaton] of automata.entries()) {
    const state = joint[at] as number;
    if (state === dead) continue;
    for (const move of automaton.moves[state] as readonly Move[]) {
      cuts.add(move.from);
      cuts.add(move.to + 1);
    }
  }
  const starts = [...cuts].filter((point) => point <= maxCodePoint).sort((a, b) => a - b);
  const byTarget = new Map<string, Movement & { readonly rank: number }>();
  for (const [at, start] of starts.entries()) {
    const end = (starts[at + 1] ?? maxCodePoint + 1) - 1;
    const choice = pick(start, end);
    if (!choice) continue;
    const target = automata.map((automaton, index) => step(automaton, joint[index] as number, choice.letter));
    const key = target.join();
    const known = byTarget.get(key);
    if (!known || choice.rank < known.rank) byTarget.set(key, { ...choice, joint: target, key });
  }
  return [...byTarget.values()].sort((a, b) => a.rank - b.rank);
}

/** The most readable letter of a range; half a surrogate pair is no letter of JSON text (RFC 8259 §8.2). */
function pick(from: number, to: number): { letter: number; rank: number } | undefined {
  const rank = readable.findIndex((point) => point >= from && point <= to);
  if (rank >= 0) return { letter: readable[rank] as number, rank };
  if (from >= surrogates[0] && to <= surrogates[1]) return undefined;
  const start = from >= surrogates[0] && from <= surrogates[1] ? surrogates[1] + 1 : from;
  const letter = start <= 0x20 && to >= 0x20 ? 0x20 : start <= 0xa1 && to >= 0xa1 ? 0xa1 : start;
  return { letter, rank: readable.length + (letter < 0x20 ? 2 : letter <= 0xffff ? 0 : 1) };
}

/** Words are found, proved absent, or the search went past its limit. */
export type Search =
  | { readonly kind: 'words'; readonly words: readonly string[]; readonly isAll: boolean }
  | { readonly kind: 'limit' };

/**
 * Up to `wanted` words that satisfy the demand, shortest first. `isAll` says that there are no others, so no words and
 * `isAll` is a proof that there are none. `steps` is called once per state looked at and says when to stop.
 */
export function findWords(demand: Demand, wanted: number, mayGoOn: () => boolean): Search {
  const { minLength, maxLength } = demand;
  if (minLength > maxLength) return { kind: 'words', words: [], isAll: true };
  const automata = [...demand.accepted, ...demand.refused];
  const needed = demand.accepted.length;
  const isDead = (joint: Joint): boolean => joint.some((state, at) => at < needed && state === dead);
  const isFinal = (joint: Joint): boolean =>
    automata.every(
      (automaton, at) =>
        (joint[at] !== dead && automaton.isFinal[joint[at] as number] === true) === at < needed,
    );

  // Up to the least length the same states come up again and again.
  const moves = new Map<string, readonly Movement[]>();
  const movesFrom = ({ joint, key }: Reached): readonly Movement[] => {
    const known = moves.get(key) ?? lettersFrom(automata, joint).filter((move) => !isDead(move.joint));
    moves.set(key, known);
    return known;
  };

  // Up to the least length every state counts once per length; after it, the first way to a state is the shortest.
  const start = automata.map(() => 0);
  let layer: Reached[] = [{ joint: start, key: start.join(), letter: 0, before: undefined }];
  for (let length = 0; length < minLength; length++) {
    const next = new Map<string, Reached>();
    for (const reached of layer) {
      if (!mayGoOn()) return { kind: 'limit' };
      for (const move of movesFrom(reached))
        if (!next.has(move.key)) next.set(move.key, { ...move, before: reached });
    }
    layer = [...next.values()];
    if (layer.length === 0) return { kind: 'words', words: [], isAll: true };
  }
  const words: string[] = [];
  const seen = new Set(layer.map(({ key }) => key));
  for (let length = minLength; layer.length > 0; length++) {
    for (const reached of layer) {
      if (!isFinal(reached.joint)) continue;
      words.push(wordOf(reached));
      if (words.length >= wanted) return { kind: 'words', words, isAll: false };
    }
    if (length >= maxLength) break;
    const next: Reached[] = [];
    for (const reached of layer) {
      if (!mayGoOn()) return { kind: 'limit' };
      for (const move of movesFrom(reached)) {
        if (seen.has(move.key)) continue;
        seen.add(move.key);
        next.push({ ...move, before: reached });
      }
    }
    layer = next;
  }
  return { kind: 'words', words, isAll: words.length === 0 };
}

function wordOf(reached: Reached): string {
  const letters: string[] = [];
  for (let at: Reached = reached; at.before; at = at.before) letters.push(String.fromCodePoint(at.letter));
  return letters.reverse().join('');
}
