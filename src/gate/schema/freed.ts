// A receiver that no longer cares about some differences. Neighbours: one-by-one.ts asks for it, the rules say what each frees.
import type { Json, JsonObject } from '../include/json.js';
import { isArray, isObject, keyOf, objectOf } from '../include/json.js';
import type { Freed } from '../rules/schema-rule.js';

/** The schema without what the differences are about, all at once: it accepts at least what it accepted before. */
export function freed(schema: JsonObject, differences: readonly { readonly frees: Freed }[]): JsonObject {
  const properties = schema['properties'];
  const declared = isObject(properties) ? properties : {};
  const keywords = new Set<string>();
  const optional = new Set<string>();
  const untyped = new Set<string>();
  const values = new Map<string, Json>();
  for (const { frees } of differences) {
    for (const keyword of frees.keywords ?? []) keywords.add(keyword);
    for (const name of frees.optional ?? []) optional.add(name);
    for (const name of frees.untyped ?? []) untyped.add(name);
    for (const name of frees.forgotten ?? []) {
      untyped.add(name);
      if (Object.hasOwn(declared, name)) optional.add(name);
    }
    for (const value of frees.values ?? []) values.set(keyOf(value), value);
  }
  const members = new Map(Object.entries(schema).filter(([keyword]) => !keywords.has(keyword)));
  const patterns = schema['patternProperties'];
  // A pattern that holds its names to nothing still takes them away from `additionalProperties`.
  if (keywords.has('patternProperties') && isObject(patterns))
    members.set('patternProperties', objectOf(Object.keys(patterns).map((pattern) => [pattern, true])));
  if (untyped.size > 0)
    members.set(
      'properties',
      objectOf([...Object.entries(declared), ...[...untyped].map((name): [string, Json] => [name, true])]),
    );
  const required = members.get('required');
  if (isArray(required) && optional.size > 0)
    members.set(
      'required',
      required.filter((name) => typeof name !== 'string' || !optional.has(name)),
    );
  const listed = members.get('enum');
  if (isArray(listed) && values.size > 0) {
    for (const value of listed) values.delete(keyOf(value));
    members.set('enum', [...listed, ...values.values()]);
  }
  return objectOf(members);
}
