import { rule } from './rule.js';

/** The wire tolerates it; code that names the parameter does not compile. */
export const parameterRemoved = rule({
  id: 'parameter-removed',
  waysOut: ['keep it documented, `deprecated: true`, and ignore it'],
  judges: {
    *parameter({ base, head, direction }) {
      if (base === undefined || head !== undefined || base.in === 'path') return;
      if (base.required && direction === 'response') return; // parameter-required
      yield {
        level: 'breaking',
        layer: 'source',
        about: `${base.in} ${base.name}`,
        base: base.pointer,
        head: base.pointer,
        message: `${base.in} parameter \`${base.name}\` is gone: code that names it no longer compiles`,
      };
    },
  },
});
