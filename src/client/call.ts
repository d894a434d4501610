// What a method gives: a promise of the data, with the way to the rest of the answer.

/** A result with what came around it. @example const { requestId } = await client.agents.get('ag_1').withResponse(); */
export interface WithResponse<T> {
  /** What the method itself gives. */
  readonly data: T;
  /** The whole parsed body, unknown members included; undefined when there was none. */
  readonly body: unknown;
  /** The platform's response: status, headers, URL. Its body has been read. */
  readonly response: Response;
  /** `x-request-id` or `request-id` of the response; undefined when it has neither. */
  readonly requestId: string | undefined;
  /** Requests sent, the first one included. */
  readonly attempts: number;
}

/**
 * A running call: a promise of its data.
 * @example
 * const agent = await client.agents.get('ag_1');
 * const { data, requestId } = await client.agents.get('ag_1').withResponse();
 */
export interface Call<T> extends Promise<T> {
  /** The same call, with response, request id and number of attempts; no second request is sent. */
  withResponse(): Promise<WithResponse<T>>;
}

/** Makes a call of its full answer. Whichever of the two promises is used, the other does not count as unhandled. */
export function toCall<T>(full: Promise<WithResponse<T>>): Call<T> {
  const data = full.then((answer) => answer.data);
  const withResponse = () => {
    ignoreRejection(data);
    return full;
  };
  return Object.assign(data, { withResponse });
}

/** Its rejection reaches the caller by another way. */
export function ignoreRejection(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}
