import { rule } from './rule.js';

/** Whoever waits for the call waits for ever. */
export const callbackRemoved = rule({
  id: 'callback-removed',
  waysOut: [
    'keep sending it, and mark it `deprecated: true` with `x-sunset: <date>` until its notice has run',
  ],
  judges: {
    *operation({ place, base, head, prefix }) {
      if (place !== 'callbacks' || base === undefined || head !== undefined) return;
      const call = `${base.method.toUpperCase()} ${base.path}`;
      yield {
        level: 'breaking',
        about: call,
        base: base.pointer,
        head: base.pointer,
        surface: `${prefix}request`,
        direction: 'response',
        message: `the callback ${call} is gone: it no longer comes`,
        witness: { is: 'request', by: 'base' },
        complaint: 'head never sends it',
      };
    },
  },
});
