import { template } from '../normalize.js';
import type { OperationPair, Sides } from '../surfaces.js';
import { covers, wordsOf } from '../operations/taken-over.js';
import { rule } from './rule.js';

/** A client that calls it gets no answer it was promised. Templates match modulo parameter names; `/a/b` may live on in `/a/{x}`. */
export const operationRemoved = rule({
  id: 'operation-removed',
  waysOut: [
    'keep the operation and mark it `deprecated: true` with `x-sunset: <date>` until its notice has run',
  ],
  judges: {
    *operation(pair, sides) {
      if (pair.place !== 'paths' || pair.base === undefined) return;
      if (pair.head !== undefined && stillAnswers(pair, sides)) return;
      const call = `${pair.base.method.toUpperCase()} ${pair.base.path}`;
      yield {
        level: 'breaking',
        about: call,
        base: pair.base.pointer,
        head: pair.base.pointer,
        surface: 'request',
        message: `${call} is gone`,
        witness: { is: 'request', by: 'base' },
        complaint: `head describes no ${call}`,
      };
    },
  },
});

/** A word of the old path must be a value of the parameter that took its place. */
function stillAnswers({ base, head }: OperationPair, sides: Sides): boolean {
  if (base === undefined || head === undefined || template(base.path) === template(head.path)) return true;
  if (!covers(head.path, base.path)) return true; // the base path moved between server and template
  return wordsOf(sides.head, head, base.path) !== undefined;
}
