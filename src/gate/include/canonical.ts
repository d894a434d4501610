// Layer 0: one number per schema, equal only for schemas of equal structure. Annotations dropped, lists that are sets sorted, references followed; cycles by their strongly connected component.

import { hasList } from './declared.js';
import { knownFormats } from './format.js';
import { isArray, keyOf, typeOf, type Json, type JsonObject } from './json.js';
import { targetOf } from './references.js';
import { labelOf, subSchemas, viewOf, type Part, type Schema, type View } from './schema.js';
import type { KeywordName } from './keywords.js';

export interface Canonical {
  /** Equal numbers mean equal schemas, whatever document they stand in; of very large ones only those in one place are. Linear in what the schema reaches. */
  idOf(schema: Schema): number;
  readonly always: number;
  readonly never: number;
}

/** Schemas of one cycle that are looked at, each as often as it is. */
const maxLooks = 60_000;
/** Schemas that one schema may reach to be known by all of them; beyond, it is equal to itself alone. */
const maxReached = 200_000;

interface Visit {
  readonly schema: Schema;
  readonly children: readonly Schema[];
  readonly index: number;
  low: number;
  next: number;
}

export function createCanonical(limit = maxReached): Canonical {
  const ids = new Map<Schema, number>();
  const byKey = new Map<string, number>();
  const intern = (key: string): number => {
    const known = byKey.get(key);
    if (known !== undefined) return known;
    byKey.set(key, byKey.size);
    return byKey.size - 1;
  };
  const always = intern('{}');
  const never = intern('false');

  function idOf(schema: Schema): number {
    const known = ids.get(schema);
    if (known !== undefined) return known;
    visit(schema);
    return ids.get(schema) as number;
  }

  const idOfClosed = (schema: Schema): number => ids.get(schema) as number;

  /** Tarjan's algorithm on a work list: every component is closed after the components it reaches. */
  function visit(start: Schema): void {
    const open = new Map<Schema, Visit>();
    const component: Schema[] = [];
    const path: Visit[] = [];
    const enter = (schema: Schema): void => {
      const visit = {
        schema,
        children: subSchemas(viewOf(schema)),
        index: open.size,
        low: open.size,
        next: 0,
      };
      open.set(schema, visit);
      component.push(schema);
      path.push(visit);
    };
    enter(start);
    while (path.length > 0) {
      if (open.size > limit) {
        for (const schema of open.keys()) if (!ids.has(schema)) ids.set(schema, intern(`own ${byKey.size}`));
        return;
      }
      const top = path[path.length - 1] as Visit;
      const child = top.children[top.next];
      if (child !== undefined) {
        top.next += 1;
        if (ids.has(child)) continue;
        const seen = open.get(child);
        if (seen) top.low = Math.min(top.low, seen.index);
        else enter(child);
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent) parent.low = Math.min(parent.low, top.low);
      if (top.low !== top.index) continue;
      if (component[component.length - 1] === top.schema && !top.children.includes(top.schema)) {
        component.pop();
        ids.set(top.schema, identify(top.schema, idOfClosed));
        continue;
      }
      const members: Schema[] = [];
      for (;;) {
        const member = component.pop() as Schema;
        members.push(member);
        if (member === top.schema) break;
      }
      close(members);
    }
  }

  /**
   * Inside a cycle schemas that nothing tells apart are one. Where that takes too long to find out, each is known by its place.
   * The component as a whole says what stands under each name.
   */
  function close(members: readonly Schema[]): void {
    const inside = new Set(members);
    const keyWith =
      (name: (target: Schema) => string | number) =>
      (member: Schema): string =>
        localKey(member, (sub) => {
          const target = targetOf(sub);
          return inside.has(target) ? `@${name(target)}` : idOfClosed(target);
        });
    // A bare reference is what it leads to; those that lead to themselves alone are left as they are.
    const own = members.filter((member) => targetOf(member) === member);
    const kinds = kindsOf(own, keyWith);
    const nameOf = (member: Schema): string | number => kinds?.get(member) ?? JSON.stringify(labelOf(member));
    const key = keyWith(nameOf);
    const local = new Map(own.map((member) => [nameOf(member), member]));
    const lines = [...local].map(([name, member]) => `${name}:${key(member)}`).sort();
    const whole = intern(`cycle ${lines.join('\n')}`);
    for (const member of own) ids.set(member, intern(`${whole} at ${nameOf(member)}`));
    for (const member of members) ids.set(member, ids.get(targetOf(member)) as number);
  }

  /**
   * The coarsest partition in which schemas of one kind have parts of the same kinds (Kanellakis and Smolka, 1983): kinds are
   * split for as long as parts differ. Undefined where that goes on for too long.
   */
  function kindsOf(
    own: readonly Schema[],
    keyWith: (name: (target: Schema) => string | number) => (member: Schema) => string,
  ): ReadonlyMap<Schema, number> | undefined {
    const anonymous = keyWith(() => '');
    let kinds = new Map(own.map((member) => [member, intern(anonymous(member))]));
    let count = new Set(kinds.values()).size;
    for (let looks = own.length * 2; looks <= maxLooks; looks += own.length) {
      const before = kinds;
      const key = keyWith((target) => before.get(target) as number);
      // All of them in each round: what a kind is called must not depend on how many are of it.
      const next = new Map(own.map((member) => [member, intern(`${before.get(member)} of ${key(member)}`)]));
      const split = new Set(next.values()).size;
      if (split === count) return kinds;
      kinds = next;
      count = split;
    }
    return undefined;
  }

  function identify(schema: Schema, nameOf: (sub: Schema) => number): number {
    const view = viewOf(schema);
    const lone = view.size === 1 ? view.get('$ref') : undefined;
    if (lone?.shape === 'schema') return nameOf(lone.schema);
    return intern(localKey(schema, nameOf));
  }

  return { idOf, always, never };
}

