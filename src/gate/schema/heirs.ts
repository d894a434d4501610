// Who builds on a schema by `allOf`: a discriminator without a union of its own chooses among them (OpenAPI 3.1.1 §4.8.25).
import type { JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join, localPointer, lookUp } from '../pointer.js';
import type { Conjunct } from './view.js';
import { viewAt } from './view.js';

/** The component schemas of a document by those that they build on at once: by reference, or in an `allOf`. */
interface Lineage {
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly children: ReadonlyMap<string, readonly string[]>;
  /** Bare references: other names for what they refer to. */
  readonly aliases: ReadonlySet<string>;
  /** Whoever builds on a schema, by however many steps: worked out when it is asked for. */
  readonly descendants: Map<string, ReadonlySet<string>>;
}

const lineages = new WeakMap<Side, Lineage>();

function lineageOf(side: Side): Lineage {
  const known = lineages.get(side);
  if (known !== undefined) return known;
  const parents = new Map<string, readonly string[]>();
  const children = new Map<string, string[]>();
  const aliases = new Set<string>();
  const schemas = lookUp(side.document, '/components/schemas');
  for (const name of Object.keys(isObject(schemas) ? schemas : {})) {
    const own = join('/components/schemas', name);
    const schema = viewAt(side, own);
    if (isObject(schema) && typeof schema['$ref'] === 'string' && Object.keys(schema).length === 1)
      aliases.add(own);
    const found = parentsOf(side, own);
    parents.set(own, found);
    for (const parent of found) {
      const others = children.get(parent) ?? [];
      others.push(own);
      children.set(parent, others);
    }
  }
  const lineage = { parents, children, aliases, descendants: new Map<string, ReadonlySet<string>>() };
  lineages.set(side, lineage);
  return lineage;
}

function parentsOf(side: Side, own: string): readonly string[] {
  const found = new Set<string>();
  const seen = new Set<string>();
  const stack = [own];
  for (let pointer = stack.pop(); pointer !== undefined; pointer = stack.pop()) {
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    const schema = viewAt(side, pointer);
    if (typeof schema === 'boolean') continue;
    const target = typeof schema['$ref'] === 'string' ? localPointer(schema['$ref']) : undefined;
    if (target !== undefined && componentOf(target) === target) found.add(target);
    else if (target !== undefined && lookUp(side.document, target) !== undefined) stack.push(target);
    for (const [index] of (isArray(schema['allOf']) ? schema['allOf'] : []).entries())
      stack.push(join(pointer, 'allOf', index));
  }
  found.delete(own);
  return [...found];
}

/** The component schema that a pointer leads into; the pointer where it leads into none. */
function componentOf(pointer: string): string {
  return pointer.startsWith('/components/schemas/') ? pointer.split('/').slice(0, 4).join('/') : pointer;
}

function descendantsOf(side: Side, pointer: string): ReadonlySet<string> {
  const { children, descendants } = lineageOf(side);
  const start = componentOf(pointer);
  const known = descendants.get(start);
  if (known !== undefined) return known;
  const found = new Set(children.get(start));
  for (const one of found) for (const next of children.get(one) ?? []) found.add(next);
  found.delete(start);
  descendants.set(start, found);
  return found;
}

/** Pointers of the component schemas that build on the schema at a pointer, by however many steps. */
export function heirs(side: Side, pointer: string): readonly string[] {
  const { aliases } = lineageOf(side);
  return [...descendantsOf(side, pointer)].filter((heir) => !aliases.has(heir));
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
  const isHeir = descendantsOf(side, owner);
  const chosen: string[] = [];
  const implied = new Set<string>();
  for (const { pointer } of all) {
    if (!isHeir.has(pointer) || implied.has(pointer)) continue;
    chosen.push(pointer);
    for (const ancestor of ancestorsOf(side, pointer)) implied.add(ancestor);
  }
  return (place) => chosen.every((pointer) => descendantsOf(side, pointer).has(place));
}

/** The schemas that a component schema builds on, nearest first, no more than `limit` of them. */
export function ancestorsOf(
  side: Side,
  pointer: string,
  limit = Number.POSITIVE_INFINITY,
): ReadonlySet<string> {
  const { parents } = lineageOf(side);
  const found = new Set(parents.get(pointer));
  for (const one of found) {
    if (found.size >= limit) break;
    for (const next of parents.get(one) ?? []) found.add(next);
  }
  return found;
}
