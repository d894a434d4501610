// A mock without its doors: contract, front, scenario and log behind one `answer`. server.ts opens a socket, fetch.ts does not.
import type { Answer } from './answer.js';
import type { Contract } from './contract.js';
import type { FaultName } from './faults/index.js';
import type { WireRequest } from './front.js';
import type { LoggedRequest, RequestLog } from './log.js';
import type { Player } from './player.js';
import type { Prism } from './prism.js';
import type { Scenario } from './scenario.js';
import type { Schemas } from './schemas.js';
import type { When } from './step.js';
import { headOf } from './answer.js';
import { readContract } from './contract.js';
import { createControl } from './control.js';
import { readBundle, readyMade, scenarioNames } from './files.js';
import { createFront } from './front.js';
import { createLog } from './log.js';
import { didYouMean } from './nearest.js';
import { createPlayer } from './player.js';
import { createPrism } from './prism.js';
import { BadScenario, readScenario } from './scenario.js';
import { compileSchemas } from './schemas.js';

/** A ready-made scenario by name, a scenario as YAML or JSON text with the name of its source, or one as an object. */
export type ScenarioSource = string | { readonly text: string; readonly fileName: string } | ScenarioObject;

/** The format of a scenario file, as an object. See README.md, "Scenarios". */
export interface ScenarioObject {
  readonly name: string;
  /** What the scenario plays, in words. */
  readonly plays: string;
  readonly steps: readonly StepObject[];
}

/** A step of a scenario, as an object. */
export interface StepObject {
  /** The operation that it answers: `getAgent`. */
  readonly on: string;
  /** The example to answer with: `running`, or `getAgent.running`. */
  readonly answer?: string;
  /** Instead of `answer`: the first example of this status. */
  readonly status?: number;
  /** The step matches only a request that carries these; null stands for "is not sent". */
  readonly when?: When;
  /** A header that must carry what it carried when a step of this operation was last played. */
  readonly same?: string;
  /** True where the server did what it was asked although the answer is lost. */
  readonly act?: boolean;
  /** Header fields to set, or to leave out (null). */
  readonly headers?: Readonly<Record<string, string | number | null>>;
  /** How often the step runs; once where left out. */
  readonly repeat?: number | 'always';
  /** Milliseconds to wait before the answer. */
  readonly delay_ms?: number;
  readonly fault?: FaultName;
  /** For the fault `drip`: bytes per piece. */
  readonly chunk_bytes?: number;
  /** For the fault `drip`: milliseconds between pieces. */
  readonly every_ms?: number;
}

export interface Core {
  readonly contract: Contract;
  readonly log: RequestLog;
  /** Answers a request to the API or to the control interface. Never rejects. */
  answer(request: WireRequest): Promise<Answer>;
  /** Plays a scenario from its beginning, instead of the one before. Throws `BadScenario`. */
  play(source: ScenarioSource): Player;
  player(): Player | undefined;
  /** Forgets scenario and log; gives back the steps that never ran. */
  reset(): string[];
}

interface Prepared {
  readonly contract: Contract;
  readonly schemas: Schemas;
  readonly prism: Prism;
}

let bundled: Promise<Prepared> | undefined;

async function prepare(document: unknown): Promise<Prepared> {
  const contract = readContract(document);
  const schemas = compileSchemas(contract); // before Prism sees the document: schemas.ts says why
  return { contract, schemas, prism: await createPrism(contract) };
}

/** Reads a scenario from any of its sources against a contract. Throws `BadScenario`. */
export function loadScenario(source: ScenarioSource, contract: Contract): Scenario {
  if (typeof source === 'string') {
    const names = scenarioNames();
    if (!names.includes(source))
      throw new BadScenario(`no scenario is called ${source.slice(0, 100)}.${didYouMean(source, names)}`);
    const { text, fileName } = readyMade(source);
    return readScenario(text, fileName, contract);
  }
  if (typeof source !== 'object' || source === null)
    throw new BadScenario('a scenario is a name, a text with the name of its file, or an object');
  if ('text' in source) return readScenario(source.text, source.fileName, contract);
  return readScenario(JSON.stringify(source, null, 2), 'scenario', contract);
}

export interface CoreOptions {
  /** A parsed OpenAPI 3.1 document; the package's own contract where left out (prepared once per process). */
  readonly document?: unknown;
  readonly now: () => number;
  readonly onLogged?: (entry: LoggedRequest) => void;
}

/** Prepares a mock. Throws a sentence when the document cannot be mocked. */
export async function createCore({ document, now, onLogged }: CoreOptions): Promise<Core> {
  let preparing: Promise<Prepared>;
  if (document === undefined) preparing = bundled ??= prepare(readBundle());
  else preparing = prepare(document);
  const { contract, schemas, prism } = await preparing;
  const log = createLog();
  let player: Player | undefined;
  const front = createFront({
    contract,
    schemas,
    prism,
    log,
    player: () => player,
    now,
    ...(onLogged ? { onLogged } : {}),
  });
  const core: Core = {
    contract,
    log,
    async answer(request) {
      const answer = await (control(request) ?? front(request));
      return request.method === 'HEAD' ? headOf(answer) : answer;
    },
    play(source) {
      player = createPlayer(loadScenario(source, contract));
      return player;
    },
    player: () => player,
    reset() {
      const unplayed = player?.unplayed() ?? [];
      player = undefined;
      log.clear();
      return unplayed;
    },
  };
  const control = createControl(core);
  return core;
}
