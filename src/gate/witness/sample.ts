// The plainest value a schema describes: what fills the rest of a message around its witness. Checked by schema/accepts.ts.
// Neighbour: scalar.ts has the numbers and texts.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject, objectOf } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import type { AcceptOptions } from '../schema/accepts.js';
import { accepts } from '../schema/accepts.js';
import type { Conjunct } from '../schema/view.js';
import { conjuncts, isProjected } from '../schema/view.js';
import { numbers, numbersFor, stringsFor } from './scalar.js';

const samples = new WeakMap<Side, Map<string, Json | undefined>>();

/** A value every one of the schemas at the pointers accepts, or undefined where none was found quickly. Each is sought once. */
export function sample(
  side: Side,
  pointers: readonly string[],
  options: AcceptOptions,
  depth = 0,
): Json | undefined {
  if (depth > 12) return undefined;
  let known = samples.get(side);
  if (known === undefined) {
    known = new Map();
    samples.set(side, known);
  }
  const key = `${depth} ${options.direction} ${options.tolerant} ${pointers.join(' ')}`;
  if (known.has(key)) return known.get(key);
  const found = seek(side, pointers, options, depth);
  known.set(key, found);
  return found;
}

function seek(
  side: Side,
  pointers: readonly string[],
  options: AcceptOptions,
  depth: number,
): Json | undefined {
  const all = conjuncts(side, pointers);
  if (all === undefined) return undefined;
  const fits = (value: Json | undefined): value is Json =>
    value !== undefined && pointers.every((pointer) => accepts(side, pointer, value, options) === true);
  for (const value of candidates(side, all, options, depth)) if (fits(value)) return value;
  return undefined;
}

function* candidates(
  side: Side,
  all: readonly Conjunct[],
  options: AcceptOptions,
  depth: number,
): Iterable<Json | undefined> {
  for (const { schema } of all) {
    if (schema['const'] !== undefined) yield schema['const'];
    if (isArray(schema['enum'])) yield* schema['enum'].slice(0, 20);
  }
  // A written example shows the message as its authors think of it; at the root it would hide what changed.
  if (depth > 0)
    for (const { schema } of all) {
      if (schema['example'] !== undefined) yield schema['example'];
      if (isArray(schema['examples'])) yield* schema['examples'].slice(0, 2);
      if (schema['default'] !== undefined) yield schema['default'];
    }
  const types = new Set<string>();
  for (const { schema } of all) {
    const type = schema['type'];
    for (const one of isArray(type) ? type : type === undefined ? [] : [type])
      if (typeof one === 'string') types.add(one);
    if (schema['properties'] !== undefined || schema['required'] !== undefined) types.add('object');
    if (schema['items'] !== undefined || schema['prefixItems'] !== undefined) types.add('array');
  }
  const union = all.flatMap(({ schema, pointer }) =>
    (['oneOf', 'anyOf'] as const).flatMap((keyword) => {
      const branches = schema[keyword];
      return isArray(branches) ? [branches.map((_, index) => join(pointer, keyword, index))] : [];
    }),
  );
  const branches = union[0];
  if (branches !== undefined)
    for (const branch of branches.slice(0, 12)) {
      const value = sample(side, [branch], options, depth + 1);
      if (value === undefined) continue;
      if (isObject(value)) {
        const object = objectFor(side, all, options, depth, value);
        if (object !== undefined) yield object;
      }
      yield value;
    }
  for (const type of ['object', 'array', 'string', 'integer', 'number', 'boolean', 'null']) {
    if (types.size > 0 && !types.has(type)) continue;
    if (type === 'object') yield objectFor(side, all, options, depth, {});
    else if (type === 'array') yield* arraysFor(side, all, options, depth);
    else if (type === 'string') yield* stringsFor(all);
    else if (type === 'boolean') yield* [true, false];
    else if (type === 'null') yield null;
    else yield* numbersFor(all);
  }
  yield* ['a', 0, {}, null];
}

