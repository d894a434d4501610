// What can end a call from outside: the caller's signal, and closing the client. Both are listened to only while a step runs:
// a signal shared by many calls has one listener as long as any of them runs, and none afterwards.
import type { Clock } from './clock.js';
import { JettsonClosedError } from './errors.js';

type Stop = (reason: unknown) => void;

/** Where running steps are known to their client, so that closing it can end them. */
export interface Registry {
  isClosed: boolean;
  readonly running: Set<Stop>;
}

/** What a step must know of its call. */
export interface Scope {
  readonly clock: Clock;
  readonly registry: Registry;
  readonly signal: AbortSignal | null | undefined;
}

/** The running steps of a signal: the eleventh listener would make Node warn of a leak. */
const listening = new WeakMap<EventTarget, Set<Stop>>();

function onAbort({ target }: Event): void {
  const signal = target as AbortSignal;
  endAll(listening.get(signal) ?? new Set(), signal.reason);
}

/**
 * Runs one step of a call, an attempt or a sleep, until it settles, `limitMs` passes, or the call ends, whichever is first.
 * The step's signal aborts unless it succeeds, and its own end is then of no interest, even if it never comes. Without
 * work: a sleep. @throws JettsonClosedError, or the signal's reason.
 */
export function step<T>(
  { clock, registry, signal }: Scope,
  limitMs: number,
  onLimit?: () => Error,
  work?: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    if (registry.isClosed) throw new JettsonClosedError();
    if (signal?.aborted) throw signal.reason;
    const controller = new AbortController();
    const stops = (signal && listening.get(signal)) || new Set();
    const done = (value: T) => {
      clock.clearTimeout(timer);
      registry.running.delete(stop);
      stops.delete(stop);
      if (signal && !stops.size) signal.removeEventListener('abort', onAbort);
      resolve(value);
    };
    const stop = (reason: unknown) => {
      reject(reason);
      done(reason as T);
      controller.abort(reason);
    };
    const timer = clock.setTimeout(() => (onLimit ? stop(onLimit()) : done(undefined as T)), limitMs);
    registry.running.add(stop);
    if (signal) {
      listening.set(signal, stops.add(stop));
      signal.addEventListener('abort', onAbort);
    }
    work?.(controller.signal).then(done, stop);
  });
}

/** Ends all of them; each leaves the set while it ends. */
export function endAll(stops: ReadonlySet<Stop>, reason: unknown): void {
  for (const stop of [...stops]) stop(reason);
}
