// What people write for each operation beside the contract. Whoever adds one is told by `npm run check` what is missing, and
// where it goes.
import { expect, test } from 'vitest';
import { wrapperMethods } from '../../src/build/methods.js';
import { root } from '../../src/build/project.js';
import { operations } from '../../generated/operations.js';
import { publishedRequests } from './published.js';

/** One sentence for each thing that an operation of these lacks. */
async function lacking(all: Readonly<Record<string, { readonly tag: string }>>): Promise<string[]> {
  const methodsFor = await wrapperMethods(root);
  const shown = new Set<string>(publishedRequests.map(({ operation }) => operation));
  return Object.entries(all).flatMap(([id, { tag }]) => [
    ...(methodsFor(id).length > 0 ? [] : [`${id} has no wrapper: add a method to src/client/${tag}.ts`]),
    ...(shown.has(id)
      ? []
      : [`${id} has no request as its page shows it: add one to test/contract/published.ts`]),
  ]);
}

test('every operation has a wrapper, and a request as its page shows it', async () => {
  expect(await lacking(operations)).toEqual([]);
});

test('canary: an operation that has neither is told both', async () => {
  expect(await lacking({ getUsage: { tag: 'memory' } })).toEqual([
    'getUsage has no wrapper: add a method to src/client/memory.ts',
    'getUsage has no request as its page shows it: add one to test/contract/published.ts',
  ]);
});
