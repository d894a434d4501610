// `npm run bench [-- name …]`: the benchmarks in test/bench, one after another.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../src/build/project.js';

const folder = join(root, 'test/bench');
const names = (await readdir(folder))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
const [asked, ...args] = process.argv.slice(2);
if (asked !== undefined && !names.includes(asked)) {
  console.error(`no benchmark is called ${asked}: there are ${names.join(', ')}`);
  process.exitCode = 3;
} else {
  for (const name of asked === undefined ? names : [asked]) {
    const module = (await import(`../test/bench/${name}.ts`)) as {
      default: (args: readonly string[]) => Promise<void>;
    };
    await module.default(args);
  }
}
