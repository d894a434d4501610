// The formula language of the engine: what one keyword asserts, closed under "not", "all" and "any". Nodes are interned: equal formulas are one object.

import { decimal, type Decimal } from './decimal.js';
import { integerFormats } from './format.js';
import { keyOf, type Json, type JsonType } from './json.js';

/** Bit set of JSON types. */
export type Types = number;

export const typeBits: Readonly<Record<JsonType, Types>> = {
  null: 1,
  boolean: 2,
  number: 4,
  string: 8,
  array: 16,
  object: 32,
};
export const allTypes: Types = 63;
/** Order in which types are tried: values of the earlier are easier to read. */
export const typeOrder = [
  'null',
  'boolean',
  'string',
  'number',
  'array',
  'object',
] as const satisfies readonly JsonType[];

/** Each atom is true of every value that is not of its type (JSON Schema 2020-12 core §7.6.1), save `types`, `enum` and `opaque`. */
export type Atom =
  | { readonly kind: 'types'; readonly types: Types }
  | { readonly kind: 'enum'; readonly values: ReadonlyMap<string, Json> }
  | { readonly kind: 'opaque'; readonly reason: string }
  | {
      readonly kind: 'minimum' | 'maximum';
      readonly value: number;
      readonly limit: Decimal;
      readonly isExclusive: boolean;
    }
  | { readonly kind: 'multiple'; readonly step: Decimal }
  | {
      readonly kind: 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties';
      readonly count: number;
    }
  | { readonly kind: 'pattern'; readonly source: string }
  | { readonly kind: 'format'; readonly name: string }
  /** int32 or int64: bounds where they hold; their absence means something only beside the other one. */
  | { readonly kind: 'width'; readonly name: string; readonly min: number; readonly max: number }
  /** The item at this index, where there is one. */
  | { readonly kind: 'item'; readonly index: number; readonly of: Node }
  /** Every item from this index on. */
  | { readonly kind: 'items'; readonly from: number; readonly of: Node }
  | { readonly kind: 'contains'; readonly of: Node; readonly min: number; readonly max: number }
  | { readonly kind: 'unique' }
  | { readonly kind: 'property'; readonly name: string; readonly of: Node }
  | { readonly kind: 'matching'; readonly pattern: string; readonly of: Node }
  /** Every property that is neither one of the names nor matched by one of the patterns. */
  | {
      readonly kind: 'rest';
      readonly names: ReadonlySet<string>;
      readonly patterns: readonly string[];
      readonly of: Node;
    }
  | { readonly kind: 'names'; readonly of: Node }
  | { readonly kind: 'required'; readonly name: string };

export type Formula =
  | { readonly kind: 'all'; readonly of: readonly Node[] }
  | { readonly kind: 'any'; readonly of: readonly Node[] }
  | { readonly kind: 'one'; readonly of: readonly Node[] }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'if'; readonly test: Node; readonly yes: Node; readonly no: Node }
  /** A schema, read when it is needed. `implies`: weaker formulas known to hold wherever this one does. */
  | { readonly kind: 'schema'; readonly parts: () => readonly Node[]; readonly implies: readonly Node[] };

export type Node = (Atom | Formula) & { readonly id: number };

/** The type an atom is about; undefined for atoms about every value. */
export const typeOfAtom: { readonly [K in Atom['kind']]: JsonType | undefined } = {
  types: undefined,
  enum: undefined,
  opaque: undefined,
  minimum: 'number',
  maximum: 'number',
  multiple: 'number',
  width: 'number',
  minLength: 'string',
  maxLength: 'string',
  pattern: 'string',
  format: 'string',
  item: 'array',
  items: 'array',
  contains: 'array',
  unique: 'array',
  minItems: 'array',
  maxItems: 'array',
  property: 'object',
  matching: 'object',
  rest: 'object',
  names: 'object',
  required: 'object',
  minProperties: 'object',
  maxProperties: 'object',
};

/** A formula or its negation: `id * 2`, plus one where it is negated. */
export type Literal = number;

export interface Nodes {
  readonly always: Node;
  readonly never: Node;
  readonly byId: readonly Node[];
  all(of: readonly Node[]): Node;
  any(of: readonly Node[]): Node;
  one(of: readonly Node[]): Node;
  not(of: Node): Node;
  ifThenElse(test: Node, yes: Node, no: Node): Node;
  types(types: Types): Node;
  values(values: readonly Json[]): Node;
  bound(kind: 'minimum' | 'maximum', value: number, isExclusive: boolean): Node;
  multiple(step: number): Node;
  count(
    kind: 'minLength' | 'maxLength' | 'minItems' | 'maxItems' | 'minProperties' | 'maxProperties',
    count: number,
  ): Node;
  pattern(source: string): Node;
  format(name: string): Node;
  opaque(key: string, reason: string): Node;
  item(index: number, of: Node): Node;
  items(from: number, of: Node): Node;
  contains(of: Node, min: number, max: number): Node;
  unique(): Node;
  property(name: string, of: Node): Node;
  matching(pattern: string, of: Node): Node;
  rest(names: Iterable<string>, patterns: Iterable<string>, of: Node): Node;
  names(of: Node): Node;
  required(name: string): Node;
  /** The schema with this key; `parts` is called once, when a question needs them. */
  schema(key: string, parts: () => readonly Node[], implies?: readonly Node[]): Node;
  /** What it took to put a schema together is paid by the question that met with it first. */
  charge(steps: number): void;
  /** The steps charged since this was last asked. */
  takeSteps(): number;
}

