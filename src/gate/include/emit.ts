// A schema under its reading, written as plain JSON Schema 2020-12 for the validators: nothing but what the witness touches.
// What is referred to once stands where it is used: a definition of its own costs them more. The rest is gathered in $defs.

import { effortOf } from './effort.js';
import { integerFormats, assertedFormats } from './format.js';
import { isArray, objectOf, type Json } from './json.js';
import type { KeywordName } from './keywords.js';
import { viewOf, type Part, type Schema } from './schema.js';
import { targetOf } from './references.js';
import { isTouched, touch, type Touch } from './touch.js';

export type Emitted = { readonly schema: Json } | { readonly reason: string };

/** More schema objects than this are not given to the validators. */
const maxSchemas = 20_000;
/** Validators recurse: schemas that nest deeper in themselves are refused. */
const maxDepth = 300;
/** Down to here a schema stands in place of the reference to it. */
const maxInPlace = 32;

/** Times that a validator may ask a schema object about some part of the value; in real documents they are some hundreds. */
const maxEffort = 300_000;

/** The schema with everything left out that the value does not touch. */
export function emit(root: Schema, value: Json): Emitted {
  if (effortOf(root, value) > maxEffort)
    return {
      reason: 'the validators would take for ever: too many alternatives lead to the parts of the witness',
    };
  const touched = touch(root, value);
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
    const by = touched.get(schema);
    if (!by) return true;
    count += 1;
    if (depth > maxDepth || count > maxSchemas) {
      reason ??= 'the schemas are too large for the validators';
      return true;
    }
    const members: [string, Json][] = [];
    for (const [name, part] of viewOf(schema)) {
      if (!isTouched(name, part, by)) continue;
      if (part.shape === 'broken') {
        reason ??= part.reason;
        continue;
      }
      for (const member of writePart(schema, name, part, by, depth)) members.push(member);
    }
    return gather(members);
  };

  const writePart = (
    schema: Schema,
    name: KeywordName,
    part: Exclude<Part, { shape: 'broken' }>,
    by: Touch,
    depth: number,
  ): [string, Json][] => {
    const inside = (sub: Schema): Json => write(sub, depth + 1);
    switch (part.shape) {
      case 'value':
        return writeValue(name, part.value);
      case 'schema':
        if (name === '$ref' || name === '$dynamicRef') return [['$ref', refer(part.schema)]];
        return [[name, inside(part.schema)]];
      case 'list': {
        const schemas = part.schemas.map((sub) => (by.subs.has(sub) ? inside(sub) : true));
        const isAny = name === 'oneOf' && schema.reader.isReadAsAnyOf(schema, part.schemas);
        return [[isAny ? 'anyOf' : name, schemas]];
      }
      case 'map': {
        const kept = [...part.schemas].filter(([, sub]) => by.subs.has(sub));
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

/** The schemas that what is touched refers to more than once, or that lead back to themselves. */
function sharedFrom(root: Schema, touched: ReadonlyMap<Schema, Touch>): ReadonlySet<Schema> {
  const shared = new Set<Schema>();
  const seen = new Set([targetOf(root)]);
  for (const from of seen)
    for (const sub of touched.get(from)?.subs ?? []) {
      const schema = targetOf(sub);
      if (schema !== sub && seen.has(schema)) shared.add(schema);
      seen.add(schema);
    }
  return shared;
}
