// What `@jettson/api/testing` exports: a mock of the Jettson API for vitest, node:test and anything else that runs on Node.
import type { Core, ScenarioSource } from './mock.js';
import type { LoggedRequest } from './log.js';
import { createFetch } from './fetch.js';
import { scenarioNames } from './files.js';
import { createCore, type CoreOptions } from './mock.js';
import { openServer } from './server.js';

export type { LoggedRequest } from './log.js';
export type { ScenarioObject, ScenarioSource, StepObject } from './mock.js';
export { BadScenario } from './scenario.js';
export { CannotListen } from './server.js';

export interface MockOptions {
  /** The port to listen on; 0, the default, takes any free one. */
  readonly port?: number;
  /** The address to listen on; `127.0.0.1` by default. */
  readonly host?: string;
  /** False opens no socket: only `fetch` answers. */
  readonly listen?: boolean;
  /** The scenario to start with. */
  readonly scenario?: ScenarioSource;
  /** Lets browsers of any origin call; off by default. */
  readonly cors?: boolean;
  /** Another OpenAPI 3.1 document, parsed; the Jettson contract by default. */
  readonly document?: unknown;
  /** The clock of the request log, in milliseconds since 1970. */
  readonly now?: () => number;
}

/** A scenario that is being played. */
export interface Playing {
  readonly name: string;
  /** One line for each step that ran less often than it says. */
  unplayed(): readonly string[];
  /** Throws `UnplayedSteps` when a step never ran. */
  done(): void;
}

/** A running mock. Close it, or declare it with `await using`. */
export interface Mock extends AsyncDisposable {
  /** The base URL for a client: `http://127.0.0.1:50431/api/v1`. */
  readonly url: string;
  /** Where the control interface is: `http://127.0.0.1:50431`. */
  readonly origin: string;
  /** The last 1,000 requests to the API, oldest first. */
  readonly calls: readonly LoggedRequest[];
  /** Answers in process, without a socket; of the URL, path and query count. */
  readonly fetch: typeof globalThis.fetch;
  /**
   * Plays a scenario from its beginning, instead of the one before: a ready-made one by name, or one of your own.
   * Throws `BadScenario` with `file:line` and the nearest names when it cannot be played.
   */
  scenario(source: ScenarioSource): Playing;
  /** Forgets scenario and calls. */
  reset(): void;
  /** Stops the mock. Rejects with `UnplayedSteps` when a step of the scenario never ran, unless `reset` was called before. */
  close(): Promise<void>;
}

/** A scenario was not played to its end. `message` names each step with file and line. */
export class UnplayedSteps extends Error {
  override readonly name = 'UnplayedSteps';
}

/** The names of the ready-made scenarios. */
export { scenarioNames };

function check(unplayed: readonly string[], name: string): void {
  if (unplayed.length > 0)
    throw new UnplayedSteps(`the scenario ${name} was not played to its end:\n${unplayed.join('\n')}`);
}

function toPlaying(core: Core, source: ScenarioSource): Playing {
  const player = core.play(source);
  const { name } = player.scenario;
  return { name, unplayed: () => player.unplayed(), done: () => check(player.unplayed(), name) };
}

/**
 * Starts a mock of the Jettson API. Throws `CannotListen` when the port is taken and `BadScenario` when the scenario cannot
 * be played.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const { port = 0, host = '127.0.0.1', listen = true, cors = false, now = Date.now } = options;
  const coreOptions: CoreOptions =
    options.document === undefined ? { now } : { now, document: options.document };
  const core = await createCore(coreOptions);
  if (options.scenario !== undefined) core.play(options.scenario);
  const server = listen ? await openServer(core, { host, port, cors }) : undefined;
  const origin = server?.origin ?? core.contract.origin;
  const underWay = new Set<AbortController>();
  let isOpen = true;
  const mock: Mock = {
    url: `${origin}${core.contract.basePath}`,
    origin,
    get calls() {
      return core.log.entries();
    },
    fetch: createFetch(core, { underWay, isOpen: () => isOpen }),
    scenario: (source) => toPlaying(core, source),
    reset: () => void core.reset(),
    async close() {
      isOpen = false;
      const name = core.player()?.scenario.name ?? '';
      const unplayed = core.player()?.unplayed() ?? [];
      for (const call of underWay) call.abort(new TypeError('the mock was closed'));
      underWay.clear();
      await server?.close();
      core.reset();
      check(unplayed, name);
    },
    [Symbol.asyncDispose]: () => mock.close(),
  };
  return mock;
}
