// An answer on its way out, and the answers that are the mock's own: always the envelope, always marked with `x-mock-error`.
import type { FaultName } from './faults/index.js';

/** The whole answer as it is sent without a fault. */
export interface Whole {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
  /** The length that is told, where it is not that of `body`: to HEAD. */
  readonly lengthBytes?: number;
}

export interface Answer extends Whole {
  readonly delayMs: number;
  readonly fault?: { readonly name: FaultName; readonly chunkBytes: number; readonly everyMs: number };
}

/** What the mock itself can have to say. */
export type OwnError =
  | 'unknown-route'
  | 'invalid-prefer'
  | 'invalid-request'
  | 'invalid-message'
  | 'output-violation'
  | 'bad-scenario'
  | 'unknown-control'
  | 'internal';

const json = 'application/json';

/** Whether a header field can be sent as it is. RFC 9110 §5.1, §5.5. */
export function canBeSent(name: string, value: string): boolean {
  return /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
}

/** Text as a header value: one line of visible ASCII (RFC 9110 §5.5), at most 1,000 characters. */
export function headerText(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, ' ').slice(0, 1000);
}

/** Statuses that have neither content nor a Content-Length. RFC 9110 §8.6. */
export function hasNoContent(status: number): boolean {
  return status === 204 || status === 304;
}

/** The header fields of an answer, its Content-Length among them where its status has one. */
export function fieldsOf({
  status,
  headers,
  body,
  lengthBytes = body.byteLength,
}: Whole): [string, string][] {
  const fields = headers.map(([name, value]): [string, string] => [name, value]);
  return hasNoContent(status) ? fields : [...fields, ['content-length', String(lengthBytes)]];
}

/** The answer to HEAD: all that GET is answered, its length included, but the content. RFC 9110 §9.3.2, §8.6. */
export function headOf(answer: Answer): Answer {
  return { ...answer, body: new Uint8Array(0), lengthBytes: answer.body.byteLength };
}

/** A JSON answer; without a body where `value` is undefined. */
export function jsonAnswer(
  status: number,
  value: unknown,
  headers: readonly (readonly [string, string])[] = [],
): Answer {
  const body = new TextEncoder().encode(value === undefined ? '' : JSON.stringify(value));
  return {
    status,
    headers: value === undefined ? headers : [['content-type', json], ...headers],
    body,
    delayMs: 0,
  };
}

/** The envelope of an error that no contract documents. */
export function ownError(
  status: number,
  error: OwnError,
  message: string,
  details?: Readonly<Record<string, unknown>>,
  headers: readonly (readonly [string, string])[] = [],
): Answer {
  const envelope = { error: { code: error.replaceAll('-', '_'), message, ...(details ? { details } : {}) } };
  return jsonAnswer(status, envelope, [['x-mock-error', error], ...headers]);
}
