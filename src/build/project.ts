// Where the project's folders are, wherever it is checked out.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder, absolute. */
export const root: string = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
