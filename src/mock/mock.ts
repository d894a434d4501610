// A mock without its doors: contract, front, scenario and log behind one `answer`. server.ts opens a socket, fetch.ts does not.
import type { Answer } from './answer.js';
import type { Contract } from './contract.js';
import type { WireRequest } from './front.js';
import type { LoggedRequest, RequestLog } from './log.js';
import type { Player } from './player.js';
import type { Prism } from './prism.js';
import type { Scenario } from './scenario.js';
import type { Schemas } from './schemas.js';
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
  readonly plays: string;
  readonly steps: readonly object[];
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
    answer: (request) => control(request) ?? front(request),
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
