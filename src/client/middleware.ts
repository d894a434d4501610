// Middleware: an onion around each attempt. The key is added below the innermost layer, so that no middleware,
// and nothing it records, ever holds it.

/**
 * One attempt as a middleware sees it. No Authorization header: the key is added after the last middleware.
 * @example next({ ...request, headers: new Headers([...request.headers, ['x-trace', id]]) })
 */
export interface MiddlewareRequest {
  /** Operation id of the contract, or method and path of a `client.request`. */
  readonly operation: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** The JSON text of the body, the same for every attempt. */
  readonly body: string | undefined;
  /** The first attempt is 1. */
  readonly attempt: number;
  /** Aborts with the attempt: its time-out, the caller's signal, the deadline, or closing. */
  readonly signal: AbortSignal;
}

/**
 * Wraps one attempt: calls `next`, at most once, with the request or a changed copy, and gives its response or another
 * one. What it throws ends the call as it is, unless it is a network error, which is retried as usual.
 * @example
 * const timed: Middleware = async (request, next) => {
 *   const startedMs = Date.now();
 *   const response = await next(request);
 *   console.log(request.operation, response.status, Date.now() - startedMs);
 *   return response;
 * };
 */
export type Middleware = (
  request: MiddlewareRequest,
  next: (request: MiddlewareRequest) => Promise<Response>,
) => Promise<Response>;

/** What `onRetry` is told, before the wait. @example new Jettson({ onRetry: ({ delayMs }) => metrics.add(delayMs) }); */
export interface RetryInfo {
  readonly operation: string;
  /** The attempt that failed; the first is 1. */
  readonly attempt: number;
  /** The wait before the next attempt, in milliseconds. */
  readonly delayMs: number;
  /** Status of the answer; undefined when there was none. */
  readonly status: number | undefined;
  /** Why: the status, or the name of the network error. */
  readonly reason: string;
}

/** Composes the layers around `send`, the first one outermost. */
export function onion(
  layers: readonly Middleware[],
  send: (request: MiddlewareRequest) => Promise<Response>,
): (request: MiddlewareRequest) => Promise<Response> {
  return layers.reduceRight<(request: MiddlewareRequest) => Promise<Response>>(
    (next, layer) => (request) => layer(request, next),
    send,
  );
}
