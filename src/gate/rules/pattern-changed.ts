import { keywordRule, show } from './schema-rule.js';

/** Which texts match. JSON Schema 2020-12 validation §6.3.3. */
export const patternChanged = keywordRule({
  id: 'pattern-changed',
  waysOut: ['keep the old pattern'],
  keywords: ['pattern'],
  says: (_, base, head) =>
    base === undefined
      ? `the pattern ${show(head)} is new`
      : head === undefined
        ? `the pattern ${show(base)} is gone`
        : `the pattern ${show(base)} became ${show(head)}`,
});
