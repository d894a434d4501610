// `__proto__`, `constructor` and the like are names as any other in JSON, but not in JavaScript: before a validator sees them they get a stand-in, in schemas and value alike.

import { isArray, isObject, objectOf, type Json } from '../include/json.js';
import { isMatch } from '../include/pattern.js';
import { patternsOf } from './patterns.js';

const inherited = Object.getOwnPropertyNames(Object.prototype);

/** Same length, so that no bound on lengths sees the difference. */
function standInsFor(name: string): readonly string[] {
  return ['_', '-', 'x', 'é'].flatMap((letter) => [
    name.slice(0, -1) + letter,
    letter + name.slice(1),
    name.slice(0, 3) + letter + name.slice(4),
  ]);
}

export interface Renamed {
  readonly schemas: readonly Json[];
  readonly value: Json;
}

/** Everything with stand-ins, or undefined where no stand-in is matched by the same patterns. */
export function renameInherited(schemas: readonly Json[], value: Json): Renamed | undefined {
  const texts = new Set<string>();
  for (const json of [...schemas, value]) collect(json, texts);
  const used = inherited.filter((name) => texts.has(name));
  if (used.length === 0) return { schemas, value };
  const patterns = schemas.flatMap(patternsOf);
  const standIns = new Map<string, string>();
  for (const name of used) {
    const standIn = standInsFor(name).find(
      (candidate) =>
        candidate !== name &&
        !texts.has(candidate) &&
        !inherited.includes(candidate) &&
        ![...standIns.values()].includes(candidate) &&
        patterns.every((pattern) => isMatch(pattern, candidate) === isMatch(pattern, name)),
    );
    if (standIn === undefined) return undefined;
    standIns.set(name, standIn);
  }
  return { schemas: schemas.map((schema) => replace(schema, standIns)), value: replace(value, standIns) };
}

function collect(json: Json, texts: Set<string>): void {
  const open: Json[] = [json];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === 'string') texts.add(next);
    else if (isArray(next)) for (const item of next) open.push(item);
    else if (isObject(next)) {
      for (const [name, item] of Object.entries(next)) {
        texts.add(name);
        open.push(item);
      }
    }
  }
}

/** Values nest no deeper here than the engine lets a witness nest. */
function replace(json: Json, standIns: ReadonlyMap<string, string>): Json {
  if (typeof json === 'string') return standIns.get(json) ?? json;
  if (isArray(json)) return json.map((item) => replace(item, standIns));
  if (!isObject(json)) return json;
  return objectOf(
    Object.entries(json).map(([name, item]) => {
      if (name === 'pattern' && typeof item === 'string') return [name, item];
      if (name === 'patternProperties' && isObject(item)) {
        return [
          name,
          objectOf(Object.entries(item).map(([pattern, sub]) => [pattern, replace(sub, standIns)])),
        ];
      }
      return [standIns.get(name) ?? name, replace(item, standIns)];
    }),
  );
}
