import type { Flat } from '../schema/flat.js';
import { schemaAt } from '../schema/view.js';
import type { Json } from '../include/json.js';
import { placeOf, schemaRule, spelled } from './schema-rule.js';

function shape(flat: Flat): Json {
  const one = (pointer: string | undefined): Json =>
    pointer === undefined ? null : schemaAt(flat.side, pointer);
  return [
    one(flat.items),
    flat.prefix.map(one),
    flat.keywords.get('unevaluatedItems') ?? null,
    flat.keywords.get('contains') ?? null,
  ];
}

/** Which items an array may have, place by place or at all. JSON Schema 2020-12 core §10.3.1, §11.2. */
export const itemsChanged = schemaRule({
  id: 'items-changed',
  waysOut: ['keep the old items'],
  keywords: ['items', 'prefixItems', 'unevaluatedItems', 'contains'],
  *differences({ base, head }) {
    if (
      JSON.stringify(shape(base)) === JSON.stringify(shape(head)) &&
      base.prefix.length === 0 &&
      base.items === undefined &&
      !base.keywords.has('contains')
    )
      return;
    if (
      base.items === undefined &&
      head.items === undefined &&
      base.prefix.length + head.prefix.length === 0 &&
      !base.keywords.has('contains') &&
      !head.keywords.has('contains') &&
      !base.keywords.has('unevaluatedItems') &&
      !head.keywords.has('unevaluatedItems')
    )
      return;
    const hasContains = base.keywords.has('contains') || head.keywords.has('contains');
    const sentence = hasContains ? 'what the array must contain changed' : 'what the array may hold changed';
    yield {
      about: hasContains ? 'contains' : 'items',
      became: spelled(head, shape(head)),
      base: placeOf(base, hasContains ? 'contains' : 'items'),
      head: placeOf(head, hasContains ? 'contains' : 'items'),
      breaks: sentence,
      adds: sentence,
      frees: {
        keywords: ['items', 'prefixItems', 'unevaluatedItems', 'contains', 'minContains', 'maxContains'],
      },
    };
  },
});
