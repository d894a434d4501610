// The words in which a pattern is found, as an automaton. Each assertion (`^`, `\b`, look-arounds) becomes a mark, a letter
// outside Unicode; the words in which a mark stands where its assertion does not hold are taken away, and then the marks.
// refa does the algebra; all this is loaded when the first pattern matters, and is a file of its own in the package.

import { CharSet, DFA, type Expression, JS, NFA, type NoParent, type TransitionIterator } from 'refa';

type Sequence = NoParent<Expression>['alternatives'][number];
type Element = Sequence['elements'][number];
type Assertion = Extract<Element, { readonly type: 'Assertion' }>;

interface Mark {
  readonly point: number;
  readonly assertion: Assertion;
  /** It can stand in a word more than once. */
  readonly isRepeated: boolean;
}

/** A state of the automaton that says where an assertion holds, before or after the place asked about. */
interface State {
  readonly node: DFA.ReadonlyNode;
  readonly isAfter: boolean;
}

/** The place that an assertion is asked about; the points after it are the marks. */
const here = 0x110000;
const maxMarks = 62;
const maxCharacter = here + maxMarks;
const maxNodes = 10_000;
/** Moves looked at: a deterministic state stands for many states, and the moves of each of those are looked at. */
const maxMoves = 700_000;

/** Throws an Error for what is no regular expression or no regular language, and where it takes too many states. */
export function wordsWith(source: string): DFA {
  const letters = CharSet.fromRange(maxCharacter, { min: 0, max: here - 1 });
  const marks = letters.negate();
  const unmarked = letters.union(CharSet.fromCharacter(maxCharacter, here));
  let used = 0;

  /** With any words around them, the words in which each assertion holds where it stands. */
  function find(elements: readonly Element[]): DFA {
    const open: Mark[] = [];
    const enter = (assertion: Assertion, isRepeated: boolean): number => {
      used += 1;
      if (used > maxMarks) throw new Error('too many assertions');
      open.push({ point: here + used, assertion, isRepeated });
      return here + used;
    };
    const some = (): Element => ({
      type: 'Quantifier',
      min: 0,
      max: Number.POSITIVE_INFINITY,
      lazy: false,
      alternatives: [sequence([oneOf(letters)])],
    });
    const least = trimmed(trimmed(elements, 'last'), 'first');
    const inside = least.map((element) => marked(element, enter));
    const regex = sequence([some(), ...inside, some()]);
    let words = NFA.fromRegex(regex, { maxCharacter }, {}, new NFA.LimitedNodeFactory(maxNodes));
    for (const mark of open) {
      const { kind, alternatives } = mark.assertion;
      const place = oneOf(CharSet.fromCharacter(maxCharacter, here));
      const inner: Element = { type: 'Alternation', alternatives };
      const holding = find(kind === 'ahead' ? [place, inner] : [inner, place]);
      words = NFA.fromIntersection(words, obeying(mark, holding), new NFA.LimitedNodeFactory(maxNodes));
    }
    return determined(withoutMarks(words.transitionIterator()));
  }

  /** The words, marks and all, in which the assertion holds wherever its mark stands; other marks are passed over. */
  function obeying(mark: Mark, holding: DFA): DFA {
    holding.complement(); // now every letter leads on from every state
    const inner = holding.transitionIterator();
    const asked = CharSet.fromCharacter(maxCharacter, mark.point);
    const passed = mark.isRepeated ? marks : marks.without(asked);
    const isRight = (node: DFA.ReadonlyNode): boolean => inner.isFinal(node) === mark.assertion.negate;
    const [before, after] = [new Map<DFA.ReadonlyNode, State>(), new Map<DFA.ReadonlyNode, State>()];
    const state = (node: DFA.ReadonlyNode, isAfter: boolean): State => {
      const states = isAfter ? after : before;
      const known = states.get(node) ?? { node, isAfter };
      states.set(node, known);
      return known;
    };
    // Where there may be several marks, one at a time is taken for the place asked about, to find the words in which it is wrong.
    const found = determined<State>({
      initial: state(inner.initial, false),
      isFinal: ({ node, isAfter }) =>
        mark.isRepeated ? isAfter && !isRight(node) : !isAfter || isRight(node),
      getOut: (from) => {
        const out = new Map([[from, passed]]);
        for (const [to, via] of inner.getOut(from.node)) {
          add(out, state(to, from.isAfter), via.intersect(letters));
          if (!from.isAfter && via.has(here)) add(out, state(to, true), asked);
        }
        return out;
      },
    });
    if (mark.isRepeated) found.complement();
    return found;
  }

  /** The same words without marks. */
  function withoutMarks<S>(words: TransitionIterator<S>): TransitionIterator<S> {
    const reached = (from: S): ReadonlySet<S> => {
      const states = new Set([from]);
      for (const state of states)
        for (const [to, via] of words.getOut(state)) if (!via.isSubsetOf(unmarked)) states.add(to);
      return states;
    };
    return {
      initial: words.initial,
      isFinal: (from) => [...reached(from)].some(words.isFinal),
      getOut: (from) => {
        const out = new Map<S, CharSet>();
        for (const state of reached(from))
          for (const [to, via] of words.getOut(state)) add(out, to, via.intersect(unmarked));
        return out;
      },
    };
  }

  function determined<S>(words: TransitionIterator<S>): DFA {
    const factory = new DFA.LimitedNodeFactory(maxNodes);
    const dfa = DFA.fromTransitionIterator(counted(words), { maxCharacter }, factory);
    dfa.minimize();
    return dfa;
  }

  const { expression } = JS.Parser.fromLiteral({ source, flags: 'u' }).parse({
    backreferences: 'throw',
    assertions: 'parse',
  });
  return find([{ type: 'Alternation', alternatives: expression.alternatives }]);
}

