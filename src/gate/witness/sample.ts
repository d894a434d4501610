// The plainest value a schema describes: what fills the rest of a message around its witness. Checked by schema/accepts.ts.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject, objectOf } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import type { AcceptOptions } from '../schema/accepts.js';
import { accepts, isOfType } from '../schema/accepts.js';
import type { Conjunct } from '../schema/view.js';
import { conjuncts, isProjected } from '../schema/view.js';

const texts: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  time: '00:00:00Z',
  duration: 'P1D',
  email: 'a@example.com',
  'idn-email': 'a@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  'uri-reference': '/a',
  iri: 'https://example.com/',
  'iri-reference': '/a',
  uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  'uri-template': '/a/{b}',
  'json-pointer': '/a',
  'relative-json-pointer': '0',
  regex: 'a',
  byte: 'YQ==',
  binary: 'a',
};

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

const numbers = (all: readonly Conjunct[], keyword: string): number[] =>
  all.map(({ schema }) => schema[keyword]).filter((value): value is number => typeof value === 'number');

function* numbersFor(all: readonly Conjunct[]): Iterable<number> {
  const steps = numbers(all, 'multipleOf');
  const low = Math.max(
    ...numbers(all, 'minimum'),
    ...numbers(all, 'exclusiveMinimum').map((value) => value + 1),
    -Infinity,
  );
  const high = Math.min(
    ...numbers(all, 'maximum'),
    ...numbers(all, 'exclusiveMaximum').map((value) => value - 1),
    Infinity,
  );
  yield* [1, 0];
  const step = steps[0];
  if (step !== undefined && step > 0) {
    yield step;
    if (low > -Infinity) yield Math.ceil(low / step) * step;
  }
  if (low > -Infinity) yield* [low, Math.ceil(low)];
  if (high < Infinity) yield* [high, Math.floor(high)];
  for (const bound of numbers(all, 'exclusiveMinimum')) yield* [bound + 0.5, bound + 0.001];
}

function* stringsFor(all: readonly Conjunct[]): Iterable<string> {
  for (const { schema } of all) {
    const format = schema['format'];
    if (typeof format === 'string' && Object.hasOwn(texts, format)) yield texts[format] as string;
  }
  const length = Math.max(1, ...numbers(all, 'minLength'));
  if (length > 10_000) return;
  for (const { schema } of all)
    if (typeof schema['pattern'] === 'string') yield* wordsOf(schema['pattern'], length);
  yield 'a'.repeat(length);
  yield '';
  yield '0'.repeat(length);
  yield 'A'.repeat(length);
}

/** A few words for common shapes of patterns; anything else is found by the engine. */
function* wordsOf(pattern: string, length: number): Iterable<string> {
  const plain = pattern.replace(/^\^|\$$/g, '');
  yield plain;
  // Classes and groups replaced by one of their members, repetition by its least count.
  const simple = plain
    .replace(/\\d/g, '0')
    .replace(/\\w/g, 'a')
    .replace(/\[([^\]^\\])[^\]]*\]/g, '$1')
    .replace(/(.)\{(\d+)(?:,\d*)?\}/g, (_, character: string, count: string) =>
      character.repeat(Math.min(Number(count), 1000)),
    )
    .replace(/(.)[*?]/g, '$1')
    .replace(/\+/g, '')
    .replace(/\(\?:|[()]/g, '')
    .replace(/\\(.)/g, '$1');
  yield simple;
  yield simple.padEnd(length, simple.at(-1) ?? 'a');
  yield simple.split('|')[0] ?? '';
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

/** Unions within unions are followed so far; a union may lead back to itself. */
const maxUnions = 6;

/** JSON types a place may have, from `type`, `enum`, `const` and unions; all of them where nothing says. */
export function typesAt(side: Side, pointer: string, depth = 0): ReadonlySet<string> {
  const every = ['null', 'boolean', 'number', 'string', 'array', 'object'];
  const types = new Set(every);
  for (const { schema, pointer: at } of conjuncts(side, [pointer]) ?? []) {
    const declared = schema['type'];
    const narrow = (keep: (type: string) => boolean): void => {
      for (const type of every) if (!keep(type)) types.delete(type);
    };
    if (declared !== undefined) {
      const list = isArray(declared) ? declared : [declared];
      narrow((type) => list.includes(type) || (type === 'number' && list.includes('integer')));
    }
    const known = isArray(schema['enum'])
      ? schema['enum']
      : schema['const'] === undefined
        ? undefined
        : [schema['const']];
    if (known !== undefined) narrow((type) => known.some((value) => isOfType(value, type)));
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const branches = schema[keyword];
      if (!isArray(branches) || branches.length > 50) continue;
      const some = new Set(
        branches.flatMap((_, index) =>
          depth > maxUnions ? every : [...typesAt(side, join(at, keyword, index), depth + 1)],
        ),
      );
      narrow((type) => some.has(type));
    }
  }
  return types;
}
