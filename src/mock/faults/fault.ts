// What a fault mechanism is given and what it must do. One file per mechanism beside this one; the list is in index.ts.
import type { ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';

/** The whole answer as it would be sent without a fault. */
export interface Whole {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

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
export function writeHead(response: ServerResponse, { status, headers, body }: Whole): void {
  const length = hasNoContent(status) ? [] : ['content-length', String(body.byteLength)];
  response.writeHead(status, [...headers.flat(), ...length]);
}

/** Statuses that have neither content nor a Content-Length. RFC 9110 §8.6. */
export function hasNoContent(status: number): boolean {
  return status === 204 || status === 304;
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
export function toResponse(
  { status, headers, body }: Whole,
  content: BodyInit | null = new Uint8Array(body),
): Response {
  const fields = headers.map(([name, value]): [string, string] => [name, value]);
  const statusText = STATUS_CODES[status] ?? '';
  if (hasNoContent(status)) return new Response(null, { status, statusText, headers: fields });
  return new Response(content, {
    status,
    statusText,
    headers: [...fields, ['content-length', String(body.byteLength)]],
  });
}

/** The first half of a body, rounded down: never all of it. */
export function firstHalf(body: Uint8Array): Uint8Array {
  return body.subarray(0, Math.floor(body.byteLength / 2));
}
