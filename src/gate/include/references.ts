// Bare references: a schema that says nothing but `$ref` is the schema it leads to.

import { viewOf, type Schema } from './schema.js';

/** The schema that a chain of lone references ends in; undefined where it ends nowhere. */
export function withoutReferences(schema: Schema): Schema | undefined {
  let target = schema;
  let seen: Set<Schema> | undefined;
  for (;;) {
    const view = viewOf(target);
    const reference = view.size === 1 ? view.get('$ref') : undefined;
    if (reference?.shape !== 'schema') return target;
    seen ??= new Set();
    if (seen.has(target)) return undefined;
    seen.add(target);
    target = reference.schema;
  }
}

/** The schema that this one is; one that leads only to itself is left as it is. */
export const targetOf = (schema: Schema): Schema => withoutReferences(schema) ?? schema;
