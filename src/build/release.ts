// The files that a release of this repository reads, and what its contract compiles to once the number is changed.
// Neighbours: gate/release/plan.ts works the release out, gate/release/writes.ts puts it on disk.
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from './generate.js';

const contractPath = 'openapi/openapi.yaml';
const programsFolder = 'test/consumers/released';

/** Where the bundle stands. */
export const bundlePath = 'generated/openapi.json';

async function text(root: string, path: string): Promise<string | undefined> {
  return readFile(join(root, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
}

async function required(root: string, path: string): Promise<{ path: string; text: string }> {
  return { path, text: await readFile(join(root, path), 'utf8') };
}

async function programs(root: string): Promise<ReadonlyMap<string, string>> {
  const names = await readdir(join(root, programsFolder)).catch((): string[] => []);
  const found = names.filter((name) => /^\d.*\.ts$/.test(name));
  return new Map(
    await Promise.all(
      found.map(
        async (name) =>
          [name.slice(0, -'.ts'.length), await readFile(join(root, programsFolder, name), 'utf8')] as const,
      ),
    ),
  );
}

/** Everything a release reads. */
export async function releaseFiles(root: string) {
  const lockfile = await text(root, 'package-lock.json');
  const changelog = await text(root, 'CHANGELOG.md');
  const index = await text(root, 'openapi/released/index.json');
  return {
    contract: await required(root, contractPath),
    package: await required(root, 'package.json'),
    ...(lockfile === undefined ? {} : { lockfile: { path: 'package-lock.json', text: lockfile } }),
    changelog: { path: 'CHANGELOG.md', ...(changelog === undefined ? {} : { text: changelog }) },
    index: { path: 'openapi/released/index.json', ...(index === undefined ? {} : { text: index }) },
    programs: { folder: programsFolder, byVersion: await programs(root) },
  };
}

/** What the contract compiles to with this text as its root file: path → text. The repository itself is not touched. */
export async function compiled(root: string, contract: string): Promise<ReadonlyMap<string, string>> {
  const scratch = await mkdtemp(join(tmpdir(), 'contract-release-'));
  try {
    await cp(join(root, 'openapi'), join(scratch, 'openapi'), {
      recursive: true,
      filter: (source) => !source.endsWith('released'),
    });
    await symlink(join(root, 'node_modules'), join(scratch, 'node_modules'), 'junction');
    await writeFile(join(scratch, contractPath), contract);
    const outputs = await generate(scratch);
    return new Map([...outputs].map(([name, value]) => [`generated/${name}`, value]));
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}
