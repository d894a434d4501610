// The atoms about values of one JSON type go to the family that knows them. Neighbour: solver.ts owns the choices between atoms.

import { solveArray } from './array.js';
import type { Json, JsonType } from './json.js';
import { typeOf } from './json.js';
import { literal, type Node, type Nodes } from './node.js';
import { solveNumber } from './number.js';
import { solveObject } from './object.js';
import { empty, found, type Asking, type Budget, type Conjunction, type Outcome } from './question.js';
import type { Clause, Saturated } from './saturate.js';
import { solveString } from './string.js';

/** "Not this array" and "not this object" as choices of where the difference is. */
export function exclusions(excluded: readonly Json[], type: JsonType, nodes: Nodes): readonly Clause[] {
  if (type !== 'array' && type !== 'object') return [];
  const clauses: Clause[] = [];
  for (const value of excluded) {
    if (typeOf(value) !== type) continue;
    const parts: Node[] = [];
    if (Array.isArray(value)) {
      parts.push(nodes.count('minItems', value.length), nodes.count('maxItems', value.length));
      for (const [index, item] of (value as readonly Json[]).entries())
        parts.push(nodes.item(index, nodes.values([item])));
    } else {
      const entries = Object.entries(value as { readonly [name: string]: Json });
      for (const [name, item] of entries)
        parts.push(nodes.required(name), nodes.property(name, nodes.values([item])));
      parts.push(
        nodes.rest(
          entries.map(([name]) => name),
          [],
          nodes.never,
        ),
      );
    }
    clauses.push(parts.filter((part) => part !== nodes.always).map((part) => literal(part, false)));
  }
  return clauses;
}

/** A value of this type of which the atoms hold; the choices that are open are not looked at. */
export function* solveOfType(
  type: JsonType,
  saturated: Saturated,
  nodes: Nodes,
  budget: Budget,
): Asking<Outcome> {
  const ofThisType = (value: Json): boolean => typeOf(value) === type;
  const conjunction: Conjunction = {
    type,
    holding: saturated.holding,
    failing: saturated.failing,
    excluded: saturated.excluded.filter(ofThisType),
  };
  switch (type) {
    case 'null':
      return conjunction.excluded.length > 0 ? empty : found(null);
    case 'boolean': {
      const left = [true, false].filter((value) => !conjunction.excluded.includes(value));
      return left[0] === undefined ? empty : found(left[0]);
    }
    case 'number':
      return solveNumber(conjunction);
    case 'string':
      return solveString(conjunction, budget);
    case 'array':
      return yield* solveArray(conjunction, nodes, budget);
    case 'object':
      return yield* solveObject(conjunction, nodes, budget);
    default:
      return type satisfies never;
  }
}
