// A place of a document: the schemas that speak about one value, which of their branches are settled, and which names they declare. gate.md "Undeclared properties".

import type { Canonical } from './canonical.js';
import { isObject, isArray, member, type Json } from './json.js';
import type { KeywordName } from './keywords.js';
import type { Node, Nodes } from './node.js';
import { isMatch } from './pattern.js';
import { viewOf, type Part, type Schema, type View } from './schema.js';

export interface Place {
  /** All of these hold. */
  readonly all: readonly Schema[];
  /** Of each group one holds. */
  readonly groups: readonly (readonly Place[])[];
  /** Branches that are known to be taken, by the schema that offers them and the branch's name there. */
  readonly picks: ReadonlyMap<Schema, ReadonlySet<Schema>>;
  /** There were more branches than are looked at: what the place declares is not known. */
  readonly isPartial?: boolean;
}

/** A branch that only some messages take, and the condition that they do. */
interface Choice {
  readonly place: Place;
  readonly condition: (terms: Terms) => Node;
}

export interface Terms {
  readonly nodes: Nodes;
  readonly canonical: Canonical;
  readonly plain: (schema: Schema) => Node;
}

export type Position =
  | { readonly kind: 'property'; readonly name: string }
  | { readonly kind: 'item'; readonly index: number }
  | { readonly kind: 'items' };

const noPicks: ReadonlyMap<Schema, ReadonlySet<Schema>> = new Map();

export function placeOf(all: readonly Schema[]): Place {
  return { all, groups: [], picks: noPicks };
}

export function pick(place: Place, owner: Schema, branch: Schema): Place {
  const picks = new Map(place.picks);
  picks.set(owner, new Set([...(picks.get(owner) ?? []), branch]));
  return { ...place, picks };
}

/** The schemas that hold for every message of the place, and the branches that hold for some. */
export function membersOf(place: Place): Members {
  const known = members.get(place);
  if (known) return known;
  const found = readMembers(place);
  members.set(place, found);
  return found;
}

interface Members {
  readonly certain: readonly Schema[];
  readonly choices: readonly (readonly Choice[])[];
  readonly parts: PartIndex;
}

const members = new WeakMap<Place, Members>();

function readMembers(place: Place): Members {
  const certain = new Set(place.all);
  const choices: (readonly Choice[])[] = place.groups.map((group) =>
    group.map((alternative) => ({
      place: alternative,
      condition: ({ nodes, plain }: Terms) => nodes.all(alternative.all.map(plain)),
    })),
  );
  for (const schema of certain) {
    const taken = place.picks.get(schema);
    const view = viewOf(schema);
    for (const [name, part] of view) {
      const branches = branchesOf(name, part, view);
      if (branches === undefined) {
        for (const sub of conjuncts(name, part)) certain.add(sub);
        continue;
      }
      const settled = branches.filter(({ schema: branch }) => taken?.has(branch));
      for (const { schema: branch } of settled) certain.add(branch);
      if (settled.length > 0 && (name === 'anyOf' || name === 'oneOf')) continue;
      const open = branches.filter(({ schema: branch }) => !taken?.has(branch));
      const group = open.map(({ schema: branch, condition }) => ({
        place: { ...place, all: [branch], groups: [] },
        condition,
      }));
      if (group.length > 0) choices.push(group);
    }
  }
  return { certain: [...certain], choices, parts: partIndex(certain) };
}

function conjuncts(name: KeywordName, part: Part): readonly Schema[] {
  if ((name === '$ref' || name === '$dynamicRef') && part.shape === 'schema') return [part.schema];
  return name === 'allOf' && part.shape === 'list' ? part.schemas : [];
}

interface Branch {
  readonly schema: Schema;
  readonly condition: (terms: Terms) => Node;
}

/** The branches a keyword offers; undefined for keywords that offer none. */
function branchesOf(name: KeywordName, part: Part, view: View): readonly Branch[] | undefined {
  if ((name === 'anyOf' || name === 'oneOf') && part.shape === 'list') {
    return part.schemas.map((schema) => ({ schema, condition: ({ plain }) => plain(schema) }));
  }
  const test = view.get('if');
  if ((name === 'then' || name === 'else') && part.shape === 'schema' && test?.shape === 'schema') {
    const { schema } = part;
    const condition = ({ nodes, plain }: Terms): Node => {
      const tested = plain(test.schema);
      return nodes.all([name === 'then' ? tested : nodes.not(tested), plain(schema)]);
    };
    return [{ schema, condition }];
  }
  if (name === 'dependentSchemas' && part.shape === 'map') {
    return [...part.schemas].map(([key, schema]) => ({
      schema,
      condition: ({ nodes, plain }) => nodes.all([nodes.required(key), plain(schema)]),
    }));
  }
  return undefined;
}

