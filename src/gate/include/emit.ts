// A schema under its reading, written as plain JSON Schema 2020-12 for the validators: nothing but what the witness touches.
// What is referred to once stands where it is used: a definition of its own costs them more. The rest is gathered in $defs.

import { withoutReferences } from './compiler.js';
import { integerFormats, assertedFormats } from './format.js';
import { isArray, isObject, objectOf, type Json } from './json.js';
import type { KeywordName } from './keywords.js';
import { viewOf, type Part, type Schema } from './schema.js';

export type Emitted = { readonly schema: Json } | { readonly reason: string };

/** What the value has: keywords about anything else cannot matter to it. */
interface Touched {
  readonly names: ReadonlySet<string>;
  readonly hasArrays: boolean;
  readonly hasObjects: boolean;
}

/** More schema objects than this are not given to the validators. */
const maxSchemas = 20_000;
/** Validators recurse: schemas that nest deeper in themselves are refused. */
const maxDepth = 300;
/** Down to here a schema stands in place of the reference to it. */
const maxInPlace = 32;

/** The schema with everything left out that speaks of names, items or members the value does not have. */
export function emit(root: Schema, value: Json): Emitted {
  const touched = touch(value);
  const shared = sharedFrom(root, touched);
  const numbers = new Map<Schema, number>();
  const definitions: [string, Json][] = [];
  const queue: Schema[] = [];
  let count = 0;
  let reason: string | undefined;

  const refer = (from: Schema): string => {
    const schema = targetOf(from);
    let number = numbers.get(schema);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(schema, number);
      queue.push(schema);
    }
    return `#/$defs/d${number}`;
  };

  const write = (from: Schema, depth: number): Json => {
    const schema = targetOf(from);
    if (schema !== from && (depth > maxInPlace || shared.has(schema))) return { $ref: refer(schema) };
    if (typeof schema.raw === 'boolean') return schema.raw;
    count += 1;
    if (depth > maxDepth || count > maxSchemas) {
      reason ??= 'the schemas are too large for the validators';
      return true;
    }
    const members: [string, Json][] = [];
    for (const [name, part] of viewOf(schema)) {
      if (part.shape === 'broken') {
        reason ??= part.reason;
        continue;
      }
      for (const member of writePart(schema, name, part, depth)) members.push(member);
    }
    return gather(members);
  };

  const writePart = (
    schema: Schema,
    name: KeywordName,
    part: Exclude<Part, { shape: 'broken' }>,
    depth: number,
  ): [string, Json][] => {
    const inside = (sub: Schema): Json => write(sub, depth + 1);
    if (!matters(name, touched)) return [];
    switch (part.shape) {
      case 'value':
        return writeValue(name, part.value);
      case 'schema':
        if (name === '$ref' || name === '$dynamicRef') return [['$ref', refer(part.schema)]];
        return [[name, inside(part.schema)]];
      case 'list': {
        const schemas = part.schemas.map(inside);
        const isAny = name === 'oneOf' && schema.reader.isReadAsAnyOf(schema, part.schemas);
        return [[isAny ? 'anyOf' : name, schemas]];
      }
      case 'map': {
        const kept = [...part.schemas].filter(([key]) => isKept(name, key, touched));
        return [[name, objectOf(kept.map(([key, sub]) => [key, inside(sub)]))]];
      }
      default:
        return part satisfies never;
    }
  };

  const first = refer(root);
  for (let schema = queue.shift(); schema; schema = queue.shift()) {
    definitions.push([`d${numbers.get(schema)}`, write(schema, 0)]);
    if (reason !== undefined) return { reason };
  }
  return {
    schema: {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $ref: first,
      $defs: objectOf(definitions),
    },
  };
}

/** A second member of one name (a lifted `oneOf` beside an `anyOf`) goes into an `allOf`. */
function gather(members: readonly [string, Json][]): Json {
  const single = new Map<string, Json>();
  const extra: Json[] = [];
  for (const [name, value] of members) {
    if (single.has(name)) extra.push({ [name]: value });
    else single.set(name, value);
  }
  if (extra.length > 0) single.set('allOf', [...((single.get('allOf') ?? []) as readonly Json[]), ...extra]);
  return objectOf(single);
}

function writeValue(name: KeywordName, value: Json): [string, Json][] {
  // Ajv refuses an empty list of values and overlooks an empty list of types; both accept nothing.
  if ((name === 'enum' || name === 'type') && isArray(value) && value.length === 0) return [['not', {}]];
  if (name !== 'format') return [[name, value]];
  const width = integerFormats.get(value as string);
  if (width)
    return [
      ['minimum', width.min],
      ['maximum', width.max],
    ];
  return assertedFormats.has(value as string) ? [['format', value]] : [];
}

const ofArrays: ReadonlySet<KeywordName> = new Set<KeywordName>([
  'prefixItems',
  'items',
  'contains',
  'minContains',
  'maxContains',
  'unevaluatedItems',
]);
const ofObjects: ReadonlySet<KeywordName> = new Set<KeywordName>([
  'properties',
  'patternProperties',
  'additionalProperties',
  'propertyNames',
  'unevaluatedProperties',
  'dependentSchemas',
]);

function matters(name: KeywordName, { hasArrays, hasObjects }: Touched): boolean {
  return (hasArrays || !ofArrays.has(name)) && (hasObjects || !ofObjects.has(name));
}

function isKept(name: KeywordName, key: string, { names }: Touched): boolean {
  return name === 'patternProperties' || names.has(key);
}

const targetOf = (schema: Schema): Schema => withoutReferences(schema) ?? schema;

/** The schemas that what matters refers to more than once, or that lead back to themselves. */
function sharedFrom(root: Schema, touched: Touched): ReadonlySet<Schema> {
  const shared = new Set<Schema>();
  const seen = new Set([targetOf(root)]);
  const meet = (sub: Schema): void => {
    const schema = targetOf(sub);
    if (schema !== sub && seen.has(schema)) shared.add(schema);
    seen.add(schema);
  };
  for (const schema of seen)
    for (const [name, part] of viewOf(schema)) {
      if (!matters(name, touched)) continue;
      if (part.shape === 'schema') meet(part.schema);
      else if (part.shape === 'list') part.schemas.forEach(meet);
      else if (part.shape === 'map')
        for (const [key, sub] of part.schemas) if (isKept(name, key, touched)) meet(sub);
    }
  return shared;
}

function touch(value: Json): Touched {
  const names = new Set<string>();
  let hasArrays = false;
  let hasObjects = false;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (isArray(next)) {
      hasArrays = true;
      for (const item of next) open.push(item);
    } else if (isObject(next)) {
      hasObjects = true;
      for (const [name, item] of Object.entries(next)) {
        names.add(name);
        open.push(item);
      }
    }
  }
  return { names, hasArrays, hasObjects };
}
