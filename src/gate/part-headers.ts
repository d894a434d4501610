// The headers of the parts of a multipart body, as places whose schemas are compared: OpenAPI 3.1.1 §4.8.15.
// Neighbours: encoding.ts reads the parts, rules/encoding-changed.ts judges which headers a part must carry.
import { partHeaderKey, partsOf } from './encoding.js';
import type { Named } from './normalize.js';
import type { Referrers } from './referrers.js';
import { referring } from './referrers.js';
import type { Pairs, SchemaSurface, Sides } from './surfaces.js';
import { valueVisit } from './surfaces.js';

/** Every header that both sides describe for the same part. */
export function* partHeaderSurfaces(
  sides: Sides,
  pair: Pairs['encoding'],
  referrers: Referrers,
): Iterable<SchemaSurface> {
  const others = new Map(partsOf(sides.head, pair.head).map((part) => [part.name, part]));
  for (const part of partsOf(sides.base, pair.base))
    for (const header of part.headers) {
      const other = others.get(part.name)?.headers.find(({ key }) => key === header.key);
      if (other === undefined) continue;
      const own = (side: 'base' | 'head', named: Named): Named => ({
        ...named,
        key: partHeaderKey(pair[side], part, named),
      });
      const within = {
        operation: pair.operation,
        direction: pair.direction,
        surface: `${pair.surface}.${part.name}.header.${header.name}`,
        referrer: referring(referrers, header, other, pair.referrer),
      };
      for (const visit of valueVisit(within, own('base', header), own('head', other), '')) yield visit.pair;
    }
}
