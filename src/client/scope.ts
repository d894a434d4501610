// What can end a call from outside: the caller's signal, the deadline, closing the client. All are released when the
// call is over: a signal shared by many calls has one listener while any of them runs, and none afterwards.
import type { Clock } from './clock.js';

/** Where running calls are known to their client, so that closing it can end them. */
export interface Registry {
  isClosed: boolean;
  readonly running: Set<CallScope>;
}

interface ScopeOptions {
  readonly clock: Clock;
  readonly registry: Registry;
  readonly signal: AbortSignal | undefined;
  /** Epoch milliseconds; undefined for none. */
  readonly deadlineAtMs: number | undefined;
  /** The error for a deadline that has come. */
  readonly onDeadline: () => Error;
}

interface Listening {
  readonly scopes: Set<CallScope>;
  readonly onAbort: () => void;
}

const listening = new WeakMap<AbortSignal, Listening>();

/** One listener for all running calls of a signal: the eleventh would make Node warn of a leak. */
function listen(signal: AbortSignal, scope: CallScope): void {
  let entry = listening.get(signal);
  if (!entry) {
    const scopes = new Set<CallScope>();
    entry = { scopes, onAbort: () => [...scopes].forEach((each) => void each.end(signal.reason)) };
    listening.set(signal, entry);
    signal.addEventListener('abort', entry.onAbort);
  }
  entry.scopes.add(scope);
}

function unlisten(signal: AbortSignal, scope: CallScope): void {
  const entry = listening.get(signal);
  if (!entry?.scopes.delete(scope) || entry.scopes.size > 0) return;
  signal.removeEventListener('abort', entry.onAbort);
  listening.delete(signal);
}

/** The interrupts of one call. At most one step (an attempt or a sleep) runs in it at a time. */
export class CallScope {
  readonly #options: ScopeOptions;
  #deadline: unknown;
  #ended: { readonly reason: unknown } | undefined;
  #interrupt: ((reason: unknown) => void) | undefined;
  constructor(options: ScopeOptions) {
    this.#options = options;
    const { clock, registry, signal, deadlineAtMs } = options;
    if (signal) listen(signal, this);
    registry.running.add(this);
    if (deadlineAtMs !== undefined)
      this.#deadline = clock.setTimeout(
        () => this.end(options.onDeadline()),
        Math.max(0, deadlineAtMs - clock.now()),
      );
  }

  /** Ends the call: the running step rejects with `reason`, and every later one. */
  end(reason: unknown): void {
    if (this.#ended) return;
    this.#ended = { reason };
    this.#interrupt?.(reason);
  }

  /** Has the call been ended from outside? */
  get isEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Releases listener and timer. Call it exactly once, when the call is over. */
  dispose(): void {
    const { clock, registry, signal } = this.#options;
    if (signal) unlisten(signal, this);
    registry.running.delete(this);
    if (this.#deadline !== undefined) clock.clearTimeout(this.#deadline);
  }

  /**
   * Runs one step until it settles, `limitMs` passes, or the call ends, whichever is first. The step's signal aborts in
   * the last two cases, and the step's own end is then of no interest, even if it never comes.
   */
  step<T>(work: (signal: AbortSignal) => Promise<T>, limitMs: number, onLimit: () => Error): Promise<T> {
    const { clock } = this.#options;
    if (this.#ended) return Promise.reject(this.#ended.reason);
    const controller = new AbortController();
    return new Promise<T>((resolve, reject) => {
      const release = () => {
        clock.clearTimeout(timer);
        this.#interrupt = undefined;
      };
      const stop = (reason: unknown) => {
        release();
        reject(reason);
        controller.abort(reason);
      };
      const timer = clock.setTimeout(() => stop(onLimit()), limitMs);
      this.#interrupt = stop;
      work(controller.signal).then(
        (value) => {
          if (controller.signal.aborted) return;
          release();
          resolve(value);
        },
        (thrown) => {
          if (controller.signal.aborted) return;
          release();
          reject(thrown);
        },
      );
    });
  }

  /** Waits `delayMs` milliseconds, or until the call ends. */
  sleep(delayMs: number): Promise<void> {
    const { clock } = this.#options;
    if (this.#ended) return Promise.reject(this.#ended.reason);
    return new Promise((resolve, reject) => {
      const timer = clock.setTimeout(() => {
        this.#interrupt = undefined;
        resolve();
      }, delayMs);
      this.#interrupt = (reason) => {
        clock.clearTimeout(timer);
        this.#interrupt = undefined;
        reject(reason);
      };
    });
  }
}
