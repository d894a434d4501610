import { describing, isSuccess } from '../operations/negotiation.js';
import { responsesOf } from '../normalize.js';
import { rule } from './rule.js';

/** A status that no longer comes harms nobody; for webhooks and callbacks it is an answer that is no longer understood. */
export const responseStatusRemoved = rule({
  id: 'response-status-removed',
  waysOut: ['keep describing the status: receivers answer with it'],
  judges: {
    *status({ status, base, head, described, direction, operation }, sides) {
      if (base === undefined || head !== undefined) return;
      const heads = operation.head === undefined ? [] : responsesOf(sides.head, operation.head);
      const where = {
        about: status,
        base: base.pointer,
        head: operation.head === undefined ? base.pointer : `${operation.head.pointer}/responses`,
      };
      if (direction === 'request' && !described && isSuccess(status))
        yield {
          ...where,
          level: 'breaking',
          message: `an answer with status ${status} is no longer understood`,
          witness: { is: 'response', by: 'base', status },
          complaint: `head describes no ${status}`,
        };
      else if (describing(heads, status) === undefined)
        yield { ...where, level: 'docs', message: `status ${status} is no longer documented` };
    },
  },
});
