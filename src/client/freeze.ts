// Results are immutable values (promise 80): parsed JSON, frozen to its last level.

/** Freezes JSON data in place and gives it back. A work list instead of recursion: the server sets the depth. */
export function deepFreeze<T>(json: T): T {
  const rest: unknown[] = [json];
  for (let value = rest.pop(); value !== undefined; value = rest.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    Object.freeze(value);
    for (const inner of Object.values(value))
      if (typeof inner === 'object' && inner !== null) rest.push(inner);
  }
  return json;
}
