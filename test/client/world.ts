// A client in a world of its own: time that only moves when nothing else can happen, a scripted fetch, no network.
import type { Clock, Fetch, JettsonOptions } from '../../src/index.js';
import { Jettson } from '../../src/index.js';

/** Planted wherever a key is used in these tests; no output may ever hold it. */
export const sentinelKey = 'jett_sk_test_sentinelsentinelsentinelsentinel';

export interface Sent {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
  /** Milliseconds since the world began. */
  readonly atMs: number;
}

/** One answer of the script: a response, an error to throw, or a function that decides. */
export type Step = Response | Error | ((sent: Sent) => Response | Promise<Response>);

interface Timer {
  readonly atMs: number;
  readonly callback: () => void;
}

/** Time under control. `startMs` is an epoch, so that HTTP-dates mean something. */
export class TestClock implements Clock {
  static readonly startMs: number = Date.UTC(2026, 10, 23, 12, 0, 0);
  #nowMs = TestClock.startMs;
  readonly #timers = new Map<number, Timer>();
  #next = 1;

  now(): number {
    return this.#nowMs;
  }
  get elapsedMs(): number {
    return this.#nowMs - TestClock.startMs;
  }
  /** Timers that are set and not cleared: 0 after every call, or one has leaked. */
  get pending(): number {
    return this.#timers.size;
  }
  setTimeout(callback: () => void, delayMs: number): number {
    const id = this.#next++;
    // As the platform does it: what does not fit into 31 bits fires at once.
    const fits = delayMs >= 0 && delayMs <= 2 ** 31 - 1;
    this.#timers.set(id, { atMs: this.#nowMs + (fits ? delayMs : 1), callback });
    return id;
  }
  clearTimeout(id: number): void {
    this.#timers.delete(id);
  }
  /** Moves to the earliest timer and fires it; false when there is none. */
  step(): boolean {
    let first: [number, Timer] | undefined;
    for (const entry of this.#timers) if (!first || entry[1].atMs < first[1].atMs) first = entry;
    if (!first) return false;
    this.#timers.delete(first[0]);
    this.#nowMs = Math.max(this.#nowMs, first[1].atMs);
    first[1].callback();
    return true;
  }
}

/** Lets everything happen that needs no time to pass. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

export interface World {
  readonly client: Jettson;
  readonly clock: TestClock;
  readonly sent: Sent[];
  /** Runs a call to its end, moving time on whenever nothing else can happen. */
  run<T>(call: PromiseLike<T>): Promise<T>;
  /** The error a call ends in; fails when it does not. */
  fail(call: PromiseLike<unknown>): Promise<unknown>;
}

/** A client whose fetch plays `steps` one after another; the last one repeats. */
export function world(steps: readonly Step[], options: JettsonOptions = {}): World {
  const clock = new TestClock();
  const sent: Sent[] = [];
  const fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    const call: Sent = { url, init, headers, atMs: clock.elapsedMs };
    const step = steps[Math.min(sent.length, steps.length - 1)];
    sent.push(call);
    if (step instanceof Error) throw step;
    if (typeof step === 'function') return step(call);
    if (!step) throw new Error('the script is empty');
    return step.clone();
  };
  const client = new Jettson({ apiKey: sentinelKey, jitter: 0, logLevel: 'off', fetch, clock, ...options });
  const run = async <T>(call: PromiseLike<T>): Promise<T> => {
    let isOver = false;
    const end = () => {
      isOver = true;
    };
    call.then(end, end);
    for (;;) {
      await settle();
      if (isOver) return call;
      if (!clock.step()) throw new Error('nothing is left to happen, and the call has not ended');
    }
  };
  const fail = async (call: PromiseLike<unknown>): Promise<unknown> => {
    try {
      await run(call);
    } catch (thrown) {
      return thrown;
    }
    throw new Error('the call was expected to fail');
  };
  return { client, clock, sent, run, fail };
}

/** A JSON answer. */
export function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return new Response(status === 204 ? null : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

/** An answer in the error envelope. */
export function envelope(
  status: number,
  code: string,
  details?: unknown,
  headers?: Record<string, string>,
): Response {
  return json(
    status,
    { error: { code, message: `about ${code}`, ...(details ? { details } : {}) } },
    headers,
  );
}

/** An answer that no fetch may give by itself: statuses outside 200-599 are refused by Response. */
export function text(status: number, body: string, headers: Record<string, string> = {}): Response {
  return new Response(body, { status, headers });
}

/** A fetch that never answers, and, unlike the platform's, does not listen to its signal. */
export const hanging: Step = () => new Promise<Response>(() => undefined);

/** Headers at once, and a body that never ends. */
export const stalledBody: Step = () =>
  new Response(
    new ReadableStream({ start: (controller) => controller.enqueue(new TextEncoder().encode('{"a')) }),
    {
      headers: { 'content-type': 'application/json' },
    },
  );

export const agent = {
  agent_id: 'ag_abc',
  name: 'Untitled Agent',
  status: 'running',
  task: 'Research linear.app',
  model: 'jettson-6.0',
  created_at: '2026-11-23T12:00:00.000Z',
};

export const memory = {
  memory_id: 'mem_1',
  key: 'brand_color',
  namespace: 'default',
  value: '#FF5733',
  tags: ['brand'],
  importance: 8,
  created_at: 1_795_000_000_000,
};
