// What can end a call from outside: the caller's signal, the deadline, closing the client. One listener and one timer
// per call, both released when the call is over, so that a shared signal keeps no listener (promise: none after 50 calls).
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

/** The interrupts of one call. At most one step (an attempt or a sleep) runs in it at a time. */
export class CallScope {
  readonly #options: ScopeOptions;
  #deadline: unknown;
  #ended: { readonly reason: unknown } | undefined;
  #interrupt: ((reason: unknown) => void) | undefined;
  readonly #onAbort = (): void => this.end(this.#options.signal?.reason);

  constructor(options: ScopeOptions) {
    this.#options = options;
    const { clock, registry, signal, deadlineAtMs } = options;
    signal?.addEventListener('abort', this.#onAbort);
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
    signal?.removeEventListener('abort', this.#onAbort);
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
