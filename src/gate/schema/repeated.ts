// A place whose words stayed and whose parts did not: most places on the way to a change. Nothing is asked about the place
// itself; each part that changed is entered. Neighbour: walk.ts looks at every other place.
import type { Json } from '../include/json.js';
import { isArray, isObject, member } from '../include/json.js';
import { join, localPointer } from '../pointer.js';
import type { Side } from '../normalize.js';
import { annotations, ofTheValue } from './keyword.js';
import { nameCauses } from './names.js';
import type { Sameness } from './same.js';
import { isProjected, viewAt } from './view.js';
import type { Cause, Edge, PairNode, Step, Walk } from './walk.js';

/** Keywords that look at no part of a value, or at each part alone. */
const plain = new Set<string>([...ofTheValue, 'enum', 'const', 'required', 'properties', 'items']);
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
  const isLeft = (side: Side, value: Json | undefined): boolean =>
    typeof value === 'boolean' || isProjected(side, value, mode.direction);
  /** What became of a part: nothing, or it is entered, or more than its value may have changed. */
  const enter = (step: Step, path: readonly string[], value: Json, now: Json | undefined): Part => {
    const reference = referred(value);
    if (reference !== undefined ? same(reference, reference) : isScalar(value)) return 'same';
    const one = join(base, ...path);
    const another = base === head ? one : join(head, ...path);
    if (reference === undefined && same(one, another)) return 'same';
    if (isLeft(mode.sides.base, value) || isLeft(mode.sides.head, now)) return 'other';
    const from = { base: [one], head: [another] };
    const edge = { to: pair(mode, from.base, from.head, 'place'), from, step };
    edges.push(edge);
    return edge;
  };
  const { properties, required, items } = schema;
  const nowProperties = other['properties'];
  for (const [name, value] of Object.entries(isObject(properties) ? properties : {})) {
    const now = isObject(nowProperties) ? member(nowProperties, name) : undefined;
    const part = enter({ kind: 'property', name }, ['properties', name], value, now);
    if (part === 'other') return undefined;
    if (part === 'same' || node.kind !== 'place') continue;
    const isOptional = !(isArray(required) && required.includes(name));
    for (const cause of nameCauses(node, name, part.from.base, part.from.head, isOptional))
      causes.push(cause);
  }
  if (items !== undefined && enter({ kind: 'item', index: 0 }, ['items'], items, other['items']) === 'other')
    return undefined;
  // Lists that grew keep room for more; most places of a large document pass here.
  return { causes: causes.slice(), edges: edges.slice() };
}

type Part = 'same' | 'other' | Edge;

/** Where a schema leads that says nothing else of a value. */
function referred(schema: Json): string | undefined {
  if (!isObject(schema) || typeof schema['$ref'] !== 'string') return undefined;
  const isAlone = Object.keys(schema).every(
    (keyword) => keyword === '$ref' || (annotations.has(keyword) && !leading.has(keyword)),
  );
  return isAlone ? localPointer(schema['$ref']) : undefined;
}

/** A schema without others in it: in the same words it is the same. */
const isScalar = (schema: Json): boolean =>
  isObject(schema) && Object.values(schema).every((value) => typeof value !== 'object');

const isPlain = (keyword: string): boolean =>
  plain.has(keyword) || keyword.startsWith('x-') || (annotations.has(keyword) && !leading.has(keyword));
