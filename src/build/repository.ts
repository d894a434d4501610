// What the gate is told about this repository: its bundle as head, where each part of it was written by hand, and which
// wrapper methods reach an operation. The gate itself knows nothing of ours.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { wrapperMethods } from './methods.js';
import { createLocator } from './positions.js';
import { releasedPrograms } from './released-programs.js';

/** Shown for the bundle as a whole. */
const bundle = 'generated/openapi.json';

/** The repository at `root`, for the gate. The bundle must be up to date; `npm run check` builds it first. */
export async function contractRepository(root: string) {
  const more = releasedPrograms(root); // a child process: it runs while the engine does
  more.catch(() => undefined); // whoever awaits it hears of it
  const document = JSON.parse(await readFile(join(root, bundle), 'utf8'));
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
