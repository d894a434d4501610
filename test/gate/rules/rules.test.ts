import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import { load } from '../../../src/gate/load.js';
import type { Finding } from '../../../src/gate/report/report.js';

const folder = import.meta.dirname;
const source = join(folder, '../../../src/gate/rules');
const fixtures = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** What a fixture states of a finding; of a message its first line: which value the engine picks is its own business. */
function row({ rule, level, layer, message, surface, operations, base, head, witness }: Finding) {
  return {
    rule,
    level,
    layer,
    message,
    surface,
    operations,
    base: base?.pointer ?? null,
    head: head?.pointer ?? null,
    ...(witness === undefined ? {} : { witness: witness.text.split('\n')[0] }),
  };
}

/** As for an API whose types are exported, so that every rule can speak. */
const options = { exportedTypes: true };

const document = (rule: string, side: 'base' | 'head') => load(join(folder, rule, `${side}.yaml`));
const expected = (rule: string) =>
  JSON.parse(readFileSync(join(folder, rule, 'expected.json'), 'utf8')) as {
    readonly baseToHead: readonly unknown[];
    readonly headToBase: readonly unknown[];
  };

describe.each(fixtures)('%s', (rule) => {
  test('base to head finds what the fixture says, and nothing else', async () => {
    const report = await compare(await document(rule, 'base'), await document(rule, 'head'), options);
    expect(report.findings.map(row)).toEqual(expected(rule).baseToHead);
    expect(report.findings.map((finding) => finding.rule)).toContain(rule);
  });

  test('head to base finds what the fixture says, and nothing else', async () => {
    const report = await compare(await document(rule, 'head'), await document(rule, 'base'), options);
    expect(report.findings.map(row)).toEqual(expected(rule).headToBase);
  });

  test.each(['base', 'head'] as const)('%s against itself is silent, in both readings', async (side) => {
    for (const reading of ['tolerant', 'strict'] as const) {
      const report = await compare(await document(rule, side), await document(rule, side), { reading });
      expect(report.findings).toEqual([]);
      expect(report.verdict).toBe('passed');
    }
  });

  test('a break on the wire carries its message, and what is unknown its reason', async () => {
    const [base, head] = [await document(rule, 'base'), await document(rule, 'head')];
    for (const reading of ['tolerant', 'strict'] as const)
      for (const [one, other] of [
        [base, head],
        [head, base],
      ] as const)
        for (const finding of (await compare(one, other, { reading })).findings) {
          if (finding.level === 'breaking' && finding.layer === 'wire')
            expect(finding.witness?.text).toBeTruthy();
          if (finding.level === 'unknown') expect(finding.reason).toBeTruthy();
          if (finding.level === 'breaking' || finding.level === 'unknown')
            expect(finding.waysOut.length).toBeGreaterThan(1);
        }
  });
});

test('a rule is one file, one heading and one fixture of the same name', () => {
  const machinery = new Set(['rule', 'rules', 'schema-rule', 'schema-rules', 'draft']);
  const files = readdirSync(source)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -'.ts'.length))
    .filter((name) => !machinery.has(name))
    .sort();
  const headings = [...readFileSync(join(source, 'README.md'), 'utf8').matchAll(/^## ([a-z-]+)$/gm)].map(
    ([, name]) => name,
  );
  expect(fixtures).toEqual(files);
  expect([...headings].sort()).toEqual(files);
});
