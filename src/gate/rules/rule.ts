// What a rule is: it sees one matched pair and yields what differs. Levels and fingerprints are data; painters lay it out.
import type { Layer, Level } from '../report/report.js';
import type { Referrer } from '../referrers.js';
import type { Direction, Pairs, Sides } from '../surfaces.js';
import type { Message } from '../witness/message.js';

/** What a rule says about one pair. */
export interface Difference {
  readonly level: Level;
  /** Default: `docs` for level docs, else `wire`. */
  readonly layer?: Layer;
  /** The changed name or value: part of the fingerprint. */
  readonly about: string;
  /** What it became, where the name alone does not say: part of the fingerprint, so that a waiver holds for no other value. */
  readonly became?: string;
  /** Pointers; null where that side has no such place. For removals the report takes the nearest parent in head. */
  readonly base: string | null;
  readonly head: string | null;
  readonly message: string;
  /** Default: those of the pair. */
  readonly surface?: string;
  readonly direction?: Direction;
  readonly referrer?: Referrer | undefined;
  /** The message one document describes and the other does not. */
  readonly witness?: Message;
  readonly complaint?: string;
  /** Why nothing could be proved, for level unknown. */
  readonly reason?: string;
}

type Judges = {
  readonly [K in keyof Pairs]?: (pair: Pairs[K], sides: Sides) => Iterable<Difference>;
};

export interface Rule {
  /** File name, heading in README.md, fixture folder. */
  readonly id: string;
  /** What to do instead; a waiver and a parallel version are added to every breaking finding. */
  readonly waysOut: readonly string[];
  readonly judges: Judges;
}

export function rule(definition: Rule): Rule {
  return definition;
}

/** Names a person still reads in one sentence. */
const maxListed = 20;

/** Names in a sentence; of very many the first, since each of them may be in a finding of its own. */
export function listed(names: readonly string[], between = ', '): string {
  const left = names.length - maxListed;
  const shown = names.slice(0, maxListed).join(between);
  return left > 0 ? `${shown} and ${left} more` : shown;
}

/** The sides of a pair by their part in the conversation: old senders and new receivers in requests, the mirror in responses. */
export function roles<T>(pair: { readonly direction: Direction; readonly base: T; readonly head: T }): {
  readonly sender: T;
  readonly receiver: T;
  readonly sends: 'base' | 'head';
  readonly receives: 'base' | 'head';
} {
  return pair.direction === 'request'
    ? { sender: pair.base, receiver: pair.head, sends: 'base', receives: 'head' }
    : { sender: pair.head, receiver: pair.base, sends: 'head', receives: 'base' };
}

/** Whose message of an operation's request: old clients', or for webhooks and callbacks the new API's. */
export const requestBy = (direction: Direction): 'base' | 'head' =>
  direction === 'request' ? 'base' : 'head';
