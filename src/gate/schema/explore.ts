// The places that can be reached from a place, each by its nearest way, and what breaks behind a branch of a union.
// Neighbour: reach.ts asks which of it can be shown from a surface.
import type { Found, Trail } from './trail.js';
import { further, stepsFrom } from './trail.js';
import { toldThere } from './ways.js';
import type { Cause, Edge, PairNode } from './walk.js';

const maxNestedUnions = 100;
/** Places looked at behind one branch: more would show nothing new. */
const maxBehind = 2000;
/** Places passed again because they are told at another place. */
const maxAgain = 1000;

/**
 * Each place once for each that it is told at, by the way with the fewest unions, then the fewest steps.
 * `cut` has the first place of each way on which some were left out.
 */
export function explore(from: Trail): { readonly trails: readonly Trail[]; readonly cut: Iterable<Trail> } {
  const found: Trail[] = [];
  /** Places told where they stand: found, and those that will be once the places before them are. */
  const there = new Set<PairNode>();
  const queued = new Set<PairNode>([from.node]);
  const elsewhere = new Map<PairNode, Set<string>>();
  const first = new Map<string, Trail>();
  const cut = new Set<Trail>();
  let again = 0;
  const isNew = (trail: Trail): boolean => {
    if (trail.told === toldThere) return there.size < there.add(trail.node).size;
    const told = trail.told.join('\n');
    const known = elsewhere.get(trail.node) ?? new Set();
    if (known.has(told)) return false;
    const start = first.get(told) ?? trail;
    first.set(told, start);
    const isElsewhere = trail.told.some((one) => one !== undefined);
    if (isElsewhere && (known.size > 0 || there.has(trail.node)) && again++ >= maxAgain) {
      cut.add(start);
      return false;
    }
    elsewhere.set(trail.node, known.add(told));
    return true;
  };
  let level = [from];
  for (let unions = 0; level.length > 0 && unions <= maxNestedUnions; unions++) {
    const behind: Trail[] = [];
    for (let at = 0; at < level.length; at++) {
      const trail = level[at] as Trail;
      if (!isNew(trail)) continue;
      found.push(trail);
      if (from.up !== undefined && found.length >= maxBehind) return { trails: found, cut };
      for (const edge of trail.node.edges) {
        const next = further(trail, edge);
        if (next.told === toldThere && queued.has(edge.to)) continue;
        if (edge.otherwise !== undefined) behind.push(next);
        else {
          level.push(next);
          if (next.told === toldThere) queued.add(edge.to);
        }
      }
    }
    level = behind;
  }
  return { trails: found, cut };
}

/** Breaks on the wire, and what is not proved to be none. */
export const isBreak = ({ level, layer }: Cause): boolean =>
  layer === undefined && (level === 'breaking' || level === 'unknown');

/** A break behind a branch, by a way that may begin elsewhere; `whole` is the way from the union asked about. */
interface Behind extends Found {
  readonly whole: () => Trail;
}

interface Explored {
  readonly start: Trail;
  readonly breaks: readonly { readonly cause: Cause; readonly trail: Trail; readonly at: number }[];
  readonly places: ReadonlyMap<PairNode, readonly { readonly trail: Trail; readonly at: number }[]>;
}

const explored = new WeakMap<Edge, Explored>();

/** @param own what unions further in were found to break as a whole */
export function breaksBehind(
  union: Trail,
  edge: Edge,
  own: ReadonlyMap<PairNode, readonly Cause[]>,
): readonly Behind[] {
  const start = further(union, edge);
  // What is behind a branch is the same for every surface that leads to it, as long as it is told where it stands.
  const isShared = start.told === toldThere;
  const known = (isShared ? explored.get(edge) : undefined) ?? exploredFrom(start);
  if (isShared) explored.set(edge, known);
  const { breaks, places } = known;
  const more = [...own].flatMap(([node, causes]) =>
    (places.get(node) ?? []).flatMap(({ trail, at }) =>
      causes.filter(isBreak).map((cause) => ({ cause, trail, at })),
    ),
  );
  const all = more.length === 0 ? breaks : [...breaks, ...more].sort((a, b) => a.at - b.at);
  return all.map(({ cause, trail }) => ({
    cause,
    trail,
    whole: () => stepsFrom(known.start, trail).reduce(further, start),
  }));
}

function exploredFrom(start: Trail): Explored {
  const { trails } = explore(start);
  const places = new Map<PairNode, { trail: Trail; at: number }[]>();
  for (const [at, trail] of trails.entries()) {
    const others = places.get(trail.node);
    if (others) others.push({ trail, at });
    else places.set(trail.node, [{ trail, at }]);
  }
  const breaks = trails.flatMap((trail, at) =>
    trail.node.causes.filter(isBreak).map((cause) => ({ cause, trail, at })),
  );
  return { start, breaks, places };
}