/** What a sender declares at a place. */
export interface Declared {
  readonly always: ReadonlySet<string>;
  readonly patterns: readonly string[];
  /** Declared by some messages only: those that satisfy one of the conditions. */
  readonly sometimes: ReadonlyMap<string, readonly Node[]>;
  readonly sometimesPatterns: readonly { readonly pattern: string; readonly condition: Node }[];
  /** The place is a typed map: every name is the sender's data. */
  readonly isMap: boolean;
  /** Messages for which it is one. */
  readonly mapWhen: readonly Node[];
  readonly hasProperties: boolean;
}

const maxChoices = 400;

/** Undefined where the branches are too many to look at. */
export function declaredAt(place: Place, terms: Terms, budget = { left: maxChoices }): Declared | undefined {
  const { certain, choices } = membersOf(place);
  const always = new Set<string>();
  const patterns: string[] = [];
  const sometimes = new Map<string, Node[]>();
  const sometimesPatterns: { pattern: string; condition: Node }[] = [];
  const mapWhen: Node[] = [];
  let isMap = false;
  let hasProperties = false;
  for (const schema of certain) {
    const own = declaredBy(schema, terms.canonical);
    for (const name of own.names) always.add(name);
    patterns.push(...own.patterns);
    isMap ||= own.isMap;
    hasProperties ||= own.hasProperties;
  }
  const add = (name: string, condition: Node): void => {
    sometimes.set(name, [...(sometimes.get(name) ?? []), condition]);
  };
  for (const { place: branch, condition } of choices.flat()) {
    budget.left -= 1;
    if (budget.left < 0) return undefined;
    const inner = declaredAt(branch, terms, budget);
    if (!inner) return undefined;
    const here = condition(terms);
    const under = (more: Node): Node => terms.nodes.all([here, more]);
    for (const name of inner.always) add(name, here);
    for (const pattern of inner.patterns) sometimesPatterns.push({ pattern, condition: here });
    for (const [name, conditions] of inner.sometimes) for (const more of conditions) add(name, under(more));
    for (const { pattern, condition: more } of inner.sometimesPatterns) {
      sometimesPatterns.push({ pattern, condition: under(more) });
    }
    if (inner.isMap) mapWhen.push(here);
    for (const more of inner.mapWhen) mapWhen.push(under(more));
    hasProperties ||= inner.hasProperties;
  }
  return { always, patterns, sometimes, sometimesPatterns, isMap, mapWhen, hasProperties };
}

/** What one schema object declares by its own keywords. */
function declaredBy(schema: Schema, canonical: Canonical) {
  const names = new Set<string>();
  const patterns: string[] = [];
  let isMap = false;
  let hasProperties = false;
  for (const [keyword, part] of viewOf(schema)) {
    if (part.shape === 'map') {
      // An object whose properties all are projected out is no free-form one.
      if (keyword === 'properties') hasProperties ||= hasMembers(schema.raw);
      for (const [name, sub] of part.schemas) {
        if (keyword === 'dependentSchemas') names.add(name);
        // A property that is false is a ban, no declaration.
        if (canonical.idOf(sub) === canonical.never) continue;
        if (keyword === 'patternProperties') patterns.push(name);
        if (keyword === 'properties') names.add(name);
      }
    } else if (part.shape === 'schema') {
      if (keyword === 'additionalProperties' || keyword === 'unevaluatedProperties') {
        const id = canonical.idOf(part.schema);
        isMap ||= id !== canonical.always && id !== canonical.never;
      } else if (keyword === 'propertyNames') {
        for (const value of listed(part.schema)) if (typeof value === 'string') names.add(value);
      }
    } else if (part.shape === 'value') {
      if (keyword === 'required') for (const name of part.value as readonly string[]) names.add(name);
      if (keyword === 'dependentRequired') {
        for (const [name, list] of Object.entries(
          part.value as { readonly [name: string]: readonly string[] },
        )) {
          names.add(name);
          for (const needed of list) names.add(needed);
        }
      }
    }
  }
  for (const value of listed(schema))
    if (isObject(value)) for (const name of Object.keys(value)) names.add(name);
  return { names, patterns, isMap, hasProperties };
}

/** Whether `properties` declares a name: one that is `false` is a ban. */
function hasMembers(raw: Json): boolean {
  const properties = isObject(raw) ? member(raw, 'properties') : undefined;
  return isObject(properties) && Object.values(properties).some((sub) => sub !== false);
}

/** Members of `enum` and `const`, through references. */
function listed(schema: Schema): readonly Json[] {
  const found: Json[] = [];
  const seen = new Set([schema]);
  for (const next of seen) {
    const view = viewOf(next);
    const reference = view.get('$ref');
    if (reference?.shape === 'schema' && next !== schema) seen.add(reference.schema);
    if (reference?.shape === 'schema' && view.size === 1) seen.add(reference.schema);
    const values = view.get('enum');
    if (values?.shape === 'value' && isArray(values.value)) found.push(...values.value);
    const value = view.get('const');
    if (value?.shape === 'value') found.push(value.value);
  }
  return found;
}

