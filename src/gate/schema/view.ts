// One schema as 2020-12 reads it: OpenAPI 3.0's own words translated (3.0.4 §4.7.24), references and allOf opened on request.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import { keywords } from '../include/keywords.js';
import type { Side } from '../normalize.js';
import { nothing } from '../surfaces.js';
import { join, localPointer, lookUp, referenceTo } from '../pointer.js';

/** The schema at a pointer in 2020-12's words; booleans stay booleans, what is no schema accepts everything. */
export function viewAt(side: Side, pointer: string): JsonObject | boolean {
  if (pointer === nothing) return true;
  return view(side, lookUp(side.document, pointer));
}

const views = new WeakMap<object, JsonObject>();

export function view(side: Side, value: Json | undefined): JsonObject | boolean {
  if (typeof value === 'boolean') return value;
  if (!isObject(value)) return true;
  if (side.dialect === 'openapi-3.1') return value;
  const known = views.get(value);
  if (known !== undefined) return known;
  const translated = translate(value);
  views.set(value, translated);
  return translated;
}

function translate(value: JsonObject): JsonObject {
  if (typeof value['$ref'] === 'string') return { $ref: value['$ref'] }; // siblings are ignored: 3.0.4 §4.7.23
  const { nullable, exclusiveMinimum, exclusiveMaximum, ...rest } = value;
  const out: Record<string, Json> = Object.fromEntries(
    Object.entries(rest).filter(([name]) => keywords.get(name)?.inOpenApi30 !== false),
  );
  if (nullable === true && typeof rest['type'] === 'string') out['type'] = [rest['type'], 'null'];
  if (exclusiveMinimum === true && typeof rest['minimum'] === 'number') {
    out['exclusiveMinimum'] = rest['minimum'];
    delete out['minimum'];
  } else if (typeof exclusiveMinimum === 'number') out['exclusiveMinimum'] = exclusiveMinimum;
  if (exclusiveMaximum === true && typeof rest['maximum'] === 'number') {
    out['exclusiveMaximum'] = rest['maximum'];
    delete out['maximum'];
  } else if (typeof exclusiveMaximum === 'number') out['exclusiveMaximum'] = exclusiveMaximum;
  return out;
}

/** One of the schemas that hold together at a place, without the `$ref` and `allOf` that led to it. */
export interface Conjunct {
  readonly pointer: string;
  readonly schema: JsonObject;
  /** Whether it is the outermost one: `unevaluated…` there sees all others. */
  readonly isOutermost: boolean;
}

/** What holds together at a place; undefined where a reference is not a pointer into the document, or too much refers. */
export function conjuncts(side: Side, pointers: readonly string[]): Conjunct[] | undefined {
  const found: Conjunct[] = [];
  const seen = new Set<string>();
  const stack = [...pointers].reverse();
  // A place made of a bare reference is what it refers to.
  let outermost = pointers.length === 1 ? pointers[0] : undefined;
  for (let pointer = stack.pop(); pointer !== undefined; pointer = stack.pop()) {
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    if (seen.size > 2000) return undefined;
    const schema = viewAt(side, pointer);
    if (schema === true) continue;
    if (schema === false) {
      found.push({ pointer, schema: { not: true }, isOutermost: false });
      continue;
    }
    if (schema['$dynamicRef'] !== undefined || schema['$recursiveRef'] !== undefined) return undefined;
    const names = Object.keys(schema);
    const reference = schema['$ref'];
    const all = schema['allOf'];
    if (isArray(all))
      for (let index = all.length - 1; index >= 0; index--) stack.push(join(pointer, 'allOf', index));
    if (typeof reference === 'string') {
      const target = localPointer(reference);
      if (target === undefined || lookUp(side.document, target) === undefined) return undefined;
      stack.push(target);
      if (names.length === 1) {
        if (pointer === outermost) outermost = target;
        continue;
      }
    }
    found.push({ pointer, schema, isOutermost: pointer === outermost });
  }
  return found;
}

/**
 * The places of the parts that say something of the same value (2020-12 core §10.2), but for references, and for `not` and
 * `if`, which promise nothing.
 */
export function inPlace(schema: JsonObject, pointer: string): string[] {
  const places: string[] = [];
  for (const keyword of ['allOf', 'anyOf', 'oneOf'])
    for (const [index] of (isArray(schema[keyword]) ? schema[keyword] : []).entries())
      places.push(join(pointer, keyword, index));
  for (const keyword of ['then', 'else']) if (isObject(schema[keyword])) places.push(join(pointer, keyword));
  const { dependentSchemas } = schema;
  for (const name of isObject(dependentSchemas) ? Object.keys(dependentSchemas) : [])
    places.push(join(pointer, 'dependentSchemas', name));
  return places;
}

/**
 * Whether a property does not travel in that direction: `readOnly` in requests, `writeOnly` in responses (3.1.1 §4.8.24),
 * said by its schema, by what that refers to, or in an `allOf`.
 */
export function isProjected(
  side: Side,
  property: Json | undefined,
  direction: 'request' | 'response',
): boolean {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly';
  const own = view(side, property);
  if (typeof own === 'boolean') return false;
  if (own['$ref'] === undefined && own['allOf'] === undefined) return own[keyword] === true;
  const open = new Set([property]);
  for (const value of open) {
    const schema = view(side, value);
    if (typeof schema === 'boolean') continue;
    if (schema[keyword] === true) return true;
    const { $ref: reference, allOf: all } = schema;
    const target = typeof reference === 'string' ? localPointer(reference) : undefined;
    if (target !== undefined) open.add(lookUp(side.document, target));
    if (isArray(all)) for (const part of all) open.add(part);
  }
  return false;
}

/** A schema by reference; booleans and what carries no schema stand for themselves. */
export function schemaAt(side: Side, pointer: string): Json {
  const value = lookUp(side.document, pointer);
  return typeof value === 'boolean' ? value : { $ref: referenceTo(pointer) };
}

/** The schemas at the pointers, all at once. */
export function together(side: Side, pointers: readonly string[]): Json {
  const one = (pointer: string): Json => (pointer === nothing ? true : schemaAt(side, pointer));
  return pointers.length === 1 ? one(pointers[0] ?? '') : { allOf: pointers.map(one) };
}
