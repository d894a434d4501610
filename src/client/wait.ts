// Waiting for an agent: poll until it has ended. Source: Python SDK page "agents.wait" (promises 54-56), fact sheet §7.1
// "Wait loop"; the bound on each poll, progress and cancelling are ours. The clock is given.
import { checkFunctions, checkNumbers, requireObject, waitRules } from './arguments.js';
import type { WithResponse } from './call.js';
import { AgentTimeoutError, JettsonTimeoutError } from './errors.js';
import type { CallOptions } from './exchange.js';
import type { Transport } from './transport.js';
import { notify } from './logger.js';
import { step } from './scope.js';
import type { Agent } from './types.js';

/** What `onProgress` is told beside the agent. @example (agent, { polls, elapsedMs }) => console.log(polls, elapsedMs) */
export interface WaitProgress {
  /** Polls answered so far, this one included. */
  readonly polls: number;
  /** Since the wait began, in milliseconds. */
  readonly elapsedMs: number;
  /** Has the status changed since the poll before? True for the first. */
  readonly statusChanged: boolean;
}

/**
 * Options of `agents.wait` and `agents.run`.
 * @example { timeoutMs: 60_000, onProgress: (agent, { elapsedMs }) => console.log(agent.status, elapsedMs) }
 */
export interface WaitOptions {
  /** The whole wait, in milliseconds. 0 polls once. Default 300,000. */
  readonly timeoutMs?: number | undefined;
  /** Limit of one poll's attempt, in milliseconds. Default: the client's `timeoutMs`. */
  readonly requestTimeoutMs?: number | undefined;
  /** Pause after the first poll, in milliseconds; each one after is half as long again. Default 1,000. */
  readonly pollIntervalMs?: number | undefined;
  /** The pause grows no further than this, in milliseconds. Default 5,000. */
  readonly maxPollIntervalMs?: number | undefined;
  /** Ends the wait; the promise rejects with `signal.reason` itself. */
  readonly signal?: AbortSignal | null | undefined;
  /** Called after each poll. What it throws is logged, never raised. */
  readonly onProgress?: ((agent: Agent, progress: WaitProgress) => void) | undefined;
  /** When the signal ends the wait, also cancel the agent, in the background. Default false. */
  readonly cancelOnAbort?: boolean | undefined;
  /** Repeats of one poll. Default: the client's `maxRetries`. */
  readonly maxRetries?: number | undefined;
  /** Sent with each poll. */
  readonly headers?: CallOptions['headers'];
}

/** What waiting does with its agent. */
export interface Waiting {
  readonly poll: (options: CallOptions) => Promise<WithResponse<Agent>>;
  readonly cancel: () => void;
}

/** What the last poll, the one at the deadline, may take, in milliseconds. */
const lastPollMs = 1000;

const growth = 1.5;

/** Statuses after which nothing changes (promise 55). Every other one, known or not, counts as running. */
export const terminalStatuses: readonly string[] = ['completed', 'error', 'stopped'];

/** The times of a wait, checked. */
export function waitTimes(options: WaitOptions): WaitTimes {
  requireObject('options', options);
  checkNumbers(options, waitRules);
  checkFunctions(options, ['onProgress']);
  const { timeoutMs = 300_000, pollIntervalMs = 1000, maxPollIntervalMs = 5000 } = options;
  return { timeoutMs, pollIntervalMs, maxPollIntervalMs };
}

interface WaitTimes {
  readonly timeoutMs: number;
  readonly pollIntervalMs: number;
  readonly maxPollIntervalMs: number;
}

/** The options of one request of a wait, cut off after `limitMs`. */
export function pollOptions(options: WaitOptions, limitMs: number): CallOptions {
  const { signal, maxRetries, headers, requestTimeoutMs: timeoutMs } = options;
  return { signal, maxRetries, headers, timeoutMs, deadlineMs: Math.max(1, limitMs) };
}

/**
 * Polls at once, then with growing pauses, until the agent has ended. Never sleeps past the deadline; one last poll
 * falls on it.
 * @throws AgentTimeoutError with the agent as last seen; the signal's reason; what a poll throws.
 */
export async function waitForAgent(
  id: string,
  options: WaitOptions,
  transport: Transport,
  { poll, cancel }: Waiting,
): Promise<WithResponse<Agent>> {
  const { timeoutMs, pollIntervalMs, maxPollIntervalMs } = waitTimes(options);
  const { signal, cancelOnAbort, onProgress } = options;
  const { clock } = transport;
  const startedMs = clock.now();
  const leftMs = () => startedMs + timeoutMs - clock.now();
  let intervalMs = pollIntervalMs;
  let last: Agent | undefined;
  try {
    for (let polls = 1; ; polls += 1) {
      const isLast = leftMs() <= 0;
      const answer = await poll(pollOptions(options, isLast ? lastPollMs : leftMs()));
      const agent = answer.data;
      const statusChanged = agent.status !== last?.status;
      last = agent;
      const progress = { polls, elapsedMs: clock.now() - startedMs, statusChanged };
      notify(transport, 'onProgress', onProgress, agent, progress);
      if (terminalStatuses.includes(agent.status)) return answer;
      if (isLast || leftMs() <= 0) throw new AgentTimeoutError(id, timeoutMs, last);
      await step({ ...transport, signal }, Math.min(intervalMs, leftMs()));
      intervalMs = Math.min(Math.max(intervalMs, 1) * growth, maxPollIntervalMs);
    }
  } catch (thrown) {
    if (cancelOnAbort && signal?.aborted) cancel();
    // A poll that hangs is cut off at the wait's own deadline.
    throw thrown instanceof JettsonTimeoutError && thrown.phase === 'deadline'
      ? new AgentTimeoutError(id, timeoutMs, last, { cause: thrown })
      : thrown;
  }
}
