// The JSON types a place may have, from what its schemas say.
import { isArray } from '../include/json.js';
import type { Side } from '../normalize.js';
import { join } from '../pointer.js';
import { nothing } from '../surfaces.js';
import { isOfType } from './accepts-scalar.js';
import { conjuncts } from './view.js';

/** Sorted: what tells branches of a union apart. */
export function typesOf(side: Side, pointer: string): readonly string[] {
  return pointer === nothing ? [] : [...typesAt(side, pointer)].sort();
}

/** Unions within unions are followed so far; a union may lead back to itself. */
const maxUnions = 6;

const read = new WeakMap<Side, Map<string, ReadonlySet<string>>>();

/** JSON types a place may have, from `type`, `enum`, `const` and unions; all of them where nothing says. */
export function typesAt(side: Side, pointer: string, depth = 0): ReadonlySet<string> {
  const ofSide = read.get(side) ?? new Map<string, ReadonlySet<string>>();
  read.set(side, ofSide);
  // By depth: a union that leads back to itself is followed anew from each of its branches.
  const key = `${depth} ${pointer}`;
  const types = ofSide.get(key) ?? readTypes(side, pointer, depth);
  ofSide.set(key, types);
  return types;
}

function readTypes(side: Side, pointer: string, depth: number): ReadonlySet<string> {
  const every = ['null', 'boolean', 'number', 'string', 'array', 'object'];
  const types = new Set(every);
  for (const { schema, pointer: at } of conjuncts(side, [pointer]) ?? []) {
    const declared = schema['type'];
    const narrow = (keep: (type: string) => boolean): void => {
      for (const type of every) if (!keep(type)) types.delete(type);
    };
    if (declared !== undefined) {
      const list = isArray(declared) ? declared : [declared];
      narrow((type) => list.includes(type) || (type === 'number' && list.includes('integer')));
    }
    const known = isArray(schema['enum'])
      ? schema['enum']
      : schema['const'] === undefined
        ? undefined
        : [schema['const']];
    if (known !== undefined) narrow((type) => known.some((value) => isOfType(value, type)));
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const branches = schema[keyword];
      if (!isArray(branches) || branches.length > 50) continue;
      const some = new Set(
        branches.flatMap((_, index) =>
          depth > maxUnions ? every : [...typesAt(side, join(at, keyword, index), depth + 1)],
        ),
      );
      narrow((type) => some.has(type));
    }
  }
  return types;
}

/** The types as they are written, `integer` among them, through references and unions; undefined where nothing says. */
export function writtenTypes(side: Side, pointer: string, depth = 0): readonly string[] | undefined {
  for (const { schema, pointer: at } of conjuncts(side, [pointer]) ?? []) {
    const { type } = schema;
    if (type !== undefined) return (isArray(type) ? type : [type]).map(String);
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const branches = schema[keyword];
      if (!isArray(branches) || branches.length > 50 || depth > maxUnions) continue;
      const some = branches.map((_, index) => writtenTypes(side, join(at, keyword, index), depth + 1));
      const types = new Set(some.flatMap((each) => each ?? []));
      if (some.every((each) => each !== undefined)) return [...types].sort();
    }
  }
  return undefined;
}
