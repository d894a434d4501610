// The documents as one kind of surface reads them: receivers' open enums opened (../README.md "Enums"), and an engine for each kind.
import type { Engine, Reading } from '../include/engine.js';
import { createEngine } from '../include/engine.js';
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import { isExtensible, withoutExtensible } from '../load/extensible.js';
import { walk } from '../load/walk.js';
import type { Side } from '../normalize.js';
import { join, localPointer, names, valueAt } from '../pointer.js';
import type { Direction, SchemaSurface, Sides } from '../surfaces.js';
import { nothing } from '../surfaces.js';

/** One way of reading both documents. */
export interface Mode {
  readonly key: string;
  readonly direction: Direction;
  readonly sides: Sides;
  readonly reading: Reading;
  /** Asks about old senders and new receivers (requests), new senders and old receivers (responses). */
  forward(): Engine;
  /** The same question with the documents exchanged: whether a safe change adds anything. */
  backward(): Engine;
}

export interface ModeOptions {
  readonly reading?: 'tolerant' | 'strict';
  readonly budgetSteps?: number;
}

export function createModes(
  sides: Sides,
  surfaces: readonly SchemaSurface[],
  options: ModeOptions,
): (surface: SchemaSurface) => Mode {
  const modes = new Map<string, Mode>();
  const engines = new Map<string, Engine>();
  const ids = new Map<object, number>();
  const idOf = (document: object): number => {
    const id = ids.get(document) ?? ids.size;
    ids.set(document, id);
    return id;
  };
  const engineFor = (base: Side, head: Side): Engine => {
    const key = `${idOf(base.document)} ${idOf(head.document)}`;
    const known = engines.get(key);
    if (known !== undefined) return known;
    const engine = createEngine({
      base: { document: base.document, dialect: base.dialect },
      head: { document: head.document, dialect: head.dialect },
      ...(options.budgetSteps === undefined ? {} : { budgetSteps: options.budgetSteps }),
    });
    engines.set(key, engine);
    return engine;
  };
  const opened = new Map<Side, Side>();
  const open = (side: Side): Side => {
    const known = opened.get(side);
    if (known !== undefined) return known;
    const made = replaced(side, extensibleEnums(side));
    opened.set(side, made);
    return made;
  };
  const make = (direction: Direction, isError: boolean): Mode => {
    const receives = direction === 'request' ? 'head' : 'base';
    let receiver = open(sides[receives]);
    if (isError) {
      const bodies = surfaces.filter((one) => one.isError && one.direction === direction);
      receiver = replaced(
        receiver,
        errorCodes(
          receiver,
          bodies.map((one) => one[receives]),
        ),
      );
    }
    const read: Sides =
      receives === 'head' ? { base: sides.base, head: receiver } : { base: receiver, head: sides.head };
    const reading: Reading = { direction, undeclared: true, tolerant: options.reading !== 'strict' };
    return {
      key: `${direction}${isError ? ' error' : ''}`,
      direction,
      sides: read,
      reading,
      forward: () => engineFor(read.base, read.head),
      backward: () => engineFor(read.head, read.base),
    };
  };
  return ({ direction, isError }) => {
    const key = `${direction} ${isError}`;
    const known = modes.get(key);
    if (known !== undefined) return known;
    const mode = make(direction, isError);
    modes.set(key, mode);
    return mode;
  };
}

/** Enums that say of themselves that they will grow. */
function extensibleEnums(side: Side): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  if (withoutExtensible.has(side.document)) return found;
  walk(
    side.document,
    'document',
    (object, kind, pointer) => {
      if (kind === 'schema' && isExtensible(object)) open(object, pointer(), found);
    },
    (pointer) => {
      throw new Error(`not an OpenAPI document at ${pointer}`);
    },
  );
  return found;
}

/** Enums under a property `code` in the bodies given. */
function errorCodes(side: Side, bodies: readonly string[]): ReadonlyMap<string, Json> {
  const found = new Map<string, Json>();
  const seen = new Set<string>();
  const stack = bodies
    .filter((pointer) => pointer !== nothing)
    .map((pointer) => ({ pointer, isCode: false }));
  for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
    const key = `${task.isCode} ${task.pointer}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const schema = valueAt(side.document, task.pointer);
    if (!isObject(schema)) continue;
    const { pointer, isCode } = task;
    const reference = schema['$ref'];
    const target = typeof reference === 'string' ? localPointer(reference) : undefined;
    if (target !== undefined) stack.push({ pointer: target, isCode });
    if (isCode) open(schema, pointer, found);
    for (const keyword of ['allOf', 'anyOf', 'oneOf', 'prefixItems'])
      for (const [index] of (isArray(schema[keyword]) ? schema[keyword] : []).entries())
        stack.push({ pointer: join(pointer, keyword, index), isCode: isCode && keyword !== 'prefixItems' });
    for (const keyword of ['then', 'else', 'items', 'additionalProperties'])
      if (isObject(schema[keyword]))
        stack.push({
          pointer: join(pointer, keyword),
          isCode: isCode && (keyword === 'then' || keyword === 'else'),
        });
    for (const name of Object.keys(isObject(schema['properties']) ? schema['properties'] : {}))
      stack.push({ pointer: join(pointer, 'properties', name), isCode: name === 'code' });
  }
  return found;
}

/** The schema without its list of values, held to their types. */
function open(schema: JsonObject, pointer: string, found: Map<string, Json>): void {
  const values = isArray(schema['enum'])
    ? schema['enum']
    : schema['const'] === undefined
      ? undefined
      : [schema['const']];
  if (values === undefined) return;
  const { enum: _, const: __, ...rest } = schema;
  const types = [
    ...new Set(values.map((value) => (value === null ? 'null' : isArray(value) ? 'array' : typeof value))),
  ];
  // The list stays as a note: what is new in it is worth telling, though it breaks nobody.
  found.set(pointer, { ...rest, type: rest['type'] ?? types, 'x-known-values': values });
}

/** The document with other values at some pointers: copied along the paths, shared elsewhere. */
function replaced(side: Side, values: ReadonlyMap<string, Json>): Side {
  if (values.size === 0) return side;
  const copies = new Set<object>();
  const copy = (value: Json): Json => {
    if (typeof value !== 'object' || value === null || copies.has(value)) return value;
    const made: Json = isArray(value) ? [...value] : { ...(value as JsonObject) };
    copies.add(made as object);
    return made;
  };
  const document = copy(side.document) as JsonObject;
  for (const [pointer, value] of values) {
    let at = document as { [name: string]: Json };
    const path = names(pointer);
    const last = path.pop();
    if (last === undefined) continue;
    for (const name of path) {
      const below = copy(at[name] as Json);
      at[name] = below;
      at = below as { [name: string]: Json };
    }
    at[last] = value;
  }
  return { ...side, document };
}