export function createNodes(): Nodes {
  const byId: Node[] = [];
  const byKey = new Map<string, Node>();
  let charged = 0;

  function intern(key: string, make: () => Atom | Formula): Node {
    const known = byKey.get(key);
    if (known) return known;
    const node = { ...make(), id: byId.length } as Node;
    byId.push(node);
    byKey.set(key, node);
    return node;
  }

  const always = intern('all', () => ({ kind: 'all', of: [] }));
  const never = intern('any', () => ({ kind: 'any', of: [] }));

  function join(kind: 'all' | 'any', of: readonly Node[]): Node {
    const neutral = kind === 'all' ? always : never;
    const absorbing = kind === 'all' ? never : always;
    const members = new Set<Node>();
    for (const node of of) {
      if (node === absorbing) return absorbing;
      if (node === neutral) continue;
      if (node.kind === kind) for (const inner of node.of) members.add(inner);
      else members.add(node);
    }
    const list = [...members];
    if (list.length === 0) return neutral;
    if (list.length === 1) return list[0] as Node;
    return intern(
      `${kind} ${list
        .map((node) => node.id)
        .sort((a, b) => a - b)
        .join()}`,
      () => ({ kind, of: list }),
    );
  }

  return {
    always,
    never,
    byId,
    all: (of) => join('all', of),
    any: (of) => join('any', of),
    one: (of) => {
      if (of.length === 1) return of[0] as Node;
      return intern(
        `one ${of
          .map((node) => node.id)
          .sort((a, b) => a - b)
          .join()}`,
        () => ({ kind: 'one', of }),
      );
    },
    not: (of) => {
      if (of.kind === 'not') return of.of;
      if (of === always) return never;
      return of === never ? always : intern(`not ${of.id}`, () => ({ kind: 'not', of }));
    },
    ifThenElse: (test, yes, no) =>
      yes === no ? yes : intern(`if ${test.id},${yes.id},${no.id}`, () => ({ kind: 'if', test, yes, no })),
    types: (types) => {
      if (types === allTypes) return always;
      return types === 0 ? never : intern(`types ${types}`, () => ({ kind: 'types', types }));
    },
    values: (list) => {
      const values = new Map(list.map((value) => [keyOf(value), value]));
      if (values.size === 0) return never;
      return intern(`enum ${[...values.keys()].sort().join()}`, () => ({ kind: 'enum', values }));
    },
    bound: (kind, value, isExclusive) =>
      intern(`${kind} ${isExclusive ? 'above' : 'from'} ${value}`, () => ({
        kind,
        value,
        limit: decimal(value),
        isExclusive,
      })),
    multiple: (step) => intern(`multiple ${step}`, () => ({ kind: 'multiple', step: decimal(step) })),
    count: (kind, count) =>
      kind.startsWith('min') && count <= 0 ? always : intern(`${kind} ${count}`, () => ({ kind, count })),
    pattern: (source) => intern(`pattern ${source}`, () => ({ kind: 'pattern', source })),
    format: (name) => {
      const width = integerFormats.get(name);
      return intern(`format ${name}`, () =>
        width ? { kind: 'width', name, ...width } : { kind: 'format', name },
      );
    },
    opaque: (key, reason) => intern(`opaque ${key}`, () => ({ kind: 'opaque', reason })),
    item: (index, of) =>
      of === always ? always : intern(`item ${index},${of.id}`, () => ({ kind: 'item', index, of })),
    items: (from, of) =>
      of === always ? always : intern(`items ${from},${of.id}`, () => ({ kind: 'items', from, of })),
    contains: (of, min, max) => {
      if (min <= 0 && max === Number.POSITIVE_INFINITY) return always;
      return intern(`contains ${of.id},${min},${max}`, () => ({ kind: 'contains', of, min, max }));
    },
    unique: () => intern('unique', () => ({ kind: 'unique' })),
    property: (name, of) =>
      of === always ? always : intern(`property ${of.id} ${name}`, () => ({ kind: 'property', name, of })),
    matching: (pattern, of) =>
      of === always
        ? always
        : intern(`matching ${of.id} ${pattern}`, () => ({ kind: 'matching', pattern, of })),
    rest: (names, patterns, of) => {
      if (of === always) return always;
      const nameSet = new Set(names);
      const patternList = [...new Set(patterns)].sort();
      const key = JSON.stringify([[...nameSet].sort(), patternList]);
      return intern(`rest ${of.id} ${key}`, () => ({
        kind: 'rest',
        names: nameSet,
        patterns: patternList,
        of,
      }));
    },
    names: (of) => (of === always ? always : intern(`names ${of.id}`, () => ({ kind: 'names', of }))),
    required: (name) => intern(`required ${name}`, () => ({ kind: 'required', name })),
    charge: (steps) => {
      charged += steps;
    },
    takeSteps: () => {
      const steps = charged;
      charged = 0;
      return steps;
    },
    schema: (key, parts, implies = []) =>
      intern(`schema ${key}`, () => {
        let known: readonly Node[] | undefined;
        return {
          kind: 'schema',
          implies,
          parts: () => {
            known ??= parts();
            return known;
          },
        };
      }),
  };
}

export function literal(node: Node, isPositive: boolean): Literal {
  return node.id * 2 + (isPositive ? 0 : 1);
}
