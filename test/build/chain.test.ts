import { expect, test } from 'vitest';
import { runChain, type Step } from '../../src/build/chain.js';
import { CannotWrite } from '../../src/build/write.js';

function recorder() {
  const written: string[] = [];
  let clock = 0;
  return {
    written,
    terminal: { write: (text: string) => written.push(text), colour: false, now: () => (clock += 50) },
  };
}

const passes = (name: string, after?: string[]): Step => ({
  name,
  ...(after ? { after } : {}),
  run: async () => ({ found: 'all well', exitCode: 0 }),
});

test('the highest exit code of the steps is the exit code of the chain', async () => {
  const { terminal } = recorder();
  const { exitCode } = await runChain(
    [
      { name: 'lint', run: async () => ({ found: '1 finding', exitCode: 1 }) },
      { name: 'drift', run: async () => ({ found: 'stale', exitCode: 2 }) },
      passes('types'),
    ],
    terminal,
  );
  expect(exitCode).toBe(2);
});

test('a step that rests on a failed one is not run, and says what it waits for', async () => {
  const { terminal } = recorder();
  const { rows } = await runChain(
    [
      { name: 'generate', run: async () => ({ found: 'fault', exitCode: 3 }) },
      passes('type-check', ['generate']),
    ],
    terminal,
  );
  expect(rows[1]).toMatchObject({ exitCode: 'not run', found: 'waits for generate' });
});

test('a step that throws is an internal error, never a pass', async () => {
  const { terminal, written } = recorder();
  const { exitCode } = await runChain(
    [{ name: 'lint', run: () => Promise.reject(new Error('a bug')) }],
    terminal,
  );
  expect(exitCode).toBe(4);
  expect(written.join('')).toContain('a bug');
});

test('a file that cannot be written is bad input, not a bug', async () => {
  const { terminal, written } = recorder();
  const refused = new CannotWrite('generated/openapi.json', Object.assign(new Error(), { code: 'EACCES' }));
  const { exitCode } = await runChain([{ name: 'generate', run: () => Promise.reject(refused) }], terminal);
  expect(exitCode).toBe(3);
  expect(written.join('')).toContain('generated/openapi.json cannot be written (EACCES)');
  expect(written.join('')).not.toContain('report it');
});

test('the closing table has one row for each step, in their order, with what was found and how long it took', async () => {
  const { terminal, written } = recorder();
  await runChain([passes('generate'), passes('type-check', ['generate'])], terminal);
  expect(written.at(-1)).toMatch(
    /^\n✓ generate {4} +0\.\d s {2}all well\n✓ type-check +0\.\d s {2}all well\n$/,
  );
});

test('details of a step are written once, where the step ends', async () => {
  const { terminal, written } = recorder();
  await runChain(
    [{ name: 'lint', run: async () => ({ found: '1', exitCode: 1, details: 'a.yaml:3:1  no' }) }],
    terminal,
  );
  expect(written.join('').split('a.yaml:3:1  no')).toHaveLength(2);
});

test('a step after one that does not exist is refused', async () => {
  const { terminal } = recorder();
  await expect(runChain([passes('lint', ['bundle'])], terminal)).rejects.toThrow('not an earlier step');
});
