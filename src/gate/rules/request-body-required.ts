import { requestBy, roles, rule } from './rule.js';

/** A body that may be left out, and a receiver that insists on it. */
export const requestBodyRequired = rule({
  id: 'request-body-required',
  waysOut: ['keep the body optional'],
  judges: {
    *body(pair) {
      const { base, head, direction, operation } = pair;
      const { sender, receiver, receives } = roles(pair);
      const where = {
        about: 'body',
        base: base?.pointer ?? operation.base?.pointer ?? null,
        head: head?.pointer ?? operation.head?.pointer ?? null,
      };
      if (receiver?.required === true && sender?.required !== true)
        yield {
          ...where,
          level: 'breaking',
          message:
            direction === 'request'
              ? `the request body ${base === undefined ? 'is new and' : 'became'} required`
              : `the request body ${head === undefined ? 'is gone' : 'became optional'}, and receivers require it`,
          witness: { is: 'request', by: requestBy(direction), body: 'absent' },
          complaint: `${receives}: a request body is required`,
        };
      else if (base !== undefined && head !== undefined && base.required !== head.required)
        yield {
          ...where,
          level: 'additive',
          message: `the request body became ${head.required ? 'required' : 'optional'}`,
        };
    },
  },
});
