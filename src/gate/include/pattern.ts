// `pattern` as an automaton: an unanchored search with the `u` flag over code points (JSON Schema 2020-12 core §6.4, validation §6.3.3). refa does the algebra; it is loaded when the first pattern matters.

import type { Concatenation, NoParent } from 'refa';
import { accepts, combine, type Automaton, type Move } from './automaton.js';

type Libraries = typeof import('./regular-expressions.js');
type Refa = Libraries['refa'];

let libraries: Libraries | undefined;
let isWanted = false;
const automata = new Map<string, Automaton | undefined>();
const expressions = new Map<string, RegExp | undefined>();

/** Two marks around the word, outside Unicode, so that `^` and `$` become ordinary letters. */
const begin = 0x110000;
const end = 0x110001;
const maxStates = 4000;
/** Backtracking engines need exponential time on some patterns: longer texts are only matched by automata. */
const maxBacktracked = 24;

export function wantsPatterns(): boolean {
  return isWanted;
}

export async function loadPatterns(): Promise<void> {
  if (libraries) return;
  libraries = await import('./regular-expressions.js');
  isWanted = false;
  automata.clear();
}

/** The language of a pattern; undefined where it is beyond automata, or they are not loaded (then `wantsPatterns` says so). */
export function automatonOfPattern(source: string): Automaton | undefined {
  if (automata.has(source)) return automata.get(source);
  if (!libraries) {
    isWanted = true;
    return undefined;
  }
  let automaton: Automaton | undefined;
  try {
    automaton = build(source, libraries);
  } catch (error) {
    // A syntax error, a look-around or back-reference that stays, or too many states: no automaton, no verdict.
    if (!(error instanceof Error)) throw error;
  }
  automata.set(source, automaton);
  return automaton;
}

/** Whether the pattern is found in the text; undefined where that cannot be said. */
export function isMatch(source: string, text: string): boolean | undefined {
  const expression = expressionOf(source);
  if (!expression) return undefined;
  if (text.length <= maxBacktracked) return expression.test(text);
  const automaton = automatonOfPattern(source);
  return automaton ? accepts(automaton, text) : undefined;
}

function expressionOf(source: string): RegExp | undefined {
  if (!expressions.has(source)) {
    let expression: RegExp | undefined;
    try {
      expression = new RegExp(source, 'u');
    } catch {
      expression = undefined;
    }
    expressions.set(source, expression);
  }
  return expressions.get(source);
}

function build(source: string, { refa, RegExpParser }: Libraries): Automaton | undefined {
  const pattern = new RegExpParser().parsePattern(source, undefined, undefined, { unicode: true });
  const [only, ...others] = pattern.alternatives;
  const [anchor, ...elements] = only?.elements ?? [];
  const isAnchored = others.length === 0 && anchor?.type === 'Assertion' && anchor.kind === 'start';
  const looks = isAnchored
    ? elements.findIndex((element) => !(element.type === 'Assertion' && element.kind === 'lookahead'))
    : 0;
  const count = looks < 0 ? elements.length : looks;
  if (!isAnchored || count === 0) return search(source, refa);
  // ^(?=a)(?!b)c is the words of ^a and ^c that are not words of ^b.
  const parts = elements.slice(0, count).map((element) => {
    if (element.type !== 'Assertion' || element.kind !== 'lookahead') return undefined;
    return {
      source: `^(?:${element.alternatives.map((alternative) => alternative.raw).join('|')})`,
      isNegated: element.negate,
    };
  });
  const rest = elements.slice(count).map((element) => element.raw);
  const found = [...parts, { source: `^${rest.join('')}`, isNegated: false }].map(
    (part) => part && { automaton: search(part.source, refa), isNegated: part.isNegated },
  );
  const automata: Automaton[] = [];
  for (const part of found) {
    if (!part?.automaton) return undefined;
    automata.push(part.automaton);
  }
  return combine(
    automata,
    (finals) => finals.every((isFinal, at) => isFinal !== found[at]?.isNegated),
    maxStates,
  );
}

