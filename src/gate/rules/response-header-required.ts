import { roles, rule } from './rule.js';

/** A header one side counts on and the other may leave out. */
export const responseHeaderRequired = rule({
  id: 'response-header-required',
  waysOut: ['keep sending the header always'],
  judges: {
    *header(pair) {
      const { base, head, status, direction, owner } = pair;
      const { sender, receiver, sends, receives } = roles(pair);
      const named = receiver ?? sender;
      if (named === undefined) return;
      const what = `response header \`${named.name}\``;
      const where = {
        about: `header ${named.name.toLowerCase()}`,
        base: base?.pointer ?? owner.base.pointer,
        head: head?.pointer ?? `${owner.head.pointer}/headers`,
      };
      if (receiver?.required === true && sender?.required !== true)
        yield {
          ...where,
          level: 'breaking',
          message:
            direction === 'response'
              ? `${what} ${head === undefined ? 'is gone' : 'became optional'}, and clients count on it`
              : `${what} ${base === undefined ? 'is new and' : 'became'} required`,
          witness: { is: 'response', by: sends, status, values: { [named.key]: 'absent' } },
          complaint: `${receives}: header ${named.name} is required`,
        };
      else if (base !== undefined && head !== undefined && base.required !== head.required)
        yield {
          ...where,
          level: 'additive',
          message: `${what} became ${head.required ? 'required' : 'optional'}`,
        };
    },
  },
});
