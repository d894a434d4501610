// One pair of places under comparison: who sends and who receives there, and the questions asked of the engine about it.
// Neighbours: judge.ts and unions.ts ask, apart.ts writes the schemas that are asked about.
import type { SpotPair } from '../include/engine.js';
import type { Inclusion } from '../include/include.js';
import type { Json, JsonObject } from '../include/json.js';
import type { Apart } from './apart.js';
import type { Flat } from './flat.js';
import type { Cause, Edge, PairNode, Walk } from './walk.js';

export type NotProved = Exclude<Inclusion, { result: 'proved' }>;

/** Whether the places at two pointers mean the same. */
export type Same = (base: string, head: string) => boolean;

/** What was found at a pair of places, and the ways from it to pairs below. */
export interface Judged {
  readonly causes: readonly Cause[];
  readonly edges: readonly Edge[];
}

export interface Comparison {
  readonly node: PairNode;
  readonly base: Flat;
  readonly head: Flat;
  /** Children that are compared on their own. */
  readonly apart: Apart;
  readonly same: Same;
  /** As `same`, of places that need have nothing to do with each other. */
  readonly resembles: Same;
  readonly pair: Walk['pair'];
}

/** The two places by what they do with a message. */
export function rolesOf({ node, base, head }: Comparison): { readonly sends: Flat; readonly receives: Flat } {
  return node.mode.direction === 'request'
    ? { sends: base, receives: head }
    : { sends: head, receives: base };
}

type Questions = Record<'ask', (sender: Json, receiver: Json) => Promise<Inclusion>> &
  Record<'proves' | 'provesBack', (sender: Json, receiver: Json) => Promise<boolean>>;

/** The questions of a pair: whether all that one schema sends is read by the other; `Back` of the documents exchanged. */
export function questions({ mode }: PairNode): Questions {
  const pair = (sender: Json, receiver: Json): SpotPair =>
    mode.direction === 'request'
      ? { base: { schema: sender }, head: { schema: receiver } }
      : { base: { schema: receiver }, head: { schema: sender } };
  return {
    ask: (sender, receiver) => mode.forward().compare(pair(sender, receiver), mode.reading),
    proves: (sender, receiver) => mode.forward().proves(pair(sender, receiver), mode.reading),
    provesBack: (sender, receiver) => mode.backward().proves(pair(sender, receiver), mode.reading),
  };
}

/** What a schema accepts, without declaring any name: in a negation nothing is declared (../README.md "Undeclared properties"). */
export const undeclared = (schema: JsonObject): JsonObject => ({ not: { not: schema } });
