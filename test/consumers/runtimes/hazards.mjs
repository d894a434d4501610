// The same short program and list of hazards in every runtime. `run` gives one line per hazard: ok, or what went wrong.
import { isJettsonError, Jettson, JettsonAPIError, JettsonClosedError, JettsonError } from '@jettson/api';

const apiKey = 'jett_sk_test_runtimesruntimesruntimesruntimes';

function expect(condition, what) {
  if (!condition) throw new Error(what);
}

/** The error a call ends in. */
async function failure(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('it succeeded');
}

/** Each hazard gets a client whose base URL names the case the server plays. */
const hazards = {
  'a spawn carries key, media type and idempotency key': async (at) => {
    const agent = await at('spawn').agents.spawn({ task: 'x' });
    expect(agent.status === 'spawning', 'no agent');
    expect(agent.seen.authorization === `Bearer ${apiKey}`, 'no key');
    expect(agent.seen['content-type'].startsWith('application/json'), 'no media type');
    expect(/^[0-9a-f-]{36}$/.test(agent.seen['x-idempotency-key']), 'no idempotency key');
  },
  'a 503 is retried': async (at) => {
    const { attempts } = await at('unavailable-once').agents.get('ag_1').withResponse();
    expect(attempts === 2, `${attempts} attempts`);
  },
  'a Retry-After of an hour is refused with the number': async (at) => {
    const error = await failure(at('limited').agents.get('ag_1'));
    expect(isJettsonError(error, 'rate_limited') && error.retryAfterSeconds === 3600, String(error));
  },
  'headers that never come time out': async (at) => {
    const error = await failure(at('silent', { timeoutMs: 200, maxRetries: 0 }).agents.get('ag_1'));
    expect(error.name === 'JettsonTimeoutError' && error.phase === 'headers', String(error));
  },
  'a body that never ends times out': async (at) => {
    const error = await failure(at('stalled', { timeoutMs: 600, maxRetries: 0 }).agents.get('ag_1'));
    expect(error.name === 'JettsonTimeoutError', String(error));
  },
  'an abort gives the reason itself': async (at) => {
    const controller = new AbortController();
    const reason = new Error('gone');
    setTimeout(() => controller.abort(reason), 50);
    const error = await failure(at('silent').agents.get('ag_1', { signal: controller.signal }));
    expect(error === reason, String(error));
  },
  'a redirect is not followed': async (at) => {
    const error = await failure(at('redirect').agents.get('ag_1'));
    expect(error instanceof JettsonAPIError && error.message.includes('not followed'), String(error));
  },
  'a page of HTML is no success': async (at) => {
    const error = await failure(at('page').agents.get('ag_1'));
    expect(error.name === 'JettsonResponseError' && error.excerpt.startsWith('<html>'), String(error));
  },
  'a cut body is a network error': async (at) => {
    const error = await failure(at('cut', { maxRetries: 0 }).agents.get('ag_1'));
    expect(error.name === 'JettsonNetworkError' || error.name === 'JettsonResponseError', String(error));
  },
  'a missing memory is null': async (at) => {
    expect((await at('missing').memory.get('k')) === null, 'not null');
  },
  'a list is walked to its end': async (at) => {
    const ids = [];
    for await (const agent of at('pages').agents.list({ limit: 2 })) ids.push(agent.agent_id);
    expect(ids.join() === 'ag_1,ag_2,ag_3', ids.join());
  },
  'run waits for the end': async (at) => {
    const agent = await at('run').agents.run({ task: 'x' }, { pollIntervalMs: 5 });
    expect(agent.final_result === 'done' && Object.isFrozen(agent), 'not done');
  },
  'closing ends what runs': async (at) => {
    const client = at('silent');
    const ended = failure(client.agents.get('ag_1'));
    setTimeout(() => client.close(), 50);
    expect((await ended) instanceof JettsonClosedError, 'not closed');
  },
  'a bad id is refused before any request': async (at) => {
    const error = await failure(at('spawn').agents.get('..'));
    expect(error instanceof JettsonError && error.name === 'JettsonArgumentError', String(error));
  },
  'the key is in nothing that prints': async (at) => {
    const client = at('limited');
    const error = await failure(client.agents.get('ag_1'));
    const printed = [JSON.stringify(client), JSON.stringify(error), String(error), error.stack].join();
    expect(!printed.includes('runtimesruntimes'), 'the key is printed'); // once, it is part of the folder's name in a stack
  },
};

export async function run(origin, options = {}) {
  const lines = [];
  for (const [name, hazard] of Object.entries(hazards)) {
    const id = `${Date.now()}-${Math.random()}`;
    const at = (play, more = {}) =>
      new Jettson({ apiKey, baseUrl: `${origin}/${play}/${id}`, logLevel: 'off', ...options, ...more });
    try {
      await hazard(at);
      lines.push({ name, ok: true });
    } catch (error) {
      lines.push({ name, ok: false, why: String(error?.message ?? error) });
    }
  }
  return lines;
}
