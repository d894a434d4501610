import { rule } from './rule.js';

/** One more header; nobody reads it yet. */
export const responseHeaderAdded = rule({
  id: 'response-header-added',
  waysOut: [],
  judges: {
    *header({ base, head, direction, owner }) {
      if (base !== undefined || head === undefined || (head.required && direction === 'request')) return;
      yield {
        level: 'additive',
        about: `header ${head.name.toLowerCase()}`,
        base: owner.base.pointer,
        head: head.pointer,
        message: `response header \`${head.name}\` is new`,
      };
    },
  },
});
