import { join } from '../pointer.js';
import { rule } from './rule.js';

/** Generated clients name their functions after it; nothing on the wire changes. */
export const operationIdChanged = rule({
  id: 'operation-id-changed',
  waysOut: ['keep the old `operationId`'],
  judges: {
    *operation({ base, head }) {
      if (base?.id === undefined || head === undefined || base.id === head.id) return;
      const pointer = (at: string) => join(at, 'operationId');
      yield {
        level: 'breaking',
        layer: 'source',
        about: base.id,
        base: pointer(base.pointer),
        head: pointer(head.pointer),
        surface: 'request',
        message:
          head.id === undefined
            ? `operationId \`${base.id}\` is gone: code that calls it by name no longer compiles`
            : `operationId \`${base.id}\` became \`${head.id}\`: code that calls it by name no longer compiles`,
      };
    },
  },
});
