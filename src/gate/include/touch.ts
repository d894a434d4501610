// What a value touches of a schema: which sub-schemas are held to which of its parts. The rest cannot matter to it.
// Neighbours: emit.ts writes what is touched for the validators, effort.ts counts how often they would come by.

import { targetOf } from './references.js';
import { isArray, isObject, keyOf, member, typeOf, type Json, type JsonObject } from './json.js';
import type { KeywordName } from './keywords.js';
import { isMatch } from './pattern.js';
import { viewOf, type Part, type Schema } from './schema.js';

/** What of a schema object some part of the value is held to. */
export interface Touch {
  readonly subs: ReadonlySet<Schema>;
  /** The keywords that are enough, where it refuses at sight whatever is held to it; otherwise all of them matter. */
  readonly only: ReadonlySet<KeywordName> | undefined;
}

/**
 * By schema. Where a schema refuses a part of the value at sight (by its type, a required name, a tag), only that is touched:
 * of a union with many alternatives all but one end there.
 */
export function touch(root: Schema, value: Json): ReadonlyMap<Schema, Touch> {
  const touched = new Map<Schema, { subs: Set<Schema>; only: Set<KeywordName> | undefined }>();
  const held = new Map<Schema, Set<Json>>();
  const open: [Schema, Json][] = [];
  const hold = (sub: Schema, part: Json): void => {
    const schema = targetOf(sub);
    const parts = held.get(schema) ?? new Set();
    if (parts.has(part)) return;
    held.set(schema, parts.add(part));
    if (!touched.has(schema)) touched.set(schema, { subs: new Set(), only: new Set() });
    open.push([schema, part]);
  };
  hold(root, value);
  for (let next = open.pop(); next; next = open.pop()) {
    const [schema, part] = next;
    const by = touched.get(schema);
    if (!by) continue;
    const refusal = refusalAt(schema, part);
    if (refusal) by.only?.add(refusal.keyword);
    else by.only = undefined;
    for (const { sub, of } of refusal ? holdingOf(refusal) : partsHeld(schema, part)) {
      by.subs.add(sub);
      hold(sub, of);
    }
  }
  return touched;
}

/** A sub-schema and what is held to it. */
export interface Holding {
  readonly sub: Schema;
  readonly of: Json;
}

/** What a schema holds a value to until it refuses it at sight, or to the end. */
export function heldBy(schema: Schema, value: Json): readonly Holding[] {
  const refusal = refusalAt(schema, value);
  return refusal ? holdingOf(refusal) : [...partsHeld(schema, value)];
}

const holdingOf = ({ sub, of }: Refusal): readonly Holding[] => (sub === undefined ? [] : [{ sub, of }]);

/** References and properties followed to see a refusal. */
const maxSight = 8;

/** The one thing by which a schema refuses a value at sight: a keyword, or one of its sub-schemas. */
interface Refusal {
  readonly keyword: KeywordName;
  readonly sub?: Schema;
  readonly of: Json;
}

function refusalAt(schema: Schema, value: Json, sight = maxSight): Refusal | undefined {
  const view = viewOf(schema);
  for (const [keyword, part] of view)
    if (part.shape === 'value' && refuses(keyword, part.value, value)) return { keyword, of: value };
  if (sight === 0) return undefined;
  const properties = view.get('properties');
  if (properties?.shape === 'map' && isObject(value))
    for (const [name, of] of Object.entries(value)) {
      const sub = properties.schemas.get(name);
      if (sub && (typeof of !== 'object' || of === null) && isRefused(targetOf(sub), of, sight - 1))
        return { keyword: 'properties', sub, of };
    }
  for (const keyword of ['$ref', 'allOf'] as const)
    for (const sub of subsOf(view.get(keyword)))
      if (isRefused(targetOf(sub), value, sight - 1)) return { keyword, sub, of: value };
  return undefined;
}

const isRefused = (schema: Schema, value: Json, sight: number): boolean =>
  schema.raw === false || (schema.raw !== true && refusalAt(schema, value, sight) !== undefined);

function refuses(keyword: KeywordName, asked: Json, value: Json): boolean {
  const isScalar = typeof value !== 'object' || value === null;
  switch (keyword) {
    case 'type': {
      const types = (isArray(asked) ? asked : [asked]).map((type) => (type === 'integer' ? 'number' : type));
      return !types.includes(typeOf(value));
    }
    case 'const':
      return isScalar && keyOf(asked) !== keyOf(value);
    case 'enum':
      return isScalar && isArray(asked) && !asked.some((one) => keyOf(one) === keyOf(value));
    case 'required':
      return (
        isObject(value) && isArray(asked) && !asked.every((name) => Object.hasOwn(value, name as string))
      );
    default:
      return false;
  }
}

/** Whether a keyword matters: one with sub-schemas does where a part of the value is held to one of them. */
export function isTouched(keyword: KeywordName, part: Part, by: Touch): boolean {
  if (by.only?.has(keyword) === false) return false;
  if (part.shape === 'value' || part.shape === 'broken') return true;
  // An array without items has none that is contained.
  if (keyword === 'contains') return true;
  const subs = part.shape === 'map' ? [...part.schemas.values()] : subsOf(part);
  return subs.some((sub) => by.subs.has(sub));
}

const subsOf = (part: Part | undefined): readonly Schema[] =>
  part?.shape === 'schema' ? [part.schema] : part?.shape === 'list' ? part.schemas : [];

/** Everything a schema holds a value to; rather too much than too little. */
function* partsHeld(schema: Schema, value: Json): Iterable<Holding> {
  for (const [keyword, part] of viewOf(schema))
    switch (keyword) {
      case 'properties':
        if (part.shape === 'map' && isObject(value)) yield* propertiesHeld(part.schemas, value);
        break;
      case 'patternProperties':
        if (part.shape === 'map' && isObject(value))
          for (const [pattern, sub] of part.schemas)
            for (const [name, of] of Object.entries(value))
              if (isMatch(pattern, name) !== false) yield { sub, of };
        break;
      case 'dependentSchemas':
        if (part.shape === 'map' && isObject(value))
          for (const [name, sub] of part.schemas) if (Object.hasOwn(value, name)) yield { sub, of: value };
        break;
      case 'additionalProperties':
      case 'unevaluatedProperties':
        if (isObject(value))
          for (const of of Object.values(value)) for (const sub of subsOf(part)) yield { sub, of };
        break;
      case 'propertyNames':
        if (isObject(value))
          for (const of of Object.keys(value)) for (const sub of subsOf(part)) yield { sub, of };
        break;
      case 'prefixItems':
        if (isArray(value))
          for (const [index, sub] of subsOf(part).entries())
            if (index < value.length) yield { sub, of: value[index] as Json };
        break;
      case 'contains':
      case 'items':
      case 'unevaluatedItems':
        if (isArray(value)) for (const of of value) for (const sub of subsOf(part)) yield { sub, of };
        break;
      default:
        for (const sub of subsOf(part)) yield { sub, of: value };
    }
}

function* propertiesHeld(schemas: ReadonlyMap<string, Schema>, value: JsonObject): Iterable<Holding> {
  for (const name of Object.keys(value)) {
    const sub = schemas.get(name);
    if (sub) yield { sub, of: member(value, name) as Json };
  }
}
