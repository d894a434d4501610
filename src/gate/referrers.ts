// The place a change is told at. What several places refer to is the cause where it changed itself; where a reference leads
// elsewhere now, the place that refers is, and each such place is a cause of its own: a waiver for one covers no other.
// Neighbours: normalize.ts and schema/ways.ts follow references, report/group.ts folds what is told at one place.
import type { Node } from './normalize.js';
import type { Sides } from './surfaces.js';
import { lookUp } from './pointer.js';

/** How something is reached: where it is used, and every reference on the way from there. */
export interface Way {
  readonly start: string;
  readonly hops: readonly Hop[];
}

/** A reference: where it stands, and where it leads. */
export interface Hop {
  readonly at: string;
  readonly to: string;
}

/** The place that refers, in base; undefined where the change stands where it is told. Known once everything was noted. */
export type Referrer = () => string | undefined;

export interface Referrers {
  /** Remembers where a place of base leads in head. */
  note(base: Way, head: Way | undefined): void;
  /** How far the two ways go through the same places: the number of base's references. */
  common(base: Way, head: Way | undefined): number;
}

/** The way to what an operation has from around it. */
export function inherited({ pointer }: Node, { start, hops }: Way): Way {
  return { start: pointer, hops: [{ at: pointer, to: start }, ...hops] };
}

/** The change stands where it is told. */
const itself: Referrer = () => undefined;

/** Which place is told of two that were matched, given that of what they stand in; what is new is told where it was missed. */
export function referring(
  referrers: Referrers,
  base: Node | undefined,
  head: Node | undefined,
  outer: Referrer = itself,
): Referrer {
  if (base === undefined) return outer;
  const way = (node: Node): Way => node.way ?? { start: node.pointer, hops: [] };
  const [one, other] = [way(base), head === undefined ? undefined : way(head)];
  // Most places refer to nothing.
  if (one.hops.length === 0) return one.start === other?.start ? itself : outer;
  referrers.note(one, other);
  return () => referrerOf(referrers, one, other, outer());
}

/** The place that refers, for the end of base's way; `outer` is that of its start. */
export function referrerOf(
  { common }: Referrers,
  base: Way,
  head: Way | undefined,
  outer: string | undefined,
): string | undefined {
  const depth = common(base, head);
  const here = depth > 0 || base.start === head?.start ? undefined : outer;
  return here ?? base.hops[depth]?.at;
}

export function createReferrers({ head: { document } }: Pick<Sides, 'head'>): Referrers {
  /** For what is gone from head: each place of base that refers to it, with where that place leads now. */
  const successors = new Map<string, Map<string, string>>();
  const isGone = (pointer: string): boolean => lookUp(document, pointer) === undefined;
  const placesOf = (way: Way | undefined): readonly string[] =>
    way === undefined ? [nowhere] : [way.start, ...way.hops.map(({ to }) => to)];
  /** Renamed, or taken away, with all that refers to it: still one cause. */
  const isHeir = (gone: string, place: string): boolean => {
    const known = successors.get(gone);
    return known !== undefined && [...known.values()].every((one) => one === place);
  };
  return {
    note(base, head) {
      if (base.hops.length === 0) return;
      const places = placesOf(head);
      const depth = base.hops.findLastIndex(({ to }) => places.includes(to)) + 1;
      const left = base.hops[depth];
      if (left === undefined || !isGone(left.to)) return;
      const reached = places.lastIndexOf(depth === 0 ? (places[0] ?? '') : (base.hops[depth - 1]?.to ?? ''));
      const now = head === undefined ? nowhere : (head.hops[reached]?.to ?? `${writtenOut} ${left.at}`);
      const known = successors.get(left.to);
      if (known === undefined) successors.set(left.to, new Map([[left.at, now]]));
      else known.set(left.at, now);
    },
    common(base, head) {
      const places = placesOf(head);
      return (
        base.hops.findLastIndex(
          ({ to }) => places.includes(to) || places.some((place) => isHeir(to, place)),
        ) + 1
      );
    },
  };
}

const nowhere = '';
const writtenOut = 'written out at';
