import { keywordRule, show } from './schema-rule.js';

/** Lengths, counts, limits and steps. JSON Schema 2020-12 validation §6.2–6.5. */
export const boundChanged = keywordRule({
  id: 'bound-changed',
  waysOut: ['keep the old bound'],
  keywords: [
    'minimum',
    'maximum',
    'exclusiveMinimum',
    'exclusiveMaximum',
    'multipleOf',
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'minProperties',
    'maxProperties',
    'uniqueItems',
  ],
  says: (keyword, base, head) =>
    base === undefined
      ? `${keyword} ${show(head)} is new`
      : head === undefined
        ? `${keyword} ${show(base)} is gone`
        : `${keyword} ${show(base)} became ${show(head)}`,
});
