// One schema object as formulas, keyword by keyword. Total over the keywords: one without a reading does not compile.

import type { KeywordName } from './keywords.js';
import type { Json, JsonObject } from './json.js';
import type { Node, Nodes } from './node.js';
import { viewOf, type Part, type Schema, type View } from './schema.js';
import { isArray } from './json.js';
import { knownFormats } from './format.js';
import { allTypes, typeBits, type Types } from './node.js';
import { unevaluatedItems, unevaluatedProperties } from './unevaluated.js';

/** Where a sub-schema stands, seen from its parent. */
export type Step =
  | { readonly kind: 'here'; readonly keyword: KeywordName; readonly branch: string | number }
  /** Under a negation, or where more values of the part mean fewer of the whole. */
  | { readonly kind: 'negated' }
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'rest' }
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'items' }
  | { readonly kind: 'contains' };

/** How the sub-schemas of a schema become formulas. */
export type Child = (schema: Schema, step: Step) => Node;

interface Site {
  readonly nodes: Nodes;
  readonly schema: Schema;
  readonly view: View;
  readonly child: Child;
  /** The sub-schema exactly as written, whatever `child` does with it. */
  readonly plain: (schema: Schema) => Node;
}

type Reading<P extends Part['shape']> = (part: Extract<Part, { shape: P }>, site: Site) => readonly Node[];

/** What a schema asserts: the conjunction of the formulas. */
export function compile(
  schema: Schema,
  nodes: Nodes,
  child: Child,
  plain: (schema: Schema) => Node,
): readonly Node[] {
  if (schema.raw === true) return [];
  if (schema.raw === false) return [nodes.never];
  const site: Site = { nodes, schema, view: viewOf(schema), child, plain };
  const found: Node[] = [];
  for (const [name, part] of site.view) {
    if (part.shape === 'broken')
      found.push(nodes.opaque(`${name} ${JSON.stringify(part.value)}`, part.reason));
    else for (const one of (readings[name] as Reading<Part['shape']>)(part, site)) found.push(one);
  }
  return found;
}

const number = (part: { readonly value: Json }): number => part.value as number;
const here = (keyword: KeywordName, branch: string | number = 0): Step => ({ kind: 'here', keyword, branch });
const negated: Step = { kind: 'negated' };

