// One keyword of a place: which others it only means something with, and how two of it are merged into one.
// Neighbour: flat.ts puts a place together from them.
import type { Json, JsonObject } from '../include/json.js';
import { equalJson, isArray, isObject, keyOf, objectOf } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import { schemaAt } from './view.js';

/** Keywords that say nothing about which values are accepted. */
export const annotations = new Set([
  '$comment',
  '$schema',
  '$id',
  '$anchor',
  '$defs',
  'definitions',
  '$vocabulary',
  '$dynamicAnchor',
  'title',
  'description',
  'default',
  'examples',
  'example',
  'deprecated',
  'readOnly',
  'writeOnly',
  'nullable',
  'externalDocs',
  'xml',
  'discriminator',
  'contentEncoding',
  'contentMediaType',
  'contentSchema',
  '$ref',
  'allOf',
]);

/** Keywords that hold a value as it is, and look at none of its parts. */
export const ofTheValue = [
  'type',
  'format',
  'minProperties',
  'maxProperties',
  'minLength',
  'maxLength',
  'pattern',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minItems',
  'maxItems',
  'uniqueItems',
] as const;

/** Keywords that are kept and written out with those they belong to. */
export const grouped: Readonly<Record<string, readonly string[]>> = {
  if: ['if', 'then', 'else'],
  contains: ['contains', 'minContains', 'maxContains'],
};

const lower = new Set(['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties']);
const upper = new Set(['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties']);

/** A keyword with those that only mean something together with it, schemas as references. */
export function unit(
  keyword: string,
  schema: JsonObject,
  at: (keyword: string) => Json,
  pointer: string,
  side: Side,
  projected: ReadonlyMap<string, unknown>,
): [string | undefined, Json | undefined] {
  const value = schema[keyword] as Json;
  switch (keyword) {
    case 'then':
    case 'else':
    case 'minContains':
    case 'maxContains':
      return [undefined, undefined];
    case 'if':
    case 'contains':
      return [
        keyword,
        objectOf(
          (grouped[keyword] ?? [])
            .filter((one) => schema[one] !== undefined)
            .map((one) => [one, typeof schema[one] === 'number' ? (schema[one] as Json) : at(one)]),
        ),
      ];
    case 'not':
    case 'propertyNames':
    case 'unevaluatedProperties':
    case 'unevaluatedItems':
      return value === true && keyword !== 'not' ? [undefined, undefined] : [keyword, at(keyword)];
    case 'dependentSchemas':
      return [
        keyword,
        objectOf(
          Object.keys(isObject(value) ? value : {}).map((name) => [
            name,
            schemaAt(side, join(pointer, keyword, name)),
          ]),
        ),
      ];
    case 'dependentRequired':
      return [
        keyword,
        objectOf(
          Object.entries(isObject(value) ? value : {})
            .filter(([name]) => !projected.has(name))
            .map(([name, wanted]): [string, Json] => [
              name,
              isArray(wanted)
                ? wanted.filter((one) => typeof one !== 'string' || !projected.has(one))
                : wanted,
            ]),
        ),
      ];
    case 'const':
      return ['enum', [value]];
    case 'type':
      return [keyword, isArray(value) ? value : [value]];
    case 'uniqueItems':
      return value === true ? [keyword, true] : [undefined, undefined];
    default:
      return [keyword, value];
  }
}

/** Both at once, where one keyword can say it. */
export function merge(keyword: string, one: Json, other: Json): Json | undefined {
  if (equalJson(one, other)) return one;
  if (typeof one === 'number' && typeof other === 'number') {
    if (lower.has(keyword)) return Math.max(one, other);
    if (upper.has(keyword)) return Math.min(one, other);
  }
  if (keyword === 'type' && isArray(one) && isArray(other)) {
    const both = [...one, ...other].filter(
      (type) =>
        (one.includes(type) || (type === 'integer' && one.includes('number'))) &&
        (other.includes(type) || (type === 'integer' && other.includes('number'))),
    );
    return [...new Set(both)];
  }
  if (keyword === 'enum' && isArray(one) && isArray(other)) {
    const known = new Set(other.map(keyOf));
    return one.filter((value) => known.has(keyOf(value)));
  }
  return undefined;
}

/** The keyword as a schema of its own. */
export function unfold(keyword: string, value: Json): Json {
  return Object.hasOwn(grouped, keyword) ? value : { [keyword]: value };
}
