// What schemas of one structure have in common, for the price of a look: of hundreds of branches most are told apart by it.
// Neighbour: same.ts compares the whole.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';

/** Items of a list, and names, that are looked at. */
const maxLooks = 40;

/** A number for what two schemas that say the same share. */
export function createOutlines(): (schema: Json | undefined) => number {
  const numbers = new Map<string, number>();
  return (schema) => {
    const text = JSON.stringify(outline(schema, 1));
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
}

function outline(schema: Json | undefined, depth: number): Json {
  if (!isObject(schema)) return schema === undefined ? null : isArray(schema) ? 'list' : schema;
  const { properties } = schema;
  return [
    ...['$ref', 'type', 'const', 'enum', 'required'].map((keyword) => brief(schema[keyword])),
    depth > 0 && isObject(properties) ? members(properties, depth) : isObject(properties),
  ];
}

function members(properties: JsonObject, depth: number): Json {
  const names = Object.keys(properties).sort();
  return [
    names.length,
    ...names.slice(0, maxLooks).map((name) => [name, outline(properties[name], depth - 1)]),
  ];
}

function brief(value: Json | undefined): Json {
  if (isArray(value)) return [value.length, ...value.slice(0, maxLooks).map(brief)];
  return isObject(value) ? 'object' : (value ?? null);
}
