// What a clause still leaves open once the type of the value is known: choices that cannot hold go, clauses that hold anyway go.

import type { JsonType } from './json.js';
import { typeOf } from './json.js';
import { literal, typeBits, typeOfAtom, type Literal, type Node, type Nodes } from './node.js';
import type { Truth } from './evaluate.js';
import type { Clause, Conflict, Saturated } from './saturate.js';

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
  for (const clause of clauses) {
    const choices: Literal[] = [];
    let isMet = false;
    for (const choice of clause) {
      const truth = truthOf(choice, type, known, nodes, 0);
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

function truthOf(part: Literal, type: JsonType, known: Saturated, nodes: Nodes, depth: number): Truth {
  if (known.has(part)) return true;
  if (known.has(part ^ 1)) return false;
  if (depth > maxDepth) return undefined;
  const isPositive = (part & 1) === 0;
  const truth = nodeTruth(nodes.byId[part >> 1] as Node, type, known, nodes, depth);
  return truth === undefined ? undefined : truth === isPositive;
}

function nodeTruth(node: Node, type: JsonType, known: Saturated, nodes: Nodes, depth: number): Truth {
  switch (node.kind) {
    case 'all':
      return all(node.of, true, type, known, nodes, depth);
    case 'schema':
      return all(node.parts(), true, type, known, nodes, depth);
    case 'any':
      return invert(all(node.of, false, type, known, nodes, depth));
    case 'not':
      return invert(truthOf(literal(node.of, true), type, known, nodes, depth + 1));
    case 'one':
      return all(node.of, false, type, known, nodes, depth) === true ? false : undefined;
    case 'if':
      return undefined;
    case 'types':
      return (node.types & typeBits[type]) !== 0;
    case 'enum':
      for (const value of node.values.values()) if (typeOf(value) === type) return undefined;
      return false;
    case 'opaque':
      return undefined;
    default:
      return typeOfAtom[node.kind] === type ? undefined : true;
  }
}

/** Whether all of them hold, or all fail. */
function all(
  parts: readonly Node[],
  isPositive: boolean,
  type: JsonType,
  known: Saturated,
  nodes: Nodes,
  depth: number,
): Truth {
  let truth: Truth = true;
  for (const node of parts) {
    const part = truthOf(literal(node, true), type, known, nodes, depth + 1);
    if (part === undefined) truth = undefined;
    else if (part !== isPositive) return false;
  }
  return truth;
}

function invert(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}
