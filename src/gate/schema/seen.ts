// What one surface has seen so far: the causes that it shows, and those that no way tried yet shows.
// Neighbour: reach.ts goes the ways.
import type { Found } from './trail.js';
import { referrerFor } from './trail.js';
import type { Cause, Edge, PairNode } from './walk.js';

/** Values tried for one cause or one branch: more ways would show nothing new. */
export const maxTries = 8;

/** A cause, the way to it, and the place that refers where it is told there. */
export interface Reached extends Found {
  readonly referrer: string | undefined;
}

/** What is seen from one surface so far. */
export interface Seen {
  readonly all: readonly Reached[];
  show(found: Reached): void;
  isShown(found: Reached): boolean;
  /** Neither shown nor tried in vain by ways enough. */
  isOpen(found: Reached): boolean;
  /** Takes note that a way does not show it. */
  tried(found: Reached): void;
  /** Breaks that no way tried so far shows. */
  pending(): readonly Reached[];
  /** Branches on a way by which a break is shown. */
  readonly explained: Set<Edge>;
  /** What unions were found to break as a whole. */
  readonly own: Map<PairNode, Cause[]>;
  /** Every place was passed. */
  readonly isWhole: boolean;
}

export function createSeen(isWhole: boolean): Seen {
  const all: Reached[] = [];
  const shown = perPlace<true>();
  const tries = perPlace<number>();
  const waiting = new Set<Reached>();
  const isOpen = (found: Reached): boolean => !shown.get(found) && (tries.get(found) ?? 0) < maxTries;
  return {
    all,
    show(found) {
      all.push(found);
      shown.set(found, true);
    },
    isShown: (found) => shown.get(found) === true,
    isOpen,
    tried(found) {
      const before = tries.get(found) ?? 0;
      tries.set(found, before + 1);
      if (before === 0) waiting.add(found);
    },
    pending: () => (waiting.size === 0 ? [] : [...waiting].filter(isOpen)),
    explained: new Set(),
    own: new Map(),
    isWhole,
  };
}

export const placed = ({ cause, trail }: Found): Reached => ({
  cause,
  trail,
  referrer: referrerFor({ cause, trail }),
});

/** What is noted of a cause at the place that it is told at. */
export type PerPlace<T> = ReturnType<typeof perPlace<T>>;

export function perPlace<T>() {
  const known = new Map<Cause, Map<string | undefined, T>>();
  return {
    get: ({ cause, referrer }: Reached): T | undefined => known.get(cause)?.get(referrer),
    set({ cause, referrer }: Reached, value: T): void {
      const ofCause = known.get(cause) ?? new Map<string | undefined, T>();
      known.set(cause, ofCause.set(referrer, value));
    },
  };
}
