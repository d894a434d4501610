// `npm run drift`: is generated/ byte for byte what the contract compiles to? Writes nothing.
import { BadContract } from '../src/build/bad-contract.js';
import { describeDrift } from '../src/build/drift.js';
import { differences, generate } from '../src/build/generate.js';
import { root } from '../src/build/project.js';

try {
  const found = await differences(root, await generate(root));
  if (found.length === 0) console.log('generated/ is what the contract compiles to');
  else console.error(describeDrift(found));
  process.exitCode = found.length === 0 ? 0 : 2;
} catch (error) {
  if (!(error instanceof BadContract)) throw error;
  console.error(error.message);
  process.exitCode = 3;
}
