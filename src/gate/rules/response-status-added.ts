import { responsesOf } from '../normalize.js';
import { isSuccess } from '../operations/negotiation.js';
import { rule } from './rule.js';

/**
 * A new way to succeed breaks who knows the old ones; a new way to fail is expected. OpenAPI 3.1.1 §4.8.16. Where no success
 * was described, nobody knows an old one: descriptions are expected to cover it, and this one catches up.
 */
export const responseStatusAdded = rule({
  id: 'response-status-added',
  waysOut: ['answer with the old status, or offer the new one on request only'],
  judges: {
    *status({ status, base, head, described, direction, operation }, sides) {
      if (head === undefined || base !== undefined) return;
      if (direction === 'response' && described) return;
      const where = {
        about: status,
        base: operation.base === undefined ? null : `${operation.base.pointer}/responses`,
        head: head.pointer,
      };
      const others = operation.head === undefined ? [] : responsesOf(sides.head, operation.head);
      // `default` is for errors where a success is described beside it, and for everything where none is.
      const mayBeSuccess =
        status === 'default' ? !others.some((one) => isSuccess(one.status)) : isSuccess(status);
      const known = (operation.base === undefined ? [] : responsesOf(sides.base, operation.base)).map(
        (one) => one.status,
      );
      const code = unknownCode(status, known);
      const knowsSuccess = known.some((one) => one === 'default' || isSuccess(one));
      if (direction === 'response' && mayBeSuccess && knowsSuccess && code !== undefined)
        yield {
          ...where,
          level: 'breaking',
          message: `status ${status} is new, and old clients know no such success`,
          witness: { is: 'response', by: 'head', status: code },
          complaint: `base describes no ${code}`,
        };
      else
        yield {
          ...where,
          level: 'additive',
          message: `status ${status} is new${mayBeSuccess && !knowsSuccess ? ', the first success described' : ''}`,
        };
    },
  },
});

/** A success that the new description covers and the old one does not: a range shows by the first code nobody described. */
function unknownCode(status: string, known: readonly string[]): string | undefined {
  if (/^\d{3}$/.test(status)) return status;
  const [first, count] = status === 'default' ? [200, 200] : [Number(status[0]) * 100, 100];
  return Array.from({ length: count }, (_, index) => String(first + index)).find(
    (code) => !known.includes(code) && !known.includes(`${code[0]}XX`),
  );
}
