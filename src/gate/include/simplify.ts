// What a clause still leaves open once the type of the value is known: choices that cannot hold go, clauses that hold anyway go.

import type { JsonType } from './json.js';
import { typeOf } from './json.js';
import { excludedBy } from './disjoint.js';
import { literal, typeBits, typeOfAtom, type Literal, type Node, type Nodes } from './node.js';
import type { Truth } from './evaluate.js';
import type { Clause, Conflict, Saturated } from './saturate.js';

type Formula = Extract<Node, { readonly kind: 'all' | 'schema' | 'any' | 'not' | 'one' }>;

/** Formulas are looked into this deep; deeper they count as open. */
const maxDepth = 6;

/** Clauses with at least two open choices, and choices that are the only one left. */
export function simplify(
  clauses: readonly Clause[],
  type: JsonType,
  known: Saturated,
  nodes: Nodes,
): { readonly clauses: readonly Clause[]; readonly units: readonly Literal[] } | Conflict {
  const open: Clause[] = [];
  const units: Literal[] = [];
  const told: Told = new Map();
  const isExcluded =
    type === 'object' ? excludedBy([...known.holding, nodes.types(typeBits.object)]) : () => false;
  for (const clause of clauses) {
    const choices: Literal[] = [];
    let isMet = false;
    for (const choice of clause) {
      // An alternative with another tag: seen before it is put together.
      const isPositive = (choice & 1) === 0;
      if (isPositive && isExcluded(nodes.byId[choice >> 1] as Node)) continue;
      const truth = truthOf(choice, { type, known, nodes, told }, 0);
      if (truth === true) {
        isMet = true;
        break;
      }
      if (truth === undefined) choices.push(choice);
    }
    if (isMet) continue;
    if (choices.length === 0) return 'conflict';
    if (choices.length === 1) units.push(choices[0] as Literal);
    else open.push(choices);
  }
  return { clauses: open, units };
}

/** What was said of a formula, and how deep it stood: less deep, more is seen. Branches of a union share many. */
type Told = Map<Node, { readonly truth: Truth; readonly depth: number }>;

interface Look {
  readonly type: JsonType;
  readonly known: Saturated;
  readonly nodes: Nodes;
  readonly told: Told;
}

function truthOf(part: Literal, look: Look, depth: number): Truth {
  if (look.known.has(part)) return true;
  if (look.known.has(part ^ 1)) return false;
  if (depth > maxDepth) return undefined;
  const isPositive = (part & 1) === 0;
  const truth = nodeTruth(look.nodes.byId[part >> 1] as Node, look, depth);
  return truth === undefined ? undefined : truth === isPositive;
}

function nodeTruth(node: Node, look: Look, depth: number): Truth {
  switch (node.kind) {
    case 'types':
      return (node.types & typeBits[look.type]) !== 0;
    case 'enum':
      for (const value of node.values.values()) if (typeOf(value) === look.type) return undefined;
      return false;
    case 'if':
    case 'opaque':
      return undefined;
    case 'all':
    case 'schema':
    case 'any':
    case 'not':
    case 'one': {
      const said = look.told.get(node);
      if (said !== undefined && (said.truth !== undefined || said.depth <= depth)) return said.truth;
      const truth = formulaTruth(node, look, depth);
      look.told.set(node, { truth, depth });
      return truth;
    }
    default:
      return typeOfAtom[node.kind] === look.type ? undefined : true;
  }
}

function formulaTruth(node: Formula, look: Look, depth: number): Truth {
  switch (node.kind) {
    case 'all':
      return all(node.of, true, look, depth);
    case 'schema':
      return all(node.parts(), true, look, depth);
    case 'any':
      return invert(all(node.of, false, look, depth));
    case 'not':
      return invert(truthOf(literal(node.of, true), look, depth + 1));
    case 'one':
      return all(node.of, false, look, depth) === true ? false : undefined;
    default:
      return node satisfies never;
  }
}

/** Whether all of them hold, or all fail. */
function all(parts: readonly Node[], isPositive: boolean, look: Look, depth: number): Truth {
  let truth: Truth = true;
  for (const node of parts) {
    const part = truthOf(literal(node, true), look, depth + 1);
    if (part === undefined) truth = undefined;
    else if (part !== isPositive) return false;
  }
  return truth;
}

function invert(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
