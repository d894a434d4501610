import { requestsOf } from '../operations/taken-over.js';
import { rule } from './rule.js';

/** Nobody calls it yet. */
export const operationAdded = rule({
  id: 'operation-added',
  waysOut: [],
  judges: {
    *operation({ place, base, head, takesOver }) {
      if (place !== 'paths' || base !== undefined || head === undefined) return;
      const call = `${head.method.toUpperCase()} ${head.path}`;
      yield {
        level: 'additive',
        about: call,
        base: null,
        head: head.pointer,
        surface: 'request',
        message:
          takesOver === undefined
            ? `${call} is new`
            : `${call} is new, and takes over the requests of ${requestsOf(takesOver)}`,
      };
    },
  },
});
