// `npm run check`: the chain, a table of what each step found, one exit code.
import { processTerminal, runChain } from '../src/build/chain.js';
import { checkSteps } from '../src/build/check.js';
import { isCI, root } from '../src/build/project.js';

const { exitCode } = await runChain(
  checkSteps({ root, readOnly: isCI(process.env) }),
  processTerminal(process.stdout, process.env),
);
process.exitCode = exitCode;
