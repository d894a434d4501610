// What a step found, kept by the hash of everything it read. Only green results are kept; a fresh clone has none.
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepResult } from './chain.js';
import { filesUnder, hash } from './manifest.js';
import { writeAtomic } from './write.js';

/** What every step depends on, whatever else it reads: the tools and our own code. */
const always = ['package-lock.json', 'package.json', 'scripts', 'src'] as const;

/** What a step rests on and leaves behind; files or folders, relative to the project. */
export interface StepFiles {
  readonly inputs: readonly string[];
  /** Must be there for the step to count as done. */
  readonly outputs?: readonly string[];
  /** Whatever else it depends on, such as the day. */
  readonly also?: string;
}

export interface StepCache {
  /** Runs `step` unless all that it rests on is what it was at its last green run. */
  cached(name: string, files: StepFiles, step: () => Promise<StepResult>): Promise<StepResult>;
}

/** A cache for the project at `root`, in a folder that git does not see. */
export function createStepCache(root: string): StepCache {
  // Nothing writes these while the chain runs; the others are read anew for each step.
  const own = Promise.all(always.map((path) => hashPath(root, path)));
  return {
    async cached(name, { inputs, outputs = [], also = '' }, step) {
      const file = join(root, 'node_modules/.cache/jettson/steps', `${name.replaceAll(' ', '-')}.json`);
      const read = await Promise.all(inputs.map((path) => hashPath(root, path)));
      const key = hash([process.versions.node, also, ...(await own), ...inputs, ...read].join('\n'));
      const kept = await readKept(file);
      const made = outputs.every((path) => existsSync(join(root, path)));
      if (kept?.key === key && made) return { ...kept.result, found: `${kept.result.found} (unchanged)` };
      const result = await step();
      if (result.exitCode === 0 && result.isSettled !== false)
        await writeAtomic(file, JSON.stringify({ key, result })).catch(() => undefined); // then the next run does it again
      return result;
    },
  };
}

async function readKept(file: string): Promise<{ key: string; result: StepResult } | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as { key: string; result: StepResult };
  } catch {
    return undefined; // none yet, or not readable: the step runs
  }
}

async function hashPath(root: string, path: string): Promise<string> {
  const files = await filesUnder(root, path).catch(() => [path]);
  const parts = await Promise.all(
    files.map(async (file) => `${file} ${hash(await contentOf(join(root, file)))}`),
  );
  return hash(parts.join('\n'));
}

/** What is no file has no content: reading a pipe would wait for ever. */
async function contentOf(path: string): Promise<string> {
  try {
    return (await stat(path)).isFile() ? await readFile(path, 'utf8') : 'no file';
  } catch {
    return 'absent';
  }
}
