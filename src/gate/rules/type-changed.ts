import type { Json } from '../include/json.js';
import { isArray } from '../include/json.js';
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
    if (one.join() === other.join()) return;
    const gone = one.filter((type) => !other.includes(type));
    const come = other.filter((type) => !one.includes(type));
    const name = (list: string[]): string => (list.length === 0 ? 'any type' : list.join(' or '));
    const sentence =
      one.length > 0 && other.length > 0 && gone.length === 0 && come.join() === 'null'
        ? 'it may be null now'
        : one.length > 0 && other.length > 0 && come.length === 0 && gone.join() === 'null'
          ? 'it may no longer be null'
          : `${name(one)} became ${name(other)}`;
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
