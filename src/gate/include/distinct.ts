// uniqueItems: a row of items with no value twice, or too few values for one. JSON Schema 2020-12 validation §6.4.3.
// Neighbour: array.ts finds the row.

import type { ArrayShape, Kind } from './array.js';
import { equalJson, type Json } from './json.js';
import { literal, type Nodes } from './node.js';
import { empty, found, unknown, type Asking, type Outcome, type Question } from './question.js';

/** The same row with no value twice; where that fails, whether there are too few values at all. */
export function* distinct(shape: ArrayShape, kinds: readonly Kind[], nodes: Nodes): Asking<Outcome> {
  const values: Json[] = [];
  let isStuck = false;
  // The pickiest first: a kind with features has fewer values to choose from.
  const order = kinds
    .map((kind, at) => ({ kind, at }))
    .sort((a, b) => b.kind.value.length - a.kind.value.length || a.at - b.at);
  const placed = new Map<number, Json>();
  for (const { kind, at } of order) {
    const taken = values.length > 0 ? [literal(nodes.values(values), false)] : [];
    const isTaken = values.some((value) => equalJson(value, kind.example));
    const outcome: Outcome = isTaken ? yield [...kind.value, ...taken] : found(kind.example);
    if (outcome.kind !== 'value') {
      isStuck = true;
      break;
    }
    values.push(outcome.value);
    placed.set(at, outcome.value);
  }
  if (!isStuck) return found(kinds.map((_, at) => placed.get(at) as Json));
  if (yield* areTooFew(shape, nodes)) return empty;
  return unknown('no array of different items was found');
}

/** Whether all positions together have fewer values than the array needs items, or one feature has. */
function* areTooFew(shape: ArrayShape, nodes: Nodes): Asking<boolean> {
  const zones = Array.from({ length: shape.zones + 1 }, (_, zone) => shape.base(zone)).filter(
    (_, zone) => zone < shape.max,
  );
  const all = yield* countValues(zones, shape.min, nodes);
  if (all < shape.min) return true;
  for (const feature of shape.features) {
    if (feature.min < 2) continue;
    const some = yield* countValues(
      zones.map((base) => [...base, feature.holds]),
      feature.min,
      nodes,
    );
    if (some < feature.min) return true;
  }
  return false;
}

/** The number of different values of all questions together, counted up to `enough`; unknown counts as enough. */
function* countValues(questions: readonly Question[], enough: number, nodes: Nodes): Asking<number> {
  const values: Json[] = [];
  for (const question of questions) {
    while (values.length < enough) {
      const outcome: Outcome = yield values.length > 0
        ? [...question, literal(nodes.values(values), false)]
        : question;
      if (outcome.kind === 'unknown') return enough;
      if (outcome.kind === 'empty') break;
      values.push(outcome.value);
    }
  }
  return values.length;
}
