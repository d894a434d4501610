// `npm run docs`: the reference, dist/docs/, from the bundle.
import { join } from 'node:path';
import { root } from '../src/build/project.js';
import { CannotWrite, writeAtomic } from '../src/build/write.js';
import { UnreadableContract } from '../src/docs/contract.js';
import { docsFiles, readPageInput } from '../src/docs/files.js';

try {
  for (const [file, content] of await docsFiles(await readPageInput(root))) {
    await writeAtomic(join(root, file), content);
    console.log(`wrote ${file}, ${Math.ceil(Buffer.byteLength(content) / 1000)} kB`);
  }
} catch (error) {
  if (error instanceof CannotWrite) console.error(error.message);
  else if (error instanceof UnreadableContract) console.error(`${error.message}\nNothing was written.`);
  else throw error;
  process.exitCode = 3;
}
