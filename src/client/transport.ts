// Carries one call out: attempts and the waits between them. What to do next is retry.ts's decision, how an attempt
// ends is attempt.ts's, what an answer means is failure.ts's.
import { type Attempt, attempt, type Outgoing, type Reply } from './attempt.js';
import { JettsonNetworkError, type RequestFacts, type TimeoutFacts } from './errors.js';
import { timeoutError } from './failure.js';
import { log, notify } from './logger.js';
import type { Settings } from './options.js';
import { afterAttempt, type Outcome } from './retry.js';
import { CallScope, type Registry } from './scope.js';

/** Limits of one call, the client's where the call has none of its own. */
export interface Limits {
  readonly signal: AbortSignal | null | undefined;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly maxRetries: number;
}

/**
 * Sends until there is an answer to keep, and gives it whatever its status.
 * @throws the caller's abort reason, JettsonClosedError, JettsonNetworkError, JettsonTimeoutError, JettsonResponseError
 * (a success that is not JSON), JettsonConfigError (a key function's bad key), and what a middleware throws.
 */
export async function transmit(
  outgoing: Outgoing,
  settings: Settings,
  limits: Limits,
  registry: Registry,
): Promise<Reply> {
  const { operation, method, path } = outgoing;
  const { clock, maxRetryDelayMs, jitter } = settings;
  const { timeoutMs, deadlineMs = Infinity, maxRetries } = limits;
  const deadlineAtMs = clock.now() + deadlineMs;
  const policy = { maxRetries, maxRetryDelayMs, jitter, deadlineAtMs };
  const scope = new CallScope(clock, registry, limits.signal);
  let brokenBefore = 0;
  try {
    for (let attempts = 1; ; attempts += 1) {
      const facts: RequestFacts = { operation, method, path, attempts };
      const startedMs = clock.now();
      const leftMs = deadlineAtMs - startedMs;
      // A timer can be late, and a sleep end past the deadline: then nothing more is sent.
      if (leftMs <= 0) throw timeoutError({ ...facts, attempts: attempts - 1 }, 'deadline', deadlineMs);
      const decide = (outcome: Outcome) =>
        afterAttempt(attempts - 1, outcome, policy, clock.now(), settings.random());
      let phase: TimeoutFacts['phase'] = 'headers';
      const onLimit = () =>
        leftMs <= timeoutMs
          ? timeoutError(facts, 'deadline', deadlineMs)
          : timeoutError(facts, phase, timeoutMs);
      const onHeaders = () => {
        phase = 'body';
      };
      let result: Attempt | { readonly error: Error };
      try {
        result = await scope.run(Math.min(timeoutMs, leftMs), onLimit, (signal) =>
          attempt(outgoing, settings, facts, decide, onHeaders, signal),
        );
      } catch (error) {
        // Network errors are a result; what ended the call is thrown.
        if (scope.isEnded || !(error instanceof JettsonNetworkError)) throw error;
        result = { error };
      }
      const status = 'error' in result ? undefined : result.status;
      const reason = 'error' in result ? result.error.name : `${status}`;
      log(settings, 'debug', () => {
        const count = `attempt ${attempts} of ${1 + maxRetries}`;
        return `${operation} ${method} ${path} ${count}: ${reason} in ${clock.now() - startedMs} ms`;
      });
      if ('ok' in result) return result;
      const delayMs = 'error' in result ? decide({ brokenBefore: brokenBefore++ }) : result.delayMs;
      if (typeof delayMs !== 'number') throw (result as { error: Error }).error; // an answer to keep is a reply
      log(
        settings,
        'info',
        () => `${operation} attempt ${attempts}: ${reason}; the next one in ${delayMs} ms`,
      );
      notify(settings, 'onRetry', settings.onRetry, {
        operation,
        attempt: attempts,
        delayMs,
        status,
        reason,
      });
      await scope.run(delayMs);
    }
  } finally {
    scope.dispose();
  }
}
