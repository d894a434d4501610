// How long a validator takes over a value: it holds each part anew to every schema by every way that leads there, so that unions
// within unions that overlap multiply with every level.

import type { Json } from './json.js';
import { targetOf } from './references.js';
import type { Schema } from './schema.js';
import { heldBy, type Holding } from './touch.js';

interface Frame {
  readonly schema: Schema;
  readonly value: Json;
  readonly open: Holding[];
  sum: number;
}

/** How many times a schema object is asked about a part of the value, all ways counted. */
export function effortOf(root: Schema, value: Json): number {
  const counts = new Map<Schema, Map<Json, number>>();
  const count = (schema: Schema, of: Json, number: number): number => {
    const bySchema = counts.get(schema) ?? new Map<Json, number>();
    counts.set(schema, bySchema.set(of, number));
    return number;
  };
  const enter = (schema: Schema, of: Json): Frame => {
    // What leads back to itself with the same value ends no validation: not counted again.
    count(schema, of, 0);
    return { schema, value: of, open: [...heldBy(schema, of)], sum: 1 };
  };
  const frames = [enter(targetOf(root), value)];
  for (;;) {
    const top = frames.at(-1) as Frame;
    const next = top.open.pop();
    if (next) {
      const schema = targetOf(next.sub);
      const known = counts.get(schema)?.get(next.of);
      if (known === undefined) frames.push(enter(schema, next.of));
      else top.sum += known;
      continue;
    }
    frames.pop();
    count(top.schema, top.value, top.sum);
    const parent = frames.at(-1);
    if (!parent) return top.sum;
    parent.sum += top.sum;
  }
}
