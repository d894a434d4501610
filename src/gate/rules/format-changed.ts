import { keywordRule, show } from './schema-rule.js';

/** Formats that both validators know are assertions, int32 and int64 are bounds, others are annotations (../README.md "Formats"). */
export const formatChanged = keywordRule({
  id: 'format-changed',
  waysOut: ['keep the old format'],
  keywords: ['format'],
  says: (_, base, head) =>
    base === undefined
      ? `the format ${show(head)} is new`
      : head === undefined
        ? `the format ${show(base)} is gone`
        : `the format ${show(base)} became ${show(head)}`,
});
