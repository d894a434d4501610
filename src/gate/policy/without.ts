// A document as if some things had never been in it. Comparing that with head shows exactly which findings the removal
// of these things accounts for, and no other: what a notice lets through is measured, not guessed from rule names.
import type { Json, JsonObject } from '../include/json.js';
import type { Deprecatable } from './deprecatable.js';
import { isArray, isObject, member } from '../include/json.js';
import { lastName, localPointer, parent, valueAt } from '../pointer.js';

type Mutable = { [name: string]: Json } | Json[];

const methods = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']);

function mutableAt(document: Json, pointer: string): Mutable | undefined {
  const value = valueAt(document, pointer);
  return typeof value === 'object' && value !== null ? (value as Mutable) : undefined;
}

/** Takes a name out of every keyword of an object schema that lists names. */
function forget(schema: JsonObject, name: string): void {
  const lists = schema as { [keyword: string]: Json };
  if (isArray(schema['required'])) lists['required'] = schema['required'].filter((entry) => entry !== name);
  const dependent = schema['dependentRequired'];
  if (isObject(dependent)) {
    const entries = Object.entries(dependent).filter(([key]) => key !== name);
    lists['dependentRequired'] = Object.fromEntries(
      entries.map(([key, value]) => [key, isArray(value) ? value.filter((entry) => entry !== name) : value]),
    );
  }
  const schemas = schema['dependentSchemas'];
  if (isObject(schemas))
    lists['dependentSchemas'] = Object.fromEntries(Object.entries(schemas).filter(([key]) => key !== name));
}

/** Every reference in a document that can be reached from its paths and webhooks. A work list, each target once. */
function reachable(document: Json): ReadonlySet<string> {
  const seen = new Set<string>();
  const work: (Json | undefined)[] = isObject(document)
    ? [member(document, 'paths'), member(document, 'webhooks')]
    : [];
  for (let node = work.pop(); work.length > 0 || node !== undefined; node = work.pop()) {
    if (isArray(node)) for (const one of node) work.push(one);
    if (!isObject(node)) continue;
    for (const [name, value] of Object.entries(node)) {
      if (name === '$ref' && typeof value === 'string') {
        const pointer = localPointer(value);
        if (pointer === undefined || seen.has(pointer)) continue;
        seen.add(pointer);
        work.push(valueAt(document, pointer));
      } else if (typeof value === 'object' && value !== null) work.push(value);
    }
  }
  return seen;
}

function remove(document: Json, thing: Deprecatable): void {
  const holder = mutableAt(document, parent(thing.pointer));
  switch (thing.kind) {
    case 'operation': {
      if (holder === undefined || Array.isArray(holder)) return;
      delete holder[lastName(thing.pointer)];
      if (!Object.keys(holder).some((name) => methods.has(name))) {
        const map = mutableAt(document, parent(parent(thing.pointer)));
        if (map !== undefined && !Array.isArray(map)) delete map[lastName(parent(thing.pointer))];
      }
      return;
    }
    case 'parameter':
      if (Array.isArray(holder)) holder[Number(lastName(thing.pointer))] = null; // indices stay until all are out
      return;
    case 'header':
      if (holder !== undefined && !Array.isArray(holder)) delete holder[lastName(thing.pointer)];
      return;
    case 'property': {
      if (holder === undefined || Array.isArray(holder)) return;
      delete holder[lastName(thing.pointer)];
      const schema = valueAt(document, parent(parent(thing.pointer)));
      if (isObject(schema)) forget(schema, lastName(thing.pointer));
      return;
    }
    case 'enum value': {
      const schema = mutableAt(document, thing.pointer);
      if (schema === undefined || Array.isArray(schema)) return;
      const values = schema['enum'];
      if (isArray(values)) schema['enum'] = values.filter((value) => value !== thing.value);
      return;
    }
  }
}

/**
 * A copy of `base` without the things, and without the components that only they used and that head has dropped too.
 * `base` itself is left as it is.
 */
export function without(base: Json, head: Json, things: readonly Deprecatable[]): Json {
  const copy = structuredClone(base);
  const before = reachable(base);
  for (const thing of things) remove(copy, thing);
  for (const list of new Set(
    things.filter((thing) => thing.kind === 'parameter').map((thing) => parent(thing.pointer)),
  )) {
    const entries = mutableAt(copy, list);
    if (!Array.isArray(entries)) continue;
    const kept = entries.filter((entry) => entry !== null);
    entries.length = 0;
    for (const entry of kept) entries.push(entry);
  }
  const after = reachable(copy);
  for (const pointer of before) {
    if (after.has(pointer) || !pointer.startsWith('/components/') || valueAt(head, pointer) !== undefined)
      continue;
    const holder = mutableAt(copy, parent(pointer));
    if (holder !== undefined && !Array.isArray(holder)) delete holder[lastName(pointer)];
  }
  return copy;
}
