// How references lead to a place of a schema, and at which place a change there is told. Neighbours: referrers.ts decides
// between the two documents, trail.ts goes from part to part.
import type { Json } from '../include/json.js';
import { isArray, keyOf } from '../include/json.js';
import type { Side } from '../normalize.js';
import { localPointer, lookUp } from '../pointer.js';
import type { Hop, Referrers, Way } from '../referrers.js';
import { referrerOf } from '../referrers.js';
import { inPlace, viewAt } from './view.js';
import type { Cause, Edge, PairNode } from './walk.js';

/** For each place of base that a node is made of: the place that refers to it, where that is the cause. */
export type Told = readonly (string | undefined)[];

/** One place, told where it stands: what most are, so that it is known by sight. */
export const toldThere: Told = [undefined];

const bare = new WeakMap<Side, Map<string, Way>>();

/** A place and its chain of bare references. */
export function wayFrom(side: Side, pointer: string): Way {
  const ways = bare.get(side) ?? new Map<string, Way>();
  bare.set(side, ways);
  const way = ways.get(pointer) ?? followed(side, pointer);
  ways.set(pointer, way);
  return way;
}

function followed(side: Side, pointer: string): Way {
  const hops: Hop[] = [];
  let at = pointer;
  while (hops.length < 200) {
    const schema = viewAt(side, at);
    const target =
      typeof schema === 'object' && Object.keys(schema).length === 1 ? targetOf(side, schema) : undefined;
    if (target === undefined) break;
    hops.push({ at, to: target });
    at = target;
  }
  return { start: pointer, hops: hops.slice() }; // without the room that a list which grew keeps for more: there are as many as places
}

/** Where a way ends: where the place is written down. */
export const endOf = ({ start, hops }: Way): string => hops.at(-1)?.to ?? start;

function targetOf(side: Side, schema: Readonly<Record<string, Json>>): string | undefined {
  const reference = schema['$ref'];
  const target = typeof reference === 'string' ? localPointer(reference) : undefined;
  return target === undefined || lookUp(side.document, target) === undefined ? undefined : target;
}

const maxPlaces = 5000;

/** What holds at a place, through references, `allOf` and branches. */
interface Within {
  /** Every place referred to. */
  readonly targets: ReadonlyMap<string, string>;
  to(pointer: string): Way;
}

function within(side: Side, starts: readonly string[]): Within {
  const targets = new Map<string, string>();
  const seen = new Set<string>();
  const open = [...starts];
  for (let pointer = open.pop(); pointer !== undefined && seen.size < maxPlaces; pointer = open.pop()) {
    if (seen.has(pointer)) continue;
    seen.add(pointer);
    const schema = viewAt(side, pointer);
    if (typeof schema === 'boolean') continue;
    const target = targetOf(side, schema);
    if (target !== undefined && !targets.has(target) && !starts.includes(target)) {
      targets.set(target, pointer);
      open.push(target);
    }
    for (const one of inPlace(schema, pointer)) open.push(one);
  }
  const to = (pointer: string): Way => {
    const hops: Hop[] = [];
    let at = pointer;
    while (hops.length < 200) {
      const place = innermost(at, (one) => targets.has(one) || starts.includes(one));
      const from = place === undefined || starts.includes(place) ? undefined : targets.get(place);
      if (place === undefined || from === undefined) return { start: place ?? at, hops };
      hops.unshift({ at: from, to: place });
      at = from;
    }
    return { start: at, hops };
  };
  return { targets, to };
}

/** The longest part of a pointer that is such a place. */
function innermost(pointer: string, isPlace: (pointer: string) => boolean): string | undefined {
  for (let end = pointer.length; end > 0; end = pointer.lastIndexOf('/', end - 1))
    if (isPlace(pointer.slice(0, end))) return pointer.slice(0, end);
  return undefined;
}

const known = new WeakMap<PairNode, Record<'base' | 'head', Within>>();

function waysOf(node: PairNode): Record<'base' | 'head', Within> {
  const found = known.get(node);
  if (found !== undefined) return found;
  const { base, head } = node.mode.sides;
  const made = { base: within(base, node.base), head: within(head, node.head) };
  known.set(node, made);
  return made;
}