const readings: {
  readonly [K in KeywordName]: K extends 'allOf' | 'anyOf' | 'oneOf' | 'prefixItems'
    ? Reading<'list'>
    : K extends 'properties' | 'patternProperties' | 'dependentSchemas'
      ? Reading<'map'>
      : K extends SchemaKeyword
        ? Reading<'schema'>
        : Reading<'value'>;
} = {
  $ref: ({ schema }, { child }) => [child(schema, here('$ref'))],
  $dynamicRef: ({ schema }, { child }) => [child(schema, here('$dynamicRef'))],
  allOf: ({ schemas }, { child }) => schemas.map((sub, at) => child(sub, here('allOf', at))),
  anyOf: ({ schemas }, { child, nodes }) => [
    nodes.any(schemas.map((sub, at) => child(sub, here('anyOf', at)))),
  ],
  oneOf: ({ schemas }, { child, plain, nodes, schema }) => {
    const branches = nodes.any(schemas.map((sub, at) => child(sub, here('oneOf', at))));
    if (schema.reader.isReadAsAnyOf(schema, schemas)) return [branches];
    const exact = schemas.map(plain);
    // The exclusion is about the branches as written: a smaller branch must not let a second match through.
    return exact.every((node, at) => node === child(schemas[at] as Schema, here('oneOf', at)))
      ? [nodes.one(exact)]
      : [nodes.one(exact), branches];
  },
  not: ({ schema }, { child, nodes }) => [nodes.not(child(schema, negated))],
  if: ({ schema }, { child, nodes, view }) => {
    const branch = (keyword: 'then' | 'else'): Node => {
      const part = view.get(keyword);
      if (!part) return nodes.always;
      if (part.shape !== 'schema') return nodes.opaque(keyword, `${keyword} is malformed`);
      return child(part.schema, here(keyword));
    };
    return [nodes.ifThenElse(child(schema, negated), branch('then'), branch('else'))];
  },
  // Read with their `if`; without one they say nothing (JSON Schema 2020-12 core §10.2.2).
  // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
  then: () => [],
  else: () => [],

  type: ({ value }, { nodes }) => typeNodes(isArray(value) ? value : [value], nodes),
  enum: ({ value }, { nodes }) => [nodes.values(value as readonly Json[])],
  const: ({ value }, { nodes }) => [nodes.values([value])],

  minimum: (part, { nodes }) => [nodes.bound('minimum', number(part), false)],
  maximum: (part, { nodes }) => [nodes.bound('maximum', number(part), false)],
  exclusiveMinimum: (part, { nodes }) => [nodes.bound('minimum', number(part), true)],
  exclusiveMaximum: (part, { nodes }) => [nodes.bound('maximum', number(part), true)],
  multipleOf: (part, { nodes }) => [nodes.multiple(number(part))],

  minLength: (part, { nodes }) => [nodes.count('minLength', number(part))],
  maxLength: (part, { nodes }) => [nodes.count('maxLength', number(part))],
  pattern: ({ value }, { nodes }) => [nodes.pattern(value as string)],
  format: ({ value }, { nodes }) =>
    knownFormats.has(value as string) ? [nodes.format(value as string)] : [],

  prefixItems: ({ schemas }, { child, nodes }) =>
    schemas.map((sub, index) => nodes.item(index, child(sub, { kind: 'item', index }))),
  items: ({ schema }, { child, nodes, view }) => [
    nodes.items(prefixLength(view), child(schema, { kind: 'items' })),
  ],
  contains: ({ schema }, { child, nodes, view }) => {
    const min = view.get('minContains');
    const max = view.get('maxContains');
    const limit = max?.shape === 'value' ? number(max) : Number.POSITIVE_INFINITY;
    const step: Step = max === undefined ? { kind: 'contains' } : negated;
    return [nodes.contains(child(schema, step), min?.shape === 'value' ? number(min) : 1, limit)];
  },
  // Read with `contains`; without it they say nothing (JSON Schema 2020-12 validation §6.4.4, §6.4.5).
  minContains: () => [],
  maxContains: () => [],
  minItems: (part, { nodes }) => [nodes.count('minItems', number(part))],
  maxItems: (part, { nodes }) => [nodes.count('maxItems', number(part))],
  uniqueItems: ({ value }, { nodes }) => (value === true ? [nodes.unique()] : []),
  unevaluatedItems: ({ schema: sub }, { child, nodes, schema, plain }) => [
    unevaluatedItems(schema, child(sub, { kind: 'items' }), nodes, plain),
  ],

  properties: ({ schemas }, { child, nodes }) =>
    [...schemas].map(([name, sub]) => nodes.property(name, child(sub, { kind: 'property', name }))),
  patternProperties: ({ schemas }, { child, nodes }) =>
    [...schemas].map(([pattern, sub]) => nodes.matching(pattern, child(sub, { kind: 'rest' }))),
  additionalProperties: ({ schema }, { child, nodes, view }) => [
    nodes.rest(
      namesOf(view.get('properties')),
      namesOf(view.get('patternProperties')),
      child(schema, { kind: 'rest' }),
    ),
  ],
  propertyNames: ({ schema }, { plain, nodes }) => [nodes.names(plain(schema))],
  required: ({ value }, { nodes }) => (value as readonly string[]).map((name) => nodes.required(name)),
  dependentRequired: ({ value }, { nodes }) =>
    Object.entries(value as JsonObject).map(([name, list]) =>
      nodes.any([
        nodes.not(nodes.required(name)),
        nodes.all((list as readonly string[]).map((needed) => nodes.required(needed))),
      ]),
    ),
  dependentSchemas: ({ schemas }, { child, nodes }) =>
    [...schemas].map(([name, sub]) =>
      nodes.any([
        nodes.types(allTypes & ~typeBits.object),
        nodes.not(nodes.required(name)),
        child(sub, here('dependentSchemas', name)),
      ]),
    ),
  minProperties: (part, { nodes }) => [nodes.count('minProperties', number(part))],
  maxProperties: (part, { nodes }) => [nodes.count('maxProperties', number(part))],
  unevaluatedProperties: ({ schema: sub }, { child, nodes, schema, plain }) => [
    unevaluatedProperties(schema, child(sub, { kind: 'rest' }), nodes, plain),
  ],
};

type SchemaKeyword =
  | '$ref'
  | '$dynamicRef'
  | 'not'
  | 'if'
  | 'then'
  | 'else'
  | 'items'
  | 'contains'
  | 'additionalProperties'
  | 'propertyNames'
  | 'unevaluatedItems'
  | 'unevaluatedProperties';

function typeNodes(names: readonly Json[], nodes: Nodes): readonly Node[] {
  let types: Types = 0;
  for (const name of names)
    types |= typeBits[name === 'integer' ? 'number' : (name as keyof typeof typeBits)];
  // JSON Schema 2020-12 core §4.2.3: an integer is a number without a fractional part, however it is written.
  const isWhole = names.includes('integer') && !names.includes('number');
  return isWhole ? [nodes.types(types), nodes.multiple(1)] : [nodes.types(types)];
}

function prefixLength(view: View): number {
  const prefix = view.get('prefixItems');
  return prefix?.shape === 'list' ? prefix.schemas.length : 0;
}

export function namesOf(part: Part | undefined): Iterable<string> {
  return part?.shape === 'map' ? part.schemas.keys() : [];
}
