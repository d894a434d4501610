// What follows an attempt: wait and repeat, or give up. A pure function; transport.ts acts on it.
// Rules: Python SDK page "Retries" (promises 75-78), fact sheet §7.1; the limits on waiting are ours.

/** The longest delay a timer can hold, in milliseconds; a larger one would fire at once. */
export const maxTimerMs: number = 2 ** 31 - 1;

const firstBackoffMs = 1000;

export interface RetryPolicy {
  /** Repeats after the first attempt; 0 switches every retry off. */
  readonly maxRetries: number;
  /** The longest wait between two attempts, in milliseconds. */
  readonly maxRetryDelayMs: number;
  /** Share by which a wait may grow: 0.1 is up to 10 % longer, never shorter. */
  readonly jitter: number;
  /** When the whole call must be over, epoch milliseconds. */
  readonly deadlineAtMs: number | undefined;
}

/** How an attempt ended. `broken`: no response, a body that broke off, or the attempt's time-out. */
export type Outcome =
  | { readonly kind: 'answer'; readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'broken'; readonly brokenBefore: number };

export interface Wait {
  readonly kind: 'wait';
  readonly delayMs: number;
}

/** Why no further attempt follows. */
export interface GiveUp {
  readonly kind: 'give-up';
  readonly why: 'final' | 'retries-used' | 'delay-too-long' | 'past-deadline';
}

/**
 * Decides what follows attempt number `attempt` (the first is 0). 429 and 5xx: `Retry-After`, else 1 → 2 → 4 s, up to
 * `maxRetries`. A broken attempt: one repeat after 1 s in the whole call. Every other status is final.
 * `random` lies in [0, 1).
 */
export function afterAttempt(
  attempt: number,
  outcome: Outcome,
  policy: RetryPolicy,
  nowMs: number,
  random: number,
): Wait | GiveUp {
  if (outcome.kind === 'answer' && !isRetried(outcome.status)) return { kind: 'give-up', why: 'final' };
  if (attempt >= policy.maxRetries || (outcome.kind === 'broken' && outcome.brokenBefore > 0))
    return { kind: 'give-up', why: 'retries-used' };
  const asked = outcome.kind === 'answer' ? outcome.retryAfterMs : undefined;
  const longestMs = Math.min(policy.maxRetryDelayMs, maxTimerMs);
  if (asked !== undefined && asked > longestMs) return { kind: 'give-up', why: 'delay-too-long' };
  const backoffMs = outcome.kind === 'broken' ? firstBackoffMs : firstBackoffMs * 2 ** attempt;
  const plainMs = asked ?? Math.min(backoffMs, longestMs);
  // Never below what was asked for, never above the longest wait.
  const delayMs = Math.min(Math.ceil(plainMs * (1 + policy.jitter * random)), longestMs);
  if (policy.deadlineAtMs !== undefined && nowMs + delayMs >= policy.deadlineAtMs)
    return { kind: 'give-up', why: 'past-deadline' };
  return { kind: 'wait', delayMs };
}

/** 429 and every 5xx. 402 is not: only an upgrade or the reset helps (promise 25). */
export function isRetried(status: number): boolean {
  return status === 429 || status >= 500;
}
