// The table of keywords: the family that reads each, the shape of its value, the dialects that have it. JSON Schema 2020-12 core and validation; OpenAPI 3.0.4 §4.7.24.

import { isArray, isObject, type Json } from './json.js';

export type Dialect = '2020-12' | 'openapi-3.0' | 'openapi-3.1';

export type Family = 'generic' | 'number' | 'string' | 'array' | 'object' | 'combinator';

/** What stands under the keyword: a plain value, one schema, a list of schemas, or schemas by name. */
export type Shape = 'value' | 'schema' | 'list' | 'map';

export interface Keyword {
  readonly family: Family;
  readonly shape: Shape;
  /** The sub-schema is asked about the same value (`allOf`), not about a part of it (`items`). */
  readonly inPlace: boolean;
  /** The keyword can only shrink with its sub-schema: it does not stand under a negation. */
  readonly asserting: boolean;
  readonly inOpenApi30: boolean;
  readonly isWellFormed: (value: Json) => boolean;
}

const number = (value: Json): boolean => typeof value === 'number' && Number.isFinite(value);
const positive = (value: Json): boolean => typeof value === 'number' && Number.isFinite(value) && value > 0;
const count = (value: Json): boolean => typeof value === 'number' && Number.isInteger(value) && value >= 0;
const text = (value: Json): boolean => typeof value === 'string';
const truth = (value: Json): boolean => typeof value === 'boolean';
const anything = (): boolean => true;
const names = (value: Json): boolean => isArray(value) && value.every(text);
const namesByName = (value: Json): boolean => isObject(value) && Object.values(value).every(names);
const schema = (value: Json): boolean => typeof value === 'boolean' || isObject(value);
const schemas = (value: Json): boolean => isArray(value) && value.length > 0 && value.every(schema);
const schemasByName = (value: Json): boolean => isObject(value) && Object.values(value).every(schema);
const typeNames = new Set<Json>(['null', 'boolean', 'integer', 'number', 'string', 'array', 'object']);
const types = (value: Json): boolean =>
  typeNames.has(value) || (isArray(value) && value.every((name) => typeNames.has(name)));

function value(family: Family, isWellFormed: (value: Json) => boolean, inOpenApi30 = true): Keyword {
  return { family, shape: 'value', inPlace: false, asserting: true, inOpenApi30, isWellFormed };
}

function part(
  family: Family,
  shape: 'schema' | 'list' | 'map',
  place: 'here' | 'inside',
  inOpenApi30 = false,
  asserting = true,
): Keyword {
  const isWellFormed = shape === 'schema' ? schema : shape === 'list' ? schemas : schemasByName;
  return { family, shape, inPlace: place === 'here', asserting, inOpenApi30, isWellFormed };
}

const table = {
  $ref: { ...part('combinator', 'schema', 'here', true), isWellFormed: text },
  $dynamicRef: { ...part('combinator', 'schema', 'here'), isWellFormed: text },
  allOf: part('combinator', 'list', 'here', true),
  anyOf: part('combinator', 'list', 'here', true),
  oneOf: part('combinator', 'list', 'here', true),
  not: part('combinator', 'schema', 'here', true, false),
  if: part('combinator', 'schema', 'here', false, false),
  // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema.
  then: part('combinator', 'schema', 'here'),
  else: part('combinator', 'schema', 'here'),
  type: value('generic', types),
  enum: value('generic', isArray),
  const: value('generic', anything, false),
  minimum: value('number', number),
  maximum: value('number', number),
  exclusiveMinimum: value('number', number),
  exclusiveMaximum: value('number', number),
  multipleOf: value('number', positive),
  minLength: value('string', count),
  maxLength: value('string', count),
  pattern: value('string', text),
  format: value('string', text),
  prefixItems: part('array', 'list', 'inside'),
  items: part('array', 'schema', 'inside', true),
  contains: part('array', 'schema', 'inside'),
  minContains: value('array', count, false),
  maxContains: value('array', count, false),
  minItems: value('array', count),
  maxItems: value('array', count),
  uniqueItems: value('array', truth),
  unevaluatedItems: part('array', 'schema', 'inside'),
  properties: part('object', 'map', 'inside', true),
  patternProperties: part('object', 'map', 'inside'),
  additionalProperties: part('object', 'schema', 'inside', true),
  propertyNames: part('object', 'schema', 'inside'),
  required: value('object', names),
  dependentRequired: value('object', namesByName, false),
  dependentSchemas: part('object', 'map', 'here'),
  minProperties: value('object', count),
  maxProperties: value('object', count),
  unevaluatedProperties: part('object', 'schema', 'inside'),
} as const satisfies Record<string, Keyword>;

export type KeywordName = keyof typeof table;

export const keywords: ReadonlyMap<string, Keyword> = new Map(Object.entries(table));

export function isKeyword(name: string): name is KeywordName {
  return keywords.has(name);
}

/** Keywords of a dialect that restrict no value, and why each may be left out of the comparison. */
export const annotations: ReadonlyMap<string, string> = new Map([
  ['$schema', 'names the dialect'],
  ['$id', 'an address, followed by references'],
  ['$anchor', 'an address, followed by references'],
  ['$dynamicAnchor', 'an address, followed by references'],
  ['$vocabulary', 'only in meta-schemas'],
  ['$comment', 'text'],
  ['$defs', 'a shelf: counts where it is referred to'],
  ['title', 'text'],
  ['description', 'text'],
  ['default', 'no assertion; compared by the rule for defaults'],
  ['deprecated', 'no assertion; compared by the life-cycle rules'],
  ['readOnly', 'projection: taken out of requests'],
  ['writeOnly', 'projection: taken out of responses'],
  ['examples', 'values for people'],
  ['example', 'values for people'],
  ['contentEncoding', 'annotation in 2020-12 (validation §8)'],
  ['contentMediaType', 'annotation in 2020-12 (validation §8)'],
  ['contentSchema', 'annotation in 2020-12 (validation §8)'],
  ['definitions', 'the old name of $defs, a shelf'],
  ['dependencies', 'no keyword of 2020-12 any more'],
  ['$recursiveAnchor', 'no keyword of 2020-12 any more'],
  ['$recursiveRef', 'no keyword of 2020-12 any more'],
  ['discriminator', 'a hint for readers; its tags are compared by a rule of their own'],
  ['xml', 'another serialisation'],
  ['externalDocs', 'text'],
  ['nullable', 'OpenAPI 3.0 only, read as a type there'],
]);
