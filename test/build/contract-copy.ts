// A copy of the contract in a folder of its own, for tests that break it.
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../../src/build/project.js';

export interface ContractCopy {
  readonly root: string;
  /** Replaces the first occurrence of `from` in a file of the copy; throws when it is not there. */
  edit(file: string, from: string, to: string): Promise<void>;
  write(file: string, content: string | Uint8Array): Promise<void>;
  remove(): Promise<void>;
}

/** Copies openapi/ and generated/ (and links the installed packages) to a new temporary folder. */
export async function copyContract(name = 'contract'): Promise<ContractCopy> {
  const copy = await mkdtemp(join(tmpdir(), `${name}-`));
  for (const folder of ['openapi', 'generated'])
    await cp(join(root, folder), join(copy, folder), { recursive: true });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
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
