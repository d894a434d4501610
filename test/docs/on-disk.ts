// A page as a file in a folder of its own, as a reader opens it from disk; gone when the tests of the file have ended.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll } from 'vitest';

/** A place for pages. To be called outside of a test. */
export async function pagesOnDisk(): Promise<{ write(name: string, html: string): Promise<string> }> {
  const folder = await mkdtemp(join(tmpdir(), 'docs-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    /** Gives back the address of the page. */
    async write(name, html) {
      const file = join(folder, name);
      await writeFile(file, html);
      return pathToFileURL(file).href;
    },
  };
}
