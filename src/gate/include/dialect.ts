// One schema object of any dialect as 2020-12 keywords. Only the object itself; its sub-schemas are read when they are asked about.

import { isKeyword, keywords, type Dialect, type KeywordName } from './keywords.js';
import { isArray, member, type Json, type JsonObject } from './json.js';

/** The asserting keywords of one schema object, as 2020-12 spells them. */
export function assertionsOf(raw: JsonObject, dialect: Dialect): Map<KeywordName, Json> {
  const found = new Map<KeywordName, Json>();
  if (dialect !== 'openapi-3.0') {
    for (const name of Object.keys(raw)) if (isKeyword(name)) found.set(name, raw[name] as Json);
    return found;
  }
  const reference = member(raw, '$ref');
  // OpenAPI 3.0.4 §4.7.23: a Reference Object ignores its siblings.
  if (typeof reference === 'string') return found.set('$ref', reference);
  for (const name of Object.keys(raw)) {
    if (isKeyword(name) && keywords.get(name)?.inOpenApi30) found.set(name, raw[name] as Json);
  }
  readBoundFlag(found, 'exclusiveMinimum', 'minimum');
  readBoundFlag(found, 'exclusiveMaximum', 'maximum');
  const type = found.get('type');
  // OpenAPI 3.0.4 §4.7.24.1: nullable widens the type beside it and nothing else; an enum must list null itself.
  if (member(raw, 'nullable') === true && type !== undefined) {
    found.set('type', [...(isArray(type) ? type : [type]), 'null']);
  }
  return found;
}

/** In OpenAPI 3.0 the exclusive bounds are flags beside the bound (JSON Schema draft 5 §5.1.2, §5.1.3). */
function readBoundFlag(
  found: Map<KeywordName, Json>,
  flag: 'exclusiveMinimum' | 'exclusiveMaximum',
  bound: 'minimum' | 'maximum',
): void {
  const value = found.get(flag);
  if (typeof value !== 'boolean') return;
  found.delete(flag);
  const limit = found.get(bound);
  if (!value || limit === undefined) return;
  found.delete(bound);
  found.set(flag, limit);
}
