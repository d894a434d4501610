// `npm run build`: generated/ from openapi/, then dist/ from src/.
import { BadContract } from '../src/build/bad-contract.js';
import { buildDist } from '../src/build/dist.js';
import { differences, generate, writeGenerated } from '../src/build/generate.js';
import { root } from '../src/build/project.js';
import { CannotWrite } from '../src/build/write.js';

try {
  const found = await differences(root, await generate(root));
  await writeGenerated(root, found);
  for (const { file, kind } of found)
    console.log(kind === 'unexpected' ? `${file}: nothing generates this file` : `wrote ${file}`);
  if (found.length === 0) console.log('generated/ is up to date');
  await buildDist(root);
  console.log('wrote dist/');
} catch (error) {
  if (error instanceof CannotWrite) console.error(error.message);
  else if (error instanceof BadContract)
    console.error(`${error.message}\nNothing was written. More may be wrong: npm run lint`);
  else throw error;
  process.exitCode = 3;
}
