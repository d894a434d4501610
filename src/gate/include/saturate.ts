// A conjunction of literals taken apart: atoms of the value itself on one side, open choices (clauses) on the other. No questions are asked here.

import type { Json, JsonType } from './json.js';
import { typeOf } from './json.js';
import {
  allTypes,
  literal,
  typeBits,
  typeOfAtom,
  type Literal,
  type Node,
  type Nodes,
  type Types,
} from './node.js';
import { areDisjoint } from './disjoint.js';
import type { AtomNode, Question } from './question.js';

/** At least one of these literals holds. */
export type Clause = readonly Literal[];

export interface Saturated {
  /** Takes more literals in; false where they contradict what is there. */
  add(literals: Question): boolean;
  readonly types: Types;
  readonly holding: readonly AtomNode[];
  readonly failing: readonly AtomNode[];
  /** The only values left, where there is a finite list. */
  readonly finite: readonly Json[] | undefined;
  readonly excluded: readonly Json[];
  /** The choices that came up since the last time. */
  takeClauses(): readonly Clause[];
  readonly size: number;
  /** Not everything was taken apart. */
  readonly isOverfull: boolean;
  /** Literals that cannot be looked into. */
  readonly opaque: readonly string[];
  has(literal: Literal): boolean;
}

/** More literals than this about one value are not looked at. */
const maxLiterals = 30_000;

export type Conflict = 'conflict';
/** There is too much to say about one value. */
export type Overfull = 'overfull';

/** Above this a `oneOf` whose branches overlap is not written out. */
const maxOverlaps = 5000;

export function saturate(question: Question, nodes: Nodes): Saturated | Conflict | Overfull {
  const known = new Set<Literal>();
  const tasks: Literal[] = [];
  const holding: AtomNode[] = [];
  const failing: AtomNode[] = [];
  const excluded = new Map<string, Json>();
  const clauses: Clause[] = [];
  const opaque: string[] = [];
  let types = allTypes;
  let finite: ReadonlyMap<string, Json> | undefined;
  let isConflict = false;

  const push = (next: Literal): void => {
    if (known.has(next)) return;
    if (known.has(next ^ 1)) isConflict = true;
    known.add(next);
    tasks.push(next);
  };
  const pushAll = (list: readonly Node[], isPositive: boolean): void => {
    for (const node of list) push(literal(node, isPositive));
  };
  const choose = (list: readonly Literal[]): void => {
    if (list.length === 0) isConflict = true;
    else if (list.length === 1) push(list[0] as Literal);
    else clauses.push(list);
  };

  function work(): void {
    for (
      let next = tasks.pop();
      next !== undefined && !isConflict && known.size <= maxLiterals;
      next = tasks.pop()
    ) {
      const node = nodes.byId[next >> 1] as Node;
      const isPositive = (next & 1) === 0;
      switch (node.kind) {
        case 'all':
        case 'schema': {
          const parts: readonly Node[] = node.kind === 'all' ? node.of : node.parts();
          if (!isPositive) choose(parts.map((part) => literal(part, false)));
          else {
            pushAll(parts, true);
            if (node.kind === 'schema') {
              for (const weaker of node.implies) {
                const weakerLiteral = literal(weaker, true);
                if (known.has(weakerLiteral ^ 1)) isConflict = true;
                known.add(weakerLiteral);
              }
            }
          }
          break;
        }
        case 'any':
          if (isPositive) choose(node.of.map((part) => literal(part, true)));
          else pushAll(node.of, false);
          break;
        case 'not':
          push(literal(node.of, !isPositive));
          break;
        case 'if': {
          const conclude = (part: Node): Node => (isPositive ? part : nodes.not(part));
          const yes = nodes.all([node.test, conclude(node.yes)]);
          const no = nodes.all([nodes.not(node.test), conclude(node.no)]);
          choose([yes, no].filter((part) => part !== nodes.never).map((part) => literal(part, true)));
          break;
        }
        case 'one': {
          const ways = waysOf(node, isPositive, nodes);
          if (ways) choose(ways.map((way) => literal(way, true)));
          else {
            opaque.push('a oneOf with very many overlapping branches');
            if (isPositive) choose(node.of.map((part) => literal(part, true)));
          }
          break;
        }
        case 'types':
          types &= isPositive ? node.types : ~node.types;
          break;
        case 'enum':
          if (!isPositive) for (const [key, value] of node.values) excluded.set(key, value);
          else if (!finite) finite = node.values;
          else finite = new Map([...finite].filter(([key]) => node.values.has(key)));
          break;
        case 'opaque':
          opaque.push(node.reason);
          break;
        case 'contains':
          if (isPositive) holding.push(node);
          else {
            types &= typeBits.array;
            const fewer = node.min > 0 ? [literal(nodes.contains(node.of, 0, node.min - 1), true)] : [];
            const more =
              node.max === Number.POSITIVE_INFINITY
                ? []
                : [literal(nodes.contains(node.of, node.max + 1, Number.POSITIVE_INFINITY), true)];
            choose([...fewer, ...more]);
          }
          break;
        default:
          if (isPositive) holding.push(node);
          else {
            types &= typeBits[typeOfAtom[node.kind] as JsonType];
            failing.push(node);
          }
      }
      if (types === 0) isConflict = true;
    }
  }

  /** The values that are left of a list; undefined where there is none. */
  function listed(): readonly Json[] | undefined {
    if (!finite) return undefined;
    return [...finite]
      .filter(([key, value]) => !excluded.has(key) && (types & typeBits[typeOf(value)]) !== 0)
      .map(([, value]) => value);
  }

  function add(literals: Question): boolean {
    for (const next of literals) push(next);
    work();
    return !isConflict && (!finite || listed()?.length !== 0);
  }

  const saturated: Saturated = {
    add,
    holding,
    failing,
    opaque,
    get types() {
      return types;
    },
    get finite() {
      return listed();
    },
    get excluded() {
      return [...excluded.values()];
    },
    get size() {
      return known.size;
    },
    get isOverfull() {
      return known.size > maxLiterals;
    },
    has: (wanted) => known.has(wanted),
    takeClauses: () => clauses.splice(0),
  };
  if (!add(question)) return 'conflict';
  return known.size > maxLiterals ? 'overfull' : saturated;
}

