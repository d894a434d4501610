import { keywordRule } from './schema-rule.js';

/** What holds only under a condition: `if`/`then`/`else`, `not`, `dependentRequired`, `dependentSchemas`. JSON Schema 2020-12 core §10.2. */
export const conditionChanged = keywordRule({
  id: 'condition-changed',
  waysOut: ['keep the old condition'],
  keywords: ['if', 'not', 'dependentRequired', 'dependentSchemas'],
  says: (keyword, base, head) =>
    base === undefined
      ? `a condition is new (${keyword})`
      : head === undefined
        ? `a condition is gone (${keyword})`
        : `a condition changed (${keyword})`,
});
