import { accepting } from '../operations/negotiation.js';
import { listed, rule } from './rule.js';

/** One more type to send in; in webhooks and callbacks one more that old receivers cannot read. */
export const requestMediaTypeAdded = rule({
  id: 'request-media-type-added',
  waysOut: ['send the old media type to receivers that did not ask for another'],
  judges: {
    *content({ base, head, direction }) {
      if (base.of !== 'request' || base.types.length === 0) return;
      for (const { name, type, pointer } of head.types) {
        if (accepting(base.types, type) !== undefined) continue;
        const where = { about: type, base: base.owner.pointer, head: pointer };
        if (direction === 'request')
          yield { ...where, level: 'additive', message: `a request body in ${name} is read, too` };
        else
          yield {
            ...where,
            level: 'breaking',
            message: `the body may now come in ${name}, which old receivers do not read`,
            witness: { is: 'request', by: 'head', media: name },
            complaint: `base reads ${listed(base.types.map((one) => one.name))}`,
          };
      }
    },
  },
});
