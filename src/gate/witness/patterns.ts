// The regular expressions of schemas, and whether a validator could run on one for too long: backtracking.ts estimates.
import type { Json } from '../include/json.js';
import { isQuick } from '../include/expression.js';

/** Steps of a regular expression that take seconds, no longer. */
const maxSteps = 1e9;

/** A pattern that could take for ever on the value: both validators match by backtracking. */
export async function runawayPattern(schemas: readonly Json[], value: Json): Promise<string | undefined> {
  const longest = longestText(value);
  const patterns = [...new Set(schemas.flatMap(patternsOf))].filter((pattern) => !isQuick(pattern, longest));
  if (patterns.length === 0) return undefined;
  const { stepsOf } = await import('./backtracking.js');
  return patterns.find((pattern) => {
    const key = `${longest} ${pattern}`;
    const steps = estimates.get(key) ?? stepsOf(pattern, longest);
    estimates.set(key, steps);
    return steps > maxSteps;
  });
}

/** By length and pattern: the same few meet with every witness of a document. */
const estimates = new Map<string, number>();

function longestText(value: Json): number {
  let longest = 0;
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') longest = Math.max(longest, next.length);
    else if (typeof next === 'object' && next !== null) {
      for (const [name, item] of Object.entries(next)) {
        if (!Array.isArray(next)) longest = Math.max(longest, name.length);
        open.push(item as Json);
      }
    }
  }
  return longest;
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
