// `pattern` as an automaton: an unanchored search with the `u` flag over code points (JSON Schema 2020-12 core §6.4, validation §6.3.3). refa does the algebra; it is loaded when the first pattern matters.

import type { DFA } from 'refa';
import { accepts, type Automaton, type Move } from './automaton.js';
import { expressionOf, isQuick } from './expression.js';

let library: typeof import('./regular-language.js') | undefined;
let isWanted = false;
const automata = new Map<string, Automaton | undefined>();

export function wantsPatterns(): boolean {
  return isWanted;
}

export function arePatternsLoaded(): boolean {
  return library !== undefined;
}

export async function loadPatterns(): Promise<void> {
  if (library) return;
  library = await import('./regular-language.js');
  isWanted = false;
  automata.clear();
}

/** The language of a pattern; undefined where it is beyond automata, or they are not loaded (then `wantsPatterns` says so). */
export function automatonOfPattern(source: string): Automaton | undefined {
  if (automata.has(source)) return automata.get(source);
  if (!library) {
    isWanted = true;
    return undefined;
  }
  let automaton: Automaton | undefined;
  try {
    automaton = convert(library.wordsWith(expressionOf(source)?.source ?? source));
  } catch (error) {
    // A syntax error, a back-reference, or too many states: no automaton, no verdict.
    if (!(error instanceof Error)) throw error;
  }
  automata.set(source, automaton);
  return automaton;
}

/** Whether the pattern is found in the text; undefined where that cannot be said. */
export function isMatch(source: string, text: string): boolean | undefined {
  const expression = expressionOf(source);
  if (!expression) return undefined;
  if (isQuick(source, text.length)) return expression.regexp.test(text);
  const automaton = automatonOfPattern(source);
  return automaton ? accepts(automaton, text) : undefined;
}

function convert({ initial, finals }: DFA): Automaton {
  const index = new Map([[initial, 0]]);
  const moves: Move[][] = [];
  for (const state of index.keys()) {
    const list: Move[] = [];
    for (const [{ min, max }, target] of state.out) {
      const number = index.get(target) ?? index.size;
      index.set(target, number);
      list.push({ from: min, to: max, state: number });
    }
    moves.push(list);
  }
  return { isFinal: [...index.keys()].map((state) => finals.has(state)), moves };
}
