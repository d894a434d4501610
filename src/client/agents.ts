// `client.agents`: the four agent operations and the two that wait, signatures over one `call`.
// Source: Python SDK page "Agents".
import { checkLimit, limits, requireObject, withoutUndefined } from './arguments.js';
import { type Call, ignoreRejection, startCall, type WithResponse } from './call.js';
import { type Caller, list, object, type Refuse } from './caller.js';
import { type CallOptions, idempotencyHeader } from './exchange.js';
import { listPages, type PageCall } from './paginate.js';
import type { Agent, ListAgentsParams, SpawnAgentParams } from './types.js';
import { readWaitOptions, type WaitOptions, waitForAgent } from './wait.js';

/** Agents: spawn one, watch it, cancel it. @example const { agents } = new Jettson(); */
export class AgentsResource {
  readonly #caller: Caller;
  /** Made by {@link Jettson}; there is no other way to get one. */
  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /**
   * Starts an agent and gives it at once, with status `spawning` (promises 51-53). Every spawn carries an idempotency
   * key, so a retry after a lost answer never starts a second agent.
   * @throws JettsonQuotaExceededError (agent-hours used up), JettsonRateLimitError (`rate_limited`,
   * `concurrent_limit_reached`), JettsonValidationError (`invalid_task`, `invalid_body`).
   * @example const agent = await client.agents.spawn({ task: 'Research linear.app', region: 'lhr' });
   */
  spawn(params: SpawnAgentParams, options?: CallOptions): Call<Agent> {
    return startCall(() => this.#spawn(params, options, object));
  }

  async #spawn(
    params: SpawnAgentParams,
    options: CallOptions | undefined,
    read: (body: Agent, refuse: Refuse) => Agent,
  ): Promise<WithResponse<Agent>> {
    requireObject('params', params);
    const { idempotencyKey, ...body } = withoutUndefined(params, ['task']);
    const header = idempotencyKey === undefined ? {} : { [idempotencyHeader]: idempotencyKey };
    return this.#caller.call('spawnAgent', { header, body }, options, read);
  }

  /**
   * An agent as it is now (promise 57).
   * @throws JettsonNotFoundError when there is none with this id, or it is another account's.
   * @example const { status, final_result } = await client.agents.get('ag_…');
   */
  get(id: string, options?: CallOptions): Call<Agent> {
    return startCall(() => this.#get(id, options));
  }

  #get(
    id: string,
    options: CallOptions | undefined,
    read: (body: Agent, refuse: Refuse) => Agent = object,
  ): Promise<WithResponse<Agent>> {
    return this.#caller.call('getAgent', { path: { agent_id: id } }, options, read);
  }

  /**
   * Your agents, newest first (promises 58, 59): await it for one page, or iterate over all of them.
   * @example
   * for await (const agent of client.agents.list({ limit: 50 })) console.log(agent.agent_id, agent.status);
   */
  list(params?: ListAgentsParams, options?: CallOptions): PageCall<Agent> {
    const { cursor: start, ...query } = params ?? {};
    return listPages(async (cursor) => {
      if (params !== undefined) requireObject('params', params);
      checkLimit(query.limit, limits.listAgents);
      return this.#caller.call(
        'listAgents',
        { query: { ...query, ...(cursor ? { cursor } : {}) } },
        options,
        (body, refuse) => {
          list(body, 'data', refuse);
          const { next_cursor } = body;
          if (next_cursor && typeof next_cursor !== 'string') throw refuse('`next_cursor` is not a text');
          return { body, refuse };
        },
      );
    }, start || undefined);
  }

  /**
   * Cancels an agent; it ends as `stopped`. Cancelling twice does no harm. Gives the unchanged agent when it had already
   * ended, undefined when this call stopped it.
   * @throws JettsonNotFoundError when there is none with this id.
   * @example await client.agents.cancel(agent.agent_id);
   */
  cancel(id: string, options?: CallOptions): Call<Agent | undefined> {
    return startCall<Agent | undefined>(() => this.#cancel(id, options));
  }

  #cancel(id: string, options?: CallOptions): Promise<WithResponse<Agent | undefined>> {
    return this.#caller.call('cancelAgent', { path: { agent_id: id } }, options, (body, refuse, status) =>
      status === 200 ? object(body, refuse) : undefined,
    );
  }

  /**
   * Polls until the agent has ended: `completed`, `error` or `stopped`, each returned, not thrown (promises 54-56).
   * @throws AgentTimeoutError with `lastAgent` when `timeoutMs` (default 300,000) has passed; the signal's own reason.
   * @example const { final_result } = await client.agents.wait(agent, { timeoutMs: 60_000 });
   */
  wait(idOrAgent: string | Pick<Agent, 'agent_id'>, options?: WaitOptions): Call<Agent> {
    return startCall(() => this.#wait(idOrAgent, options ?? {}));
  }

  /**
   * Spawns an agent and waits for its end: `spawn` and `wait` in one, with the wait's limits for both.
   * @throws what `spawn` and `wait` throw.
   * @example const { final_result } = await client.agents.run({ task: 'Return the top story of Hacker News.' });
   */
  run(params: SpawnAgentParams, options?: WaitOptions): Call<Agent> {
    return startCall(async () => {
      const { timeoutMs } = readWaitOptions(options ?? {});
      const { signal, headers, maxRetries, requestTimeoutMs } = options ?? {};
      const startedMs = this.#caller.clock.now();
      const bounds = { timeoutMs: requestTimeoutMs, deadlineMs: Math.max(1, timeoutMs) };
      const { data: agent } = await this.#spawn(params, { signal, headers, maxRetries, ...bounds }, withId);
      const leftMs = Math.max(0, timeoutMs - (this.#caller.clock.now() - startedMs));
      return this.#wait(agent, { ...options, timeoutMs: leftMs });
    });
  }

  async #wait(
    idOrAgent: string | Pick<Agent, 'agent_id'>,
    options: WaitOptions,
  ): Promise<WithResponse<Agent>> {
    const id = typeof idOrAgent === 'object' && idOrAgent !== null ? idOrAgent.agent_id : idOrAgent;
    return waitForAgent(id, options, {
      clock: this.#caller.clock,
      poll: (poll) => this.#get(id, poll, withStatus),
      sleep: (delayMs, signal) => this.#caller.sleep(delayMs, signal),
      cancel: () => ignoreRejection(this.#cancel(id)),
      progress: (agent, progress) => this.#caller.notify('onProgress', options.onProgress, agent, progress),
    });
  }
}

/** Waiting goes by `agent_id` and `status`: without them it would poll nothing, or for ever. */
function withStatus(body: Agent, refuse: Refuse): Agent {
  const agent = object(body, refuse);
  if (typeof agent.status !== 'string') throw refuse('`status` is not a text');
  return agent;
}

function withId(body: Agent, refuse: Refuse): Agent {
  const agent = object(body, refuse);
  if (typeof agent.agent_id !== 'string' || agent.agent_id === '') throw refuse('`agent_id` is not a text');
  return agent;
}