function localKey(schema: Schema, nameOf: (sub: Schema) => string | number): string {
  if (schema.raw === false) return 'false';
  const view = viewOf(schema);
  const parts: string[] = [];
  for (const [name, part] of view) {
    if (isIdle(name, view)) continue;
    const text = partKey(name, part, schema, nameOf);
    if (text !== undefined) parts.push(text);
  }
  return `{${parts.sort().join(',')}}`;
}

/** Keywords that say nothing without their partner (JSON Schema 2020-12 core §10.2.2, validation §6.4). */
function isIdle(name: KeywordName, view: View): boolean {
  if (name === 'then' || name === 'else') return !view.has('if');
  if (name === 'minContains' || name === 'maxContains') return !view.has('contains');
  return false;
}

function partKey(
  name: KeywordName,
  part: Part,
  schema: Schema,
  nameOf: (sub: Schema) => string | number,
): string | undefined {
  switch (part.shape) {
    case 'value': {
      const value = valueKey(name, part.value);
      if (value === undefined) return undefined;
      return name === 'const' ? `enum:[${value}]` : `${name}:${value}`;
    }
    case 'schema':
      return `${name}:${nameOf(part.schema)}`;
    case 'list': {
      const list = part.schemas.map((sub) => String(nameOf(sub)));
      if (name === 'prefixItems') return `${name}:[${list.join()}]`;
      const word = name === 'oneOf' && schema.reader.isReadAsAnyOf(schema, part.schemas) ? 'anyOf' : name;
      const sorted = list.sort();
      return `${word}:[${(word === 'oneOf' ? sorted : [...new Set(sorted)]).join()}]`;
    }
    case 'map': {
      // A list that is empty, or projected out: it asserts nothing, and yet its object is no free-form one.
      if (part.schemas.size === 0)
        return name === 'properties' && hasList(schema.raw) ? `${name}:{}` : undefined;
      const entries = [...part.schemas].map(([key, sub]) => `${JSON.stringify(key)}:${nameOf(sub)}`);
      return `${name}:{${entries.sort().join()}}`;
    }
    case 'broken':
      return `${name}!${keyOf(part.value)}`;
    default:
      return part satisfies never;
  }
}

/** The value without what does not matter; undefined where it asserts nothing. */
function valueKey(name: KeywordName, value: Json): string | undefined {
  switch (name) {
    case 'type': {
      const names = new Set(isArray(value) ? value : [value]);
      if (names.has('number')) names.delete('integer');
      return [...names].sort().join();
    }
    case 'enum':
      return `[${[...new Set((value as readonly Json[]).map(keyOf))].sort().join()}]`;
    case 'required': {
      const names = [...new Set(value as readonly string[])].sort();
      return names.length > 0 ? JSON.stringify(names) : undefined;
    }
    case 'dependentRequired': {
      const lists = Object.entries(value as JsonObject)
        .map(([key, list]) => [key, [...new Set(list as readonly string[])].sort()] as const)
        .filter(([, list]) => list.length > 0)
        .sort(([a], [b]) => (a < b ? -1 : 1));
      return lists.length > 0 ? JSON.stringify(lists) : undefined;
    }
    case 'format':
      return knownFormats.has(value as string) ? keyOf(value) : undefined;
    case 'uniqueItems':
      return value === true ? 'true' : undefined;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return value === 0 ? undefined : keyOf(value);
    default:
      return typeOf(value) === 'number' ? String(value) : keyOf(value);
  }
}
