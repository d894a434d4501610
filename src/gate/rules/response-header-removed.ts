import { rule } from './rule.js';

/** An optional header was never certain; code that names it does not compile. */
export const responseHeaderRemoved = rule({
  id: 'response-header-removed',
  waysOut: ['keep it documented, `deprecated: true`'],
  judges: {
    *header({ base, head, direction, owner }) {
      if (base === undefined || head !== undefined) return;
      if (base.required && direction === 'response') return; // response-header-required
      yield {
        level: 'breaking',
        layer: 'source',
        about: `header ${base.name.toLowerCase()}`,
        base: base.pointer,
        head: `${owner.head.pointer}/headers`,
        message: `response header \`${base.name}\` is gone: code that names it no longer compiles`,
      };
    },
  },
});
