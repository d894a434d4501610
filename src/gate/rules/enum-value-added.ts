import { keyOf } from '../include/json.js';
import { placeOf, schemaRule, show, valuesBeyond } from './schema-rule.js';

/** A value that old receivers do not know, unless they declared the list open. */
export const enumValueAdded = schemaRule({
  id: 'enum-value-added',
  waysOut: ['declare the enum open (`anyOf: [{ enum: [...] }, { type: string }]`) before values are added'],
  keywords: [],
  *differences({ base, head }) {
    for (const value of valuesBeyond(head.keywords.get('enum'), base.keywords.get('enum'))) {
      const sentence = `the value ${show(value)} is new`;
      yield {
        about: keyOf(value),
        base: placeOf(base, 'enum'),
        head: placeOf(head, 'enum'),
        breaks: sentence,
        adds: sentence,
        frees: { values: [value] },
      };
    }
  },
});
