import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Row, runChain } from '../../src/build/chain.js';
import { checkSteps } from '../../src/build/check.js';
import { root } from '../../src/build/project.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'type-check-'));
  for (const path of ['tsconfig.json', 'src/build/tsconfig.declarations.json'])
    await cp(join(root, path), join(folder, path));
  for (const tool of ['typescript7', '@types/node']) {
    await mkdir(dirname(join(folder, 'node_modules', tool)), { recursive: true });
    await symlink(join(root, 'node_modules', tool), join(folder, 'node_modules', tool), 'junction');
  }
  await mkdir(join(folder, 'generated'));
  await writeFile(join(folder, 'src/empty.ts'), 'export {};\n');
});
afterAll(() => rm(folder, { recursive: true }));

async function typeCheck(types: string): Promise<{ row: Row | undefined; text: string }> {
  await writeFile(join(folder, 'generated/types.d.ts'), types);
  const step = checkSteps({ root: folder, readOnly: true }).find(({ name }) => name === 'type-check');
  if (!step) throw new Error('there is no such step');
  const written: string[] = [];
  const terminal = { write: (text: string) => written.push(text), colour: false, now: () => 0 };
  const { rows } = await runChain([{ name: step.name, run: step.run }], terminal);
  return { row: rows[0], text: written.join('') };
}

test('declarations that compile are no type errors', async () => {
  expect((await typeCheck('export type A = string;\n')).row).toMatchObject({
    exitCode: 0,
    found: 'no type errors',
  });
});

test('a declaration of ours that names what is not there is a type error, although nobody imports it', async () => {
  const { row, text } = await typeCheck('export type A = Nowhere;\n');
  expect(row).toMatchObject({ exitCode: 1, found: '1 type errors' });
  expect(text).toContain("generated/types.d.ts(1,17): error TS2304: Cannot find name 'Nowhere'.");
});
