// What the gate is told about this repository: its bundle as head, where each part of it was written by hand, and which
// wrapper methods reach an operation. The gate itself knows nothing of ours.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BadContract } from './bad-contract.js';
import { wrapperMethods } from './methods.js';
import { createLocator } from './positions.js';
import { releasedPrograms } from './released-programs.js';

/** Shown for the bundle as a whole. */
const bundle = 'generated/openapi.json';

/**
 * The repository at `root`, for the gate. The bundle must be up to date; `npm run check` builds it first.
 * @throws {BadContract} when the bundle, or the file that it begins with, is not there.
 */
export async function contractRepository(root: string) {
  const document = await readBundle(root);
  const more = releasedPrograms(root); // a child process: it runs while the engine does
  more.catch(() => undefined); // whoever awaits it hears of it
  const locator = createLocator(root);
  return {
    head: { document, file: bundle },
    locate: (pointer: string) => {
      const { file, line } = locator.locate(pointer);
      return { file, line, pointer };
    },
    methodsFor: await wrapperMethods(root),
    more,
    command: 'npm run gate --',
  };
}

async function readBundle(root: string) {
  for (const file of [bundle, 'openapi/openapi.yaml'])
    if (!existsSync(join(root, file)))
      throw new BadContract([{ file, line: 1, message: 'this file is not there: npm run build' }]);
  try {
    return JSON.parse(await readFile(join(root, bundle), 'utf8'));
  } catch (error) {
    const message = `this is not JSON (${(error as Error).message}): npm run build`;
    throw new BadContract([{ file: bundle, line: 1, message }]);
  }
}
