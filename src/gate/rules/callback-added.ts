import { rule } from './rule.js';

/** Nobody has asked for it yet. */
export const callbackAdded = rule({
  id: 'callback-added',
  waysOut: [],
  judges: {
    *operation({ place, base, head, prefix }) {
      if (place !== 'callbacks' || base !== undefined || head === undefined) return;
      const call = `${head.method.toUpperCase()} ${head.path}`;
      yield {
        level: 'additive',
        about: call,
        base: null,
        head: head.pointer,
        surface: `${prefix}request`,
        direction: 'response',
        message: `the callback ${call} is new`,
      };
    },
  },
});
