// The policy told as stories: what was released when, what the change does, what the gate must say.
import type { Story } from './story.js';
import { describe, expect, test } from 'vitest';
import { operations } from './operations.js';
import { parts } from './parts.js';
import { told, tell } from './story.js';
import { versions } from './versions.js';
import { waivers } from './waivers.js';

const books: Readonly<Record<string, readonly Story[]>> = { operations, parts, waivers, versions };
const all = Object.values(books).flat();

test('at least forty stories are told, each under a name of its own', () => {
  expect(all.length).toBeGreaterThanOrEqual(40);
  expect(new Set(all.map((story) => story.name)).size).toBe(all.length);
});

// A story's name is the test's whole title: the promises ledger names some of them.
describe.each(Object.entries(books))('%s', (_, stories) => {
  for (const story of stories)
    test(story.name, async () => {
      const outcome = await tell(story);
      const found = told(outcome);
      const { exit, blocks, lets, needs, says = [] } = story.expects;
      const shown = `${JSON.stringify({ ...found, words: undefined })}\n${found.words}`;
      expect(found.exit, shown).toBe(exit);
      if (blocks !== undefined) expect(found.blocks, shown).toEqual(blocks);
      if (lets !== undefined) expect(found.lets, shown).toEqual(lets);
      if (needs !== undefined) expect(found.needs.slice(0, needs.length), shown).toEqual(needs);
      for (const words of says) expect(found.words).toContain(words);
      // Never a pass without a comparison, and never a pass with something that blocks.
      if (exit === 0) expect(outcome.report?.verdict).toBe('passed');
      if (found.blocks.length > 0) expect(outcome.exitCode).toBeGreaterThanOrEqual(1);
    });
});

test('the canary: a story that expects the wrong verdict fails', async () => {
  const [removed] = operations;
  expect(removed).toBeDefined();
  if (removed !== undefined) expect(told(await tell(removed)).exit).not.toBe(0);
});
