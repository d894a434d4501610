// `npm run test:runtimes`: the same program and hazards from the packed tarball in every runtime, printed as a table.
// The runtimes are npm packages that carry their binaries (about 700 MB), installed into a temporary folder each time,
// or into the folder given as `--keep <folder>`.
import { parseArgs } from 'node:util';
import { runRuntimes } from '../test/consumers/runtimes/runtimes.js';

const options = { keep: { type: 'string' }, only: { type: 'string' } } as const;

function readOptions(): { keep?: string; only?: string } | undefined {
  try {
    return parseArgs({ options }).values;
  } catch {
    return undefined;
  }
}

const values = readOptions();
if (!values) {
  console.error('npm run test:runtimes -- [--keep <folder>] [--only <runtime>,…]');
  process.exitCode = 3;
} else {
  const results = await runRuntimes({ keep: values.keep, only: values.only?.split(',') });
  for (const { runtime, version, passed, failed } of results) {
    console.log(`${runtime.padEnd(10)}${version.padEnd(16)}${passed} passed, ${failed.length} failed`);
    for (const { name, why } of failed) console.log(`  ${name}: ${why}`);
  }
  process.exitCode = results.every(({ failed }) => failed.length === 0) ? 0 : 1;
}
