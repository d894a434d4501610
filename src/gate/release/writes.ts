// Several files at once, all or none: everything is written beside its target first, then put in place by renames, and
// what was there comes back when a rename fails. Readers see whole files at every moment.
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * Applies path → text (null takes the file away) below `root`, in the map's order.
 * @throws what the file system threw, after every file is as it was
 */
export async function writeAll(root: string, writes: ReadonlyMap<string, string | null>): Promise<void> {
  const staged: {
    readonly target: string;
    readonly temporary: string | null;
    readonly before: Buffer | undefined;
  }[] = [];
  try {
    for (const [path, text] of writes) {
      const target = join(root, path);
      const before = await readFile(target).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      let temporary: string | null = null;
      if (text !== null) {
        await mkdir(dirname(target), { recursive: true });
        temporary = `${target}.${randomUUID()}.tmp`;
        staged.push({ target, temporary, before });
        await writeFile(temporary, text);
      } else staged.push({ target, temporary, before });
    }
  } catch (error) {
    await Promise.all(
      staged.map(({ temporary }) => (temporary === null ? undefined : rm(temporary, { force: true }))),
    );
    throw error;
  }
  let done = 0;
  try {
    for (const { target, temporary } of staged) {
      if (temporary === null) await rm(target, { force: true });
      else await rename(temporary, target);
      done += 1;
    }
  } catch (error) {
    for (const { target, before } of staged.slice(0, done)) {
      if (before === undefined) await rm(target, { force: true });
      else await writeFile(target, before);
    }
    await Promise.all(
      staged.map(({ temporary }) => (temporary === null ? undefined : rm(temporary, { force: true }))),
    );
    throw error;
  }
}
