// The atoms of an object read by name: what each known name must satisfy, and what a name that nobody mentions would have to. Used by object.ts alone.

import { holds, isRest, negated, type Truth } from './evaluate.js';
import { literal, typeBits, type Literal, type Node, type Nodes } from './node.js';
import { isMatch } from './pattern.js';
import type { AtomNode, Conjunction, Question } from './question.js';

type Of<K extends AtomNode['kind']> = Extract<AtomNode, { kind: K }>;

/** "Somewhere there is a property like this": what is left of a negated universal. */
export interface Demand {
  readonly fits: (name: string) => Truth;
  /** The only name that fits, where there is one. */
  readonly only: string | undefined;
  readonly matches: readonly string[];
  readonly avoids: readonly string[];
  /** Names that the negated universal speaks of: they are not new. */
  readonly mentions: readonly string[];
  readonly refusedName: Node | undefined;
  readonly value: readonly Literal[];
}

export interface ObjectShape {
  readonly properties: readonly Of<'property'>[];
  readonly matchings: readonly Of<'matching'>[];
  readonly rests: readonly Of<'rest'>[];
  readonly names: readonly Node[];
  readonly required: ReadonlySet<string>;
  readonly absent: ReadonlySet<string>;
  readonly min: number;
  readonly max: number;
  readonly demands: readonly Demand[];
  /** Names that a negated keyword lists: known, so that a new name is none of them. */
  readonly listed: ReadonlySet<string>;
}

/** One property: a known name, or the question for a new one; and the question for its value. */
export interface Cell {
  readonly name: string | undefined;
  readonly nameOutside: (taken: readonly string[]) => Question;
  readonly value: Question;
  /** Every pattern was decided: an empty value question is a proof. */
  readonly isCertain: boolean;
}

const maxPatterns = 6;

export function shapeOf({ holding, failing }: Conjunction): ObjectShape {
  const shape = {
    properties: [] as Of<'property'>[],
    matchings: [] as Of<'matching'>[],
    rests: [] as Of<'rest'>[],
    names: [] as Node[],
    required: new Set<string>(),
    absent: new Set<string>(),
    min: 0,
    max: Number.POSITIVE_INFINITY,
    demands: [] as Demand[],
    listed: new Set<string>(),
  };
  const anyName = { only: undefined, matches: [], avoids: [], mentions: [], refusedName: undefined };
  for (const atom of holding) {
    if (atom.kind === 'property') shape.properties.push(atom);
    else if (atom.kind === 'matching') shape.matchings.push(atom);
    else if (atom.kind === 'rest') shape.rests.push(atom);
    else if (atom.kind === 'names') shape.names.push(atom.of);
    else if (atom.kind === 'required') shape.required.add(atom.name);
    else if (atom.kind === 'minProperties') shape.min = Math.max(shape.min, atom.count);
    else if (atom.kind === 'maxProperties') shape.max = Math.min(shape.max, atom.count);
  }
  for (const atom of failing) {
    if (atom.kind === 'required') shape.absent.add(atom.name);
    else if (atom.kind === 'minProperties') shape.max = Math.min(shape.max, atom.count - 1);
    else if (atom.kind === 'maxProperties') shape.min = Math.max(shape.min, atom.count + 1);
    else if (atom.kind === 'property') {
      const value = [literal(atom.of, false)];
      shape.demands.push({ ...anyName, fits: (name) => name === atom.name, only: atom.name, value });
    } else if (atom.kind === 'matching') {
      const value = [literal(atom.of, false)];
      shape.demands.push({
        ...anyName,
        fits: (name) => isMatch(atom.pattern, name),
        matches: [atom.pattern],
        value,
      });
    } else if (atom.kind === 'rest') {
      for (const name of atom.names) shape.listed.add(name);
      const value = [literal(atom.of, false)];
      shape.demands.push({
        ...anyName,
        fits: (name) => isRest(atom, name),
        avoids: atom.patterns,
        mentions: [...atom.names],
        value,
      });
    } else if (atom.kind === 'names') {
      shape.demands.push({
        ...anyName,
        fits: (name) => negated(holds(atom.of, name)),
        refusedName: atom.of,
        value: [],
      });
    }
  }
  // The demand with the fewest ways to meet it first.
  shape.demands.sort((a, b) => Number(a.only === undefined) - Number(b.only === undefined));
  return shape;
}

