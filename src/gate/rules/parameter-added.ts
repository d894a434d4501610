import { rule } from './rule.js';

/** An optional parameter nobody sends yet. */
export const parameterAdded = rule({
  id: 'parameter-added',
  waysOut: [],
  judges: {
    *parameter({ base, head, direction }) {
      if (base !== undefined || head === undefined || head.in === 'path') return;
      if (head.required && direction === 'request') return; // parameter-required
      yield {
        level: 'additive',
        about: `${head.in} ${head.name}`,
        base: null,
        head: head.pointer,
        message: `${head.in} parameter \`${head.name}\` is new`,
      };
    },
  },
});
