// A place whose words stayed and whose parts did not: most places on the way to a change. Nothing is asked about the place
// itself; each part that changed is entered. Neighbour: walk.ts looks at every other place.
import { isArray, isObject } from '../include/json.js';
import { join, lookUp } from '../pointer.js';
import type { Side } from '../normalize.js';
import { annotations } from './keyword.js';
import { nameCauses } from './names.js';
import type { Sameness } from './same.js';
import { isProjected, viewAt } from './view.js';
import type { Cause, Edge, PairNode, Step, Walk } from './walk.js';

/** Keywords that look at no part of a value, or at each part alone. */
const plain = new Set([
  'type',
  'format',
  'enum',
  'const',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
  'required',
  'properties',
  'items',
]);
/** Annotations that lead to other schemas. */
const leading = new Set(['$ref', 'allOf', 'discriminator', '$dynamicAnchor', '$id']);

/** What became of a place in its old words; undefined where more than its parts may have changed. */
export function repeated(
  node: PairNode,
  sameness: Sameness,
  same: (base: string, head: string) => boolean,
  pair: Walk['pair'],
): { readonly causes: readonly Cause[]; readonly edges: readonly Edge[] } | undefined {
  const { mode } = node;
  const [base = '', head = ''] = [node.base[0], node.head[0]];
  if (node.base.length !== 1 || node.head.length !== 1 || !sameness.repeats(base, head)) return undefined;
  const [schema, other] = [viewAt(mode.sides.base, base), viewAt(mode.sides.head, head)];
  if (!isObject(schema) || !isObject(other) || !Object.keys(schema).every(isPlain)) return undefined;
  const causes: Cause[] = [];
  const edges: Edge[] = [];
  const enter = (step: Step, ...path: readonly string[]): boolean => {
    const [one, another] = [join(base, ...path), join(head, ...path)];
    if (same(one, another)) return true;
    const from = { base: [one], head: [another] };
    const isLeft = ([side, at]: readonly [Side, string]): boolean => {
      const value = lookUp(side.document, at);
      return typeof value === 'boolean' || isProjected(side, value, mode.direction);
    };
    if (
      (
        [
          [mode.sides.base, one],
          [mode.sides.head, another],
        ] as const
      ).some(isLeft)
    )
      return false;
    edges.push({ to: pair(mode, from.base, from.head, 'place'), from, step });
    return true;
  };
  const { properties, required, items } = schema;
  if (isObject(properties))
    for (const name of Object.keys(properties)) {
      const before = edges.length;
      if (!enter({ kind: 'property', name }, 'properties', name)) return undefined;
      const edge = edges[before];
      if (edge === undefined || node.kind !== 'place') continue;
      const isOptional = !(isArray(required) && required.includes(name));
      causes.push(...nameCauses(node, name, edge.from.base, edge.from.head, isOptional));
    }
  if (items !== undefined && !enter({ kind: 'item', index: 0 }, 'items')) return undefined;
  return { causes, edges };
}

const isPlain = (keyword: string): boolean =>
  plain.has(keyword) || keyword.startsWith('x-') || (annotations.has(keyword) && !leading.has(keyword));
