import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createStepCache } from '../../src/build/cache.js';
import type { StepResult } from '../../src/build/chain.js';

let project = '';
let runs = 0;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'cache-'));
  await mkdir(join(project, 'src'));
  await writeFile(join(project, 'src/tool.ts'), 'one');
  await writeFile(join(project, 'input.yaml'), 'one');
  await writeFile(join(project, 'package-lock.json'), 'one');
  runs = 0;
});
afterEach(() => rm(project, { recursive: true }));

/** One run of the chain: caches are made anew by each. */
function once(result: StepResult = { found: 'fine', exitCode: 0 }): Promise<StepResult> {
  return createStepCache(project).cached('a step', { inputs: ['input.yaml', 'absent'] }, async () => {
    runs += 1;
    return result;
  });
}

test('a green step is not run again while nothing it reads has changed, and says so', async () => {
  await once();
  expect(await once()).toEqual({ found: 'fine (unchanged)', exitCode: 0 });
  expect(runs).toBe(1);
});

test.each(['input.yaml', 'src/tool.ts', 'package-lock.json', 'absent'])(
  'a change of %s runs it again',
  async (file) => {
    await once();
    await writeFile(join(project, file), 'two');
    await once();
    expect(runs).toBe(2);
  },
);

test('a failure is never kept', async () => {
  await once({ found: '1 finding', exitCode: 1 });
  await once({ found: '1 finding', exitCode: 1 });
  expect(runs).toBe(2);
});

test('a cache file that was cut short is ignored', async () => {
  await once();
  await writeFile(join(project, 'node_modules/.cache/jettson/steps/a-step.json'), '{"key":');
  await once();
  expect(runs).toBe(2);
});

test('what a step found while it rewrote its own input is not kept', async () => {
  await once({ found: 'rewrote it', exitCode: 0, isSettled: false });
  await once();
  expect(runs).toBe(2);
});

test('where nothing can be kept, the step is run each time and its result stands', async () => {
  await writeFile(join(project, 'node_modules'), 'a file, where the folder would be');
  expect(await once()).toEqual({ found: 'fine', exitCode: 0 });
  expect(await once()).toEqual({ found: 'fine', exitCode: 0 });
});
