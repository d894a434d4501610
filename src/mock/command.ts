// `jettson-api mock`: parses its arguments, opens the mock, prints one line when it is ready, and ends on a signal.
import type { LoggedRequest } from './log.js';
import type { ScenarioSource } from './mock.js';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { NoBundle, scenarioNames } from './files.js';
import { createCore } from './mock.js';
import { didYouMean } from './nearest.js';
import { BadScenario } from './scenario.js';
import { CannotListen, openServer } from './server.js';

/** What the command-line program hands to each of its commands. */
export interface CommandContext {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Aborted when the program is asked to end (SIGINT, SIGTERM). */
  readonly signal: AbortSignal;
}

const help = `jettson-api mock: every answer the Jettson API can give, without a key or a network

  --port <number>     the port to listen on (4010; 0 takes any free one)
  --host <address>    the address to listen on (127.0.0.1)
  --scenario <name>   a ready-made scenario, or the path of a scenario file
  --cors              lets browsers of any origin call
  --verbose           one line per request
  --list              lists the ready-made scenarios
  --help              this text

Ask for an answer with a header:  Prefer: example=rate-limited   or   Prefer: code=429
Steer from any language:          POST /__mock/scenario  GET /__mock/requests  DELETE /__mock
`;

const options = {
  port: { type: 'string', default: '4010' },
  host: { type: 'string', default: '127.0.0.1' },
  scenario: { type: 'string' },
  cors: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  list: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

/** Arguments that cannot be used. `message` is a sentence with a way out. */
class BadArguments extends Error {}

function parse(args: readonly string[]) {
  const known = Object.keys(options);
  for (const arg of args) {
    const name = /^--(?:no-)?([^=]+)/.exec(arg)?.[1];
    if (name !== undefined && !known.includes(name))
      throw new BadArguments(
        `mock has no option --${name}.${didYouMean(
          `--${name}`,
          known.map((one) => `--${one}`),
        )} See jettson-api mock --help`,
      );
  }
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    const port = Number(values.port);
    if (!/^\d{1,5}$/.test(values.port) || port > 65_535)
      throw new BadArguments(`--port is a number from 0 to 65535, not ${values.port}`);
    return { ...values, port };
  } catch (error) {
    if (error instanceof BadArguments) throw error;
    const [sentence = ''] = (error as Error).message.split('\n');
    throw new BadArguments(`${sentence.replace(/\.$/, '')}. See jettson-api mock --help`);
  }
}

/** A path where it looks like one, or where no ready-made scenario but a file has that name. */
function source(scenario: string): ScenarioSource {
  const isName = !/[\\/.]/.test(scenario);
  if (isName && (scenarioNames().includes(scenario) || !existsSync(scenario))) return scenario;
  try {
    return { text: readFileSync(scenario, 'utf8'), fileName: scenario };
  } catch (error) {
    throw new BadScenario(`the scenario file ${scenario} cannot be read: ${(error as Error).message}`);
  }
}

/** `POST /api/v1/agents → 201 spawnAgent.spawning`, and why where the request was refused. */
function logLine({ method, url, status, example, fault, refused, mock_error: own }: LoggedRequest): string {
  const notes = [
    example ?? own ?? '',
    fault === undefined ? '' : `(${fault})`,
    refused ? `(${refused.join('; ')})` : '',
  ];
  // Control characters of a hostile URL must not reach the terminal.
  return `${method} ${url} → ${status} ${notes.filter(Boolean).join(' ')}`
    .replace(/[^\x20-\x7e→]/g, '?')
    .slice(0, 2_000);
}

/** Errors whose message is all that there is to say. */
const refusals = [BadArguments, BadScenario, CannotListen, NoBundle];

/**
 * Runs `jettson-api mock` until the signal. Returns the exit code: 0 when it ended in order, 3 for bad input (arguments,
 * scenario, a port in use).
 */
export async function mockCommand(
  args: readonly string[],
  { stdout, stderr, signal }: CommandContext,
): Promise<number> {
  try {
    const { port, host, scenario, cors, verbose, list, help: wantsHelp } = parse(args);
    if (wantsHelp) {
      stdout.write(help);
      return 0;
    }
    const core = await createCore({
      now: Date.now,
      ...(verbose ? { onLogged: (entry: LoggedRequest) => void stdout.write(`${logLine(entry)}\n`) } : {}),
    });
    if (list) {
      for (const name of scenarioNames()) stdout.write(`${name}  ${core.play(name).scenario.plays}\n`);
      return 0;
    }
    if (scenario !== undefined) core.play(source(scenario));
    const server = await openServer(core, { host, port, cors });
    stdout.write(`Mock of the Jettson API ready at ${server.origin}${core.contract.basePath}\n`);
    if (!signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    await server.close();
    for (const line of core.reset()) stderr.write(`${line}\n`);
    return 0;
  } catch (error) {
    if (refusals.some((kind) => error instanceof kind)) {
      stderr.write(`${(error as Error).message}\n`);
      return 3;
    }
    throw error;
  }
}
