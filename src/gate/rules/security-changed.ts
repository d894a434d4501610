import { describe, satisfies, securityOf } from '../operations/security.js';
import { listed, rule } from './rule.js';

/** Whoever was let in yesterday is let in today: each old way in satisfies some new one. OpenAPI 3.1.1 §4.8.30. */
export const securityChanged = rule({
  id: 'security-changed',
  waysOut: ['keep the old way in as one more alternative in `security`'],
  judges: {
    *operation({ place, base, head, direction, inherits }, sides) {
      if (base === undefined || head === undefined) return;
      const old = securityOf(sides.base, base, place === 'paths');
      const now = securityOf(sides.head, head, place === 'paths');
      const [callers, asked] = direction === 'request' ? [old, now] : [now, old];
      for (const held of callers) {
        if (asked.some((alternative) => satisfies(held, alternative))) continue;
        yield {
          level: 'breaking',
          about: describe(held),
          base: direction === 'request' ? held.pointer : (old[0]?.pointer ?? '/security'),
          head: direction === 'request' ? (now[0]?.pointer ?? '/security') : held.pointer,
          surface: 'request.security',
          referrer: inherits?.security,
          message: `a caller with ${describe(held)} is no longer let in`,
          witness: { is: 'request', by: direction === 'request' ? 'base' : 'head', security: held },
          complaint: `asked for: ${listed(asked.map(describe), ', or ')}`,
        };
      }
      for (const alternative of asked) {
        if (callers.some((held) => satisfies(alternative, held))) continue; // was let in before
        yield {
          level: 'additive',
          about: describe(alternative),
          base: direction === 'request' ? null : alternative.pointer,
          head: direction === 'request' ? alternative.pointer : (now[0]?.pointer ?? null),
          surface: 'request.security',
          message: `a caller with ${describe(alternative)} is let in, too`,
        };
      }
    },
  },
});
