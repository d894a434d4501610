// From causes to drafts of findings: which surfaces reach a cause, by which path, and the whole message that shows it there.
import type { CompareOptions } from '../compare.js';
import type { Json } from '../include/json.js';
import type { Referrers } from '../referrers.js';
import type { Draft } from '../report/group.js';
import type { Witness } from '../report/report.js';
import { defaultChanged, defaults } from '../rules/default-changed.js';
import { cutShort, usualWaysOut } from '../rules/draft.js';
import type { SchemaSurface, Sides } from '../surfaces.js';
import { nothing } from '../surfaces.js';
import { write } from '../witness/lift.js';
import type { Message } from '../witness/message.js';
import { accepts } from './accepts.js';
import { createModes } from './modes.js';
import { isBreak } from './cause.js';
import { reach } from './reach.js';
import type { Sameness } from './same.js';
import type { Reached } from './seen.js';
import type { Claim, Claimed } from './settle.js';
import { settle } from './settle.js';
import type { Found, Trail } from './trail.js';
import { isJudgedApart, lift, referrerFor, start } from './trail.js';
import type { Cause, PairNode } from './walk.js';
import { createWalk } from './walk.js';
import { toldThere, through } from './ways.js';

/** Whether what is said at a surface is not word for word what it was, annotations apart. */
export const isChanged = ({ base, head }: SchemaSurface, sameness: Sameness): boolean =>
  base === nothing || head === nothing || !sameness.same(base, head, 'schema');

export async function schemaDrafts(
  sides: Sides,
  changed: readonly SchemaSurface[],
  options: CompareOptions,
  sameness: Sameness,
  referrers: Referrers,
): Promise<Draft[]> {
  const modeOf = createModes(sides, changed, options);
  const walk = createWalk(sameness, referrers);
  const roots = changed.map((surface) => ({
    surface,
    root: walk.pair(modeOf(surface), [surface.base], [surface.head], 'place'),
  }));
  const isWhole = await walk.settle();
  const claims = createClaims(sides);
  const below = new Map<PairNode, Map<string | undefined, readonly Reached[]>>();
  for (const { surface, root } of roots) {
    const told = toldAtRoot(referrers, root, surface);
    const from = start(root, told === undefined ? toldThere : [told], referrers);
    for (const cause of parameterDefault(surface, sides))
      claims.add(surface, { cause, trail: from, referrer: referrerFor({ cause, trail: from }) });
    const known = below.get(root) ?? new Map<string | undefined, readonly Reached[]>();
    below.set(root, known);
    const found = known.get(told) ?? (await reach(from));
    known.set(told, found);
    for (const reached of found) claims.add(surface, reached);
  }
  const drafts = await settle(claims.all);
  if (!isWhole) drafts.push(cutShort);
  return drafts;
}

function toldAtRoot(referrers: Referrers, root: PairNode, surface: SchemaSurface): string | undefined {
  const { base, head, referrer } = surface;
  return base === nothing || head === nothing ? referrer() : through(referrers, root, base, head, referrer());
}

function* parameterDefault(surface: SchemaSurface, sides: Sides): Iterable<Cause> {
  const { carries, direction } = surface;
  if (carries.as !== 'value' || surface.base === nothing || surface.head === nothing) return;
  const isOptional = !carries.base.required && !carries.head.required;
  // The value left out is the parameter itself: the message has none.
  yield* defaults(
    sides,
    [surface.base],
    [surface.head],
    direction,
    isOptional,
    carries.what,
    carries.base.key,
    () => undefined,
  );
}

interface Claims {
  readonly all: readonly Claim[];
  add(surface: SchemaSurface, reached: Reached): void;
}

type Open = Claim & { readonly sightings: Claimed[] };

/** One draft for each cause and place that it is told at, however many surfaces lead there. */
function createClaims(sides: Sides): Claims {
  const all: Claim[] = [];
  const known = new Map<Cause, Map<string | undefined, Open>>();
  const add = (surface: SchemaSurface, reached: Reached): void => {
    const { cause, referrer } = reached;
    const sighting = sightingOf(sides, surface, reached);
    // What is there on one side only is told at the surface.
    const isOfSurface = cause.base.startsWith(nothing) || cause.head.startsWith(nothing);
    const ofCause = known.get(cause) ?? new Map<string | undefined, Open>();
    const there = isOfSurface ? undefined : ofCause.get(referrer);
    if (there !== undefined) {
      there.sightings.push(sighting);
      return;
    }
    const claim = { ...draftOf(surface, reached), sightings: [sighting] };
    all.push(claim);
    if (!isOfSurface) known.set(cause, ofCause.set(referrer, claim));
  };
  return { all, add };
}

function draftOf(surface: SchemaSurface, { cause, referrer }: Reached): Omit<Draft, 'sightings'> {
  const at = (pointer: string, side: 'base' | 'head'): string =>
    pointer.startsWith(nothing) ? surface.carries[side].pointer : pointer;
  const isBlocking = cause.level === 'breaking' || cause.level === 'unknown';
  return {
    rule: cause.rule,
    level: cause.level,
    layer: cause.layer ?? (cause.level === 'docs' ? 'docs' : 'wire'),
    about: cause.about,
    became: cause.became,
    message: cause.message,
    direction: surface.direction,
    base: at(cause.base, 'base'),
    head: at(cause.head, 'head'),
    referrer: cause.base.startsWith(nothing) ? surface.referrer : () => referrer,
    waysOut: isBlocking ? [...cause.waysOut, ...usualWaysOut] : [],
    complaint: cause.complaint,
    reason: cause.reason,
  };
}

function sightingOf(sides: Sides, surface: SchemaSurface, { cause, trail }: Found): Claimed {
  const seen = { operation: surface.operation.label, surface: surface.surface };
  if (!isBreak(cause)) return seen;
  let written: { readonly witness: Witness | undefined } | undefined;
  const shown = (): Witness | undefined => {
    written ??= { witness: witness(sides, surface, cause, trail) };
    return written.witness;
  };
  return {
    ...seen,
    ...(cause.level === 'breaking' ? { witness: shown } : {}),
    ...(isJudgedApart({ cause, trail })
      ? {}
      : { rests: { on: trail.root, write: (value) => message(sides, surface, value) } }),
  };
}

function witness(sides: Sides, surface: SchemaSurface, cause: Cause, trail: Trail): Witness | undefined {
  const { carries, direction } = surface;
  if (cause.rule === defaultChanged.id && trail.up === undefined && carries.as === 'value')
    return message(sides, surface, undefined);
  const lifted = cause.value === undefined ? undefined : lift(cause.value, trail);
  if (lifted?.is !== 'whole') return undefined;
  const { value } = lifted;
  const { mode, ...places } = trail.root;
  const receives = direction === 'request' ? 'head' : 'base';
  const options = { direction, tolerant: mode.reading.tolerant && direction === 'response' };
  const isRead = (): boolean =>
    places[receives].every((pointer) => accepts(mode.sides[receives], pointer, value, options) === true);
  if (!isJudgedApart({ cause, trail }) && isRead()) return undefined;
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
