import type { Json } from '../include/json.js';
import { isArray } from '../include/json.js';
import type { Flat } from '../schema/flat.js';
import { writtenTypes } from '../schema/types.js';
import { placeOf, schemaRule } from './schema-rule.js';

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
    const sentence = says(
      one.length > 0 ? one : throughUnions(base),
      other.length > 0 ? other : throughUnions(head),
    );
    yield {
      about: `${one.join('|')} → ${other.join('|')}`,
      base: placeOf(base, 'type'),
      head: placeOf(head, 'type'),
      breaks: sentence,
      adds: sentence,
      frees: { keywords: ['type'] },
    };
  },
});

const every = ['array', 'boolean', 'null', 'number', 'object', 'string'];

type Said = readonly string[] | 'no type at all' | 'any type';

/** Where the alternatives say it, and the place itself does not. Parts that all must hold can name types that exclude each other. */
function throughUnions({ side, pointers, keywords }: Flat): Said {
  if (keywords.has('type')) return 'no type at all';
  const found = pointers.map((pointer) => writtenTypes(side, pointer)).find((types) => types !== undefined);
  return found === undefined || every.every((type) => found.includes(type)) ? 'any type' : found;
}

function says(one: Said, other: Said): string {
  const [was, is] = [one, other].map((types) => (typeof types === 'string' ? types : types.join(' or ')));
  if (typeof one === 'string' || typeof other === 'string') return `${was} became ${is}`;
  const gone = one.filter((type) => !other.includes(type)).join();
  const come = other.filter((type) => !one.includes(type)).join();
  if (gone === '' && come === 'null') return 'it may be null now';
  if (gone === 'null' && come === '') return 'it may no longer be null';
  return was === is ? `${was}: the type is said elsewhere now` : `${was} became ${is}`;
}
