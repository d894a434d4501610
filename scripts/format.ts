// `npm run format`: formats our own code and applies the linter's safe fixes.
import { spawnSync } from 'node:child_process';
import { root } from '../src/build/project.js';

const biome = spawnSync(
  process.execPath,
  ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...process.argv.slice(2)],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
process.exitCode = biome.status ?? 1;