function search(source: string, refa: Refa): Automaton | undefined {
  const { JS, NFA, DFA, CharSet, Transformers, transform, combineTransformers } = refa;
  const { expression } = JS.Parser.fromLiteral({ source, flags: 'u' }).parse({
    backreferences: 'throw',
    assertions: 'parse',
  });
  refa.visitAst(expression, {
    onCharacterClassEnter(node) {
      node.characters = node.characters.resize(end);
    },
  });
  const anything = CharSet.fromRange(end, { min: 0, max: begin - 1 });
  const some = (): Element => ({
    type: 'Quantifier',
    min: 0,
    max: Number.POSITIVE_INFINITY,
    lazy: false,
    alternatives: [{ type: 'Concatenation', elements: [{ type: 'CharacterClass', characters: anything }] }],
  });
  const mark = (point: number): Element => ({
    type: 'CharacterClass',
    characters: CharSet.fromCharacter(end, point),
  });
  const simplify = combineTransformers([
    Transformers.applyAssertions(),
    Transformers.inline(),
    Transformers.removeDeadBranches(),
  ]);
  const union = NFA.empty({ maxCharacter: end });
  for (const elements of multiplyOut(expression.alternatives)) {
    const whole: Sequence = {
      type: 'Concatenation',
      elements: [mark(begin), some(), ...elements.map(copyOf), some(), mark(end)],
    };
    const plain = transform(simplify, { type: 'Expression', alternatives: [whole] });
    union.union(NFA.fromRegex(plain, { maxCharacter: end }, { assertions: 'throw' }));
  }
  const dfa = DFA.fromFA(union);
  dfa.minimize();
  return convert(dfa);
}

type Sequence = NoParent<Concatenation>;
type Element = Sequence['elements'][number];

const maxAlternatives = 64;

/** Assertions are only understood in a straight line: (^|,)a becomes ^a and ,a. */
function multiplyOut(alternatives: readonly Sequence[]): readonly (readonly Element[])[] {
  const done: (readonly Element[])[] = [];
  const open = alternatives.map((alternative) => alternative.elements as readonly Element[]);
  for (let elements = open.pop(); elements; elements = open.pop()) {
    if (done.length + open.length > maxAlternatives) throw new Error('too many alternatives with assertions');
    const at = elements.findIndex((element) => element.type === 'Alternation' && hasAssertion(element));
    const split = elements[at];
    if (split?.type !== 'Alternation') {
      done.push(elements);
      continue;
    }
    for (const { elements: inner } of split.alternatives) {
      open.push([...elements.slice(0, at), ...inner, ...elements.slice(at + 1)]);
    }
  }
  return done;
}

/** The transformer works in place, and alternatives share their tail. Patterns that nest too deep were refused by the parser. */
function copyOf(element: Element): Element {
  if (element.type === 'CharacterClass' || element.type === 'Unknown') return { ...element };
  return {
    ...element,
    alternatives: element.alternatives.map(({ elements }) => ({
      type: 'Concatenation',
      elements: elements.map(copyOf),
    })),
  };
}

function hasAssertion(element: Element): boolean {
  const open: Element[] = [element];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.type === 'Assertion') return true;
    if (next.type === 'Alternation' || next.type === 'Quantifier') {
      for (const { elements } of next.alternatives) open.push(...elements);
    }
  }
  return false;
}

/** Takes the marks off: the word starts after `begin`, and a state is final where `end` leads to a final one. */
function convert(dfa: InstanceType<Refa['DFA']>): Automaton | undefined {
  type State = typeof dfa.initial;
  const go = (state: State, point: number): State | undefined => {
    for (const [target, range] of ranges(state)) if (range.min <= point && point <= range.max) return target;
    return undefined;
  };
  const start = go(dfa.initial, begin);
  if (!start) return { isFinal: [false], moves: [[]] };
  const index = new Map<State, number>([[start, 0]]);
  const states: State[] = [start];
  const moves: Move[][] = [];
  const isFinal: boolean[] = [];
  for (let at = 0; at < states.length; at++) {
    if (states.length > maxStates) return undefined;
    const state = states[at] as State;
    const last = go(state, end);
    isFinal.push(last !== undefined && dfa.finals.has(last));
    const list: Move[] = [];
    for (const [target, range] of ranges(state)) {
      if (range.min >= begin) continue;
      let number = index.get(target);
      if (number === undefined) {
        number = states.length;
        index.set(target, number);
        states.push(target);
      }
      list.push({ from: range.min, to: Math.min(range.max, begin - 1), state: number });
    }
    moves.push(list);
  }
  return { isFinal, moves };
}

function* ranges<S>(state: { readonly out: Iterable<[{ readonly min: number; readonly max: number }, S]> }) {
  for (const [range, target] of state.out) yield [target, range] as const;
}
