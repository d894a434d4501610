// A shorter value of the same use. The search goes into the depth first, so that what it finds in a recursive schema is nested
// for nothing; people would read that, and validators without a memory would run through every alternative at every level.
import { isArray, isObject, objectOf, type Json } from './json.js';

/** Items and members of the values tried, and of each at least so many; a witness need not be the shortest of all. */
const maxWork = 80_000;
const minWork = 200;
const maxParts = 2000;
/** Items and members tried for all witnesses of a comparison: where thousands are large, the last ones stay so. */
const maxWorkInAll = 4_000_000;

/** The value, with parts hoisted to where they are nested in and with items and members left out, as long as it still serves. */
export type Shrink = (value: Json, serves: (value: Json) => boolean) => Json;

/** For the witnesses of one comparison. */
export function createShrink(): Shrink {
  let left = maxWorkInAll;
  return (value, serves) => {
    let tried = 0;
    return shrink(value, serves, (size) => {
      tried += Math.max(minWork, size);
      left -= size;
      return tried <= maxWork && left >= 0;
    });
  };
}

function shrink(value: Json, serves: (value: Json) => boolean, mayTry: (size: number) => boolean): Json {
  let current = value;
  for (let isShorter = true; isShorter; ) {
    isShorter = false;
    const parts = partsOf(current);
    if (parts.length > maxParts) return current;
    const size = sizeOf(parts);
    for (const shorter of shorterThan(current, parts)) {
      if (!mayTry(size)) return current;
      if (!serves(shorter)) continue;
      current = shorter;
      isShorter = true;
      break;
    }
  }
  return current;
}

type Path = readonly (string | number)[];

interface Part {
  readonly path: Path;
  readonly value: Json;
}

/** Items and members of all parts. */
function sizeOf(parts: readonly Part[]): number {
  return parts.reduce((size, { value }) => size + Object.keys(value as object).length, 0);
}

/** Objects and arrays in a value, outermost first. */
function partsOf(value: Json): readonly Part[] {
  const parts: Part[] = typeof value === 'object' && value !== null ? [{ path: [], value }] : [];
  for (let at = 0; at < parts.length && at <= maxParts; at++) {
    const { path, value: outer } = parts[at] as Part;
    for (const [key, item] of isArray(outer) ? outer.entries() : Object.entries(outer as object))
      if (typeof item === 'object' && item !== null)
        parts.push({ path: [...path, key], value: item as Json });
  }
  return parts;
}

function* shorterThan(value: Json, parts: readonly Part[]): Iterable<Json> {
  const isWithin = (inner: Path, outer: Path): boolean =>
    inner.length > outer.length && outer.every((key, index) => key === inner[index]);
  for (const outer of parts)
    for (const inner of [...parts].reverse())
      if (isArray(inner.value) === isArray(outer.value) && isWithin(inner.path, outer.path))
        yield replaced(value, outer.path, inner.value);
  for (const { path, value: part } of parts)
    if (isArray(part))
      for (const index of part.keys())
        yield replaced(
          value,
          path,
          part.filter((_, at) => at !== index),
        );
    else if (isObject(part))
      for (const name of Object.keys(part))
        yield replaced(value, path, objectOf(Object.entries(part).filter(([key]) => key !== name)));
}

function replaced(value: Json, path: Path, part: Json): Json {
  const [key, ...rest] = path;
  if (key === undefined) return part;
  if (isArray(value)) return value.map((item, index) => (index === key ? replaced(item, rest, part) : item));
  if (!isObject(value)) return value;
  return objectOf(
    Object.entries(value).map(([name, item]) => [name, name === key ? replaced(item, rest, part) : item]),
  );
}
