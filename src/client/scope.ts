// What can end a call from outside: the caller's signal, and closing the client. Both are released when the call is over:
// a signal shared by many calls has one listener while any of them runs, and none afterwards.
import type { Clock } from './clock.js';
import { JettsonClosedError } from './errors.js';

/** Where running calls are known to their client, so that closing it can end them. */
export interface Registry {
  isClosed: boolean;
  readonly running: Set<CallScope>;
}

interface Listening {
  readonly scopes: Set<CallScope>;
  readonly onAbort: () => void;
}

/** One listener for all running calls of a signal: the eleventh would make Node warn of a leak. */
const listening = new WeakMap<AbortSignal, Listening>();

/** The interrupts of one call. At most one step (an attempt or a sleep) runs in it at a time. */
export class CallScope {
  readonly #clock: Clock;
  readonly #registry: Registry;
  readonly #signal: AbortSignal | null | undefined;
  #ended: { readonly reason: unknown } | undefined;
  #stop: ((reason: unknown) => void) | undefined;

  /** @throws JettsonClosedError, or the signal's reason, when the call is over before it began. */
  constructor(clock: Clock, registry: Registry, signal: AbortSignal | null | undefined) {
    if (registry.isClosed) throw new JettsonClosedError();
    if (signal?.aborted) throw signal.reason;
    this.#clock = clock;
    this.#registry = registry;
    this.#signal = signal;
    registry.running.add(this);
    if (!signal) return;
    let entry = listening.get(signal);
    if (!entry) {
      const scopes = new Set<CallScope>();
      entry = { scopes, onAbort: () => endAll(scopes, signal.reason) };
      listening.set(signal, entry);
      signal.addEventListener('abort', entry.onAbort);
    }
    entry.scopes.add(this);
  }

  /** Ends the call: the running step rejects with `reason`, and every later one. */
  end(reason: unknown): void {
    this.#ended ??= { reason };
    this.#stop?.(reason);
  }

  /** Has the call been ended from outside? */
  get isEnded(): boolean {
    return this.#ended !== undefined;
  }

  /** Releases the listener. Call it exactly once, when the call is over. */
  dispose(): void {
    const signal = this.#signal;
    const entry = signal && listening.get(signal);
    this.#registry.running.delete(this);
    entry?.scopes.delete(this);
    if (!signal || !entry || entry.scopes.size > 0) return;
    signal.removeEventListener('abort', entry.onAbort);
    listening.delete(signal);
  }

  /**
   * Runs one step until it settles, `limitMs` passes, or the call ends, whichever is first. The step's signal aborts
   * unless it succeeds, and its own end is then of no interest, even if it never comes. Without work: a sleep.
   */
  run<T>(limitMs: number, onLimit?: () => Error, work?: (signal: AbortSignal) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      if (this.#ended) return reject(this.#ended.reason);
      const controller = work && new AbortController();
      const release = () => {
        this.#clock.clearTimeout(timer);
        if (this.#stop === stop) this.#stop = undefined;
      };
      const done = (value: T) => {
        release();
        resolve(value);
      };
      const stop = (reason: unknown) => {
        release();
        reject(reason);
        controller?.abort(reason);
      };
      const timer = this.#clock.setTimeout(() => (onLimit ? stop(onLimit()) : done(undefined as T)), limitMs);
      this.#stop = stop;
      if (controller) work(controller.signal).then(done, stop);
    });
  }
}

/** Ends all of them; each leaves the set while it ends. */
export function endAll(scopes: ReadonlySet<CallScope>, reason: unknown): void {
  for (const scope of [...scopes]) scope.end(reason);
}
