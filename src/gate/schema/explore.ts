// The places that can be reached from a place, each by its nearest way, and what breaks behind a branch of a union.
// Neighbour: reach.ts asks which of it can be shown from a surface.
import { isBreak } from './cause.js';
import { maxTries, perPlace, placed, type PerPlace, type Reached } from './seen.js';
import type { Found, Trail } from './trail.js';
import { further, stepsFrom, toldAfter } from './trail.js';
import { toldThere } from './ways.js';
import type { Cause, Edge, PairNode } from './walk.js';

const maxNestedUnions = 100;
/** Places looked at behind one branch: more would show nothing new. */
const maxBehind = 2000;
/** Places passed again because they are told at another place. */
const maxAgain = 1000;

export interface Exploration {
  readonly trails: readonly Trail[];
  /** The first place of each way on which some were left out. */
  readonly cut: ReadonlySet<Trail>;
  /** Nothing was left out. */
  readonly isWhole: boolean;
}

/** Each place once for each that it is told at, by the way with the fewest unions, then the fewest steps. */
export function explore(from: Trail): Exploration {
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
  /** Places told where they stand that are waiting behind unions. */
  const waiting = new Set<PairNode>();
  for (let unions = 0; level.length > 0 && unions <= maxNestedUnions; unions++) {
    const behind: Trail[] = [];
    for (let at = 0; at < level.length; at++) {
      const trail = level[at] as Trail;
      if (!isNew(trail)) continue;
      found.push(trail);
      if (from.up !== undefined && found.length >= maxBehind) return { trails: found, cut, isWhole: false };
      for (const edge of trail.node.edges) {
        const told = toldAfter(trail, edge);
        const isThere = told === toldThere;
        if (isThere && queued.has(edge.to)) continue;
        if (edge.otherwise === undefined) {
          level.push(further(trail, edge, told));
          if (isThere) queued.add(edge.to);
        } else if (!isThere || !waiting.has(edge.to)) {
          behind.push(further(trail, edge, told));
          if (isThere) waiting.add(edge.to);
        }
      }
    }
    level = behind;
  }
  return { trails: found, cut, isWhole: level.length === 0 && cut.size === 0 };
}

interface Break extends Found {
  readonly at: number;
}

/** What breaks behind a branch. The same for all branches that lead to one place, as long as that is told where it stands. */
export interface Behind {
  readonly breaks: readonly Break[];
  /** Those that are tried to explain the branch. */
  readonly nearest: readonly Break[];
  /** The ways to a cause that is told at the same place. They may begin elsewhere. */
  to(found: Reached): readonly Reached[];
  /** What unions further in were found to break as a whole. */
  added(own: ReadonlyMap<PairNode, readonly Cause[]>): readonly Break[];
  /** The way to a break, from the union asked about. */
  whole(found: Found, union: Trail, edge: Edge): Trail;
}

/** The nearest breaks with a value to try. */
export const nearest = (breaks: readonly Break[]): readonly Break[] =>
  breaks
    .filter(({ cause }) => cause.value !== undefined)
    .sort((a, b) => a.at - b.at)
    .slice(0, maxTries);

const explored = new WeakMap<PairNode, Behind>();

export function behind(union: Trail, edge: Edge): { readonly isShared: boolean; readonly behind: Behind } {
  const told = toldAfter(union, edge);
  const isShared = told === toldThere;
  const known = (isShared ? explored.get(edge.to) : undefined) ?? behindFrom(further(union, edge, told));
  if (isShared) explored.set(edge.to, known);
  return { isShared, behind: known };
}

function behindFrom(start: Trail): Behind {
  const breaks = explore(start).trails.flatMap((trail, at) =>
    trail.node.causes.filter(isBreak).map((cause) => ({ cause, trail, at })),
  );
  let byPlace: PerPlace<Reached[]> | undefined;
  let places: ReadonlyMap<PairNode, readonly Omit<Break, 'cause'>[]> | undefined;
  return {
    breaks,
    nearest: nearest(breaks),
    to(found) {
      byPlace ??= sortedByPlace(breaks);
      return byPlace.get(found) ?? [];
    },
    added(own) {
      if (own.size === 0) return [];
      places ??= placesOf(start);
      return [...own].flatMap(([node, causes]) =>
        (places?.get(node) ?? []).flatMap(({ trail, at }) =>
          causes.filter(isBreak).map((cause) => ({ cause, trail, at })),
        ),
      );
    },
    whole: ({ trail }, union, edge) =>
      stepsFrom(start, trail).reduce((way, step) => further(way, step), further(union, edge)),
  };
}

function sortedByPlace(breaks: readonly Break[]): PerPlace<Reached[]> {
  const byPlace = perPlace<Reached[]>();
  for (const found of breaks.map(placed)) {
    const others = byPlace.get(found);
    if (others) others.push(found);
    else byPlace.set(found, [found]);
  }
  return byPlace;
}

/** Found anew where somebody asks: all the places behind all branches are too many to keep. */
function placesOf(start: Trail): ReadonlyMap<PairNode, readonly Omit<Break, 'cause'>[]> {
  const places = new Map<PairNode, Omit<Break, 'cause'>[]>();
  for (const [at, trail] of explore(start).trails.entries()) {
    const others = places.get(trail.node);
    if (others) others.push({ trail, at });
    else places.set(trail.node, [{ trail, at }]);
  }
  return places;
}
