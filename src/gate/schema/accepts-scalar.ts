// The keywords of one schema about types, listed values, numbers and strings, read literally. Neighbour: accepts.ts.
import { fullFormats } from 'ajv-formats/dist/formats.js';

import type { Json, JsonObject } from '../include/json.js';
import { equalJson, isArray, isObject } from '../include/json.js';
import { isMatch } from '../include/pattern.js';

/** Thrown where this reader cannot tell. */
export class Undecided extends Error {}

/** What a schema says of strings, numbers and listed values. */
export function scalars(schema: JsonObject, value: Json): boolean {
  const type = schema['type'];
  if (type !== undefined && !(isArray(type) ? type : [type]).some((one) => isOfType(value, one)))
    return false;
  if (isArray(schema['enum']) && !schema['enum'].some((one) => equalJson(one, value))) return false;
  const constant = schema['const'];
  if (constant !== undefined && !equalJson(constant, value)) return false;
  if (typeof value === 'number') {
    if (value < number(schema['minimum'], -Infinity) || value > number(schema['maximum'], Infinity))
      return false;
    if (value <= number(schema['exclusiveMinimum'], -Infinity)) return false;
    if (value >= number(schema['exclusiveMaximum'], Infinity)) return false;
    const step = schema['multipleOf'];
    if (typeof step === 'number' && step > 0) {
      const times = value / step;
      if (Math.abs(times - Math.round(times)) > 1e-9 * Math.max(1, Math.abs(times))) return false;
    }
    const bits = schema['format'] === 'int32' ? 31 : schema['format'] === 'int64' ? 63 : 0;
    if (bits > 0 && (!Number.isInteger(value) || value < -(2 ** bits) || value >= 2 ** bits)) return false;
  }
  if (typeof value === 'string') {
    const length = [...value].length;
    if (length < number(schema['minLength'], 0) || length > number(schema['maxLength'], Infinity))
      return false;
    if (typeof schema['pattern'] === 'string' && !matches(schema['pattern'], value)) return false;
    if (typeof schema['format'] === 'string' && !hasFormat(schema['format'], value)) return false;
  }
  return true;
}

export function isOfType(value: Json, type: Json): boolean {
  if (type === 'integer') return typeof value === 'number' && Number.isInteger(value);
  if (type === 'array') return isArray(value);
  if (type === 'object') return isObject(value);
  if (type === 'null') return value === null;
  return typeof value === type;
}

function hasFormat(name: string, value: string): boolean {
  const format: unknown = Object.hasOwn(fullFormats, name)
    ? fullFormats[name as keyof typeof fullFormats]
    : undefined;
  if (format instanceof RegExp) return value.length > 1000 || format.test(value);
  if (typeof format === 'function') return format(value) === true;
  const test =
    typeof format === 'object' && format !== null && 'validate' in format
      ? (format as { validate: unknown }).validate
      : undefined;
  if (test instanceof RegExp) return value.length > 1000 || test.test(value);
  return typeof test === 'function' &&
    name !== 'int32' &&
    name !== 'int64' &&
    name !== 'float' &&
    name !== 'double'
    ? test(value) === true
    : true;
}

/** Not anchored. A long text is matched by an automaton, or not at all. */
export function matches(pattern: string, value: string): boolean {
  const isFound = isMatch(pattern, value);
  if (isFound === undefined) throw new Undecided();
  return isFound;
}

export const number = (value: Json | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise;
