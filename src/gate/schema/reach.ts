// Every cause that can be reached from a surface, and what of it counts below the branches of a union.
import { accepts } from './accepts.js';
import { together } from './judge.js';
import type { Found, Trail } from './trail.js';
import { attach, edgesOf, isJudgedApart, lift } from './trail.js';
import type { Cause, Edge, PairNode } from './walk.js';

/** Everything reachable, nearest first; below a branch of a union only what a whole value confirms. */
export async function reach(root: PairNode, depth = 0): Promise<Found[]> {
  const found: Found[] = [];
  const seen = new Set<PairNode>([root]);
  const queue: Trail[] = [{ node: root, up: undefined }];
  for (let at = 0; at < queue.length; at++) {
    const trail = queue[at] as Trail;
    for (const cause of trail.node.causes) found.push({ cause, trail });
    for (const edge of trail.node.edges) {
      if (seen.has(edge.to)) continue;
      seen.add(edge.to);
      const next: Trail = { node: edge.to, up: { trail, edge } };
      if (edge.otherwise === undefined) queue.push(next);
      else found.push(...(await branch(trail, next, edge, edge.otherwise, depth)));
    }
  }
  return found;
}

const maxNestedUnions = 100;

/** Breaks on the wire, and what is not proved to be none. */
export const isBreak = ({ level, layer }: Cause): boolean =>
  layer === undefined && (level === 'breaking' || level === 'unknown');

/** A break inside a branch counts if the whole union refuses the value; else the union's own finding stands. */
async function branch(
  union: Trail,
  start: Trail,
  { isRefuted = false, isTagged = false }: Edge,
  otherwise: () => Promise<Cause | undefined>,
  depth: number,
): Promise<Found[]> {
  // Unions within unions are followed so far; deeper, the union itself is the place to show.
  if (depth >= maxNestedUnions) {
    const cause = await otherwise();
    return cause === undefined ? [] : [{ cause, trail: union }];
  }
  const inner = await reach(start.node, depth + 1);
  const { mode } = union.node;
  const [sends, receives] =
    mode.direction === 'request' ? (['base', 'head'] as const) : (['head', 'base'] as const);
  const options = {
    direction: mode.direction,
    tolerant: mode.reading.tolerant && mode.direction === 'response',
  };
  const isShown = ({ cause, trail }: Found): boolean => {
    if (!isBreak(cause) || cause.value === undefined) return false;
    const value = lift(cause.value, attach(trail, start), union.node);
    return (
      value !== undefined &&
      union.node[sends].every(
        (pointer) => accepts(mode.sides[sends], pointer, value, { ...options, tolerant: false }) !== false,
      ) &&
      (isJudgedApart({ cause, trail }) ||
        union.node[receives].some(
          (pointer) => accepts(mode.sides[receives], pointer, value, options) === false,
        ))
    );
  };
  const shown = inner.filter(isShown);
  const apart = shown.filter(isJudgedApart);
  const unbroken = inner.filter(({ cause }) => !isBreak(cause));
  const harmless = isTagged ? unbroken : await told(union.node, unbroken);
  // Which names a sender sends is known of the whole place only: its branch alone may be refused what it never sends.
  const isAsked = isRefuted || inner.some((found) => isBreak(found.cause) && !isJudgedApart(found));
  const whole = isAsked ? await otherwise() : undefined;
  const breaks =
    whole === undefined
      ? apart
      : shown.length > apart.length
        ? shown
        : [...apart, { cause: whole, trail: union }];
  return [...breaks, ...harmless].map(({ cause, trail }) => ({
    cause,
    trail: trail === union ? union : attach(trail, start),
  }));
}

/** Names, notice and known values are told wherever they change; all else only if the whole union takes more than before. */
async function told({ mode, base, head }: PairNode, harmless: readonly Found[]): Promise<readonly Found[]> {
  const isOfTheWhole = ({ cause, trail }: Found): boolean =>
    cause.level === 'additive' &&
    cause.layer === undefined &&
    !ofNames.has(cause.rule) &&
    !edgesOf(trail).some((edge) => edge.isTagged === true);
  if (!harmless.some(isOfTheWhole)) return harmless;
  const places = { base: together(mode.sides.base, base), head: together(mode.sides.head, head) };
  const [older, newer] = [{ schema: places.base }, { schema: places.head }];
  const answer = await mode.backward().compare({ base: newer, head: older }, mode.reading);
  return answer.result === 'proved' ? harmless.filter((one) => !isOfTheWhole(one)) : harmless;
}

const ofNames: ReadonlySet<string> = new Set([
  'property-added',
  'deprecation-changed',
  'enum-value-added',
  'discriminator-changed',
]);
