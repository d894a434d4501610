import { schemaRule } from './schema-rule.js';

/** A declared name that is gone. On the wire it counts where somebody requires it or refuses strangers; in code always. */
export const propertyRemoved = schemaRule({
  id: 'property-removed',
  waysOut: [
    'keep the property documented, `deprecated: true` with `x-sunset: <date>`, until its notice has run',
  ],
  keywords: [],
  *differences({ base, head, direction }) {
    for (const [name, [place = '']] of base.properties) {
      if (head.properties.has(name)) continue;
      yield {
        about: name,
        base: place,
        head: place,
        breaks: `\`${name}\` is gone${direction === 'request' ? ', and head refuses it' : ', and clients count on it'}`,
        adds: `\`${name}\` is gone`,
        isTold: false,
        frees: { forgotten: [name] },
      };
    }
  },
});