const toldAt = (node: PairNode, told: Told, { start }: Way): string | undefined =>
  told[Math.max(0, node.base.indexOf(start))];

const below = new WeakMap<Edge, Map<Told, Told>>();

/** The same, one step further. Asked once for each step, however many surfaces lead there. */
export function toldBelow(referrers: Referrers, node: PairNode, told: Told, edge: Edge): Told {
  if (edge.to.isOneSpot) return toldThere;
  const known = below.get(edge) ?? new Map<Told, Told>();
  below.set(edge, known);
  const found = known.get(told) ?? furtherBelow(referrers, node, told, edge);
  known.set(told, found);
  return found;
}

/** `from` are the places as they are written where the step is taken. */
function furtherBelow(referrers: Referrers, node: PairNode, told: Told, { from, to }: Edge): Told {
  const ways = waysOf(node);
  const all = from.base.map((base, index) => {
    const head = from.head.includes(base) ? base : (from.head[index] ?? from.head[0] ?? '');
    const way = ways.base.to(base);
    const here =
      base === head ? undefined : referrerOf(referrers, way, ways.head.to(head), toldAt(node, told, way));
    return from.base.length === 1 && from.head.length === 1 ? through(referrers, to, base, head, here) : here;
  });
  return all.length === 1 && all[0] === undefined ? toldThere : all;
}

/** What is told of a place is told where it is written down, or where a reference to it leads elsewhere. */
export function through(
  referrers: Referrers,
  { mode: { sides } }: PairNode,
  base: string,
  head: string,
  outer: string | undefined,
): string | undefined {
  return referrerOf(referrers, wayFrom(sides.base, base), wayFrom(sides.head, head), outer);
}

const places = new WeakMap<Cause, Map<PairNode, Map<Told, string | undefined>>>();

/** The place that refers, for a cause; undefined where it stands where the cause says. Asked once, however many reach it. */
export function toldOf(referrers: Referrers, node: PairNode, told: Told, cause: Cause): string | undefined {
  const ofCause = places.get(cause) ?? new Map<PairNode, Map<Told, string | undefined>>();
  places.set(cause, ofCause);
  const known = ofCause.get(node) ?? new Map<Told, string | undefined>();
  ofCause.set(node, known);
  if (!known.has(told)) known.set(told, placeOf(referrers, node, told, cause));
  return known.get(told);
}

function placeOf(referrers: Referrers, node: PairNode, told: Told, cause: Cause): string | undefined {
  const way = waysOf(node).base.to(cause.base);
  if (way.hops.length === 0) return toldAt(node, told, way);
  const depth = Math.min(...toWords(node, cause).map((one) => referrers.common(way, one)));
  return (depth > 0 ? undefined : toldAt(node, told, way)) ?? way.hops[depth]?.at;
}

/** The ways to the words that changed: in head, or in base where head says nothing any more, as far as head goes there. */
function toWords(node: PairNode, { base, head, words = { base, head } }: Cause): readonly Way[] {
  const { sides } = node.mode;
  const ways = waysOf(node);
  const now = words.head === undefined ? undefined : lookUp(sides.head.document, words.head);
  if (now === undefined || words.head === undefined) {
    const hops = [...ways.head.targets].map(([to, at]) => ({ at, to }));
    const reached = { start: node.head[0] ?? '', hops };
    return words.base === undefined ? [reached] : [reached, ways.base.to(words.base)];
  }
  const way = ways.head.to(words.head);
  // Of several places with the same keyword the first is named: where it says what it said, the change is not there.
  const before = words.head === words.base ? lookUp(sides.base.document, words.base) : undefined;
  const isElsewhere = before !== undefined && isPlain(now) && keyOf(now) === keyOf(before);
  return [isElsewhere ? { ...way, hops: way.hops.slice(0, -1) } : way];
}

/** No schema: what it says is all there is. */
const isPlain = (value: Json): boolean =>
  isArray(value) ? value.every((item) => typeof item !== 'object') : typeof value !== 'object';
