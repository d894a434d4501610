import { rule } from './rule.js';

/** Content where none was: an old client does not look at it. */
export const responseBodyAdded = rule({
  id: 'response-body-added',
  waysOut: [],
  judges: {
    *content({ base, head, surface }) {
      if (base.of !== 'response' || base.types.length > 0 || head.types.length === 0) return;
      yield {
        level: 'additive',
        about: head.status,
        base: base.owner.pointer,
        head: head.owner.pointer,
        surface,
        message: `the ${head.status} response has content now`,
      };
    },
  },
});
