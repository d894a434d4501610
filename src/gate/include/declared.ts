// The names that a sender declares at a place and those that a receiver reads there. ../README.md "Undeclared properties".
// Neighbours: place.ts says which schemas speak at a place, sender.ts rewrites the sender by these names.

import type { Canonical } from './canonical.js';
import { isObject, isArray, member, type Json } from './json.js';
import type { Node } from './node.js';
import { membersOf, stepsPerBranch, type Place, type Terms } from './place.js';
import { viewOf, type Schema } from './schema.js';

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
  /** There were more branches than are looked at: what only some messages declare is not known. */
  readonly isPartial: boolean;
}

const maxChoices = 400;

const numbers = new WeakMap<Place, number>();

/** How many choices a place has, those within its choices as well; where they are more than `left`, some number above it. */
function choicesOf(place: Place, terms: Terms, left = maxChoices): number {
  const known = numbers.get(place);
  if (known !== undefined) return known;
  let number = 0;
  for (const { place: branch } of membersOf(place, terms).choices.flat()) {
    terms.nodes.charge(stepsPerBranch);
    number += 1;
    if (number <= left) number += choicesOf(branch, terms, left - number);
    if (number > left) break;
  }
  if (number <= left || left === maxChoices) numbers.set(place, number);
  return number;
}

export function declaredAt(place: Place, terms: Terms): Declared {
  const { certain, choices } = membersOf(place, terms);
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
    for (const one of own.patterns) patterns.push(one);
    isMap ||= own.isMap;
    hasProperties ||= own.hasProperties;
  }
  const add = (name: string, condition: Node): void => {
    const conditions = sometimes.get(name);
    if (conditions) conditions.push(condition);
    else sometimes.set(name, [condition]);
  };
  const isPartial = choicesOf(place, terms) > maxChoices;
  for (const { place: branch, condition } of isPartial ? [] : choices.flat()) {
    const inner = declaredAt(branch, terms);
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
  return { always, patterns, sometimes, sometimesPatterns, isMap, mapWhen, hasProperties, isPartial };
}

/** What one schema object declares by its own keywords. */
function declaredBy(schema: Schema, canonical: Canonical) {
  const names = new Set<string>();
  const patterns: string[] = [];
  let isMap = false;
  let hasProperties = false;
  for (const [keyword, part] of viewOf(schema)) {
    if (part.shape === 'map') {
      if (keyword === 'properties') hasProperties ||= hasList(schema.raw);
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
          if (list.length > 0) names.add(name);
          for (const needed of list) names.add(needed);
        }
      }
    }
  }
  for (const value of listed(schema))
    if (isObject(value)) for (const name of Object.keys(value)) names.add(name);
  return { names, patterns, isMap, hasProperties };
}

/**
 * Whether a schema lists what its objects hold, if only that it is nothing so far: without `properties` an object is a
 * free-form one, whose keys are the sender's data. A property that is `false` is a ban and lists nothing.
 */
export function hasList(raw: Json): boolean {
  const properties = isObject(raw) ? member(raw, 'properties') : undefined;
  if (!isObject(properties)) return false;
  let isEmpty = true;
  for (const name in properties) {
    if (properties[name] !== false) return true;
    isEmpty = false;
  }
  return isEmpty;
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
    if (values?.shape === 'value' && isArray(values.value)) for (const one of values.value) found.push(one);
    const value = view.get('const');
    if (value?.shape === 'value') found.push(value.value);
  }
  return found;
}

/** Every name in `properties` that one of the schemas reads. */
export function receivedBy(schemas: Iterable<Schema>, canonical: Canonical): ReadonlySet<string> {
  const names = new Set<string>();
  for (const schema of schemas) {
    const part = viewOf(schema).get('properties');
    if (part?.shape !== 'map') continue;
    for (const [name, sub] of part.schemas) if (canonical.idOf(sub) !== canonical.never) names.add(name);
  }
  return names;
}
