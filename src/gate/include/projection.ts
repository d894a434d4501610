// Which properties of a place do not travel: `readOnly` in requests, `writeOnly` in responses (OpenAPI 3.1.1 §4.8.24.5).
// Neighbour: schema.ts reads every schema without them.

import { isArray, isObject, member, objectOf, type Json, type JsonObject } from './json.js';
import { keywords, type KeywordName } from './keywords.js';
import type { Resource, Source, Target } from './source.js';

type Flag = 'readOnly' | 'writeOnly';

export const noNames: ReadonlySet<string> = new Set();

/** Keywords that assert about the same value. Looked up one by one: every place of a document is asked for them. */
const aboutThePlace = [...keywords].filter(([, { inPlace, asserting }]) => inPlace && asserting);

/** The names that any spelling of this place marks with the flag: through everything that asserts about the same value. */
export function projectedNames(
  source: Source,
  flag: Flag,
  raw: JsonObject,
  resource: Resource,
): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<Json>([raw]);
  const tasks: Target[] = [{ raw, pointer: '', resource }];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    if (!isObject(task.raw)) continue;
    const around = source.resourceAt(task.raw, task.resource);
    const push = (next: Target | 'many' | undefined): void => {
      if (!next || next === 'many' || seen.has(next.raw)) return;
      seen.add(next.raw);
      tasks.push(next);
    };
    const isAlone = isReference(source, task.raw);
    const properties = isAlone ? undefined : member(task.raw, 'properties');
    if (isObject(properties))
      for (const name in properties)
        if (isFlagged(source, flag, properties[name] as Json, around)) names.add(name);
    for (const [name, keyword] of aboutThePlace) {
      const value = isAlone && name !== '$ref' ? undefined : member(task.raw, name);
      if (value === undefined || !keyword.isWellFormed(value)) continue;
      if (source.dialect === 'openapi-3.0' && !keyword.inOpenApi30) continue;
      if (name === '$ref') push(source.refer(value as string, around));
      else if (name === '$dynamicRef') push(source.referDynamically(value as string, around));
      else
        for (const sub of keyword.shape === 'schema' ? [value] : Object.values(value as JsonObject))
          push({ raw: sub, pointer: '', resource: around });
    }
  }
  return names.size > 0 ? names : noNames;
}

/** OpenAPI 3.0.4 §4.7.23: a Reference Object ignores its siblings. */
function isReference({ dialect }: Source, raw: JsonObject): boolean {
  return dialect === 'openapi-3.0' && typeof member(raw, '$ref') === 'string';
}

/** Whether the schema of a property carries the flag: itself, by reference, or in an `allOf`. */
function isFlagged(source: Source, flag: Flag, property: Json, resource: Resource): boolean {
  if (!isObject(property)) return false;
  if (member(property, '$ref') === undefined && member(property, 'allOf') === undefined)
    return member(property, flag) === true;
  const seen = new Set<Json>();
  const tasks: { readonly raw: Json; readonly resource: Resource }[] = [{ raw: property, resource }];
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    if (!isObject(task.raw) || seen.has(task.raw)) continue;
    seen.add(task.raw);
    const around = source.resourceAt(task.raw, task.resource);
    const reference = member(task.raw, '$ref');
    const isAlone = isReference(source, task.raw);
    if (!isAlone && member(task.raw, flag) === true) return true;
    if (typeof reference === 'string') {
      const target = source.refer(reference, around);
      if (target) tasks.push(target);
    }
    const all = isAlone ? undefined : member(task.raw, 'allOf');
    if (isArray(all)) for (const raw of all) tasks.push({ raw, resource: around });
  }
  return false;
}

/** What `required` and `dependentRequired` still say without the names. */
export function withoutNames(keyword: KeywordName, value: Json, names: ReadonlySet<string>): Json {
  const keep = (list: Json): Json => (list as readonly string[]).filter((name) => !names.has(name));
  if (keyword === 'required') return keep(value);
  if (keyword !== 'dependentRequired') return value;
  return objectOf(
    Object.entries(value as JsonObject)
      .filter(([name]) => !names.has(name))
      .map(([name, list]) => [name, keep(list)]),
  );
}