const writtenOut = new WeakMap<Node, Map<boolean, readonly Node[] | undefined>>();

/** A `oneOf`, or its negation, as alternatives: written out once per node. */
function waysOf(
  node: Extract<Node, { kind: 'one' }>,
  isPositive: boolean,
  nodes: Nodes,
): readonly Node[] | undefined {
  let known = writtenOut.get(node);
  if (!known) {
    known = new Map();
    writtenOut.set(node, known);
  }
  if (!known.has(isPositive))
    known.set(isPositive, isPositive ? exactlyOne(node.of, nodes) : noneOrTwo(node.of, nodes));
  return known.get(isPositive);
}

/** Each branch without the others it can overlap with. */
function exactlyOne(branches: readonly Node[], nodes: Nodes): readonly Node[] | undefined {
  let overlaps = 0;
  const ways: Node[] = [];
  for (const [at, branch] of branches.entries()) {
    const others = branches.filter((other, index) => index !== at && !areDisjoint(branch, other));
    overlaps += others.length;
    if (overlaps > maxOverlaps) return undefined;
    ways.push(nodes.all([branch, ...others.map(nodes.not)]));
  }
  return ways.filter((way) => way !== nodes.never);
}

function noneOrTwo(branches: readonly Node[], nodes: Nodes): readonly Node[] | undefined {
  const ways: Node[] = [nodes.all(branches.map(nodes.not))];
  for (const [at, branch] of branches.entries()) {
    for (const other of branches.slice(at + 1)) {
      if (areDisjoint(branch, other)) continue;
      ways.push(nodes.all([branch, other]));
      if (ways.length > maxOverlaps) return undefined;
    }
  }
  return ways.filter((way) => way !== nodes.never);
}
