// Lists of values that say of themselves that they will grow. Few documents have one, and who loads a document sees all of
// it: the others need not be searched again.
import type { JsonObject } from '../include/json.js';

/** Documents that were seen whole while they were loaded, and have no such list. */
export const withoutExtensible = new WeakSet<object>();

/** Whether a schema says so of its own list. */
export function isExtensible(schema: JsonObject): boolean {
  return schema['x-extensible-enum'] !== undefined && schema['x-extensible-enum'] !== false;
}
