import { equalJson } from '../include/json.js';
import { schemaRule } from './schema-rule.js';

/** Whatever no other rule names: keywords the gate does not know one by one, and combinations of changes. */
export const schemaChanged = schemaRule({
  id: 'schema-changed',
  waysOut: ['keep the old schema'],
  keywords: [],
  *differences({ base, head }) {
    if (equalJson([...base.rest], [...head.rest])) return;
    yield {
      about: 'schema',
      base: base.all[0]?.pointer ?? base.pointers[0] ?? '',
      head: head.all[0]?.pointer ?? head.pointers[0] ?? '',
      breaks: 'the schema changed',
      adds: 'the schema changed',
      frees: { keywords: ['allOf'] },
    };
  },
});
