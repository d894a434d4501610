// What follows an attempt: wait and repeat, or give up. A pure function; transport.ts acts on it.
// Rules: Python SDK page "Retries" (promises 75-78), fact sheet §7.1; the limits on waiting are ours.

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
export interface Outcome {
  /** Of its answer. */
  readonly status?: number;
  /** The wait that the answer asks for. */
  readonly retryAfterMs?: number | undefined;
  /** Without an answer, its body cut off or its time passed: how many such there were before in the same call. */
  readonly brokenBefore?: number;
}

/** Why no further attempt follows. */
export type Ending =
  | 'not retried'
  | 'no retries left'
  | 'maxRetryDelayMs is shorter than the wait'
  | 'deadlineMs ends before the next';

/**
 * Decides what follows attempt number `attempt` (the first is 0): the milliseconds to wait before the next one, or why
 * there is none. 429 and 5xx: `Retry-After`, else 1 → 2 → 4 s, up to `maxRetries`. A broken attempt: one repeat after 1 s
 * in the whole call. Every other status is final: 402 too, where only an upgrade or the reset helps (promise 25). `random` lies in [0, 1).
 */
export function afterAttempt(
  attempt: number,
  outcome: Outcome,
  policy: RetryPolicy,
  nowMs: number,
  random: number,
): number | Ending {
  const { status = 500, retryAfterMs, brokenBefore } = outcome;
  const { maxRetries, maxRetryDelayMs, jitter, deadlineAtMs } = policy;
  if (status < 500 && status !== 429) return 'not retried';
  if (attempt >= maxRetries || brokenBefore) return 'no retries left';
  if (retryAfterMs && retryAfterMs > maxRetryDelayMs) return 'maxRetryDelayMs is shorter than the wait';
  const plainMs = retryAfterMs ?? 1000 * 2 ** (brokenBefore ?? attempt);
  // Never below what was asked for, never above the longest wait.
  const delayMs = Math.min(Math.ceil(plainMs * (1 + jitter * random)), maxRetryDelayMs);
  return nowMs + delayMs < deadlineAtMs ? delayMs : 'deadlineMs ends before the next';
}
