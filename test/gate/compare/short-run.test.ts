import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

import { shortRunFlags } from '../../../src/gate/short-run.js';

// A flag that V8 does not know is told on standard error, where people would take it for the gate's.
test('the flags for this Node are ones that its V8 has', () => {
  const flags = shortRunFlags[process.versions.node.split('.')[0] ?? ''] ?? [];
  const { stdout } = spawnSync(process.execPath, ['--v8-options'], { encoding: 'utf8' });
  expect(stdout).toContain('--max-semi-space-size ');
  for (const flag of flags) expect(stdout).toContain(`${flag.replace(/=.*$/, '')} `);
});
