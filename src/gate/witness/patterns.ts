// The regular expressions of schemas, and whether a validator could run on one for too long.
import type { Json } from '../include/json.js';

/** Both validators match patterns by backtracking, which can take exponential time on a long text. */
const safeLength = 24;

export function isRunaway(schemas: readonly Json[], value: Json): boolean {
  let isLong = false;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') isLong ||= next.length > safeLength;
    else if (typeof next === 'object' && next !== null) {
      for (const [name, item] of Object.entries(next)) {
        isLong ||= !Array.isArray(next) && name.length > safeLength;
        open.push(item as Json);
      }
    }
  }
  return isLong && schemas.some((schema) => patternsOf(schema).some(isNested));
}

/** A repetition inside a repetition. */
function isNested(pattern: string): boolean {
  return /\([^)]*[*+}][^)]*\)(?:[*+]|\{\d+,)/.test(pattern);
}

/** Every `pattern` and every key of `patternProperties`. */
export function patternsOf(schema: Json): readonly string[] {
  const found: string[] = [];
  const open: Json[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, item] of Object.entries(next)) {
      if (name === 'pattern' && typeof item === 'string') found.push(item);
      if (name === 'patternProperties') found.push(...Object.keys(item as object));
      open.push(item as Json);
    }
  }
  return found;
}
