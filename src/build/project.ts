// Where the project's folders are, wherever it is checked out.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, absolute. */
export const root: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** True where `CI` is set to anything but nothing or `false`: there, nothing in the work tree is written. */
export function isCI(env: NodeJS.ProcessEnv): boolean {
  return !['', 'false', '0'].includes(env['CI'] ?? '');
}
