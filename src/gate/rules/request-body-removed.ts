import { roles, rule } from './rule.js';

/** A body that was described and is not any more. */
export const requestBodyRemoved = rule({
  id: 'request-body-removed',
  waysOut: ['keep the body documented, as optional'],
  judges: {
    *body(pair) {
      const { base, head, direction, operation } = pair;
      if (base === undefined || base.content.length === 0) return;
      if (head !== undefined && head.content.length > 0) return;
      if (roles(pair).receiver?.required === true && head === undefined) return; // request-body-required
      const where = {
        about: 'body',
        base: base.pointer,
        head: head?.pointer ?? operation.head?.pointer ?? base.pointer,
      };
      yield direction === 'request'
        ? {
            ...where,
            level: 'breaking',
            message: 'the request body is gone',
            witness: { is: 'request', by: 'base', media: base.content[0]?.name ?? 'application/json' },
            complaint: 'head describes no request body',
          }
        : {
            ...where,
            level: 'breaking',
            layer: 'source',
            message: 'the request body is gone: code that reads it no longer compiles',
          };
    },
  },
});
