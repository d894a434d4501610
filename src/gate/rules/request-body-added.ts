import { rule } from './rule.js';

/** A body nobody has to send. */
export const requestBodyAdded = rule({
  id: 'request-body-added',
  waysOut: [],
  judges: {
    *body({ base, head, direction, operation }) {
      if (base !== undefined || head === undefined || (head.required && direction === 'request')) return;
      if (head.content.length === 0) return;
      yield {
        level: 'additive',
        about: 'body',
        base: operation.base?.pointer ?? null,
        head: head.pointer,
        message: 'a request body is new',
      };
    },
  },
});
