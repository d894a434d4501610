import { rule } from './rule.js';

/** The wire carries only the value; typed paths spell the name. */
export const pathParameterRenamed = rule({
  id: 'path-parameter-renamed',
  waysOut: ['keep the old name: it is not on the wire'],
  judges: {
    *parameter({ base, head }) {
      if (base?.in !== 'path' || head?.in !== 'path' || base.name === head.name) return;
      yield {
        level: 'breaking',
        layer: 'source',
        about: base.name,
        base: base.pointer,
        head: head.pointer,
        message: `path parameter \`${base.name}\` became \`${head.name}\`: code that names it no longer compiles`,
      };
    },
  },
});