/** Every name in `properties` that the receiver reads at a place, in any branch that asserts. */
export function receivedAt(schemas: readonly Schema[], canonical: Canonical): ReadonlySet<string> {
  const names = new Set<string>();
  for (const schema of closureOf(schemas)) {
    const part = viewOf(schema).get('properties');
    if (part?.shape !== 'map') continue;
    for (const [name, sub] of part.schemas) if (canonical.idOf(sub) !== canonical.never) names.add(name);
  }
  return names;
}

/** The schemas and everything that asserts about the same value below them. */
export function closureOf(schemas: readonly Schema[]): ReadonlySet<Schema> {
  const seen = new Set(schemas);
  for (const schema of seen) {
    const view = viewOf(schema);
    for (const [name, part] of view) {
      for (const sub of conjuncts(name, part)) seen.add(sub);
      for (const branch of branchesOf(name, part, view) ?? []) seen.add(branch.schema);
    }
  }
  return seen;
}

/** The schemas by which one schema object speaks about a part of the value. */
function partsAt(schema: Schema, position: Position): readonly Schema[] {
  const view = viewOf(schema);
  const one = (name: KeywordName): readonly Schema[] => {
    const part = view.get(name);
    return part?.shape === 'schema' ? [part.schema] : [];
  };
  if (position.kind === 'property') {
    const found: Schema[] = [];
    const properties = view.get('properties');
    const own = properties?.shape === 'map' ? properties.schemas.get(position.name) : undefined;
    if (own) found.push(own);
    const matching = view.get('patternProperties');
    if (matching?.shape === 'map') {
      for (const [pattern, sub] of matching.schemas)
        if (isMatch(pattern, position.name) !== false) found.push(sub);
    }
    return found.length > 0 ? found : [...one('additionalProperties'), ...one('unevaluatedProperties')];
  }
  const prefix = view.get('prefixItems');
  const prefixed = prefix?.shape === 'list' ? prefix.schemas : [];
  if (position.kind === 'item' && prefixed[position.index]) return [prefixed[position.index] as Schema];
  return [...one('items'), ...one('unevaluatedItems')];
}

/** Who speaks about which property, so that a place of many schemas is read once and not once per name. */
export interface PartIndex {
  readonly byName: ReadonlyMap<string, readonly Schema[]>;
  /** Schemas that speak about names they do not list, or about items. */
  readonly others: readonly Schema[];
}

const openEnded = [
  'patternProperties',
  'additionalProperties',
  'unevaluatedProperties',
  'prefixItems',
  'items',
  'unevaluatedItems',
] as const satisfies readonly KeywordName[];

export function partIndex(schemas: Iterable<Schema>): PartIndex {
  const byName = new Map<string, Schema[]>();
  const others: Schema[] = [];
  for (const schema of schemas) {
    const view = viewOf(schema);
    if (openEnded.some((name) => view.has(name))) {
      others.push(schema);
      continue;
    }
    const properties = view.get('properties');
    if (properties?.shape !== 'map') continue;
    for (const [name, sub] of properties.schemas) {
      const list = byName.get(name);
      if (list) list.push(sub);
      else byName.set(name, [sub]);
    }
  }
  return { byName, others };
}

/** Every schema of the index that speaks about the part. */
export function partsIn({ byName, others }: PartIndex, position: Position): ReadonlySet<Schema> {
  const found = new Set(position.kind === 'property' ? (byName.get(position.name) ?? []) : []);
  for (const schema of others) for (const sub of partsAt(schema, position)) found.add(sub);
  return found;
}

/** The place of a part, seen from the place of the whole. */
export function partPlace(place: Place, position: Position, depth = 0, budget = { left: maxParts }): Place {
  const { certain, choices, parts } = membersOf(place);
  const all = partsIn(parts, position);
  const groups: (readonly Place[])[] = [];
  budget.left -= 1;
  if (depth < maxNesting && budget.left > 0) {
    for (const group of choices) {
      const parts = group.map(({ place: branch }) => partPlace(branch, position, depth + 1, budget));
      const speaking = parts.filter((part) => part.all.length + part.groups.length > 0);
      if (speaking.length > 0) groups.push(speaking);
    }
  }
  if (position.kind !== 'property') {
    for (const schema of certain) {
      const part = viewOf(schema).get('contains');
      if (part?.shape === 'schema') groups.push([placeOf([part.schema])]);
    }
  }
  return { all: [...all], groups, picks: noPicks, isPartial: budget.left <= 0 };
}

const maxNesting = 4;
/** Branches looked at for one part; a union that leads back to itself has no end of them. */
const maxParts = 2000;
