// unevaluatedProperties and unevaluatedItems as plain formulas: one alternative per set of branches that may have looked; where
// these are too many, one condition for each name (unevaluated-names.ts). JSON Schema 2020-12 core §11.

import { allTypes, typeBits, type Node, type Nodes } from './node.js';
import { viewOf, type Part, type Schema } from './schema.js';
import { maxDepth, nameByName } from './unevaluated-names.js';

/** What the keywords of a place have looked at, if all of `when` holds. */
interface Evaluated {
  readonly when: readonly Node[];
  readonly names: readonly string[];
  readonly patterns: readonly string[];
  /** Items before this index. */
  readonly items: number;
  /** Items that one of these accepts. */
  readonly contained: readonly Node[];
  readonly allProperties: boolean;
  readonly allItems: boolean;
}

const nothing: Evaluated = {
  when: [],
  names: [],
  patterns: [],
  items: 0,
  contained: [],
  allProperties: false,
  allItems: false,
};

/** More alternatives than this are not put side by side. */
const maxAlternatives = 128;

export function unevaluatedProperties(
  schema: Schema,
  rest: Node,
  nodes: Nodes,
  plain: (schema: Schema) => Node,
): Node {
  const found = evaluatedBy(schema, nodes, plain, 'unevaluatedProperties');
  if (!found)
    return (
      nameByName(schema, rest, nodes, plain) ?? tooMany('unevaluatedProperties', schema, rest, nodes, plain)
    );
  return nodes.any(
    found.map(({ when, names, patterns, allProperties }) =>
      nodes.all([...when, allProperties ? nodes.always : nodes.rest(names, patterns, rest)]),
    ),
  );
}

export function unevaluatedItems(
  schema: Schema,
  rest: Node,
  nodes: Nodes,
  plain: (schema: Schema) => Node,
): Node {
  const found = evaluatedBy(schema, nodes, plain, 'unevaluatedItems');
  if (!found) return tooMany('unevaluatedItems', schema, rest, nodes, plain);
  return nodes.any(
    found.map(({ when, items, contained, allItems }) =>
      nodes.all([...when, allItems ? nodes.always : nodes.items(items, nodes.any([rest, ...contained]))]),
    ),
  );
}

function tooMany(
  keyword: string,
  schema: Schema,
  rest: Node,
  nodes: Nodes,
  plain: (schema: Schema) => Node,
): Node {
  return nodes.opaque(`${keyword} ${plain(schema).id} ${rest.id}`, `${keyword} looks past too many branches`);
}

/**
 * Every way the place can have looked at its parts, without the unevaluated keyword itself. A branch that holds may be
 * left out of `when` with its names: that only makes the alternative stricter, and the alternative with it stands beside.
 */
