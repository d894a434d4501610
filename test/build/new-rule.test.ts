import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { planRule } from '../../src/build/new-rule.js';
import { root } from '../../src/build/project.js';

/** What a rule of its kind consists of, as far as tests of the rules hold these together: file, heading, entry, test. */
const kinds = [
  {
    id: 'operation-renamed',
    files: {
      'src/gate/rules/operation-renamed.ts': 'export const operationRenamed = rule({',
      'test/gate/rules/operation-renamed/base.yaml': 'openapi: 3.1.1',
      'test/gate/rules/operation-renamed/head.yaml': 'openapi: 3.1.1',
      'test/gate/rules/operation-renamed/expected.json': '"baseToHead": []',
      'src/gate/rules/rules.ts':
        "import { operationRemoved } from './operation-removed.js';\nimport { operationRenamed } from './operation-renamed.js';\nimport { parameterAdded }",
      'src/gate/rules/README.md': '\n## operation-renamed\n',
    },
  },
  {
    id: 'jettson-no-colours',
    files: {
      'src/lint/jettson-no-colours.js': 'export default function noColours(',
      'test/lint/jettson-no-colours.test.ts': "rule('jettson-no-colours', {",
      'spectral.yaml': '  - jettson-no-secrets\n  - jettson-no-colours\n\naliases:',
      'openapi/README.md': '\n### jettson-no-colours\n',
    },
  },
] as const;

test.each(kinds)('$id is planned whole', async ({ id, files }) => {
  const plan = await planRule(root, id);
  if (typeof plan === 'string') throw new Error(plan);
  expect([...plan.keys()].sort()).toEqual(Object.keys(files).sort());
  for (const [file, part] of Object.entries(files)) expect(plan.get(file), file).toContain(part);
});

test('a rule is put into every list of its kind in the order that is kept there', async () => {
  const gate = await planRule(root, 'operation-renamed');
  const house = await planRule(root, 'jettson-no-colours');
  if (typeof gate === 'string' || typeof house === 'string') throw new Error('both can be made');
  expect(gate.get('src/gate/rules/rules.ts')).toContain(
    '  operationRemoved,\n  operationRenamed,\n  parameterAdded,\n',
  );
  const rules = [...(house.get('spectral.yaml') ?? '').matchAll(/^ {2}(jettson-[\w-]+):$/gm)].map(
    ([, id]) => id,
  );
  const headings = [...(house.get('openapi/README.md') ?? '').matchAll(/^### (jettson-\S+)$/gm)].map(
    ([, id]) => id,
  );
  expect(rules.at(-1)).toBe('jettson-no-colours');
  expect(headings).toEqual(rules);
});

test.each([
  [
    'parameter-required',
    'the rule parameter-required is there already: src/gate/rules/parameter-required.ts',
  ],
  ['jettson-one-tag', 'the rule jettson-one-tag is there already: src/lint/jettson-one-tag.js'],
  ['../escape', '`../escape` is no name of a rule'],
  ['Word', '`Word` is no name of a rule'],
])('%s is refused', async (id, says) => {
  expect(await planRule(root, id)).toContain(says);
});

let copy = '';
beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'new-rule-'));
  await cp(join(root, 'spectral.yaml'), join(copy, 'spectral.yaml'));
  await cp(join(root, 'openapi/README.md'), join(copy, 'openapi/README.md'));
});
afterAll(() => rm(copy, { recursive: true }));

test('a list that has changed its form is told, and nothing is half planned', async () => {
  const text = await readFile(join(copy, 'spectral.yaml'), 'utf8');
  await writeFile(join(copy, 'spectral.yaml'), text.replace('\naliases:\n', '\nshorthands:\n'));
  expect(await planRule(copy, 'jettson-no-colours')).toBe(
    'spectral.yaml has no longer the form that a rule is put into: add it there by hand',
  );
});
