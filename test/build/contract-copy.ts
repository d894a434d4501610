// A copy of the contract in a folder of its own, for tests that break it.
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tools } from '../../src/build/manifest.js';
import { root } from '../../src/build/project.js';

export interface ContractCopy {
  readonly root: string;
  /** Replaces the first occurrence of `from` in a file of the copy; throws when it is not there. */
  edit(file: string, from: string, to: string): Promise<void>;
  write(file: string, content: string | Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** Copies openapi/ and generated/ (and links the tools whose versions the manifest names) to a new temporary folder. */
export async function copyContract(name = 'contract'): Promise<ContractCopy> {
  const copy = await mkdtemp(join(tmpdir(), `${name}-`));
  for (const folder of ['openapi', 'generated'])
    await cp(join(root, folder), join(copy, folder), { recursive: true });
  for (const tool of tools) {
    await mkdir(dirname(join(copy, 'node_modules', tool)), { recursive: true });
    await symlink(join(root, 'node_modules', tool), join(copy, 'node_modules', tool), 'junction');
  }
  return {
    root: copy,
    async edit(file, from, to) {
      const text = await readFile(join(copy, file), 'utf8');
      if (!text.includes(from)) throw new Error(`${file} has no ${JSON.stringify(from)}`);
      await writeFile(
        join(copy, file),
        text.replace(from, () => to),
      );
    },
    write: (file, content) => writeFile(join(copy, file), content),
    remove: () => rm(copy, { recursive: true, force: true }),
  };
}
