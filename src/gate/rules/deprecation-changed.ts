import type { Node } from '../normalize.js';
import { join } from '../pointer.js';
import type { Difference } from './rule.js';
import { rule } from './rule.js';

/** Notice given, taken back or moved: `deprecated` and `x-sunset`. It breaks nothing; the policy counts its days. */
export const deprecationChanged = rule({
  id: 'deprecation-changed',
  waysOut: [],
  judges: {
    *operation({ base, head }) {
      if (base !== undefined && head !== undefined)
        yield* deprecation(base, head, `${head.method.toUpperCase()} ${head.path}`, 'request');
    },
    *parameter({ base, head, surface }) {
      if (base !== undefined && head !== undefined)
        yield* deprecation(base, head, `${head.in} parameter \`${head.name}\``, surface);
    },
    *partHeader({ base, head, part, surface }) {
      if (base !== undefined && head !== undefined)
        yield* deprecation(
          base,
          head,
          `the header \`${head.name}\` of the part \`${part.head.name}\``,
          surface,
        );
    },
    *header({ base, head, surface }) {
      if (base !== undefined && head !== undefined)
        yield* deprecation(base, head, `response header \`${head.name}\``, surface);
    },
  },
});

/** What changed between two objects that may carry notice. */
export function* deprecation(base: Node, head: Node, what: string, surface: string): Iterable<Difference> {
  const was = base.value['deprecated'] === true;
  const is = head.value['deprecated'] === true;
  const where = (name: string) => ({
    base: join(base.pointer, name),
    head: join(head.pointer, name),
    surface,
  });
  if (was !== is)
    yield {
      ...where('deprecated'),
      level: 'additive',
      about: 'deprecated',
      message: is ? `${what} became deprecated` : `${what} is no longer deprecated`,
    };
  const before = base.value['x-sunset'];
  const after = head.value['x-sunset'];
  if (before !== after && (typeof before === 'string' || typeof after === 'string'))
    yield {
      ...where('x-sunset'),
      level: 'additive',
      about: 'x-sunset',
      message: `the sunset of ${what} ${
        before === undefined
          ? `is set to ${String(after)}`
          : after === undefined
            ? `(${String(before)}) is gone`
            : `moved from ${String(before)} to ${String(after)}`
      }`,
    };
}
