import { readFile, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runChain, type Row } from '../../src/build/chain.js';
import { checkSteps } from '../../src/build/check.js';
import { root } from '../../src/build/project.js';
import { type ContractCopy, copyContract } from './contract-copy.js';

let copy: ContractCopy;
beforeEach(async () => {
  copy = await copyContract('check');
});
afterEach(() => copy.remove());

/** What the first of these steps finds in the copy, and all that was written. */
async function generateStep(
  readOnly: boolean,
  names = ['generate'],
): Promise<{ row: Row | undefined; text: string }> {
  const written: string[] = [];
  const steps = checkSteps({ root: copy.root, readOnly }).filter((step) => names.includes(step.name));
  const { rows } = await runChain(steps, {
    write: (text) => written.push(text),
    colour: false,
    now: () => 0,
  });
  return { row: rows[0], text: written.join('') };
}

test('stale output is exit 2 where CI is set, with the difference and the repair, and nothing is written', async () => {
  await copy.edit('openapi/openapi.yaml', 'title: Jettson API', 'title: Jettson API, edited');
  const before = await readFile(join(copy.root, 'generated/openapi.json'), 'utf8');
  const { row, text } = await generateStep(true);
  expect(row).toMatchObject({ exitCode: 2, found: expect.stringContaining('stale') });
  expect(text).toContain('Jettson API, edited');
  expect(text).toContain('npm run build');
  expect(await readFile(join(copy.root, 'generated/openapi.json'), 'utf8')).toBe(before);
});

test('locally it is rewritten and what changed is listed; the next run finds it up to date', async () => {
  await copy.edit('openapi/openapi.yaml', 'title: Jettson API', 'title: Jettson API, edited');
  const { row } = await generateStep(false);
  expect(row).toMatchObject({
    exitCode: 0,
    found: expect.stringMatching(/rewrote .*generated\/openapi\.json/),
  });
  expect(await readFile(join(copy.root, 'generated/openapi.json'), 'utf8')).toContain('Jettson API, edited');
  expect((await generateStep(true)).row).toMatchObject({
    exitCode: 0,
    found: expect.stringContaining('up to date'),
  });
});

test('sources that make no contract are exit 3 with file and line, and the old files stay', async () => {
  const before = await readFile(join(copy.root, 'generated/openapi.json'), 'utf8');
  await copy.edit('openapi/openapi.yaml', 'paths:', 'paths: [');
  const { row, text } = await generateStep(false, ['generate', 'lint']);
  expect(row?.exitCode).toBe(3);
  expect(text).toMatch(/openapi\/openapi\.yaml:\d+:\d+ /);
  expect(await readFile(join(copy.root, 'generated/openapi.json'), 'utf8')).toBe(before);
});

test('a released document that was edited is what the gate’s row speaks of, whatever the verdict', async () => {
  for (const path of ['src', 'test', 'package.json', 'tsconfig.json', 'node_modules/typescript7'])
    await symlink(join(root, path), join(copy.root, path));
  await copy.edit('openapi/released/1.0.0.json', '"version": "1.0.0"', '"version": "1.0.1"');
  const steps = checkSteps({ root: copy.root, readOnly: true }).filter(({ name }) => name === 'gate');
  const { rows } = await runChain(
    steps.map(({ name, run }) => ({ name, run })),
    { write: () => undefined, colour: false, now: () => 0 },
  );
  expect(rows[0]).toMatchObject({ exitCode: 2, found: expect.stringMatching(/^1 problem\(s\), and: /) });
});
