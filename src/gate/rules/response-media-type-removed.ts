import type { MediaType } from '../normalize.js';
import { accepting, inRange } from '../operations/negotiation.js';
import { listed, rule } from './rule.js';

/** A client asks for a type (RFC 9110 §12.5.1): it must still be offered, not only lie in a wider range. */
export const responseMediaTypeRemoved = rule({
  id: 'response-media-type-removed',
  waysOut: ['keep offering the old media type beside the new one'],
  judges: {
    *content({ base, head, direction, surface }) {
      if (base.of !== 'response' || head.types.length === 0) return;
      for (const { name, type, pointer } of base.types) {
        const isThere =
          direction === 'response' ? isOffered(head.types, type) : accepting(head.types, type) !== undefined;
        if (isThere) continue;
        yield {
          level: 'breaking',
          about: `${base.status} ${type}`,
          base: pointer,
          head: pointer,
          surface,
          message:
            direction === 'response'
              ? `a ${base.status} response is no longer offered in ${name}`
              : `a ${base.status} response in ${name} is no longer read`,
          witness: { is: 'response', by: 'base', status: base.status, media: name },
          complaint: `head ${direction === 'response' ? 'offers' : 'reads'} ${listed(head.types.map((one) => one.name))}`,
        };
      }
    },
  },
});

function isOffered(types: readonly MediaType[], type: string): boolean {
  return types.some((one) => one.type === type || (type.includes('*') && inRange(one.type, type)));
}
