import { rule } from './rule.js';

/** Nobody has asked for it yet. */
export const webhookAdded = rule({
  id: 'webhook-added',
  waysOut: [],
  judges: {
    *operation({ place, base, head, prefix }) {
      if (place !== 'webhooks' || base !== undefined || head === undefined) return;
      const call = `${head.method.toUpperCase()} ${head.path}`;
      yield {
        level: 'additive',
        about: call,
        base: null,
        head: head.pointer,
        surface: `${prefix}request`,
        direction: 'response',
        message: `the webhook ${call} is new`,
      };
    },
  },
});
