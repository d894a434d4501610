// Writes that cannot be half done: a temporary file beside the target, then a rename.
import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The file system refuses a file: bad input and no bug. `message` is a sentence with a way out. */
export class CannotWrite extends Error {
  override readonly name = 'CannotWrite';
  constructor(path: string, cause: NodeJS.ErrnoException) {
    super(
      `${path} cannot be written (${cause.code}): look at its permissions, and at the space that is left`,
      {
        cause,
      },
    );
  }
}

/** Writes `text` to `path` atomically: a reader, or an interruption, sees the old file or the new one. Throws `CannotWrite`. */
export async function writeAtomic(path: string, text: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, text);
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw new CannotWrite(path, error as NodeJS.ErrnoException);
  }
}
