// Who builds on a schema by `allOf`: a discriminator without a union of its own chooses among them (OpenAPI 3.1.1 §4.8.25).
import type { JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join, localPointer, lookUp } from '../pointer.js';
import type { Conjunct } from './view.js';
import { conjuncts } from './view.js';

const indexes = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** Pointers of the component schemas that build on the schema at a pointer: by an `allOf` of their own, or of what that refers to. */
export function heirs(side: Side, pointer: string): readonly string[] {
  let index = indexes.get(side.document);
  if (index === undefined) {
    index = indexOf(side);
    indexes.set(side.document, index);
  }
  const found = new Set(index.get(pointer));
  for (const heir of found) for (const next of index.get(heir) ?? []) if (next !== pointer) found.add(next);
  return [...found];
}

/** What a value of `mapping` names: a reference, or a component schema by its name (OpenAPI 3.1.1 §4.8.25). */
export function placeOfTag(target: string): string {
  return localPointer(target) ?? join('/components/schemas', target);
}

/** Sorted: the schemas that a schema's discriminator names or, where it has no union, leaves to be named. */
export function chosenBy(side: Side, schema: JsonObject, pointer: string): readonly string[] {
  const discriminator = schema['discriminator'];
  const mapping = isObject(discriminator) ? discriminator['mapping'] : undefined;
  const targets = isObject(mapping) ? Object.values(mapping) : [];
  const named = targets.flatMap((target) => (typeof target === 'string' ? [placeOfTag(target)] : []));
  const isUnion = schema['oneOf'] !== undefined || schema['anyOf'] !== undefined;
  return [...new Set([...named, ...(isUnion ? [] : heirs(side, pointer))])].sort();
}

/**
 * What the discriminator of a schema can still choose at a place. A schema that builds on that one has chosen already: beside
 * a Cat, the tags of a Pet stand for a Cat and for who builds on it.
 */
export function leftAt(
  { side, all }: { readonly side: Side; readonly all: readonly Conjunct[] },
  owner: string,
): (place: string) => boolean {
  const chosen = all.map(({ pointer }) => pointer).filter((pointer) => buildsOn(side, pointer, owner));
  return (place) => chosen.every((pointer) => place === pointer || buildsOn(side, place, pointer));
}

const ancestors = new WeakMap<Side, Map<string, ReadonlySet<string>>>();

/** Whether a component schema has another one among what it must hold as a whole, by however many steps. */
function buildsOn(side: Side, pointer: string, other: string): boolean {
  if (pointer === other || !isComponent(pointer)) return false;
  const known = ancestors.get(side) ?? new Map<string, ReadonlySet<string>>();
  ancestors.set(side, known);
  let found = known.get(pointer);
  if (found === undefined) {
    found = new Set((conjuncts(side, [pointer]) ?? []).map((conjunct) => conjunct.pointer));
    known.set(pointer, found);
  }
  return found.has(other);
}

const isComponent = (pointer: string): boolean =>
  pointer.startsWith('/components/schemas/') && pointer.split('/').length === 4;

function indexOf(side: Side): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  const schemas = lookUp(side.document, '/components/schemas');
  for (const [name, schema] of Object.entries(isObject(schemas) ? schemas : {})) {
    const parts = isObject(schema) && isArray(schema['allOf']) ? schema['allOf'] : [];
    for (const part of parts) {
      const target =
        isObject(part) && typeof part['$ref'] === 'string' ? localPointer(part['$ref']) : undefined;
      if (target !== undefined)
        index.set(target, [...(index.get(target) ?? []), join('/components/schemas', name)]);
    }
  }
  return index;
}
