import type { Flat } from '../schema/flat.js';
import { schemaRule } from './schema-rule.js';

const at = (flat: Flat): string => flat.unions[0]?.pointer ?? flat.all[0]?.pointer ?? flat.pointers[0] ?? '';

/** Which alternatives there are. A branch that only changed inside is reported where it changed. JSON Schema 2020-12 core §10.2.1. */
export const unionChanged = schemaRule({
  id: 'union-changed',
  waysOut: ['keep the old alternatives'],
  keywords: ['anyOf', 'oneOf'],
  *differences({ base, head }) {
    if (base.unions.length === 0 && head.unions.length === 0) return;
    yield {
      about: 'union',
      base: at(base),
      head: at(head),
      breaks: 'the alternatives (anyOf, oneOf) changed',
      adds: 'the alternatives (anyOf, oneOf) changed',
      frees: { keywords: ['anyOf', 'oneOf'] },
    };
  },
});
