// What tells the branches of a union apart at sight: a required property with known values, or the type.
import { isArray, isObject, keyOf } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import { typesOf } from './types.js';
import { conjuncts } from './view.js';

/** Whether branches exclude each other for a reason that is seen at once: their types, or a required property with known values. */
export function areDisjoint(side: Side, branches: readonly string[]): boolean {
  const seen = branches.map((branch) => ({
    types: new Set(typesOf(side, branch)),
    tags: tagsOf(side, branch),
  }));
  return seen.every((one, index) =>
    seen.slice(index + 1).every((other) => {
      if (![...one.types].some((type) => other.types.has(type))) return true;
      const shared = [...one.types].filter((type) => other.types.has(type));
      if (shared.join() !== 'object') return false;
      return [...one.tags].some(([name, values]) => {
        const others = other.tags.get(name);
        return others !== undefined && ![...values].some((value) => others.has(value));
      });
    }),
  );
}

export type Tags = ReadonlyMap<string, ReadonlySet<string>>;

const known = new WeakMap<Side, Map<string, Tags>>();

/** Required properties of a branch that have a list of values, each with their keys; of a union, those of all its branches. Every branch is held to every other. */
export function tagsOf(side: Side, branch: string): Tags {
  let tags = known.get(side);
  if (tags === undefined) {
    tags = new Map();
    known.set(side, tags);
  }
  const found = tags.get(branch) ?? readTags(side, branch);
  tags.set(branch, found);
  return found;
}

/** Unions within unions are followed so far; a union may lead back to itself. */
const maxUnions = 6;

function readTags(side: Side, branch: string, depth = 0): Tags {
  const all = conjuncts(side, [branch]) ?? [];
  const required = new Set(
    all.flatMap(({ schema }) => (isArray(schema['required']) ? schema['required'] : [])),
  );
  const tags = new Map<string, Set<string>>();
  for (const { schema, pointer } of all)
    for (const name of Object.keys(isObject(schema['properties']) ? schema['properties'] : {})) {
      if (!required.has(name)) continue;
      for (const { schema: own } of conjuncts(side, [join(pointer, 'properties', name)]) ?? []) {
        const values = isArray(own['enum'])
          ? own['enum']
          : own['const'] === undefined
            ? undefined
            : [own['const']];
        if (values !== undefined) tags.set(name, new Set(values.map(keyOf)));
      }
    }
  if (depth >= maxUnions) return tags;
  for (const { schema, pointer } of all)
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const branches = isArray(schema[keyword]) ? schema[keyword] : [];
      const inner = branches.map((_, index) => readTags(side, join(pointer, keyword, index), depth + 1));
      for (const name of inner[0]?.keys() ?? [])
        if (!tags.has(name) && inner.every((each) => each.has(name)))
          tags.set(name, new Set(inner.flatMap((each) => [...(each.get(name) ?? [])])));
    }
  return tags;
}

/** Whether two branches can carry the same tag; undefined where they read no tag in common. */
export function haveSameTag(one: Tags, other: Tags): boolean | undefined {
  for (const [name, values] of one) {
    const others = other.get(name);
    if (others !== undefined) return [...values].some((value) => others.has(value));
  }
  return undefined;
}
