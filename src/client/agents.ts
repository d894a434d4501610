// `client.agents`: the four agent operations and the two that wait, signatures over one `call`.
// Source: Python SDK page "Agents".
import type { Refuse } from './attempt.js';
import { checkNumbers, limitRules, members, requireObject } from './arguments.js';
import { type Call, ignoreRejection, toCall, type WithResponse } from './call.js';
import { call, list, object, type Read } from './operation.js';
import { type CallOptions, idempotencyHeader } from './exchange.js';
import type { Transport } from './transport.js';
import { listPages, type PageCall, type PageSource } from './paginate.js';
import type { Agent, AgentListResponse, ListAgentsParams, SpawnAgentParams } from './types.js';
import { pollOptions, type WaitOptions, waitForAgent, waitTimes } from './wait.js';

/** Agents: spawn one, watch it, cancel it. @example const { agents } = new Jettson(); */
export class AgentsResource {
  readonly #transport: Transport;
  /** Made by {@link Jettson}; there is no other way to get one. */
  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Starts an agent and gives it at once, with status `spawning` (promises 51-53). Every spawn carries an idempotency
   * key, so a retry after a lost answer never starts a second agent.
   * @throws JettsonQuotaExceededError (agent-hours used up), JettsonRateLimitError (`rate_limited`,
   * `concurrent_limit_reached`), JettsonValidationError (`invalid_task`, `invalid_body`).
   * @example const agent = await client.agents.spawn({ task: 'Research linear.app', region: 'lhr' });
   */
  spawn(params: SpawnAgentParams, options?: CallOptions): Call<Agent> {
    return this.#spawn(params, options, object);
  }

  #spawn(params: SpawnAgentParams, options: CallOptions | undefined, read: Read<Agent, Agent>): Call<Agent> {
    const sending = () => {
      const { idempotencyKey, ...body } = members(params, ['task']);
      return { body, header: { [idempotencyHeader]: idempotencyKey } };
    };
    return call(this.#transport, 'spawnAgent', sending, options, read);
  }

  /**
   * An agent as it is now (promise 57).
   * @throws JettsonNotFoundError when there is none with this id, or it is another account's.
   * @example const { status, final_result } = await client.agents.get('ag_…');
   */
  get(id: string, options?: CallOptions): Call<Agent> {
    return this.#get(id, options, object);
  }

  #get(id: string, options: CallOptions | undefined, read: Read<Agent, Agent>): Call<Agent> {
    return call(this.#transport, 'getAgent', () => ({ path: { agent_id: id } }), options, read);
  }

  /**
   * Your agents, newest first (promises 58, 59): await it for one page, or iterate over all of them.
   * @example
   * for await (const agent of client.agents.list({ limit: 50 })) console.log(agent.agent_id, agent.status);
   */
  list(params: ListAgentsParams = {}, options?: CallOptions): PageCall<Agent> {
    const { cursor: start, ...query } = params ?? {}; // null is refused below
    return listPages((cursor) => {
      const sending = () => {
        requireObject('params', params);
        checkNumbers(query, limitRules.listAgents);
        return { query: cursor ? { ...query, cursor } : query };
      };
      return call(this.#transport, 'listAgents', sending, options, readPage).withResponse();
    }, start);
  }

  /**
   * Cancels an agent; it ends as `stopped`. Cancelling twice does no harm. Gives the unchanged agent when it had already
   * ended, undefined when this call stopped it.
   * @throws JettsonNotFoundError when there is none with this id.
   * @example await client.agents.cancel(agent.agent_id);
   */
  cancel(id: string, options?: CallOptions): Call<Agent | undefined> {
    const sending = () => ({ path: { agent_id: id } });
    return call(this.#transport, 'cancelAgent', sending, options, (body, refuse, status) =>
      status === 200 ? object(body, refuse) : undefined,
    );
  }

  /**
   * Polls until the agent has ended: `completed`, `error` or `stopped`, each returned, not thrown (promises 54-56).
   * @throws AgentTimeoutError with `lastAgent` when `timeoutMs` (default 300,000) has passed; the signal's own reason.
   * @example const { final_result } = await client.agents.wait(agent, { timeoutMs: 60_000 });
   */
  wait(idOrAgent: string | Pick<Agent, 'agent_id'>, options?: WaitOptions): Call<Agent> {
    return toCall(this.#wait(idOrAgent, options));
  }

  /**
   * Spawns an agent and waits for its end: `spawn` and `wait` in one, with the wait's limits for both.
   * @throws what `spawn` and `wait` throw.
   * @example const { final_result } = await client.agents.run({ task: 'Return the top story of Hacker News.' });
   */
  run(params: SpawnAgentParams, options?: WaitOptions): Call<Agent> {
    return toCall(this.#run(params, options));
  }

  async #run(params: SpawnAgentParams, options: WaitOptions = {}): Promise<WithResponse<Agent>> {
    const { clock } = this.#transport;
    const { timeoutMs } = waitTimes(options);
    const deadlineAtMs = clock.now() + timeoutMs;
    const agent = await this.#spawn(params, pollOptions(options, timeoutMs), agentWith('agent_id'));
    return this.#wait(agent, { ...options, timeoutMs: Math.max(0, deadlineAtMs - clock.now()) });
  }

  async #wait(
    idOrAgent: string | Pick<Agent, 'agent_id'>,
    options: WaitOptions = {},
  ): Promise<WithResponse<Agent>> {
    const id = typeof idOrAgent === 'string' ? idOrAgent : idOrAgent?.agent_id;
    return waitForAgent(id, options, this.#transport, {
      poll: (limits) => this.#get(id, limits, agentWith('status')).withResponse(),
      cancel: () => ignoreRejection(this.cancel(id)),
    });
  }
}

function readPage(body: AgentListResponse, refuse: Refuse): PageSource<Agent> {
  list('data')(body, refuse);
  const { next_cursor } = body;
  if (next_cursor && typeof next_cursor !== 'string') throw refuse('`next_cursor` is not a text');
  return { body, refuse };
}

/** An agent with a text under `name`, an id not empty: otherwise waiting would poll nothing, or for ever. */
const agentWith =
  (name: 'agent_id' | 'status') =>
  (body: Agent, refuse: Refuse): Agent => {
    const agent = object(body, refuse);
    if (typeof agent[name] !== 'string' || (name === 'agent_id' && !agent[name]))
      throw refuse(`\`${name}\` is not a text`);
    return agent;
  };
