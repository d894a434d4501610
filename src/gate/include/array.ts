// prefixItems items contains minContains maxContains uniqueItems minItems maxItems, and their negations. JSON Schema 2020-12 core §10.3.1, validation §6.4.

import { distinct } from './distinct.js';
import type { Json } from './json.js';
import { literal, type Literal, type Nodes } from './node.js';
import {
  empty,
  found,
  unknown,
  type Asking,
  type AtomNode,
  type Budget,
  type Conjunction,
  type Outcome,
  type Question,
} from './question.js';

type Of<K extends AtomNode['kind']> = Extract<AtomNode, { kind: K }>;

export interface ArrayShape {
  readonly min: number;
  readonly max: number;
  /** Indices from here on are all alike. */
  readonly zones: number;
  readonly base: (zone: number) => Question;
  readonly features: readonly Feature[];
}

/** Something to count: how many items hold `literal`, which at least must, at most may, and from which index it counts. */
export interface Feature {
  readonly holds: Literal;
  readonly fails: Literal;
  readonly min: number;
  readonly max: number;
  readonly from: number;
}

/** A sort of item: which features it has for certain, and the question for its value. */
export interface Kind {
  readonly has: readonly boolean[];
  readonly value: Question;
  readonly example: Json;
}

const maxZones = 64;
const maxFeatures = 6;
/** Arrays longer than this are not written down. */
const maxLength = 3000;

export function* solveArray(conjunction: Conjunction, nodes: Nodes, budget: Budget): Asking<Outcome> {
  const isUnique = conjunction.holding.some(({ kind }) => kind === 'unique');
  const isRepeated = conjunction.failing.some(({ kind }) => kind === 'unique');
  const shape = shapeOf(conjunction);
  if (shape.min > shape.max) return empty;
  if (shape.zones > maxZones) return unknown('too many positions in an array');
  if (shape.features.length > maxFeatures) return unknown('too many conditions on the items of an array');
  if (isRepeated) return yield* withRepeat(shape, budget);
  const plain = yield* arrange(shape, new Map(), budget);
  if (!isUnique || plain.kind !== 'value') return outcomeOf(plain);
  return yield* distinct(shape, plain.kinds, nodes);
}

function shapeOf({ holding, failing }: Conjunction): ArrayShape {
  const items: Of<'items'>[] = [];
  const single: { readonly index: number; readonly value: Literal }[] = [];
  const features: Feature[] = [];
  let min = 0;
  let max = Number.POSITIVE_INFINITY;
  let zones = 0;
  for (const atom of holding) {
    if (atom.kind === 'minItems') min = Math.max(min, atom.count);
    else if (atom.kind === 'maxItems') max = Math.min(max, atom.count);
    else if (atom.kind === 'item') {
      single.push({ index: atom.index, value: literal(atom.of, true) });
      zones = Math.max(zones, atom.index + 1);
    } else if (atom.kind === 'items') {
      items.push(atom);
      zones = Math.max(zones, atom.from);
    } else if (atom.kind === 'contains') {
      features.push({
        holds: literal(atom.of, true),
        fails: literal(atom.of, false),
        min: atom.min,
        max: atom.max,
        from: 0,
      });
    }
  }
  for (const atom of failing) {
    if (atom.kind === 'minItems') max = Math.min(max, atom.count - 1);
    else if (atom.kind === 'maxItems') min = Math.max(min, atom.count + 1);
    else if (atom.kind === 'item') {
      single.push({ index: atom.index, value: literal(atom.of, false) });
      zones = Math.max(zones, atom.index + 1);
      min = Math.max(min, atom.index + 1);
    } else if (atom.kind === 'items') {
      const [holds, fails] = [literal(atom.of, false), literal(atom.of, true)];
      features.push({ holds, fails, min: 1, max: Number.POSITIVE_INFINITY, from: atom.from });
      zones = Math.max(zones, atom.from);
    }
  }
  const base = (zone: number): Question => [
    ...single.filter(({ index }) => index === zone).map(({ value }) => value),
    ...items.filter(({ from }) => from <= zone).map(({ of }) => literal(of, true)),
  ];
  return { min, max, zones, base, features };
}

type Arrangement =
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'value'; readonly kinds: readonly Kind[] };

function outcomeOf(arrangement: Arrangement): Outcome {
  if (arrangement.kind !== 'value') return arrangement;
  return found(arrangement.kinds.map(({ example }) => example));
}

interface State {
  readonly counts: readonly number[];
  readonly kind: Kind | undefined;
  readonly before: State | undefined;
}

