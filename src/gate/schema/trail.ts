// The way from a surface to a part, and a value of the part carried back along it until it is a whole one.
import type { Json } from '../include/json.js';
import { isObject } from '../include/json.js';
import type { Referrers } from '../referrers.js';
import { defaultChanged } from '../rules/default-changed.js';
import { discriminatorChanged } from '../rules/discriminator-changed.js';
import type { Open } from './around.js';
import { around } from './around.js';
import type { Told } from './ways.js';
import { toldBelow, toldOf } from './ways.js';
import type { Cause, Edge, PairNode } from './walk.js';

/** A way from a surface to a cause: the nodes passed, the surface's first, each with the step that leaves it. */
export interface Trail {
  readonly node: PairNode;
  /** The node of the surface where it begins. */
  readonly root: PairNode;
  readonly up: { readonly trail: Trail; readonly edge: Edge } | undefined;
  /** How many steps it has. */
  readonly levels: number;
  /** How many of them lead into a branch of a union. */
  readonly unions: number;
  /** Whether a step follows a tag. */
  readonly isTagged: boolean;
  /** Which places that refer are told of instead of those of the node. */
  readonly told: Told;
  readonly referrers: Referrers;
}

/** The way that is at its end where it begins. */
export const start = (node: PairNode, told: Told, referrers: Referrers): Trail => ({
  node,
  root: node,
  up: undefined,
  levels: 0,
  unions: 0,
  isTagged: false,
  told,
  referrers,
});

/** Which places that refer are told of after one more step. */
export const toldAfter = (trail: Trail, edge: Edge): Told =>
  toldBelow(trail.referrers, trail.node, trail.told, edge);

/** The way, one step further. */
export const further = (trail: Trail, edge: Edge, told = toldAfter(trail, edge)): Trail => ({
  node: edge.to,
  root: trail.root,
  up: { trail, edge },
  levels: trail.levels + 1,
  unions: trail.unions + (edge.otherwise === undefined ? 0 : 1),
  isTagged: trail.isTagged || edge.tag !== undefined,
  told,
  referrers: trail.referrers,
});

/** A cause, and the way it was reached. */
export interface Found {
  readonly cause: Cause;
  readonly trail: Trail;
}

/** Tags and defaults have readers of their own: whether all schemas together accept a value says nothing of them. */
export function isJudgedApart({ cause, trail }: Found): boolean {
  return hasOwnReader(cause) || trail.isTagged;
}

export const hasOwnReader = ({ rule, isBeyond }: Cause): boolean =>
  isBeyond === true || rule === defaultChanged.id || rule === discriminatorChanged.id;

/** The place that refers, where a cause is told there. */
export const referrerFor = ({ cause, trail }: Found): string | undefined =>
  toldOf(trail.referrers, trail.node, trail.told, cause);

/** The steps of a way, the last one first. */
export function edgesOf(trail: Trail): readonly Edge[] {
  const edges: Edge[] = [];
  for (let at = trail; at.up !== undefined; at = at.up.trail) edges.push(at.up.edge);
  return edges;
}

/** The steps from one place of a way to its end, the first one first. */
export function stepsFrom(from: Trail, trail: Trail): readonly Edge[] {
  const edges: Edge[] = [];
  for (let at = trail; at !== from && at.up !== undefined; at = at.up.trail) edges.push(at.up.edge);
  return edges.reverse();
}

/** A message nested deeper cannot be written out, nor would anybody read it. */
const maxLevels = 64;

/** What became of a value on the way back: `tolerated` by a union; `open` where it is not sent like that, or nobody can tell. */
export type Lifted =
  | { readonly is: 'whole'; readonly value: Json }
  | { readonly is: 'tolerated' }
  | { readonly is: 'open'; readonly at?: Open };

const open: Lifted = { is: 'open' };
const tolerated: Lifted = { is: 'tolerated' };

/**
 * A value at the end of a trail, wrapped until it is a value where the trail is left (the surface's by default).
 * @param isKept asked of the value at each union on the way
 */
export function lift(
  value: Json,
  trail: Trail,
  until?: Trail,
  isKept: (value: Json, union: PairNode, edge: Edge) => boolean = () => true,
): Lifted {
  if (trail.levels > maxLevels) return open;
  let lifted = value;
  for (let at = trail; at !== until && at.up !== undefined; at = at.up.trail) {
    const { trail: outer, edge } = at.up;
    if (edge.step.kind !== 'same') {
      const whole = around(outer.node, edge, lifted);
      if (whole.is !== 'found') return whole;
      lifted = whole.value;
    } else lifted = tagged(edge, lifted);
    if (edge.otherwise !== undefined && !isKept(lifted, outer.node, edge)) return tolerated;
  }
  return { is: 'whole', value: lifted };
}

const tags = new WeakMap<Edge, WeakMap<object, Json>>();

/** The value with the tag that leads through the branch; the very same one each time, since what is known of values is known by identity. */
function tagged(edge: Edge, value: Json): Json {
  if (edge.tag === undefined || !isObject(value)) return value;
  const known = tags.get(edge) ?? new WeakMap<object, Json>();
  tags.set(edge, known);
  const found = known.get(value) ?? { ...value, [edge.tag.name]: edge.tag.value };
  known.set(value, found);
  return found;
}
