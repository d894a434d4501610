// The JSON types a place may have, sorted: what tells branches of a union apart.
import type { Side } from '../normalize.js';
import { nothing } from '../surfaces.js';
import { typesAt } from '../witness/sample.js';

export function typesOf(side: Side, pointer: string): readonly string[] {
  return pointer === nothing ? [] : [...typesAt(side, pointer)].sort();
}
