// The control interface under `/__mock` at the root of the origin: steers the mock from any language, without a key.
import type { Answer } from './answer.js';
import type { WireRequest } from './front.js';
import type { Core } from './mock.js';
import { parse } from 'yaml';
import { jsonAnswer, ownError } from './answer.js';
import { scenarioNames } from './files.js';
import { BadScenario } from './scenario.js';

const routes =
  'POST /__mock/scenario, GET /__mock/scenario, GET /__mock/scenarios, GET /__mock/requests, DELETE /__mock';

/** `{"name": "…"}` alone names a ready-made scenario; anything else is a scenario itself, as JSON or YAML. */
function play(core: Core, request: WireRequest): Answer {
  if (request.oversized) return ownError(400, 'bad-scenario', 'a scenario has at most 1 MiB');
  const text = new TextDecoder().decode(request.body);
  let named: unknown;
  try {
    named = parse(text, { logLevel: 'silent' });
  } catch {
    named = undefined; // refused with its line below
  }
  const members = typeof named === 'object' && named !== null ? Object.keys(named) : [];
  const name = members.length === 1 ? (named as { name?: unknown }).name : undefined;
  try {
    const { scenario } = core.play(typeof name === 'string' ? name : { text, fileName: 'scenario' });
    return jsonAnswer(200, { name: scenario.name, plays: scenario.plays, steps: scenario.steps.length });
  } catch (error) {
    if (!(error instanceof BadScenario)) throw error;
    const problems = error.message.split('\n');
    return ownError(400, 'bad-scenario', problems[0] ?? 'this scenario cannot be played', { problems });
  }
}

/** Answers requests to `/__mock`; undefined for all others. */
export function createControl(core: Core): (request: WireRequest) => Promise<Answer> | undefined {
  const answer = (request: WireRequest): Answer => {
    const [path = ''] = request.url.split('?');
    switch (`${request.method} ${path.replace(/\/$/, '')}`) {
      case 'POST /__mock/scenario':
        return play(core, request);
      case 'GET /__mock/scenario': {
        const player = core.player();
        return jsonAnswer(
          200,
          player
            ? { name: player.scenario.name, plays: player.scenario.plays, unplayed: player.unplayed() }
            : null,
        );
      }
      case 'GET /__mock/scenarios':
        return jsonAnswer(200, scenarioNames());
      case 'GET /__mock/requests':
        return jsonAnswer(200, core.log.entries());
      case 'DELETE /__mock':
        return jsonAnswer(200, { unplayed: core.reset() });
      default:
        return ownError(404, 'unknown-control', `the mock is steered with ${routes}`);
    }
  };
  return (request) => {
    if (!/^\/__mock(?:[/?]|$)/.test(request.url)) return undefined;
    try {
      return Promise.resolve(answer(request));
    } catch (error) {
      return Promise.resolve(ownError(500, 'internal', `the mock failed: ${(error as Error).message}`));
    }
  };
}
