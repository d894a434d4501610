// What a fault mechanism is given and what it must do. One file per mechanism beside this one; the list is in index.ts.
import type { ServerResponse } from 'node:http';
import type { Whole } from '../answer.js';
import { STATUS_CODES } from 'node:http';
import { fieldsOf, hasNoContent } from '../answer.js';

export interface FaultOptions {
  /** Bytes per piece, for mechanisms that send in pieces. */
  readonly chunkBytes: number;
  /** Milliseconds between two pieces. */
  readonly everyMs: number;
}

export interface Exchange {
  readonly whole: Whole;
  readonly options: FaultOptions;
  /** Resolves after `ms` milliseconds, or at once when the caller has gone. */
  wait(ms: number): Promise<void>;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
}

export interface FaultMechanism {
  /** One line for lists and messages. */
  readonly does: string;
  /** Spoils the answer on a real connection. */
  overSocket(response: ServerResponse, exchange: Exchange): Promise<void>;
  /** The same as `fetch` would tell it: a rejection, or a response whose body breaks. */
  inProcess(exchange: Exchange): Promise<Response>;
}

/** Writes status line and header fields, `Content-Length` included, so that what is missing shows. */
export function writeHead(response: ServerResponse, whole: Whole): void {
  response.writeHead(whole.status, fieldsOf(whole).flat());
}

/** The error that Node's `fetch` rejects with when a connection breaks; the reason stands in `cause`. */
export function networkError(message: string, code: string, reason: string): TypeError {
  return new TypeError(message, { cause: Object.assign(new Error(reason), { code }) });
}

/** A response that yields `pieces` and then ends, or breaks: with `failure`, or because the caller gave up. */
export function streamed(
  { whole, signal }: Exchange,
  pieces: AsyncIterable<Uint8Array>,
  failure?: TypeError,
): Response {
  const iterator = pieces[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next = await iterator.next();
      if (signal.aborted) controller.error(signal.reason);
      else if (!next.done) controller.enqueue(next.value);
      else if (failure) controller.error(failure);
      else controller.close();
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return toResponse(whole, body);
}

/** An answer as `fetch` hands it out, with the reason phrase and the length that it has over a socket. */
export function toResponse(whole: Whole, content: BodyInit = new Uint8Array(whole.body)): Response {
  const { status } = whole;
  return new Response(hasNoContent(status) ? null : content, {
    status,
    statusText: STATUS_CODES[status] ?? '',
    headers: fieldsOf(whole),
  });
}

/** The first half of a body, rounded down: never all of it. */
export function firstHalf(body: Uint8Array): Uint8Array {
  return body.subarray(0, Math.floor(body.byteLength / 2));
}
