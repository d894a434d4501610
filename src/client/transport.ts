// Carries one call out: attempts and the waits between them. What to do next is retry.ts's decision, how an attempt
// ends is attempt.ts's, what an answer means is failure.ts's.
import { type Attempt, Attempting, type Outgoing, timeoutError } from './attempt.js';
import {
  JettsonClosedError,
  JettsonNetworkError,
  type JettsonResponseError,
  type RequestFacts,
} from './errors.js';
import type { Answer, Ending } from './failure.js';
import { log, notify } from './logger.js';
import type { Settings } from './options.js';
import { afterAttempt, type Outcome, type RetryPolicy } from './retry.js';
import { CallScope, type Registry } from './scope.js';

/** Limits of one call, the client's where the call has none of its own. */
export interface Limits {
  readonly signal: AbortSignal | undefined;
  readonly timeoutMs: number;
  readonly deadlineMs: number | undefined;
  readonly maxRetries: number;
}

/** The answer that was kept, its body read and parsed. */
export interface Reply {
  readonly answer: Answer;
  readonly response: Response;
  /** The parsed body of a success; undefined when it is empty. */
  readonly json: unknown;
  /** Why no further attempt was made. */
  readonly ending: Ending;
  readonly facts: RequestFacts;
}

/** An attempt that gave no usable answer. */
interface Broken {
  readonly kind: 'broken';
  readonly error: JettsonNetworkError | JettsonResponseError;
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
  if (registry.isClosed) throw new JettsonClosedError();
  if (limits.signal?.aborted) throw limits.signal.reason;
  const { operation, method, path } = outgoing;
  const { clock } = settings;
  const { deadlineMs } = limits;
  const deadlineAtMs = deadlineMs === undefined ? undefined : clock.now() + deadlineMs;
  const policy: RetryPolicy = { ...settings, maxRetries: limits.maxRetries, deadlineAtMs };
  let facts: RequestFacts = { operation, method, path, attempts: 0 };
  let brokenBefore = 0;
  const onDeadline = () => timeoutError(facts, 'deadline', deadlineMs ?? 0);
  const scope = new CallScope({ clock, registry, signal: limits.signal, deadlineAtMs, onDeadline });
  try {
    for (let attempt = 0; ; attempt += 1) {
      facts = { operation, method, path, attempts: attempt + 1 };
      const decide = (outcome: Outcome) =>
        afterAttempt(attempt, outcome, policy, clock.now(), settings.random());
      const startedMs = clock.now();
      const result = await tryOnce(
        scope,
        new Attempting(outgoing, { settings, facts, decide }),
        limits.timeoutMs,
      );
      log(settings, 'debug', () => {
        const count = `attempt ${attempt + 1} of ${1 + limits.maxRetries}`;
        return `${operation} ${method} ${path} ${count}: ${endOf(result)} in ${clock.now() - startedMs} ms`;
      });
      if (result.kind === 'reply') {
        const { answer, response, json, next } = result;
        return { answer, response, json, ending: next.why, facts };
      }
      const next = result.kind === 'again' ? result.next : decide({ kind: 'broken', brokenBefore });
      if (next.kind === 'give-up') throw (result as Broken).error; // an answer is never given up here: it is a reply
      if (result.kind === 'broken') brokenBefore += 1;
      const { delayMs } = next;
      const reason = endOf(result);
      const status = result.kind === 'again' ? result.status : undefined;
      log(
        settings,
        'info',
        () => `${operation} attempt ${attempt + 1}: ${reason}; the next one in ${delayMs} ms`,
      );
      notify(settings, 'onRetry', settings.onRetry, {
        operation,
        attempt: attempt + 1,
        delayMs,
        status,
        reason,
      });
      await scope.sleep(delayMs);
    }
  } finally {
    scope.dispose();
  }
}

/** Runs the attempt within its time-out. Network errors are its result; what ended the call is thrown. */
async function tryOnce(
  scope: CallScope,
  attempting: Attempting,
  timeoutMs: number,
): Promise<Attempt | Broken> {
  try {
    return await scope.step(
      (signal) => attempting.run(signal),
      timeoutMs,
      () => attempting.timeout(timeoutMs),
    );
  } catch (thrown) {
    if (scope.isEnded || !(thrown instanceof JettsonNetworkError)) throw thrown;
    return { kind: 'broken', error: thrown };
  }
}

function endOf(result: Attempt | Broken): string {
  if (result.kind === 'broken') return result.error.name;
  return String(result.kind === 'again' ? result.status : result.answer.status);
}
