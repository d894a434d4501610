// properties patternProperties additionalProperties propertyNames required minProperties maxProperties, and their negations. JSON Schema 2020-12 core §10.3.2, validation §6.5. Which names there are is names.ts.

import type { Json } from './json.js';
import { objectOf } from './json.js';
import { createNames, shapeOf, type Cell, type Demand, type ObjectShape } from './names.js';
import type { Nodes } from './node.js';
import {
  empty,
  found,
  unknown,
  type Asking,
  type Budget,
  type Conjunction,
  type Outcome,
} from './question.js';

/** Ways to meet all demands that are looked at. */
const maxPlans = 2000;
/** More properties than this are not written into one witness. */
const maxFilled = 2000;

interface Attempt {
  readonly outcome: Outcome;
  /** An empty outcome is a proof for this plan only if nothing was left out. */
  readonly reason?: string;
}

/** An object with these atoms: every demand gets a property, required names get theirs, then as many more as are needed. */
export function* solveObject(conjunction: Conjunction, nodes: Nodes, budget: Budget): Asking<Outcome> {
  const shape = shapeOf(conjunction);
  if (shape.min > shape.max || shape.required.size > shape.max) return empty;
  const names = createNames(shape, nodes);
  for (const name of shape.required) {
    if (shape.absent.has(name) || names.isAllowed(name) === false) return empty;
  }
  let reason: string | undefined;
  let plans = 0;
  // Each entry: which cells the first demands have got.
  const open: (readonly Cell[])[] = [[]];
  while (open.length > 0) {
    const cells = open.pop() as readonly Cell[];
    const demand = shape.demands[cells.length];
    if (demand) {
      const choices = yield* choicesFor(demand, shape, names);
      if (choices.isOpen) reason ??= 'too many patterns for names';
      for (const cell of [...choices.cells].reverse()) open.push([...cells, cell]);
      continue;
    }
    plans += 1;
    if (plans > maxPlans || !budget.spend()) return unknown('too many ways to place the properties');
    const attempt = yield* fill(cells, shape, names);
    if (attempt.outcome.kind === 'value') return attempt.outcome;
    if (attempt.outcome.kind === 'unknown') reason ??= attempt.outcome.reason;
    reason ??= attempt.reason;
  }
  return reason === undefined ? empty : unknown(reason);
}

/** The properties that may meet the demand: known names first, then a name nobody mentions. */
function* choicesFor(
  demand: Demand,
  shape: ObjectShape,
  names: ReturnType<typeof createNames>,
): Asking<{ readonly cells: readonly Cell[]; readonly isOpen: boolean }> {
  const cells: Cell[] = [];
  const candidates = demand.only === undefined ? names.known : [demand.only];
  for (const name of candidates) {
    if (shape.absent.has(name) || names.isAllowed(name) === false || demand.fits(name) === false) continue;
    const cell = names.cell(name);
    const isCertain = cell.isCertain && demand.fits(name) === true;
    cells.push({ ...cell, isCertain, value: [...cell.value, ...demand.value] });
  }
  if (demand.only !== undefined) return { cells, isOpen: false };
  const fresh = names.fresh(demand);
  if (!fresh) return { cells, isOpen: true };
  return {
    cells: [...cells, ...fresh.map((cell) => ({ ...cell, value: [...cell.value, ...demand.value] }))],
    isOpen: false,
  };
}

function* fill(
  demanded: readonly Cell[],
  shape: ObjectShape,
  names: ReturnType<typeof createNames>,
): Asking<Attempt> {
  const cells = merge(demanded);
  const known = new Set(cells.flatMap(({ name }) => (name === undefined ? [] : [name])));
  for (const name of shape.required) if (!known.has(name)) cells.push(names.cell(name));
  if (cells.length > shape.max) {
    // Two demands might share one new name; that is not tried.
    const fresh = cells.filter(({ name }) => name === undefined).length;
    return fresh > 1 ? { outcome: empty, reason: 'two demands might share a name' } : { outcome: empty };
  }
  const members = new Map<string, Json>();
  let reason: string | undefined;
  for (const cell of cells) {
    const outcome = yield* put(cell, members);
    if (outcome.kind === 'empty')
      return { outcome: empty, ...(cell.isCertain ? {} : { reason: 'a pattern could not be decided' }) };
    if (outcome.kind === 'unknown') reason ??= outcome.reason;
  }
  if (reason !== undefined) return { outcome: unknown(reason) };
  for (const name of names.known) {
    if (members.size >= shape.min) break;
    if (members.has(name) || shape.absent.has(name) || names.isAllowed(name) === false) continue;
    const cell = names.cell(name);
    const outcome = yield* put(cell, members);
    if (outcome.kind === 'unknown') reason ??= outcome.reason;
    if (outcome.kind === 'empty' && !cell.isCertain) reason ??= 'a pattern could not be decided';
  }
  if (members.size < shape.min) {
    const fresh = names.fresh(undefined);
    if (!fresh) reason ??= 'too many patterns for names';
    for (const cell of fresh ?? []) {
      if (shape.min > maxFilled)
        return { outcome: unknown('the smallest object is too large to write down') };
      while (members.size < shape.min) {
        const outcome = yield* put(cell, members);
        if (outcome.kind === 'unknown') reason ??= outcome.reason;
        if (outcome.kind !== 'value') break;
      }
    }
  }
  if (members.size < shape.min) return { outcome: reason === undefined ? empty : unknown(reason) };
  // Members in the order in which the schema speaks of them.
  const order = names.known.filter((name) => members.has(name));
  const rest = [...members.keys()].filter((name) => !names.isKnown(name));
  return { outcome: found(objectOf([...order, ...rest].map((name) => [name, members.get(name) as Json]))) };
}

/** Gives the cell a name, if it has none, and a value. */
function* put(cell: Cell, members: Map<string, Json>): Asking<Outcome> {
  let name = cell.name;
  if (name === undefined) {
    const outcome: Outcome = yield cell.nameOutside([...members.keys()]);
    if (outcome.kind !== 'value') return outcome;
    name = outcome.value as string;
  }
  const outcome: Outcome = yield cell.value;
  if (outcome.kind === 'value') members.set(name, outcome.value);
  return outcome;
}

/** Demands that fell on the same known name must hold of one value. */
function merge(cells: readonly Cell[]): Cell[] {
  const merged: Cell[] = [];
  for (const cell of cells) {
    const at = cell.name === undefined ? -1 : merged.findIndex(({ name }) => name === cell.name);
    const other = merged[at];
    if (!other) merged.push(cell);
    else
      merged[at] = {
        ...other,
        value: [...other.value, ...cell.value],
        isCertain: other.isCertain && cell.isCertain,
      };
  }
  return merged;
}
