// Entities that all lead to each other, as identifiers or whole: every operation sees every difference, and is named.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json } from '../../../src/gate/include/json.js';
import { entities } from '../../bench/harness/documents.js';

const count = 30;
const document = (isHead: boolean): Json => JSON.parse(entities(count, isHead)) as Json;
const named = (...verbs: readonly string[]): string[] =>
  verbs.flatMap((verb) => Array.from({ length: count }, (_, number) => `${verb}${number}`)).sort();

test('each difference is told once, of all operations that lead to it, with a message of the first', async () => {
  const { findings, counts } = await compare(document(false), document(true));
  expect(counts).toMatchObject({ breaking: 4, unknown: 0 });
  const breaks = findings
    .filter(({ level }) => level === 'breaking')
    .map(({ rule, base, operations, surface, witness }) => ({
      what: `${rule} ${base?.pointer}`,
      operations,
      surface,
      message: witness?.text.split('\n')[0],
    }));
  const answered = named('list', 'create', 'get');
  expect(breaks).toEqual([
    ...['1', '26'].map((number) => ({
      what: `property-required /components/schemas/E${number}/properties/created`,
      operations: answered,
      surface: 'response.200.body',
      message: expect.stringContaining('200') as string,
    })),
    ...['27', '7'].map((number) => ({
      what: `bound-changed /components/schemas/E${number}/properties/note/maxLength`,
      operations: named('create'),
      surface: 'request.body',
      message: 'POST /e0',
    })),
  ]);
});
