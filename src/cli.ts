#!/usr/bin/env node
// The `jettson-api` command: one line per sub-command, each loaded when it is asked for.
import packageJson from '../package.json' with { type: 'json' };

/** What a sub-command is handed instead of the process's own. */
export interface CommandIO {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  readonly env: NodeJS.ProcessEnv;
  /** Aborted when the person presses Ctrl+C or the process is asked to end. */
  readonly signal: AbortSignal;
}

/** A sub-command: arguments in, exit code out. */
export type Command = (args: readonly string[], io: CommandIO) => Promise<number>;

const commands: Record<string, { readonly summary: string; readonly load: () => Promise<Command> }> = {
  gate: {
    summary: 'decides whether an API description still works for the clients of an older one',
    load: async () => (await import('./gate/command.js')).gateProgram,
  },
  mock: {
    summary: 'answers like the API, on this machine, from the contract’s examples',
    load: async () => (await import('./mock/command.js')).mockCommand,
  },
};

const help = `jettson-api ${packageJson.version}

Usage: jettson-api <command> [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(8)}${summary}`)
  .join('\n')}

  --help     this text; after a command, that command's options
  --version  the version
`;

async function main(args: readonly string[], io: CommandIO): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version') {
    io.stdout.write(`${packageJson.version}\n`);
    return 0;
  }
  if (name === undefined || name === '--help' || name === '-h') {
    io.stdout.write(help);
    return name === undefined ? 3 : 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    io.stderr.write(
      `jettson-api has no command ${JSON.stringify(name)}: there are ${Object.keys(commands).join(', ')}\n`,
    );
    return 3;
  }
  return (await command.load())(rest, io);
}

/** Only who asks for it stops by itself; every other command ends at once, as the system does it. */
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
  return stop.signal;
}

// Who reads no further (`| head`) ends no command: the rest of the text is dropped.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });

process.exitCode = await main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  env: process.env,
  get signal() {
    return stopSignal();
  },
}).catch((error: unknown) => {
  process.stderr.write(
    `jettson-api: internal error, please report it: ${error instanceof Error ? error.stack : String(error)}\n`,
  );
  return 4;
});
