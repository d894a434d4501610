// Who builds on a schema by `allOf`: a discriminator without a union of its own chooses among them (OpenAPI 3.1.1 §4.8.25).
import { isArray, isObject } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join, localPointer, lookUp } from '../pointer.js';

const indexes = new WeakMap<object, ReadonlyMap<string, readonly string[]>>();

/** Pointers of the component schemas whose `allOf` refers to the schema at a pointer. */
export function heirs(side: Side, pointer: string): readonly string[] {
  let index = indexes.get(side.document);
  if (index === undefined) {
    index = indexOf(side);
    indexes.set(side.document, index);
  }
  return index.get(pointer) ?? [];
}

function indexOf(side: Side): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  const schemas = lookUp(side.document, '/components/schemas');
  for (const [name, schema] of Object.entries(isObject(schemas) ? schemas : {})) {
    const parts = isObject(schema) && isArray(schema['allOf']) ? schema['allOf'] : [];
    for (const part of parts) {
      const target =
        isObject(part) && typeof part['$ref'] === 'string' ? localPointer(part['$ref']) : undefined;
      if (target !== undefined)
        index.set(target, [...(index.get(target) ?? []), join('/components/schemas', name)]);
    }
  }
  return index;
}
