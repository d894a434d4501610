// The way from a surface to a part, and a value of the part carried back along it until it is a whole one.
import type { Json } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import type { Referrers } from '../referrers.js';
import { defaultChanged } from '../rules/default-changed.js';
import { discriminatorChanged } from '../rules/discriminator-changed.js';
import { objectFor, sample } from '../witness/sample.js';
import { accepts } from './accepts.js';
import { conjuncts } from './view.js';
import type { Told } from './ways.js';
import { toldBelow, toldOf } from './ways.js';
import type { Cause, Edge, PairNode } from './walk.js';

/** A way from a surface to a cause: the nodes passed, the surface's first, each with the step that leaves it. */
export interface Trail {
  readonly node: PairNode;
  readonly up: { readonly trail: Trail; readonly edge: Edge } | undefined;
  /** How many steps it has. */
  readonly levels: number;
  /** How many of them lead into a branch of a union. */
  readonly unions: number;
  /** Which places that refer are told of instead of those of the node. */
  readonly told: Told;
  readonly referrers: Referrers;
}

/** The way that is at its end where it begins. */
export const start = (node: PairNode, told: Told, referrers: Referrers): Trail => ({
  node,
  up: undefined,
  levels: 0,
  unions: 0,
  told,
  referrers,
});

/** Which places that refer are told of after one more step. */
export const toldAfter = (trail: Trail, edge: Edge): Told =>
  toldBelow(trail.referrers, trail.node, trail.told, edge);

/** The way, one step further. */
export const further = (trail: Trail, edge: Edge, told = toldAfter(trail, edge)): Trail => ({
  node: edge.to,
  up: { trail, edge },
  levels: trail.levels + 1,
  unions: trail.unions + (edge.otherwise === undefined ? 0 : 1),
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
  return hasOwnReader(cause) || edgesOf(trail).some(({ tag }) => tag !== undefined);
}

export const hasOwnReader = ({ rule }: Cause): boolean =>
  rule === defaultChanged.id || rule === discriminatorChanged.id;

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

/** The node of the surface where a trail begins. */
export function rootOf(trail: Trail): PairNode {
  let at = trail;
  while (at.up !== undefined) at = at.up.trail;
  return at.node;
}

/** A message nested deeper cannot be written out, nor would anybody read it. */
const maxLevels = 64;

/**
 * A value at the end of a trail, wrapped until it is a value where the trail is left (the surface's by default).
 * @param isKept asked of the value at each union on the way; undefined is returned where it says no
 */
export function lift(
  value: Json,
  trail: Trail,
  until?: Trail,
  isKept: (value: Json, union: PairNode, edge: Edge) => boolean = () => true,
): Json | undefined {
  if (trail.levels > maxLevels) return undefined;
  let lifted: Json | undefined = value;
  for (let at = trail; at !== until && at.up !== undefined; at = at.up.trail) {
    const { trail: outer, edge } = at.up;
    if (edge.step.kind !== 'same') lifted = wrapped(outer.node, edge, lifted);
    else if (edge.tag !== undefined && isObject(lifted))
      lifted = { ...lifted, [edge.tag.name]: edge.tag.value };
    if (lifted === undefined) return undefined;
    if (edge.otherwise !== undefined && !isKept(lifted, outer.node, edge)) return undefined;
  }
  return lifted;
}

const wraps = new WeakMap<Edge, Map<Json, Json | undefined>>();

/** Once for each step and value, so that the ways of many surfaces to one cause carry the very same values. */
function wrapped(node: PairNode, edge: Edge, value: Json): Json | undefined {
  const known = wraps.get(edge) ?? new Map<Json, Json | undefined>();
  wraps.set(edge, known);
  if (!known.has(value)) known.set(value, wrap(node, edge, value));
  return known.get(value);
}

function wrap(node: PairNode, { step }: Edge, value: Json): Json | undefined {
  const { mode } = node;
  const sends = mode.direction === 'request' ? 'base' : 'head';
  const side = mode.sides[sends];
  const pointers = node[sends];
  const options = { direction: mode.direction, tolerant: false };
  const isSent = (candidate: Json | undefined): candidate is Json =>
    candidate !== undefined &&
    pointers.every((pointer) => accepts(side, pointer, candidate, options) !== false);
  const all = conjuncts(side, pointers) ?? [];
  if (step.kind === 'property') {
    const direct = objectFor(side, all, options, 1, { [step.name]: value });
    if (isSent(direct)) return direct;
    for (const { schema, pointer } of all)
      for (const keyword of ['oneOf', 'anyOf'] as const)
        for (const [index] of (isArray(schema[keyword]) ? schema[keyword] : []).entries()) {
          const more = conjuncts(side, [...pointers, `${pointer}/${keyword}/${index}`]) ?? [];
          const candidate = objectFor(side, more, options, 1, { [step.name]: value });
          if (isSent(candidate)) return candidate;
        }
    const around = sample(side, pointers, options, 1);
    const merged = isObject(around) ? { ...around, [step.name]: value } : undefined;
    return isSent(merged) ? merged : undefined;
  }
  if (step.kind !== 'item') return value;
  const around = sample(side, pointers, options, 1);
  const items = isArray(around) ? [...around] : [];
  while (items.length < step.index) {
    const place = all.find(({ schema }) => isArray(schema['prefixItems']))?.pointer;
    const item =
      place === undefined ? value : sample(side, [`${place}/prefixItems/${items.length}`], options, 2);
    if (item === undefined) return undefined;
    items.push(item);
  }
  const instead = items.map((item, index) => (index === step.index ? value : item));
  const candidates: Json[] = [
    items.length <= step.index ? [...items, value] : instead,
    Array.from({ length: Math.max(step.index + 1, items.length) }, () => value),
  ];
  return candidates.find(isSent);
}
