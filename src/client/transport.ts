// Carries one call out: attempts and the waits between them. What to do next is retry.ts's decision, how an attempt
// ends is attempt.ts's, what an answer means is failure.ts's.
import { type Attempt, attempt, type Outgoing, type Reply } from './attempt.js';
import { JettsonNetworkError, type RequestFacts, type TimeoutFacts } from './errors.js';
import { timeoutError } from './failure.js';
import { log, notify } from './logger.js';
import type { Settings } from './options.js';
import { afterAttempt, type Outcome } from './retry.js';
import { type Registry, step } from './scope.js';

/** Everything a client's parts share. */
export interface Transport extends Settings {
  /** Shared by clients made with `withOptions`. */
  registry: Registry;
}

/** Limits of one call, the client's where the call has none of its own. */
export interface Limits {
  readonly signal: AbortSignal | null | undefined;
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly maxRetries: number;
}

/**
 * Sends until there is an answer to keep, and gives it whatever its status.
 * @throws the caller's abort reason, JettsonClosedError, JettsonNetworkError, JettsonTimeoutError, JettsonResponseError
 * (a success that is not JSON), JettsonConfigError (a key function's bad key), and what a middleware throws.
 */
export async function transmit(
  outgoing: Outgoing,
  settings: Transport,
  { timeoutMs, deadlineMs, maxRetries, signal }: Limits,
): Promise<Reply> {
  const { operation, method, path } = outgoing;
  const { clock, registry, maxRetryDelayMs, jitter } = settings;
  const scope = { clock, registry, signal };
  const deadlineAtMs = clock.now() + deadlineMs;
  const policy = { maxRetries, maxRetryDelayMs, jitter, deadlineAtMs };
  let brokenBefore = 0;
  for (let attempts = 1; ; attempts += 1) {
    const facts: RequestFacts = { operation, method, path, attempts };
    const startedMs = clock.now();
    const leftMs = deadlineAtMs - startedMs;
    // A timer can be late, and a sleep end past the deadline: then nothing more is sent.
    if (leftMs <= 0) throw timeoutError({ ...facts, attempts: attempts - 1 }, 'deadline', deadlineMs);
    const isLast = leftMs <= timeoutMs;
    let phase: TimeoutFacts['phase'] = isLast ? 'deadline' : 'headers';
    const onLimit = () => timeoutError(facts, phase, isLast ? deadlineMs : timeoutMs);
    const onHeaders = () => {
      if (!isLast) phase = 'body';
    };
    const decide = (outcome: Outcome) =>
      afterAttempt(attempts - 1, outcome, policy, clock.now(), settings.random());
    const ended: Attempt = await step(scope, Math.min(timeoutMs, leftMs), onLimit, (signal) =>
      attempt(outgoing, settings, facts, decide, onHeaders, signal),
    ).catch((broken: unknown) => {
      // Network errors are a result; what ended the call is thrown, of whatever class the caller's reason is.
      if (broken instanceof JettsonNetworkError && !signal?.aborted) return { broken };
      throw broken;
    });
    const { reply, status, broken, delayMs = broken && decide({ brokenBefore: brokenBefore++ }) } = ended;
    const reason = broken?.name ?? `${status}`;
    const tell = (level: 'debug' | 'info', rest: string) =>
      log(
        settings,
        level,
        `${operation} ${method} ${path} attempt ${attempts} of ${1 + maxRetries}: ${reason}${rest}`,
      );
    tell('debug', ` in ${clock.now() - startedMs} ms`);
    if (reply) return reply;
    if (typeof delayMs !== 'number') throw broken;
    tell('info', `; the next one in ${delayMs} ms`);
    const retry = { operation, attempt: attempts, delayMs, status, reason };
    notify(settings, 'onRetry', settings.onRetry, retry);
    await step(scope, delayMs);
  }
}
