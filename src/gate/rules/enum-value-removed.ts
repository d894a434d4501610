import { keyOf } from '../include/json.js';
import { placeOf, schemaRule, show, valuesBeyond } from './schema-rule.js';

/** A known value that is no longer one. */
export const enumValueRemoved = schemaRule({
  id: 'enum-value-removed',
  waysOut: ['keep the value, marked deprecated, until its notice has run'],
  keywords: [],
  *differences({ base, head }) {
    for (const value of valuesBeyond(base.keywords.get('enum'), head.keywords.get('enum'))) {
      const sentence = `the value ${show(value)} is gone`;
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
