// One call tests a rule: its table, its blocks in openapi/README.md, and its canary, a defect in the real contract.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createHouseLint, type HouseLint, readRuleset, type Ruleset } from '../../src/build/lint/house.js';
import { formatPointer } from '../../src/build/pointer.js';
import { root } from '../../src/build/project.js';
import { type Defect, type Sandbox, sandbox } from './sandbox.js';

export interface RuleTable {
  readonly valid: readonly { readonly name: string; readonly document: object }[];
  readonly invalid: readonly {
    readonly name: string;
    readonly document: object;
    /** JSON Pointer of the finding, from the document's root. */
    readonly at: string;
    /** How the message begins. */
    readonly says: string;
  }[];
  /** A defect in the sources, and the line that the whole lint reports for it. */
  readonly canary: Defect;
}

/** The ruleset with a single rule of it, and without the stock rules. */
export function alone(ruleset: Ruleset, id: string): Ruleset {
  const rules = ruleset['rules'] as Record<string, unknown>;
  return { ...ruleset, extends: [], rules: { [id]: rules[id] } };
}

/** The YAML blocks under a heading of openapi/README.md, by their first line: `wrong` or `right`. */
export function readmeBlocks(id: string): { readonly kind: string; readonly document: object }[] {
  const [, section = ''] = readFileSync(join(root, 'openapi/README.md'), 'utf8').split(`\n### ${id}\n`);
  const [own = ''] = section.split(/\n##/);
  return [...own.matchAll(/```yaml\n# (\w+)\n([\s\S]*?)```/g)].map(([, kind = '', yaml = '']) => ({
    kind,
    document: load(yaml) as object,
  }));
}

export function rule(id: string, { valid, invalid, canary }: RuleTable): void {
  describe(id, () => {
    let lint: HouseLint;
    let contract: Sandbox;
    beforeAll(async () => {
      lint = await createHouseLint(alone(await readRuleset(join(root, 'spectral.yaml')), id));
      contract = await sandbox();
    });
    afterAll(() => contract.close());
    // A fragment may refer to what it does not hold: only the rule's own findings count.
    const findings = async (document: object): ReturnType<HouseLint> =>
      (await lint(JSON.stringify({ openapi: '3.1.0', ...document }))).filter((found) => found.rule === id);

    test.each(valid)('is silent: $name', async ({ document }) => {
      expect(await findings(document)).toEqual([]);
    });

    test.each(invalid)('reports $name', async ({ document, at, says }) => {
      const found = await findings(document);
      expect(found.map(({ path }) => formatPointer(path))).toEqual([at]);
      expect(found[0]?.message.slice(0, says.length)).toBe(says);
      expect(found[0]?.message.endsWith(` See openapi/README.md#${id}`)).toBe(true);
    });

    test('finds what the guide shows as wrong, and nothing in what it shows as right', async () => {
      const blocks = readmeBlocks(id);
      expect(blocks.map(({ kind }) => kind)).toEqual(['wrong', 'right']);
      for (const { kind, document } of blocks)
        expect((await findings(document)).length > 0 ? 'wrong' : 'right').toBe(kind);
    });

    test(`the canary is reported at its line: ${canary.name}`, async () => {
      const { findings: found, expected } = await contract.lintWith(canary);
      expect(found.map(({ rule: by, file, line }) => `${by} ${file}:${line}`)).toContain(expected);
    });
  });
}
