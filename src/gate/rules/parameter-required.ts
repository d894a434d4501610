import { requestBy, roles, rule } from './rule.js';

/** Who may leave it out and who insists on it: old callers against new API, for webhooks the other way round. */
export const parameterRequired = rule({
  id: 'parameter-required',
  waysOut: ["keep it optional, with a default on the server's side"],
  judges: {
    *parameter(pair) {
      const { base, head, direction } = pair;
      if ((base ?? head)?.in === 'path') return;
      const { sender, receiver, receives } = roles(pair);
      const named = receiver ?? sender;
      if (named === undefined) return;
      const what = `${named.in} parameter \`${named.name}\``;
      const common = {
        about: `${named.in} ${named.name}`,
        base: base?.pointer ?? (head === undefined ? null : (pair.operation.base?.pointer ?? null)),
        head: head?.pointer ?? base?.pointer ?? null,
      };
      if (receiver?.required === true && sender?.required !== true)
        yield {
          ...common,
          level: 'breaking',
          message:
            direction === 'request'
              ? base === undefined
                ? `${what} is new and required`
                : `${what} became required`
              : head === undefined
                ? `${what} is gone, and receivers require it`
                : `${what} became optional, and receivers require it`,
          witness: { is: 'request', by: requestBy(direction), values: { [named.key]: 'absent' } },
          complaint: `${receives}: ${what} is required`,
        };
      else if (base !== undefined && head !== undefined && base.required !== head.required)
        yield {
          ...common,
          level: 'additive',
          message: `${what} became ${head.required ? 'required' : 'optional'}`,
        };
    },
  },
});
