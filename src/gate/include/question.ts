// What families and the solver say to each other: a question is a conjunction of literals about one value.

import type { Json, JsonType } from './json.js';
import type { Atom, Literal } from './node.js';

/** Is there a value of which all these hold? */
export type Question = readonly Literal[];

/** No value at all, one that was found, or why it cannot be said. */
export type Outcome =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A family at work: it yields questions about parts of the value and is resumed with their outcomes. */
export type Asking<T> = Generator<Question, T, Outcome>;

export const empty: Outcome = { kind: 'empty' };

export function found(value: Json): Outcome {
  return { kind: 'value', value };
}

export function unknown(reason: string): Outcome {
  return { kind: 'unknown', reason };
}

/** Atoms of one type that must hold or fail together, and values that are excluded. */
export interface Conjunction {
  readonly type: JsonType;
  readonly holding: readonly AtomNode[];
  readonly failing: readonly AtomNode[];
  readonly excluded: readonly Json[];
}

export type AtomNode = Atom & { readonly id: number };

/** The budget of one pair: counted steps, so that the same input gives the same answer. */
export interface Budget {
  /** Takes steps; false when there are none left. */
  spend(steps?: number): boolean;
}
