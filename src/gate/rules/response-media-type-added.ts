import { accepting } from '../operations/negotiation.js';
import { rule } from './rule.js';

/** One more type to ask for. */
export const responseMediaTypeAdded = rule({
  id: 'response-media-type-added',
  waysOut: [],
  judges: {
    *content({ base, head, surface }) {
      if (base.of !== 'response' || base.types.length === 0) return;
      for (const { name, type, pointer } of head.types)
        if (accepting(base.types, type) === undefined)
          yield {
            level: 'additive',
            about: `${head.status} ${type}`,
            base: base.owner.pointer,
            head: pointer,
            surface,
            message: `a ${head.status} response in ${name} is new`,
          };
    },
  },
});
