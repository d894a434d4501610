// What a step found, kept by the hash of everything it read. Only green results are kept; a fresh clone has none.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { StepResult } from './chain.js';
import { filesUnder, hash } from './manifest.js';
import { writeAtomic } from './write.js';

/** What every step depends on, whatever else it reads: the tools and our own code. */
const always = ['package-lock.json', 'package.json', 'scripts', 'src'] as const;

export interface StepCache {
  /** Runs `step` unless the files under `inputs` (files or folders, relative to the project) are what they were at its last green run and its `outputs` are there. */
  cached(
    name: string,
    inputs: readonly string[],
    step: () => Promise<StepResult>,
    outputs?: readonly string[],
  ): Promise<StepResult>;
}

/** A cache for the project at `root`, in a folder that git does not see. */
export function createStepCache(root: string): StepCache {
  const contents = new Map<string, Promise<string>>();
  const hashOf = (path: string): Promise<string> => {
    const known = contents.get(path);
    if (known) return known;
    const made = hashPath(root, path);
    contents.set(path, made);
    return made;
  };
  return {
    async cached(name, inputs, step, outputs = []) {
      const file = join(root, 'node_modules/.cache/jettson/steps', `${name.replaceAll(' ', '-')}.json`);
      const parts = await Promise.all(
        [...always, ...inputs].map(async (path) => `${path} ${await hashOf(path)}`),
      );
      const key = hash([process.versions.node, ...parts].join('\n'));
      const kept = await readKept(file);
      const made = outputs.every((path) => existsSync(join(root, path)));
      if (kept?.key === key && made) return { ...kept.result, found: `${kept.result.found} (unchanged)` };
      const result = await step();
      if (result.exitCode === 0) await writeAtomic(file, JSON.stringify({ key, result }));
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
    files.map(
      async (file) => `${file} ${hash(await readFile(join(root, file), 'utf8').catch(() => 'absent'))}`,
    ),
  );
  return hash(parts.join('\n'));
}
