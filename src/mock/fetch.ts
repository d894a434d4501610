// The mock without a socket: a `fetch` that answers in process. Faults are told as fetch tells them.
import type { Core } from './mock.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { networkError, toResponse } from './faults/fault.js';
import { faults } from './faults/index.js';
import { bodyLimitBytes } from './front.js';

export interface FetchOptions {
  /** What takes its time is put here, so that closing the mock can end it. */
  readonly underWay: Set<AbortController>;
  /** False once the mock was closed: nobody answers then. */
  readonly isOpen: () => boolean;
}

/** A `fetch` over the mock. Of the URL only path and query count, so any base URL with the contract's base path will do. */
export function createFetch(core: Core, { underWay, isOpen }: FetchOptions): typeof globalThis.fetch {
  async function answer(request: Request, asked: AbortSignal | null | undefined): Promise<Response> {
    asked?.throwIfAborted();
    if (!isOpen()) throw networkError('fetch failed', 'ECONNREFUSED', 'the mock is closed');
    const { pathname, search } = new URL(request.url);
    const bytes = new Uint8Array(
      await request.arrayBuffer().catch((cause: unknown) => {
        asked?.throwIfAborted();
        throw new TypeError('fetch failed', { cause }); // a body that breaks while it is sent
      }),
    );
    const oversized = bytes.byteLength > bodyLimitBytes;
    const headers = Object.fromEntries(request.headers);
    const found = await core.answer({
      method: request.method,
      url: `${pathname}${search}`,
      headers: bytes.byteLength > 0 ? { ...headers, 'content-length': String(bytes.byteLength) } : headers,
      body: oversized ? new Uint8Array(0) : bytes,
      oversized,
    });
    const gone = new AbortController();
    const { signal } = gone;
    if (found.delayMs > 0 || found.fault) {
      underWay.add(gone);
      asked?.addEventListener('abort', () => gone.abort(asked.reason), { once: true });
    }
    asked?.throwIfAborted();
    const wait = async (ms: number): Promise<void> => {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    };
    if (found.delayMs > 0) await wait(found.delayMs);
    signal.throwIfAborted();
    if (!found.fault) {
      underWay.delete(gone);
      return toResponse(found);
    }
    const { name, chunkBytes, everyMs } = found.fault;
    return faults[name].inProcess({ whole: found, options: { chunkBytes, everyMs }, wait, signal });
  }

  return async (input, init) => {
    const request = new Request(input, init);
    // Not the signal of `request`: that one only follows the caller's as long as nothing collects the request.
    const asked = init?.signal ?? (input instanceof Request ? input.signal : null);
    const whole = await answer(request, asked);
    const response = request.method === 'HEAD' ? new Response(null, whole) : whole; // not even an empty body
    const [url = ''] = request.url.split('#');
    return Object.defineProperty(response, 'url', { value: url }); // no constructor takes it
  };
}
