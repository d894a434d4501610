// unevaluatedProperties as one condition for each name: larger than a few alternatives, and it does not grow with their product.
// Neighbour: unevaluated.ts, which asks for it.

import type { Node, Nodes } from './node.js';
import { viewOf, type Part, type Schema } from './schema.js';

/** References and applicators in one place nest no deeper than this. */
export const maxDepth = 60;
/** Names looked at by branches, each as often as it is; more are left to the witness search. */
const maxLooks = 5000;

/**
 * For each name: one of the branches that look at it holds, or its value is what the rest may be. Undefined where patterns
 * look too: which names are theirs alone cannot be said so.
 */
export function nameByName(
  schema: Schema,
  rest: Node,
  nodes: Nodes,
  plain: (schema: Schema) => Node,
): Node | undefined {
  const names = new Map<string, Node[]>();
  /** When all of the value is looked at. */
  const whole: Node[] = [];
  let looks = 0;
  const visit = (place: Schema, when: Node, depth: number): boolean => {
    if (depth > maxDepth) return false;
    const view = viewOf(place);
    const inside = (part: Part | undefined, condition: Node): boolean =>
      part?.shape !== 'schema' || visit(part.schema, nodes.all([when, condition]), depth + 1);
    const each = (part: Part, condition: (sub: Schema) => Node): boolean =>
      part.shape !== 'list' ||
      part.schemas.every((sub) => visit(sub, nodes.all([when, condition(sub)]), depth + 1));
    for (const [keyword, part] of view) {
      if (part.shape === 'broken' || ++looks > maxLooks) return false;
      switch (keyword) {
        case 'properties':
          if (part.shape !== 'map') break;
          looks += part.schemas.size;
          for (const name of part.schemas.keys()) {
            const known = names.get(name);
            if (known === undefined) names.set(name, [when]);
            else known.push(when);
          }
          break;
        case 'patternProperties':
          return false;
        case 'unevaluatedProperties':
          if (place === schema) break;
          whole.push(when);
          break;
        case 'additionalProperties':
          whole.push(when);
          break;
        case '$ref':
        case '$dynamicRef':
          if (!inside(part, nodes.always)) return false;
          break;
        case 'allOf':
          if (!each(part, () => nodes.always)) return false;
          break;
        case 'anyOf':
        case 'oneOf':
          if (!each(part, plain)) return false;
          break;
        case 'if': {
          if (part.shape !== 'schema') break;
          const test = plain(part.schema);
          if (
            !inside(part, test) ||
            !inside(view.get('then'), test) ||
            !inside(view.get('else'), nodes.not(test))
          )
            return false;
          break;
        }
        case 'dependentSchemas':
          if (part.shape !== 'map') break;
          for (const [key, sub] of part.schemas)
            if (!visit(sub, nodes.all([when, nodes.required(key)]), depth + 1)) return false;
          break;
        default:
          break;
      }
    }
    return true;
  };
  if (!visit(schema, nodes.always, 0)) return undefined;
  return nodes.any([
    ...whole,
    nodes.all([
      nodes.rest(names.keys(), [], rest),
      ...[...names].map(([name, when]) => nodes.any([...when, nodes.property(name, rest)])),
    ]),
  ]);
}
