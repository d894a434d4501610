// From causes to drafts of findings: which surfaces reach a cause, by which path, and the whole message that shows it there.
import type { CompareOptions } from '../compare.js';
import type { Json } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import type { Draft } from '../report/group.js';
import type { Witness } from '../report/report.js';
import { defaultChanged, defaults } from '../rules/default-changed.js';
import { discriminatorChanged } from '../rules/discriminator-changed.js';
import { usualWaysOut } from '../rules/draft.js';
import type { SchemaSurface, Sides } from '../surfaces.js';
import { nothing } from '../surfaces.js';
import { write } from '../witness/lift.js';
import type { Message } from '../witness/message.js';
import { objectFor, sample } from '../witness/sample.js';
import { accepts } from './accepts.js';
import { createModes } from './modes.js';
import { together } from './judge.js';
import type { Sameness } from './same.js';
import { conjuncts } from './view.js';
import type { Claim } from './settle.js';
import { settle } from './settle.js';
import type { Cause, Edge, PairNode } from './walk.js';
import { createWalk } from './walk.js';

/** A way from a surface to a cause: the nodes passed, the surface's first, each with the step that leaves it. */
interface Trail {
  readonly node: PairNode;
  readonly up: { readonly trail: Trail; readonly edge: Edge } | undefined;
}

export async function schemaDrafts(
  sides: Sides,
  surfaces: readonly SchemaSurface[],
  options: CompareOptions,
  sameness: Sameness,
): Promise<Draft[]> {
  const changed = surfaces.filter(
    ({ base, head }) => base === nothing || head === nothing || !sameness.same(base, head, 'schema'),
  );
  const modeOf = createModes(sides, changed, options);
  const walk = createWalk(sameness);
  const roots = changed.map((surface) => ({
    surface,
    root: walk.pair(modeOf(surface), [surface.base], [surface.head], true),
  }));
  await walk.settle();
  const drafts: Claim[] = [];
  const below = new Map<PairNode, readonly { cause: Cause; trail: Trail }[]>();
  for (const { surface, root } of roots) {
    for (const cause of parameterDefault(surface, sides))
      drafts.push(draft(sides, surface, cause, { node: root, up: undefined }));
    let found = below.get(root);
    if (found === undefined) {
      found = await reach(root);
      below.set(root, found);
    }
    for (const { cause, trail } of found) drafts.push(draft(sides, surface, cause, trail));
  }
  return settle(drafts);
}

function* parameterDefault(surface: SchemaSurface, sides: Sides): Iterable<Cause> {
  const { carries, direction } = surface;
  if (carries.as !== 'value' || surface.base === nothing || surface.head === nothing) return;
  const isOptional = !carries.base.required && !carries.head.required;
  const kind = carries.status === '' ? `${carries.base.in} parameter` : 'response header';
  const what = `${kind} \`${carries.base.name}\``;
  // The value left out is the parameter itself: the message has none.
  yield* defaults(
    sides,
    [surface.base],
    [surface.head],
    direction,
    isOptional,
    what,
    carries.base.key,
    () => undefined,
  );
}

