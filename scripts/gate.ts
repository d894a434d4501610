// `npm run gate -- BASE HEAD`: the gate's command, as the installed program runs it.
import { gateCommand } from '../src/gate/command.js';

const { stdout, stderr, env } = process;
process.exitCode = await gateCommand(process.argv.slice(2), { stdout, stderr, env }).catch(
  (error: unknown) => {
    stderr.write(
      `gate: internal error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    return 4;
  },
);
