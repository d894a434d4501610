// The mutation table: every breaking edit of the contract is noticed by somebody, no additive edit by anybody.
import { beforeAll, expect, test } from 'vitest';
import { byContractTests, byGate, byTypes, createLint, edited } from './catchers.js';
import { contractDocument, sliced } from '../contract/document.js';
import { additive, breaking } from './mutations.js';

const catchers = ['lint', 'types', 'contract tests', 'gate'] as const;
type Complaints = Readonly<Record<(typeof catchers)[number], string | undefined>>;

const caught = new Map<string, Complaints>();
beforeAll(async () => {
  const base = contractDocument();
  const all = [...breaking, ...additive];
  const heads = new Map(all.map(({ name, edit }) => [name, edited(edit)]));
  const [types, lint] = await Promise.all([byTypes(heads), createLint()]);
  for (const { name, touches } of all) {
    const head = heads.get(name) ?? base;
    const [smallBase, smallHead] = [sliced(base, touches), sliced(head, touches)];
    caught.set(name, {
      lint: await lint(smallBase, smallHead),
      types: types.get(name),
      'contract tests': await byContractTests(smallHead, touches),
      gate: await byGate(smallBase, smallHead),
    });
  }
  const row = (name: string) =>
    `${name.padEnd(46)}${catchers.map((who) => (caught.get(name)?.[who] === undefined ? '·' : '✗').padStart(who.length + 2)).join('')}`;
  console.log(
    [
      `${'who notices an edit of the contract'.padEnd(46)}${catchers.map((who) => `  ${who}`).join('')}`,
      ...breaking.map(({ name }) => row(name)),
      'additive edits'.padEnd(46),
      ...additive.map(({ name }) => row(name)),
      `${breaking.length} breaking edits, ${breaking.filter(({ name }) => catchers.every((who) => !caught.get(name)?.[who])).length} unnoticed; ${additive.length} additive edits, ${additive.filter(({ name }) => catchers.some((who) => caught.get(name)?.[who])).length} complained of`,
    ].join('\n'),
  );
}, 300_000);

test.each(breaking)('the breaking edit is noticed: $name', ({ name }) => {
  const complaints = Object.values(caught.get(name) ?? {}).filter((complaint) => complaint !== undefined);
  expect(complaints).not.toEqual([]);
});

test.each(additive)('the additive edit is let through by everyone: $name', ({ name }) => {
  expect(caught.get(name)).toEqual({
    lint: undefined,
    types: undefined,
    'contract tests': undefined,
    gate: undefined,
  });
});

test('each catcher notices something', () => {
  for (const who of catchers)
    expect(
      [...caught.values()].filter((complaints) => complaints[who] !== undefined).length,
      who,
    ).toBeGreaterThan(0);
});
