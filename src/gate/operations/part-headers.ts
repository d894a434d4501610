// The headers of the parts of a multipart body, matched: OpenAPI 3.1.1 §4.8.15.
// Neighbours: encoding.ts reads the parts, ../rules/encoding-changed.ts judges which headers a part must carry.
import type { Part } from './encoding.js';
import { partHeaderKey, partsOf } from './encoding.js';
import type { Named } from '../normalize.js';
import { join } from '../pointer.js';
import type { Referrers } from '../referrers.js';
import { referring } from '../referrers.js';
import type { Pairs, Sides, Visit } from '../surfaces.js';
import { valueVisit } from '../surfaces.js';

/** Every header of the parts that both sides have. */
export function* partHeaderVisits(
  sides: Sides,
  encoding: Pairs['encoding'],
  referrers: Referrers,
): Iterable<Visit> {
  const others = new Map(partsOf(sides.head, encoding.head).map((part) => [part.name, part]));
  for (const part of partsOf(sides.base, encoding.base)) {
    const other = others.get(part.name);
    if (other === undefined) continue;
    const own = (side: 'base' | 'head', { headers }: Part): Named[] =>
      headers.map((header) => ({ ...header, key: partHeaderKey(encoding[side], part, header) }));
    const left = own('head', other);
    const matched: [Named | undefined, Named | undefined][] = own('base', part).map((header) => {
      const at = left.findIndex(({ name }) => name.toLowerCase() === header.name.toLowerCase());
      return [header, at < 0 ? undefined : left.splice(at, 1)[0]];
    });
    for (const header of left) matched.push([undefined, header]);
    for (const [one, now] of matched) {
      const { name } = (one ?? now) as Named;
      const within = {
        operation: encoding.operation,
        direction: encoding.direction,
        surface: `${encoding.surface}.${part.name}.header.${name}`,
        referrer: referring(referrers, one, now, encoding.referrer),
      };
      const owner = (side: 'base' | 'head'): string => join(encoding[side].pointer, 'encoding', part.name);
      yield {
        kind: 'partHeader',
        pair: {
          ...within,
          base: one,
          head: now,
          part: { base: part, head: other },
          media: { base: encoding.base, head: encoding.head },
          owner: { base: owner('base'), head: owner('head') },
        },
      };
      if (one !== undefined && now !== undefined)
        yield* valueVisit(within, one, now, '', `header \`${name}\` of the part \`${part.name}\``);
    }
  }
}
