import type { Json } from '../include/json.js';
import { isArray } from '../include/json.js';
import type { Flat } from '../schema/flat.js';
import { placeOf, schemaRule, without } from './schema-rule.js';

const types = (value: Json | undefined): string[] => (isArray(value) ? value.map(String).sort() : []);

/** JSON types that come or go, null among them. JSON Schema 2020-12 validation §6.1.1. */
export const typeChanged = schemaRule({
  id: 'type-changed',
  waysOut: ['keep the old type; give the new one a name of its own'],
  keywords: ['type'],
  *differences({ base, head }) {
    const one = types(base.keywords.get('type'));
    const other = types(head.keywords.get('type'));
    if (one.join() === other.join() && base.keywords.has('type') === head.keywords.has('type')) return;
    const gone = one.filter((type) => !other.includes(type));
    const come = other.filter((type) => !one.includes(type));
    const name = (flat: Flat, list: string[]): string => {
      if (list.length > 0) return list.join(' or ');
      // Parts that all must hold can name types that exclude each other.
      return flat.keywords.has('type') ? 'no type at all' : 'any type';
    };
    const sentence =
      one.length > 0 && other.length > 0 && gone.length === 0 && come.join() === 'null'
        ? 'it may be null now'
        : one.length > 0 && other.length > 0 && come.length === 0 && gone.join() === 'null'
          ? 'it may no longer be null'
          : `${name(base, one)} became ${name(head, other)}`;
    yield {
      about: `${one.join('|')} → ${other.join('|')}`,
      base: placeOf(base, 'type'),
      head: placeOf(head, 'type'),
      breaks: sentence,
      adds: sentence,
      relax: (receiver) => without(receiver, ['type']),
    };
  },
});
