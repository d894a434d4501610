import { isArray, keyOf } from '../include/json.js';
import { isOpened } from '../schema/names.js';
import { schemaRule, placeOf, show } from './schema-rule.js';

/** A list of known values where any was allowed, or the other way round. JSON Schema 2020-12 validation §6.1.2. */
export const enumChanged = schemaRule({
  id: 'enum-changed',
  waysOut: ['list the known values beside the open type: `anyOf: [{ enum: [...] }, { type: string }]`'],
  keywords: ['enum'],
  *differences({ base, head }) {
    const one = base.keywords.get('enum');
    const other = head.keywords.get('enum');
    if ((one === undefined) === (other === undefined)) return;
    const sentence =
      other === undefined ? `only ${show(one)} became any value` : `only ${show(other)} may stand here now`;
    yield {
      about: 'enum',
      became: isArray(other) ? other.map(keyOf).sort().join() : 'any',
      base: placeOf(base, 'enum'),
      head: placeOf(head, 'enum'),
      breaks: sentence,
      adds: sentence,
      isTold: !isOpened(base) && !isOpened(head),
      frees: { keywords: ['enum'] },
    };
  },
});