/** Everything reachable, nearest first; below a branch of a union only what a whole value confirms. */
async function reach(root: PairNode, depth = 0): Promise<{ cause: Cause; trail: Trail }[]> {
  const found: { cause: Cause; trail: Trail }[] = [];
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
/** A message nested deeper cannot be written out, nor would anybody read it. */
const maxLevels = 64;

const isBreak = ({ level, layer }: Cause): boolean =>
  layer === undefined && (level === 'breaking' || level === 'unknown');

/** A break inside a branch counts if the whole union refuses the value; else the union's own finding stands. */
async function branch(
  union: Trail,
  start: Trail,
  { isRefuted = false, isTagged = false }: Edge,
  otherwise: () => Promise<Cause | undefined>,
  depth: number,
): Promise<{ cause: Cause; trail: Trail }[]> {
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
  const confirmed = inner.filter(({ cause, trail }) => {
    if (!isBreak(cause) || cause.value === undefined) return false;
    const value = lift(cause.value, attach(trail, start), union.node);
    return (
      value !== undefined &&
      union.node[sends].every(
        (pointer) => accepts(mode.sides[sends], pointer, value, { ...options, tolerant: false }) !== false,
      ) &&
      // The bytes of a value left out are the same; what they mean is not.
      (cause.rule === defaultChanged.id ||
        union.node[receives].some(
          (pointer) => accepts(mode.sides[receives], pointer, value, options) === false,
        ))
    );
  });
  const unbroken = inner.filter(({ cause }) => !isBreak(cause));
  const harmless = isTagged ? unbroken : await told(union.node, unbroken);
  const isHarmless = !isRefuted && !inner.some(({ cause }) => isBreak(cause));
  const instead = confirmed.length > 0 || isHarmless ? undefined : await otherwise();
  const breaks = instead === undefined ? confirmed : [{ cause: instead, trail: union }];
  return [...breaks, ...harmless].map(({ cause, trail }) => ({
    cause,
    trail: trail === union ? union : attach(trail, start),
  }));
}

/** Names, notice and known values are told wherever they change; all else only if the whole union takes more than before. */
async function told<T extends { readonly cause: Cause }>(
  { mode, base, head }: PairNode,
  harmless: readonly T[],
): Promise<readonly T[]> {
  const isOfTheWhole = ({ cause }: T): boolean =>
    cause.level === 'additive' && cause.layer === undefined && !ofNames.has(cause.rule);
  if (!harmless.some(isOfTheWhole)) return harmless;
  const places = { base: together(mode.sides.base, base), head: together(mode.sides.head, head) };
  const [older, newer] = [{ schema: places.base }, { schema: places.head }];
  const answer = await mode.backward().compare({ base: newer, head: older }, mode.reading);
  return answer.result === 'proved' ? harmless.filter((one) => !isOfTheWhole(one)) : harmless;
}

const ofNames: ReadonlySet<string> = new Set(['property-added', 'deprecation-changed', 'enum-value-added']);

/** The trail that starts at a branch, continued up to the surface. */
function attach(trail: Trail, start: Trail): Trail {
  if (trail.up === undefined) return start;
  return { node: trail.node, up: { trail: attach(trail.up.trail, start), edge: trail.up.edge } };
}

/** A value at the end of a trail, wrapped until it is a value of the node where it stops (the surface's by default). */
function lift(value: Json, trail: Trail, until?: PairNode): Json | undefined {
  let lifted: Json | undefined = value;
  let levels = 0;
  for (let at = trail; at.up !== undefined && at.node !== until; at = at.up.trail)
    if (++levels > maxLevels) return undefined;
  for (let at = trail; at.up !== undefined && at.node !== until; at = at.up.trail) {
    const { trail: outer, edge } = at.up;
    if (edge.step.kind !== 'same') lifted = wrap(outer.node, edge, lifted);
    else if (edge.tag !== undefined && isObject(lifted))
      lifted = { ...lifted, [edge.tag.name]: edge.tag.value };
    if (lifted === undefined) return undefined;
  }
  return lifted;
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

function draft(sides: Sides, surface: SchemaSurface, cause: Cause, trail: Trail): Claim {
  const { operation, direction } = surface;
  const fallbackPlace = { base: ownerOf(surface, 'base'), head: ownerOf(surface, 'head') };
  const at = (pointer: string, side: 'base' | 'head'): string =>
    pointer.startsWith(nothing) ? fallbackPlace[side] : pointer;
  const isBlocking = cause.level === 'breaking' || cause.level === 'unknown';
  const isShown = cause.level === 'breaking' && cause.layer === undefined;
  let written: { readonly witness: Witness | undefined } | undefined;
  const draft: Draft = {
    rule: cause.rule,
    level: cause.level,
    layer: cause.layer ?? (cause.level === 'docs' ? 'docs' : 'wire'),
    about: cause.about,
    message: cause.message,
    operation: operation.label,
    surface: surface.surface,
    direction,
    base: at(cause.base, 'base'),
    head: at(cause.head, 'head'),
    waysOut: isBlocking ? [...cause.waysOut, ...usualWaysOut] : [],
    ...(cause.complaint === undefined ? {} : { complaint: cause.complaint }),
    ...(cause.reason === undefined ? {} : { reason: cause.reason }),
    ...(isShown
      ? {
          witness: () => {
            written ??= { witness: witness(sides, surface, cause, trail) };
            return written.witness;
          },
        }
      : {}),
  };
  if (!isBreak(cause) || !isOfInclusion(cause) || isTagged(trail)) return { draft };
  return { draft, surface, root: rootOf(trail), write: (value) => message(sides, surface, value) };
}

/** Tags and defaults are judged by readers of their own: whether all schemas together accept a value says nothing of them. */
const isOfInclusion = ({ rule }: Cause): boolean =>
  rule !== defaultChanged.id && rule !== discriminatorChanged.id;

function isTagged(trail: Trail): boolean {
  for (let at = trail; at.up !== undefined; at = at.up.trail) if (at.up.edge.tag !== undefined) return true;
  return false;
}

function rootOf(trail: Trail): PairNode {
  let at = trail;
  while (at.up !== undefined) at = at.up.trail;
  return at.node;
}

const ownerOf = (surface: SchemaSurface, side: 'base' | 'head'): string => surface.carries[side].pointer;

function witness(sides: Sides, surface: SchemaSurface, cause: Cause, trail: Trail): Witness | undefined {
  const { carries, direction } = surface;
  if (cause.rule === defaultChanged.id && trail.up === undefined && carries.as === 'value')
    return message(sides, surface, undefined);
  const value = cause.value === undefined ? undefined : lift(cause.value, trail);
  if (value === undefined) return undefined;
  const { mode, ...places } = rootOf(trail);
  const receives = direction === 'request' ? 'head' : 'base';
  const options = { direction, tolerant: mode.reading.tolerant && direction === 'response' };
  const isRead = (): boolean =>
    places[receives].every((pointer) => accepts(mode.sides[receives], pointer, value, options) === true);
  if (isOfInclusion(cause) && !isTagged(trail) && isRead()) return undefined;
  return message(sides, surface, value);
}

/** The whole message with the value at the surface; without one, the message that leaves the parameter or header out. */
function message(sides: Sides, surface: SchemaSurface, value: Json | undefined): Witness {
  const { carries, direction } = surface;
  const by = direction === 'request' ? 'base' : 'head';
  let said: Message;
  if (carries.as === 'body') {
    const media = carries[by].name;
    const body = { value: value as Json };
    said =
      carries.of === 'request'
        ? { is: 'request', by, media, body }
        : { is: 'response', by, status: carries.status, media, body };
  } else {
    const values = { [carries[by].key]: value === undefined ? ('absent' as const) : { value } };
    said =
      carries.status === ''
        ? { is: 'request', by, values }
        : { is: 'response', by, status: carries.status, values };
  }
  const text = write(sides, surface.operation, said);
  return { direction, ...(value === undefined ? {} : { value }), text };
}
