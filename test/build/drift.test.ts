import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runNode } from '../../src/build/child.js';
import { describeDrift } from '../../src/build/drift.js';
import { differences, generate, type Generated, writeGenerated } from '../../src/build/generate.js';
import { root } from '../../src/build/project.js';
import { type ContractCopy, copyContract } from './contract-copy.js';

let copy: ContractCopy;
let outputs: Generated;
beforeAll(async () => {
  copy = await copyContract('drift');
  outputs = await generate(copy.root);
});
afterAll(() => copy.remove());

test('generated/ is what the contract compiles to', async () => {
  expect(describeDrift(await differences(root, outputs))).toBe('');
});

describe('any single byte changed in generated/', () => {
  test.each(['openapi.json', 'types.d.ts', 'operations.ts', 'manifest.json', 'report.schema.json'])(
    'of %s is reported with the repairing command',
    async (name) => {
      const file = join(copy.root, 'generated', name);
      const bytes = await readFile(file);
      for (const at of [0, Math.floor(bytes.length / 3), bytes.length - 1])
        for (const flip of [0x01, 0x80]) {
          const changed = Buffer.from(bytes);
          changed[at] = (changed[at] ?? 0) ^ flip;
          await copy.write(`generated/${name}`, changed);
          const found = await differences(copy.root, outputs);
          expect(found.map((difference) => difference.file)).toEqual([`generated/${name}`]);
          expect(describeDrift(found)).toContain('repair: npm run build');
        }
      await copy.write(`generated/${name}`, bytes);
      expect(await differences(copy.root, outputs)).toEqual([]);
    },
  );
});

test('a missing file and a file that nothing generates are both drift; a build mends the first and leaves the second', async () => {
  await rm(join(copy.root, 'generated/operations.ts'));
  await copy.write('generated/extra.json', '{}');
  const found = await differences(copy.root, outputs);
  expect(found.map(({ file, kind }) => `${file} ${kind}`)).toEqual([
    'generated/operations.ts missing',
    'generated/extra.json unexpected',
  ]);
  await writeGenerated(copy.root, found);
  expect((await differences(copy.root, outputs)).map(({ file }) => file)).toEqual(['generated/extra.json']);
  await rm(join(copy.root, 'generated/extra.json'));
});

test('two builds in different folders, locales and time zones are byte-identical', async () => {
  const program = `
    import { generate } from ${JSON.stringify(join(root, 'src/build/generate.ts'))};
    import { createHash } from 'node:crypto';
    const outputs = await generate(process.argv[1]);
    process.stdout.write(createHash('sha256').update(JSON.stringify([...outputs])).digest('hex'));`;
  const build = (folder: string, env: NodeJS.ProcessEnv) =>
    runNode(root, ['--import', 'tsx', '--input-type=module', '-e', program, folder], {
      env: { ...process.env, ...env },
    });
  const [here, there] = await Promise.all([
    build(root, { LANG: 'C', LC_ALL: 'C', TZ: 'UTC' }),
    build(copy.root, { LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8', TZ: 'Pacific/Auckland' }),
  ]);
  expect(here.output).toMatch(/^[0-9a-f]{64}$/);
  expect(there.output).toBe(here.output);
});
