// Random schemas as APIs write them, objects and unions of objects over a few names, and random edits of a schema.

import * as fc from 'fast-check';
import type { Json } from '../../../src/gate/include/include.js';
import { isArray, isObject } from '../../../src/gate/include/json.js';
import type { SchemaObject } from './schemas.js';

const names = ['a', 'b', 'c', 'k'] as const;
const name = fc.constantFrom(...names);

/** The components that a random schema may refer to. */
export const referred = ['A', 'B'] as const;

const leaf = fc.constantFrom<Json[]>(
  true,
  { type: 'string' },
  { type: 'integer' },
  { type: 'null' },
  { type: ['string', 'null'] },
  { type: 'string', enum: ['a'] },
  { type: 'string', enum: ['a', 'b'] },
  { enum: ['b', 'c'] },
  { type: 'string', maxLength: 2 },
  { type: 'integer', minimum: 0 },
  { type: 'string', readOnly: true },
  { type: 'integer', writeOnly: true },
  ...referred.map((component) => ({ $ref: `#/components/schemas/${component}` })),
);

/** A schema as APIs write them, so many levels deep. */
export const written: fc.Memo<Json> = fc.memo((depth) => {
  if (depth <= 1) return leaf;
  const sub = written(depth - 1);
  const properties = fc.dictionary(name, sub, { maxKeys: 3 });
  const others = fc.constantFrom<SchemaObject[]>(
    {},
    {},
    {},
    {},
    {},
    { minProperties: 1 },
    { maxProperties: 2 },
    { additionalProperties: false },
    { additionalProperties: { type: 'string' } },
    { patternProperties: { '^a': { type: ['string', 'null'] } } },
  );
  const object = fc
    .tuple(properties, fc.uniqueArray(name, { maxLength: 2 }), others, fc.nat(3))
    .map(([listed, asked, more, luck]): SchemaObject => {
      const required = asked.filter((one) => luck === 0 || Object.hasOwn(listed, one));
      return {
        type: 'object',
        ...(Object.keys(listed).length > 0 || luck === 1 ? { properties: listed } : {}),
        ...(required.length > 0 ? { required } : {}),
        ...more,
      };
    });
  const list = fc.array(sub, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    { arbitrary: object, weight: 5 },
    { arbitrary: leaf, weight: 1 },
    { arbitrary: list.map((oneOf) => ({ oneOf })), weight: 3 },
    { arbitrary: list.map((anyOf) => ({ anyOf })), weight: 2 },
    { arbitrary: list.map((allOf) => ({ allOf })), weight: 1 },
    { arbitrary: fc.tuple(object, list).map(([beside, oneOf]) => ({ ...beside, oneOf })), weight: 1 },
    { arbitrary: fc.tuple(object, list).map(([beside, anyOf]) => ({ ...beside, anyOf })), weight: 1 },
    { arbitrary: sub.map((items) => ({ type: 'array', items })), weight: 1 },
  );
});

type Path = readonly string[];
type Change = (schema: SchemaObject, other: Json, at: number) => Json;

const unions = ['oneOf', 'anyOf', 'allOf'] as const;

/** The first keyword that lists schemas, and its list. */
function listOf(schema: SchemaObject): readonly [string, readonly Json[]] | undefined {
  for (const keyword of unions) {
    const list = schema[keyword];
    if (isArray(list)) return [keyword, list];
  }
  return undefined;
}

const without = (schema: SchemaObject, keyword: string): SchemaObject =>
  Object.fromEntries(Object.entries(schema).filter(([one]) => one !== keyword));

const propertiesOf = ({ properties }: SchemaObject): SchemaObject => (isObject(properties) ? properties : {});

const changes: readonly Change[] = [
  (_, other) => other,
  (schema, other, at) => ({
    ...schema,
    properties: { ...propertiesOf(schema), [names[at % names.length] ?? 'a']: other },
  }),
  (schema, _, at) => {
    const entries = Object.entries(propertiesOf(schema));
    const properties = Object.fromEntries(entries.filter((_entry, index) => index !== at % entries.length));
    return entries.length === 0 ? schema : { ...schema, properties };
  },
  (schema, _, at) => {
    const known = isArray(schema['required']) ? schema['required'] : [];
    return { ...schema, required: [...new Set([...known, names[at % names.length] ?? 'a'])] };
  },
  (schema) => without(schema, 'required'),
  (schema, other) => {
    const [keyword, list] = listOf(schema) ?? [];
    return keyword === undefined || list === undefined
      ? { oneOf: [schema, other] }
      : { ...schema, [keyword]: [...list, other] };
  },
  (schema) => {
    const [keyword, list = []] = listOf(schema) ?? [];
    return keyword === undefined || list.length < 2 ? schema : { ...schema, [keyword]: list.slice(1) };
  },
  (schema) => {
    const [keyword, list = []] = listOf(schema) ?? [];
    return keyword === undefined ? schema : { ...schema, [keyword]: [...list].reverse() };
  },
  (schema) => {
    const [from, to] = isArray(schema['oneOf']) ? ['oneOf', 'anyOf'] : ['anyOf', 'oneOf'];
    const list = schema[from];
    return list === undefined || schema[to] !== undefined ? schema : { ...without(schema, from), [to]: list };
  },
  (schema, other, at) =>
    schema['additionalProperties'] === undefined
      ? { ...schema, additionalProperties: at % 2 === 0 ? false : other }
      : without(schema, 'additionalProperties'),
];

/** Where schemas stand in a schema, itself first. */
function placesIn(schema: Json, path: Path = []): Path[] {
  if (!isObject(schema)) return [];
  const found: Path[] = [path];
  for (const [keyword, value] of Object.entries(schema)) {
    if (['items', 'additionalProperties', 'not', 'contains', 'if', 'then', 'else'].includes(keyword))
      found.push(...placesIn(value, [...path, keyword]));
    if (['properties', 'patternProperties', 'dependentSchemas'].includes(keyword) || isArray(value))
      for (const [key, inner] of typeof value === 'object' && value !== null ? Object.entries(value) : [])
        found.push(...placesIn(inner as Json, [...path, keyword, key]));
  }
  return found;
}

function changedAt(value: Json, [step, ...rest]: Path, change: (schema: SchemaObject) => Json): Json {
  if (step === undefined) return isObject(value) ? change(value) : value;
  if (isArray(value))
    return value.map((item, index) => (`${index}` === step ? changedAt(item, rest, change) : item));
  return isObject(value) ? { ...value, [step]: changedAt(value[step] ?? true, rest, change) } : value;
}

/** One or two edits, each at some place of a schema; `other` is what is put there. */
export const edits = (other: fc.Arbitrary<Json>): fc.Arbitrary<(schema: Json) => Json> =>
  fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...changes), other), { minLength: 1, maxLength: 2 }).map(
    (list) => (schema) =>
      list.reduce((edited: Json, [at, change, what]) => {
        const places = placesIn(edited);
        const path = places[at % Math.max(1, places.length)];
        return path === undefined ? what : changedAt(edited, path, (one) => change(one, what, at));
      }, schema),
  );
