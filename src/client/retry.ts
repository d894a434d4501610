// What follows an attempt: wait and repeat, or give up. A pure function; transport.ts acts on it.
// Rules: Python SDK page "Retries" (promises 75-78), fact sheet §7.1; the limits on waiting are ours.
import { maxTimerMs } from './arguments.js';

const firstBackoffMs = 1000;

export interface RetryPolicy {
  /** Repeats after the first attempt; 0 switches every retry off. */
  readonly maxRetries: number;
  /** The longest wait between two attempts, in milliseconds. */
  readonly maxRetryDelayMs: number;
  /** Share by which a wait may grow: 0.1 is up to 10 % longer, never shorter. */
  readonly jitter: number;
  /** When the whole call must be over, epoch milliseconds; Infinity for never. */
  readonly deadlineAtMs: number;
}

/** How an attempt ended. */
export type Outcome =
  /** With an answer, and the wait that it asks for. */
  | { readonly status: number; readonly retryAfterMs: number | undefined }
  /** Without one: no response, a body that broke off, or the attempt's time-out. Counts those before in the same call. */
  | { readonly brokenBefore: number };

/** Why no further attempt follows. */
export type Ending = 'final' | 'retries-used' | 'delay-too-long' | 'past-deadline';

/**
 * Decides what follows attempt number `attempt` (the first is 0): the milliseconds to wait before the next one, or why
 * there is none. 429 and 5xx: `Retry-After`, else 1 → 2 → 4 s, up to `maxRetries`. A broken attempt: one repeat after 1 s
 * in the whole call. Every other status is final. `random` lies in [0, 1).
 */
export function afterAttempt(
  attempt: number,
  outcome: Outcome,
  policy: RetryPolicy,
  nowMs: number,
  random: number,
): number | Ending {
  const isAnswer = 'status' in outcome;
  if (isAnswer && !isRetried(outcome.status)) return 'final';
  if (attempt >= policy.maxRetries || (!isAnswer && outcome.brokenBefore > 0)) return 'retries-used';
  const longestMs = Math.min(policy.maxRetryDelayMs, maxTimerMs);
  const asked = isAnswer ? outcome.retryAfterMs : firstBackoffMs;
  if (isAnswer && asked !== undefined && asked > longestMs) return 'delay-too-long';
  const plainMs = asked ?? firstBackoffMs * 2 ** attempt;
  // Never below what was asked for, never above the longest wait.
  const delayMs = Math.min(Math.ceil(plainMs * (1 + policy.jitter * random)), longestMs);
  return nowMs + delayMs < policy.deadlineAtMs ? delayMs : 'past-deadline';
}

/** 429 and every 5xx. 402 is not: only an upgrade or the reset helps (promise 25). */
export function isRetried(status: number): boolean {
  return status === 429 || status >= 500;
}
