// Who builds on a schema by `allOf`: a discriminator without a union of its own chooses among them (OpenAPI 3.1.1 §4.8.25).
import type { JsonObject } from '../include/json.js';
import { isObject } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join, localPointer, lookUp } from '../pointer.js';
import type { Conjunct } from './view.js';
import { conjuncts } from './view.js';

/** The component schemas of a document by what they build on, through references and every `allOf`. */
interface Lineage {
  readonly above: ReadonlyMap<string, ReadonlySet<string>>;
  readonly heirs: ReadonlyMap<string, readonly string[]>;
}

const lineages = new WeakMap<Side, Lineage>();

function lineageOf(side: Side): Lineage {
  const known = lineages.get(side);
  if (known !== undefined) return known;
  const above = new Map<string, ReadonlySet<string>>();
  const heirs = new Map<string, string[]>();
  const schemas = lookUp(side.document, '/components/schemas');
  for (const name of Object.keys(isObject(schemas) ? schemas : {})) {
    const own = join('/components/schemas', name);
    const parts = new Set((conjuncts(side, [own]) ?? []).map(({ pointer }) => pointer));
    // A bare reference is another name for what it refers to.
    const isAlias = !parts.delete(own);
    above.set(own, parts);
    if (isAlias) continue;
    for (const part of parts) {
      const others = heirs.get(part);
      if (others === undefined) heirs.set(part, [own]);
      else others.push(own);
    }
  }
  const lineage = { above, heirs };
  lineages.set(side, lineage);
  return lineage;
}

/** Pointers of the component schemas that build on the schema at a pointer, by however many steps. */
export function heirs(side: Side, pointer: string): readonly string[] {
  return lineageOf(side).heirs.get(pointer) ?? [];
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
 * a Cat, the tags of a Pet choose among those that build on the Cat.
 */
export function leftAt(
  { side, all }: { readonly side: Side; readonly all: readonly Conjunct[] },
  owner: string,
): (place: string) => boolean {
  const chosen = all.map(({ pointer }) => pointer).filter((pointer) => buildsOn(side, pointer, owner));
  return (place) => chosen.every((pointer) => buildsOn(side, place, pointer));
}

/** How many parts a component schema is made of besides its own. */
export function partsBelow(side: Side, pointer: string): number {
  return lineageOf(side).above.get(pointer)?.size ?? 0;
}

function buildsOn(side: Side, pointer: string, other: string): boolean {
  return lineageOf(side).above.get(pointer)?.has(other) === true;
}
