// `npm run gate -- [BASE] [HEAD]`: the gate's command, as the installed program runs it; without documents, our contract.
import { BadContract } from '../src/build/bad-contract.js';
import { contractRepository } from '../src/build/repository.js';
import { root } from '../src/build/project.js';
import { gateProgram } from '../src/gate/command.js';

const { stdout, stderr, env } = process;
const repository = () => contractRepository(root);
process.exitCode = await gateProgram(process.argv.slice(2), { stdout, stderr, env, repository }).catch(
  (error: unknown) => {
    if (error instanceof BadContract) {
      stderr.write(`${error.message}\n`);
      return 3;
    }
    stderr.write(
      `gate: internal error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return 4;
  },
);
