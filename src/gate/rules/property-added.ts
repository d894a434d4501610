import { schemaRule } from './schema-rule.js';

/** A declared name that is new. It breaks where its values are held to more than any stranger's were, or strangers are refused. */
export const propertyAdded = schemaRule({
  id: 'property-added',
  waysOut: ['accept under the new name whatever was accepted before'],
  keywords: [],
  *differences({ base, head, direction }) {
    for (const [name, [place = '']] of head.properties) {
      if (base.properties.has(name)) continue;
      yield {
        about: name,
        base: base.all[0]?.pointer ?? base.pointers[0] ?? '',
        head: place,
        breaks:
          direction === 'request'
            ? `\`${name}\` is declared now, and narrower than what was accepted under that name`
            : `\`${name}\` is new, and old clients refuse it`,
        adds: `\`${name}\` is new`,
        isTold: false,
        frees: { untyped: [name] },
      };
    }
  },
});
