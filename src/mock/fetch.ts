// The mock without a socket: a `fetch` that answers in process. Faults are told as fetch tells them.
import type { Core } from './mock.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasNoContent } from './faults/fault.js';
import { faults } from './faults/index.js';
import { bodyLimitBytes } from './front.js';

/**
 * A `fetch` over the mock. Of the URL only path and query count, so any base URL with the contract's base path will do.
 * @param underWay what takes its time is put here, so that closing the mock can end it
 */
export function createFetch(core: Core, underWay: Set<AbortController>): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    // Not the signal of `request`: that one only follows the caller's as long as nothing collects the request.
    const asked = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    asked?.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const bytes = new Uint8Array(await request.arrayBuffer());
    const oversized = bytes.byteLength > bodyLimitBytes;
    const headers = Object.fromEntries(request.headers);
    const answer = await core.answer({
      method: request.method,
      url: `${pathname}${search}`,
      headers: bytes.byteLength > 0 ? { ...headers, 'content-length': String(bytes.byteLength) } : headers,
      body: oversized ? new Uint8Array(0) : bytes,
      oversized,
    });
    const gone = new AbortController();
    const { signal } = gone;
    if (answer.delayMs > 0 || answer.fault) {
      underWay.add(gone);
      asked?.addEventListener('abort', () => gone.abort(asked.reason), { once: true });
    }
    asked?.throwIfAborted();
    const wait = async (ms: number): Promise<void> => {
      await sleep(ms, undefined, { signal }).catch(() => undefined);
    };
    if (answer.delayMs > 0) await wait(answer.delayMs);
    signal.throwIfAborted();
    const fields = answer.headers.map(([name, value]): [string, string] => [name, value]);
    if (answer.fault) {
      const { name, chunkBytes, everyMs } = answer.fault;
      const whole = { status: answer.status, headers: fields, body: answer.body };
      return faults[name].inProcess({ whole, options: { chunkBytes, everyMs }, wait, signal });
    }
    const empty = hasNoContent(answer.status) || request.method === 'HEAD';
    return new Response(empty ? null : new Uint8Array(answer.body), {
      status: answer.status,
      headers: fields,
    });
  };
}
