import type { Flat } from '../schema/flat.js';
import { schemaAt } from '../schema/view.js';
import { placeOf, schemaRule, spelled } from './schema-rule.js';
import type { Json } from '../include/json.js';

const keywords = [
  'additionalProperties',
  'unevaluatedProperties',
  'propertyNames',
  'patternProperties',
] as const;

function extraOf(flat: Flat, keyword: (typeof keywords)[number]): Json | undefined {
  if (keyword === 'patternProperties')
    return flat.patterns.size === 0
      ? undefined
      : Object.fromEntries(
          [...flat.patterns].map(([name, places]) => [
            name,
            places.map((place) => schemaAt(flat.side, place)),
          ]),
        );
  if (keyword === 'additionalProperties' && flat.additional !== undefined)
    return schemaAt(flat.side, flat.additional);
  return flat.keywords.get(keyword);
}

const words = {
  additionalProperties: 'what names beyond the declared ones may hold',
  unevaluatedProperties: 'what names beyond the evaluated ones may hold',
  propertyNames: 'which names are allowed',
  patternProperties: 'what names of a pattern may hold',
} as const;

/** Names that are not declared one by one. JSON Schema 2020-12 core §10.3.2, §11.3. */
export const extraPropertiesChanged = schemaRule({
  id: 'extra-properties-changed',
  waysOut: ['leave extra names as free as they were'],
  keywords: [...keywords],
  *differences({ base, head }) {
    for (const keyword of keywords) {
      const one = extraOf(base, keyword);
      const other = extraOf(head, keyword);
      if (one === undefined && other === undefined) continue;
      const [was, is] = [spelled(base, one), spelled(head, other)];
      if (was === is && !is.includes('"$ref"') && base.side.dialect === head.side.dialect) continue;
      const sentence =
        other === false
          ? 'the object is closed now: names that are not declared are refused'
          : one === false
            ? 'the object is open now: names that are not declared are accepted'
            : `${words[keyword]} changed (${keyword})`;
      yield {
        about: keyword,
        became: is,
        base: placeOf(base, keyword),
        head: placeOf(head, keyword),
        breaks: sentence,
        adds: sentence,
        frees: { keywords: [keyword] },
      };
    }
  },
});
