// The regular expressions of schemas, and whether a validator could run on one for too long: backtracking.ts estimates.
import type { Json } from '../include/json.js';
import { isQuick } from '../include/expression.js';

/** Steps of a regular expression that take seconds, no longer. */
const maxSteps = 1e9;

/** A pattern that could take for ever on the value: both validators match by backtracking. */
export async function runawayPattern(schemas: readonly Json[], value: Json): Promise<string | undefined> {
  const slow = [...lettersOf(schemas, value)].filter(([pattern, letters]) => !isQuick(pattern, letters));
  if (slow.length === 0) return undefined;
  const { stepsOf } = await import('./backtracking.js');
  return slow.find(([pattern, letters]) => {
    const key = `${letters} ${pattern}`;
    const steps = estimates.get(key) ?? stepsOf(pattern, letters);
    estimates.set(key, steps);
    return steps > maxSteps;
  })?.[0];
}

/** By length and pattern: the same few meet with every witness of a document. */
const estimates = new Map<string, number>();

/** Each pattern, and the letters of the longest text that it may be held to: `pattern` meets names below `propertyNames` only. */
function lettersOf(schemas: readonly Json[], value: Json): ReadonlyMap<string, number> {
  const { text, name } = longest(value);
  const said = schemas.flatMap((schema) => [...keywordsOf(schema)]);
  const meetsNames = said.some(([keyword]) => keyword === 'propertyNames');
  const letters = new Map<string, number>();
  for (const [keyword, patterns] of said)
    for (const pattern of patterns) {
      const own = keyword === 'pattern' ? Math.max(text, meetsNames ? name : 0) : name;
      letters.set(pattern, Math.max(letters.get(pattern) ?? 0, own));
    }
  return letters;
}

/** Letters of the longest text, and of the longest name. */
function longest(value: Json): { readonly text: number; readonly name: number } {
  let [text, name] = [0, 0];
  const open: Json[] = [value];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') text = Math.max(text, next.length);
    else if (typeof next === 'object' && next !== null) {
      for (const [key, item] of Object.entries(next)) {
        if (!Array.isArray(next)) name = Math.max(name, key.length);
        open.push(item as Json);
      }
    }
  }
  return { text, name };
}

/** Every `pattern`, every key of `patternProperties`. */
export function patternsOf(schema: Json): readonly string[] {
  return [...keywordsOf(schema)].flatMap(([, patterns]) => patterns);
}

/** The keywords that hold patterns, or hand them names, each with its patterns. */
function* keywordsOf(schema: Json): Iterable<readonly [keyword: string, patterns: readonly string[]]> {
  const open: Json[] = [schema];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [name, item] of Object.entries(next)) {
      if (name === 'pattern' && typeof item === 'string') yield [name, [item]];
      if (name === 'patternProperties') yield [name, Object.keys(item as object)];
      if (name === 'propertyNames') yield [name, []];
      open.push(item as Json);
    }
  }
}