function evaluatedBy(
  schema: Schema,
  nodes: Nodes,
  plain: (schema: Schema) => Node,
  without: 'unevaluatedProperties' | 'unevaluatedItems' | undefined,
  depth = 0,
): readonly Evaluated[] | undefined {
  if (depth > maxDepth) return undefined;
  const view = viewOf(schema);
  let ways: readonly Evaluated[] | undefined = [nothing];
  const inside = (sub: Schema): readonly Evaluated[] | undefined =>
    evaluatedBy(sub, nodes, plain, undefined, depth + 1);
  const under = (condition: Node, list: readonly Evaluated[] | undefined): readonly Evaluated[] | undefined =>
    list?.map((way) => ({ ...way, when: [condition, ...way.when] }));
  const both = (list: readonly Evaluated[] | undefined): void => {
    ways = ways && list && ways.length * list.length <= maxAlternatives ? product(ways, list) : undefined;
  };
  const schemaOf = (part: Part | undefined): Schema | undefined =>
    part?.shape === 'schema' ? part.schema : undefined;

  for (const [name, part] of view) {
    if (part.shape === 'broken') return undefined;
    switch (name) {
      case 'properties':
        if (part.shape === 'map') both([{ ...nothing, names: [...part.schemas.keys()] }]);
        break;
      case 'patternProperties':
        if (part.shape === 'map') both([{ ...nothing, patterns: [...part.schemas.keys()] }]);
        break;
      case 'additionalProperties':
        both([{ ...nothing, allProperties: true }]);
        break;
      case 'unevaluatedProperties':
        if (name !== without) both([{ ...nothing, allProperties: true }]);
        break;
      case 'prefixItems':
        if (part.shape === 'list') both([{ ...nothing, items: part.schemas.length }]);
        break;
      case 'items':
        both([{ ...nothing, allItems: true }]);
        break;
      case 'unevaluatedItems':
        if (name !== without) both([{ ...nothing, allItems: true }]);
        break;
      case 'contains':
        if (part.shape === 'schema') both([{ ...nothing, contained: [plain(part.schema)] }]);
        break;
      case '$ref':
      case '$dynamicRef':
        if (part.shape === 'schema') both(inside(part.schema));
        break;
      case 'allOf':
        if (part.shape === 'list') for (const sub of part.schemas) both(inside(sub));
        break;
      case 'anyOf':
      case 'oneOf':
        if (part.shape !== 'list') break;
        if (name === 'oneOf' && !schema.reader.isReadAsAnyOf(schema, part.schemas)) {
          const ways: Evaluated[] = [];
          for (const sub of part.schemas) {
            const list = under(plain(sub), inside(sub));
            if (!list) return undefined;
            for (const one of list) ways.push(one);
          }
          both(withoutIdle(ways));
        } else both(anyOfWays(part.schemas, inside, under, plain));
        break;
      case 'if': {
        if (part.shape !== 'schema') break;
        const test = plain(part.schema);
        const yes = schemaOf(view.get('then'));
        const no = schemaOf(view.get('else'));
        const tested = inside(part.schema);
        const then = yes ? inside(yes) : [nothing];
        const otherwise = no ? inside(no) : [nothing];
        if (!tested || !then || !otherwise) return undefined;
        both(
          withoutIdle([
            ...(under(test, product(tested, then)) ?? []),
            ...(under(nodes.not(test), otherwise) ?? []),
          ]),
        );
        break;
      }
      case 'dependentSchemas':
        if (part.shape !== 'map') break;
        for (const [key, sub] of part.schemas) {
          const list = inside(sub);
          if (!list) return undefined;
          const isPresent = nodes.required(key);
          const isObject = nodes.types(typeBits.object);
          const absent = nodes.any([nodes.types(allTypes & ~typeBits.object), nodes.not(isPresent)]);
          both(
            withoutIdle([
              ...(under(nodes.all([isObject, isPresent]), list) ?? []),
              { ...nothing, when: [absent] },
            ]),
          );
        }
        break;
      default:
        // All other keywords look at no part of the value (and `not` forgets what it has seen: core §10.2.1.4).
        break;
    }
    if (!ways) return undefined;
  }
  return ways;
}

/** Any set of branches may hold; leaving one out is allowed, so each is in or out. */
function anyOfWays(
  schemas: readonly Schema[],
  inside: (sub: Schema) => readonly Evaluated[] | undefined,
  under: (condition: Node, list: readonly Evaluated[] | undefined) => readonly Evaluated[] | undefined,
  plain: (schema: Schema) => Node,
): readonly Evaluated[] | undefined {
  let ways: readonly Evaluated[] = [nothing];
  for (const sub of schemas) {
    const list = inside(sub);
    if (!list) return undefined;
    if (list.every(isIdle)) continue;
    ways = [...ways, ...product(ways, under(plain(sub), list) ?? [])];
    if (ways.length > maxAlternatives) return undefined;
  }
  return ways;
}

function isIdle(way: Evaluated): boolean {
  const { names, patterns, items, contained, allProperties, allItems } = way;
  return names.length + patterns.length + items + contained.length === 0 && !allProperties && !allItems;
}

/** Where nothing is looked at in any case, the case does not matter. */
function withoutIdle(ways: readonly Evaluated[]): readonly Evaluated[] {
  return ways.every(isIdle) ? [nothing] : ways;
}

function product(left: readonly Evaluated[], right: readonly Evaluated[]): readonly Evaluated[] {
  return left.flatMap((a) =>
    right.map((b) => ({
      when: [...a.when, ...b.when],
      names: [...a.names, ...b.names],
      patterns: [...a.patterns, ...b.patterns],
      items: Math.max(a.items, b.items),
      contained: [...a.contained, ...b.contained],
      allProperties: a.allProperties || b.allProperties,
      allItems: a.allItems || b.allItems,
    })),
  );
}
