// The one place that reads the time and sets timers, replaceable in tests.

/**
 * Time as the client sees it; give your own to make tests of retries and waits instant.
 * @example new Jettson({ clock: { now: () => 0, setTimeout: (run) => void queueMicrotask(run), clearTimeout: () => {} } });
 */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once after `delayMs` milliseconds; gives what `clearTimeout` takes. */
  setTimeout(callback: () => void, delayMs: number): unknown;
  clearTimeout(timer: unknown): void;
}

/** The platform's clock, looked up at each use, so that fake timers installed later take effect. */
export const systemClock: Clock = {
  now: () => Date.now(),
  setTimeout: (callback, delayMs) => globalThis.setTimeout(callback, delayMs),
  clearTimeout: (timer) => globalThis.clearTimeout(timer as ReturnType<typeof globalThis.setTimeout>),
};