function* arraysFor(
  side: Side,
  all: readonly Conjunct[],
  options: AcceptOptions,
  depth: number,
): Iterable<Json | undefined> {
  const wanted = Math.max(
    0,
    ...numbers(all, 'minItems'),
    ...all.map(({ schema }) => (schema['contains'] === undefined ? 0 : 1)),
  );
  if (wanted > 1000) return;
  const items: Json[] = [];
  for (let index = 0; index < wanted; index++) {
    const pointers = all.flatMap(({ schema, pointer }) => {
      const prefix = schema['prefixItems'];
      if (isArray(prefix) && index < prefix.length) return [join(pointer, 'prefixItems', index)];
      if (schema['items'] !== undefined) return [join(pointer, 'items')];
      return schema['contains'] !== undefined ? [join(pointer, 'contains')] : [];
    });
    const item = pointers.length === 0 ? index : sample(side, pointers, options, depth + 1);
    if (item === undefined) return;
    items.push(item);
  }
  yield items;
  yield items.map((item, index) =>
    typeof item === 'number' ? item + index : typeof item === 'string' ? `${item}${index}` : item,
  );
}

function isProjectedName(
  side: Side,
  all: readonly Conjunct[],
  name: string,
  direction: AcceptOptions['direction'],
): boolean {
  return all.some(({ schema: { properties } }) =>
    isObject(properties) && Object.hasOwn(properties, name)
      ? isProjected(side, properties[name], direction)
      : false,
  );
}

/** What every place that declares a name says about it. */
export function declarations(all: readonly Conjunct[], name: string): string[] {
  return all.flatMap(({ schema, pointer }) => {
    const properties = schema['properties'];
    return isObject(properties) && Object.hasOwn(properties, name) ? [join(pointer, 'properties', name)] : [];
  });
}

/** An object with what is required, over what is given. */
export function objectFor(
  side: Side,
  all: readonly Conjunct[],
  options: AcceptOptions,
  depth: number,
  given: JsonObject,
): Json | undefined {
  const members = new Map<string, Json>(Object.entries(given));
  const required = new Set<string>();
  for (const { schema } of all)
    for (const name of isArray(schema['required']) ? schema['required'] : [])
      if (typeof name === 'string') required.add(name);
  const queue = [...required];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (!members.has(name)) {
      const pointers = declarations(all, name);
      if (isProjectedName(side, all, name, options.direction)) continue;
      const extra = all.flatMap(({ schema, pointer }) =>
        isObject(schema['additionalProperties']) && pointers.length === 0
          ? [join(pointer, 'additionalProperties')]
          : [],
      );
      const from = [...pointers, ...extra];
      const value = from.length === 0 ? 'a' : sample(side, from, options, depth + 1);
      if (value === undefined) return undefined;
      members.set(name, value);
    }
    for (const { schema } of all) {
      const dependent = isObject(schema['dependentRequired']) ? schema['dependentRequired'] : {};
      const wanted = Object.hasOwn(dependent, name) ? dependent[name] : undefined;
      for (const other of isArray(wanted) ? wanted : [])
        if (typeof other === 'string' && !members.has(other)) queue.push(other);
    }
    if (members.size > 500) return undefined;
  }
  const least = Math.max(0, ...numbers(all, 'minProperties'));
  if (least > 100) return undefined;
  for (const { schema, pointer } of all) {
    if (members.size >= least) break;
    for (const name of Object.keys(isObject(schema['properties']) ? schema['properties'] : {})) {
      if (members.size >= least) break;
      if (members.has(name)) continue;
      const value = sample(side, [join(pointer, 'properties', name)], options, depth + 1);
      if (value !== undefined) members.set(name, value);
    }
  }
  for (let number = 0; members.size < least; number++) {
    const schemas = all.flatMap(({ schema, pointer }) =>
      isObject(schema['additionalProperties']) ? [join(pointer, 'additionalProperties')] : [],
    );
    const value = schemas.length === 0 ? 'a' : sample(side, schemas, options, depth + 1);
    members.set(`key${number}`, value ?? 'a');
  }
  return objectOf(members);
}
