import { accepting } from '../operations/negotiation.js';
import { listed, rule } from './rule.js';

/** A type old senders may use must be read, or its range. RFC 9110 §8.3, §12.5.1. */
export const requestMediaTypeRemoved = rule({
  id: 'request-media-type-removed',
  waysOut: ['keep reading the old media type beside the new one'],
  judges: {
    *content({ base, head, direction }) {
      if (base.of !== 'request' || head.types.length === 0) return;
      for (const { name, type, pointer } of base.types) {
        if (accepting(head.types, type) !== undefined) continue;
        const where = { about: type, base: pointer, head: pointer };
        if (direction === 'request')
          yield {
            ...where,
            level: 'breaking',
            message: `a request body in ${name} is no longer read`,
            witness: { is: 'request', by: 'base', media: name },
            complaint: `head reads ${listed(head.types.map((one) => one.name))}`,
          };
        else yield { ...where, level: 'docs', message: `the body is no longer sent in ${name}` };
      }
    },
  },
});
