// `npm run check`: the chain, a table of what each step found, one exit code.
import { spawnSync } from 'node:child_process';
import { root } from '../src/build/project.js';

const types = spawnSync(process.execPath, ['node_modules/typescript7/bin/tsc', '-p', '.'], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = types.status ?? 1;
