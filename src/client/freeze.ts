// Results are immutable values (promise 80): parsed JSON, frozen to its last level.

/** Freezes JSON data in place and gives it back. A work list instead of recursion: the server sets the depth. */
export function deepFreeze<T>(json: T): T {
  const found: unknown[] = [json];
  for (const value of found) // grows while it is read
    if (value && typeof value === 'object')
      for (const inner of Object.values(Object.freeze(value))) found.push(inner);
  return json;
}
