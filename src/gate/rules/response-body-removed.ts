import { listed, rule } from './rule.js';

/** A response that had content and has none. */
export const responseBodyRemoved = rule({
  id: 'response-body-removed',
  waysOut: ['keep the content; use another status for an answer without one'],
  judges: {
    *content({ base, head, surface }) {
      if (base.of !== 'response' || base.types.length === 0 || head.types.length > 0) return;
      yield {
        level: 'breaking',
        about: base.status,
        base: base.owner.pointer,
        head: head.owner.pointer,
        surface,
        message: `the ${base.status} response lost its content`,
        witness: { is: 'response', by: 'head', status: base.status, body: 'absent' },
        complaint: `base promises content in ${listed(base.types.map(({ name }) => name))}`,
      };
    },
  },
});
