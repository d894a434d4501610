// `npm run watch`: checks again whenever a file that people edit is saved. Stop it with Ctrl+C.
import { watch } from 'node:fs';
import { join } from 'node:path';
import { processTerminal, runChain } from '../src/build/chain.js';
import { checkSteps } from '../src/build/check.js';
import { runNode } from '../src/build/child.js';
import { root } from '../src/build/project.js';

/** An editor writes a file in several steps; they are one save. */
const settleMs = 150;
const terminal = processTerminal(process.stdout, process.env);
let timer: NodeJS.Timeout | undefined;
let running = false;
let again = false;
/** Our own code is loaded once: after a change in it, only a new process sees it. */
let ownCodeChanged = false;

async function check(): Promise<void> {
  if (running) {
    again = true;
    return;
  }
  running = true;
  do {
    again = false;
    if (ownCodeChanged) await runNode(root, ['scripts/run.js', 'check'], { passThrough: true });
    else await runChain(checkSteps({ root, readOnly: false }), terminal);
  } while (again);
  running = false;
  terminal.write('\nWatching openapi, src and test. Ctrl+C stops.\n');
}

for (const folder of ['openapi', 'src', 'test'])
  watch(join(root, folder), { recursive: true }, () => {
    ownCodeChanged ||= folder === 'src';
    clearTimeout(timer);
    timer = setTimeout(() => void check(), settleMs);
  });
await check();