export interface Names {
  /** Every name some atom mentions, in that order. */
  readonly known: readonly string[];
  isKnown(name: string): boolean;
  isAllowed(name: string): Truth;
  cell(name: string): Cell;
  /** A property nobody mentions, once per set of patterns its name can match; undefined where there are too many sets. */
  fresh(demand: Demand | undefined): readonly Cell[] | undefined;
}

export function createNames(shape: ObjectShape, nodes: Nodes): Names {
  const { properties, matchings, rests } = shape;
  const known = new Set<string>();
  for (const { name } of properties) known.add(name);
  for (const name of shape.required) known.add(name);
  for (const { only, mentions } of shape.demands) {
    if (only !== undefined) known.add(only);
    for (const name of mentions) known.add(name);
  }
  for (const name of shape.absent) known.add(name);
  for (const { names } of rests) for (const name of names) known.add(name);
  for (const name of shape.listed) known.add(name);
  const knownList = [...known];
  const allowed = new Map<string, Truth>();
  const patterns = [
    ...new Set([...matchings.map(({ pattern }) => pattern), ...rests.flatMap(({ patterns }) => patterns)]),
  ];
  const isText = literal(nodes.types(typeBits.string), true);

  function isAllowed(name: string): Truth {
    if (!allowed.has(name)) {
      let truth: Truth = true;
      for (const node of shape.names) {
        const answer = holds(node, name);
        if (answer === false) truth = false;
        else if (answer === undefined && truth) truth = undefined;
      }
      allowed.set(name, truth);
    }
    return allowed.get(name);
  }

  function cell(name: string): Cell {
    const value: Literal[] = [];
    let isCertain = isAllowed(name) !== undefined;
    const add = (of: Node, applies: Truth): void => {
      if (applies !== false) value.push(literal(of, true));
      if (applies === undefined) isCertain = false;
    };
    for (const atom of properties) if (atom.name === name) value.push(literal(atom.of, true));
    for (const atom of matchings) add(atom.of, isMatch(atom.pattern, name));
    for (const atom of rests) add(atom.of, isRest(atom, name));
    return { name, nameOutside: () => [], value, isCertain };
  }

  function fresh(demand: Demand | undefined): readonly Cell[] | undefined {
    const fixed = new Map<string, boolean>();
    for (const pattern of demand?.matches ?? []) fixed.set(pattern, true);
    for (const pattern of demand?.avoids ?? []) fixed.set(pattern, false);
    const free = patterns.filter((pattern) => !fixed.has(pattern));
    if (free.length > maxPatterns) return undefined;
    const cells: Cell[] = [];
    const knownNames = nodes.values(knownList);
    for (let choice = 0; choice < 2 ** free.length; choice++) {
      const matched = new Map(fixed);
      for (const [at, pattern] of free.entries()) matched.set(pattern, ((choice >> at) & 1) === 1);
      const name: Literal[] = [isText];
      if (knownList.length > 0) name.push(literal(knownNames, false));
      for (const node of shape.names) name.push(literal(node, true));
      if (demand?.refusedName) name.push(literal(demand.refusedName, false));
      for (const [pattern, isMatched] of matched) name.push(literal(nodes.pattern(pattern), isMatched));
      const value: Literal[] = [];
      for (const atom of matchings) if (matched.get(atom.pattern)) value.push(literal(atom.of, true));
      for (const atom of rests)
        if (!atom.patterns.some((pattern) => matched.get(pattern))) value.push(literal(atom.of, true));
      const nameOutside = (taken: readonly string[]): Question =>
        taken.length > 0 ? [...name, literal(nodes.values(taken), false)] : name;
      cells.push({ name: undefined, nameOutside, value, isCertain: true });
    }
    return cells;
  }

  return { known: knownList, isKnown: (name) => known.has(name), isAllowed, cell, fresh };
}