/** A shortest row of items with all counts right, uniqueness aside. Exact: states of equal counts are interchangeable. */
function* arrange(shape: ArrayShape, forced: ReadonlyMap<number, Kind>, budget: Budget): Asking<Arrangement> {
  const { min, max, zones, features } = shape;
  let reason: string | undefined;
  const kindsAt = new Map<number, readonly Kind[]>();
  const caps = features.map((feature) =>
    feature.max === Number.POSITIVE_INFINITY ? feature.min : feature.max + 1,
  );
  let layer: readonly State[] = [{ counts: features.map(() => 0), kind: undefined, before: undefined }];
  const seen = new Set<string>();
  for (let length = 0; ; length++) {
    if (length >= min) {
      for (const state of layer) {
        if (!features.every((feature, at) => (state.counts[at] as number) >= feature.min)) continue;
        return { kind: 'value', kinds: kindsOf(state) };
      }
    }
    if (length >= max) break;
    if (length > maxLength)
      return { kind: 'unknown', reason: 'the shortest array is too long to write down' };
    const zone = Math.min(length, zones);
    const fixed = forced.get(length);
    let kinds = fixed ? [fixed] : kindsAt.get(zone);
    if (!kinds) {
      const answer = yield* kindsIn(shape.base(zone), zone, features);
      reason ??= answer.reason;
      kinds = answer.kinds;
      kindsAt.set(zone, kinds);
    }
    const next = new Map<string, State>();
    for (const state of layer) {
      for (const kind of kinds) {
        if (!budget.spend()) return { kind: 'unknown', reason: 'too many ways to fill an array' };
        const counts = state.counts.map((count, at) =>
          Math.min(count + (kind.has[at] ? 1 : 0), caps[at] as number),
        );
        if (counts.some((count, at) => count > (features[at] as Feature).max)) continue;
        const key = counts.join();
        if (!next.has(key)) next.set(key, { counts, kind, before: state });
      }
    }
    // Past the least length and the prefix only new counts can help.
    const isSettled = length + 1 > Math.max(min, zones, ...forced.keys());
    layer = [...next].filter(([key]) => !isSettled || !seen.has(key)).map(([, state]) => state);
    if (isSettled) for (const key of next.keys()) seen.add(key);
    if (layer.length === 0) break;
  }
  return reason === undefined ? { kind: 'empty' } : { kind: 'unknown', reason };
}

function kindsOf(last: State): readonly Kind[] {
  const kinds: Kind[] = [];
  for (let state: State | undefined = last; state?.kind; state = state.before) kinds.push(state.kind);
  return kinds.reverse();
}

/** The sorts of items there are at a position: every combination of features that some value has. */
function* kindsIn(
  base: Question,
  zone: number,
  features: readonly Feature[],
): Asking<{ readonly kinds: readonly Kind[]; readonly reason: string | undefined }> {
  let reason: string | undefined;
  const first: Outcome = yield base;
  if (first.kind === 'empty') return { kinds: [], reason };
  if (first.kind === 'unknown') reason = first.reason;
  let partial: readonly { readonly has: readonly boolean[]; readonly value: Question }[] = [
    { has: [], value: base },
  ];
  for (const feature of features) {
    const next: { readonly has: readonly boolean[]; readonly value: Question }[] = [];
    const counts = feature.from <= zone;
    for (const { has, value } of partial) {
      // Without an upper limit nobody minds an item that has the feature and is not counted.
      const without = counts && feature.max !== Number.POSITIVE_INFINITY ? [...value, feature.fails] : value;
      next.push({ has: [...has, false], value: without });
      if (counts) next.push({ has: [...has, true], value: [...value, feature.holds] });
    }
    partial = next;
  }
  const kinds: Kind[] = [];
  for (const { has, value } of partial) {
    const outcome: Outcome = yield value;
    if (outcome.kind === 'value') kinds.push({ has, value, example: outcome.value });
    else if (outcome.kind === 'unknown') reason ??= outcome.reason;
  }
  return { kinds, reason };
}

/** Two positions hold one value: every pair of positions that differ is tried. */
function* withRepeat(shape: ArrayShape, budget: Budget): Asking<Outcome> {
  let reason: string | undefined;
  for (let second = 1; second <= shape.zones + 1; second++) {
    for (let first = 0; first < second; first++) {
      if (second + 1 > shape.max) continue;
      const zone = Math.min(second, shape.zones);
      const both = [...shape.base(Math.min(first, shape.zones)), ...shape.base(zone)];
      // A feature that counts from a later index counts at the second position only; it is asked of the value all the same.
      const { kinds, reason: because } = yield* kindsIn(both, shape.zones, shape.features);
      reason ??= because;
      for (const kind of kinds) {
        const early = {
          ...kind,
          has: kind.has.map((has, at) => has && (shape.features[at] as Feature).from <= first),
        };
        const late = {
          ...kind,
          has: kind.has.map((has, at) => has && (shape.features[at] as Feature).from <= second),
        };
        const forced = new Map([
          [first, early],
          [second, late],
        ]);
        const arrangement = yield* arrange(
          { ...shape, min: Math.max(shape.min, second + 1) },
          forced,
          budget,
        );
        if (arrangement.kind === 'value') return outcomeOf(arrangement);
        if (arrangement.kind === 'unknown') reason ??= arrangement.reason;
      }
    }
  }
  return reason === undefined ? empty : unknown(reason);
}