/** A copy with a mark for each of the outermost assertions. Patterns that nest too deep were refused by the parser. */
function marked(
  element: Element,
  enter: (assertion: Assertion, isRepeated: boolean) => number,
  isRepeated = false,
): Element {
  switch (element.type) {
    case 'Unknown':
      throw new Error('this is no regular language');
    case 'Assertion':
      return oneOf(CharSet.fromCharacter(maxCharacter, enter(element, isRepeated)));
    case 'CharacterClass':
      return oneOf(element.characters.resize(maxCharacter));
    default: {
      const again = isRepeated || (element.type === 'Quantifier' && element.max > 1);
      return {
        ...element,
        alternatives: element.alternatives.map(({ elements }) =>
          sequence(elements.map((inner) => marked(inner, enter, again))),
        ),
      };
    }
  }
}

/**
 * Any words may stand around what is found, so at its ends a repetition finds no more than its least: `a{2,9}` where `aa`
 * does, and `a*` everywhere. That saves an automaton that counts from every letter on.
 */
function trimmed(elements: readonly Element[], end: 'first' | 'last'): readonly Element[] {
  const isIdle = (element: Element): boolean => element.type === 'Quantifier' && element.min === 0;
  const busy =
    end === 'first'
      ? elements.findIndex((one) => !isIdle(one))
      : elements.findLastIndex((one) => !isIdle(one));
  const element = elements[busy];
  if (element === undefined) return [];
  const left = end === 'first' ? elements.slice(busy) : elements.slice(0, busy + 1);
  if (element.type !== 'Alternation' && element.type !== 'Quantifier') return left;
  const isOnce = element.type === 'Alternation' || element.min === 1;
  const alternatives = isOnce
    ? element.alternatives.map((one) => sequence([...trimmed(one.elements, end)]))
    : element.alternatives;
  const least: Element =
    element.type === 'Quantifier'
      ? { ...element, max: element.min, alternatives }
      : { ...element, alternatives };
  return left.with(end === 'first' ? 0 : -1, least);
}

class CountedMoves<S> extends Map<S, CharSet> {
  readonly #look: (moves: number) => void;

  constructor(moves: Iterable<readonly [S, CharSet]>, look: (moves: number) => void) {
    super(moves);
    this.#look = look;
  }

  override [Symbol.iterator]() {
    this.#look(this.size);
    return super[Symbol.iterator]();
  }
}

/** The same words; throws an Error after too many moves were looked at. */
function counted<S>(words: TransitionIterator<S>): TransitionIterator<S> {
  let looked = 0;
  const look = (moves: number): void => {
    looked += moves;
    if (looked > maxMoves) throw new Error('too many states at once');
  };
  return {
    ...words,
    getOut: (from) => {
      const out = new CountedMoves(words.getOut(from), look);
      look(out.size);
      return out;
    },
  };
}

function oneOf(characters: CharSet): Element {
  return { type: 'CharacterClass', characters };
}

function sequence(elements: Element[]): Sequence {
  return { type: 'Concatenation', elements };
}

function add<S>(out: Map<S, CharSet>, to: S, via: CharSet): void {
  if (!via.isEmpty) out.set(to, out.get(to)?.union(via) ?? via);
}
