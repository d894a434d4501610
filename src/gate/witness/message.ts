// A message before it is written out: which document describes it, and what differs from the plainest one it describes.
import type { Json } from '../include/json.js';
import type { Alternative } from '../operations/security.js';

export type Message = RequestMessage | ResponseMessage;

export interface RequestMessage {
  readonly is: 'request';
  /** The document that describes it. */
  readonly by: 'base' | 'head';
  /** Default: the first base URL. */
  readonly server?: string;
  /** Media type of the body; default: the first one. */
  readonly media?: string;
  /** By `in name` as `Named.key` has it: a value to send, or a text as the wire carries it, or nothing at all. */
  readonly values?: Readonly<Record<string, { readonly value: Json } | { readonly text: string } | 'absent'>>;
  readonly body?: { readonly value: Json } | 'absent';
  /** Media types of the parts of a form, by their names; default: the first that is written. */
  readonly partTypes?: Readonly<Record<string, string>>;
  readonly security?: Alternative;
}

export interface ResponseMessage {
  readonly is: 'response';
  readonly by: 'base' | 'head';
  readonly status: string;
  readonly media?: string;
  readonly values?: Readonly<Record<string, { readonly value: Json } | { readonly text: string } | 'absent'>>;
  readonly body?: { readonly value: Json } | 'absent';
  /** Media types of the parts of a form, by their names; default: the first that is written. */
  readonly partTypes?: Readonly<Record<string, string>>;
}
