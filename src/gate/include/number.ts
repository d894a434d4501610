// minimum maximum exclusiveMinimum exclusiveMaximum multipleOf, and int32/int64 where they change into one another. JSON Schema 2020-12 validation §6.2.

import {
  compareDecimals,
  decimal,
  exactUpTo,
  floorSteps,
  isMultiple,
  leastCommonMultiple,
  times,
  toNumber,
  type Decimal,
} from './decimal.js';
import { integerFormats } from './format.js';
import { keyOf } from './json.js';
import { empty, found, unknown, type Conjunction, type Outcome } from './question.js';

interface End {
  readonly limit: Decimal;
  readonly isExclusive: boolean;
}

interface Range {
  readonly low: End | undefined;
  readonly high: End | undefined;
}

interface Numbers {
  readonly ranges: readonly Range[];
  readonly step: Decimal | undefined;
  readonly notMultiples: readonly Decimal[];
  readonly excluded: ReadonlySet<string>;
}

/** Candidates looked at before giving up; far more than the excluded values of any real schema. */
const maxCandidates = 5000;

export function solveNumber({ holding, failing, excluded }: Conjunction): Outcome {
  const lows: End[] = [];
  const highs: End[] = [];
  const notMultiples: Decimal[] = [];
  let step: Decimal | undefined;
  let isBeyond = false;
  const widths = { holding: new Set<string>(), failing: new Set<string>() };
  for (const [atoms, isHolding] of [
    [holding, true],
    [failing, false],
  ] as const) {
    for (const atom of atoms) {
      if (atom.kind === 'minimum' || atom.kind === 'maximum') {
        isBeyond ||= Math.abs(atom.value) > exactUpTo;
        const isLow = (atom.kind === 'minimum') === isHolding;
        (isLow ? lows : highs).push({ limit: atom.limit, isExclusive: atom.isExclusive === isHolding });
      } else if (atom.kind === 'multiple') {
        if (!isHolding) notMultiples.push(atom.step);
        else step = step ? leastCommonMultiple(step, atom.step) : atom.step;
      } else if (atom.kind === 'width') {
        widths[isHolding ? 'holding' : 'failing'].add(atom.name);
        if (!isHolding) continue;
        lows.push({ limit: decimal(atom.min), isExclusive: false });
        highs.push({ limit: decimal(atom.max), isExclusive: false });
      }
    }
  }
  // Only a change from one integer format to the other is read as bounds; else the format is an annotation.
  const isWider = widths.failing.has('int32') && widths.holding.has('int64');
  if (widths.failing.size > 0 && !(isWider && widths.failing.size === 1)) return empty;
  const numbers: Omit<Numbers, 'ranges'> = { step, notMultiples, excluded: new Set(excluded.map(keyOf)) };
  const read = (slack: number): Outcome => {
    const range = {
      low: tightest(
        lows.map((end) => slacken(end, -slack)),
        1,
      ),
      high: tightest(
        highs.map((end) => slacken(end, slack)),
        -1,
      ),
    };
    return solve({ ...numbers, ranges: isWider ? outside32(range) : [range] });
  };
  if (!isBeyond) return read(0);
  // RFC 8259 §6: what was written beyond 2^53 may differ from what was read, so both readings must agree.
  if (read(1).kind === 'empty') return empty;
  const strict = read(-1);
  return strict.kind === 'value' ? strict : unknown('a number beyond 2^53 decides');
}

/** Moves a bound beyond 2^53 by a little more than a double's precision; `sign` is the direction. */
function slacken(end: End, sign: number): End {
  if (sign === 0 || Math.abs(Number(end.limit.num) / Number(end.limit.den)) <= exactUpTo) return end;
  const shift = (end.limit.num < 0n ? -1n : 1n) * BigInt(sign);
  const precision = 2n ** 50n;
  return { ...end, limit: times(end.limit, { num: precision + shift, den: precision }) };
}

function tightest(ends: readonly End[], sign: 1 | -1): End | undefined {
  let best: End | undefined;
  for (const end of ends) {
    const order = best ? compareDecimals(end.limit, best.limit) * sign : 1;
    if (order > 0 || (order === 0 && end.isExclusive)) best = end;
  }
  return best;
}

function outside32({ low, high }: Range): readonly Range[] {
  const bounds = integerFormats.get('int32') as { min: number; max: number };
  const above: End = { limit: decimal(bounds.max), isExclusive: true };
  const below: End = { limit: decimal(bounds.min), isExclusive: true };
  return [
    { low: tightest(low ? [low, above] : [above], 1), high },
    { low, high: tightest(high ? [high, below] : [below], -1) },
  ];
}

function solve({ ranges, step, notMultiples, excluded }: Numbers): Outcome {
  let isCertain = true;
  if (step && notMultiples.some((other) => isMultiple(step, other))) return empty;
  for (const range of ranges) {
    if (isNothing(range)) continue;
    const isGood = (value: Decimal, number: number): boolean =>
      inside(value, range) &&
      (!step || isMultiple(value, step)) &&
      !notMultiples.some((other) => isMultiple(value, other)) &&
      !excluded.has(keyOf(number));
    const isSingle = range.low && range.high && compareDecimals(range.low.limit, range.high.limit) === 0;
    const { values, isAll } = step
      ? multiplesIn(range, step)
      : isSingle
        ? { values: [range.low.limit], isAll: true }
        : numbersIn(range);
    for (const value of values) {
      const number = toNumber(value);
      // A number that no double holds cannot be shown, and stands for others that cannot either.
      if (number === undefined) isCertain &&= !inside(value, range);
      else if (isGood(value, number)) return found(number);
    }
    isCertain &&= isAll;
  }
  return isCertain ? empty : unknown('no number was found between the bounds');
}

function isNothing({ low, high }: Range): boolean {
  if (!low || !high) return false;
  const order = compareDecimals(low.limit, high.limit);
  return order > 0 || (order === 0 && (low.isExclusive || high.isExclusive));
}

function inside(value: Decimal, { low, high }: Range): boolean {
  const above = low ? compareDecimals(value, low.limit) : 1;
  const below = high ? compareDecimals(high.limit, value) : 1;
  return (
    (above > 0 || (above === 0 && !low?.isExclusive)) && (below > 0 || (below === 0 && !high?.isExclusive))
  );
}

/** What is tried, made when it is asked for: the first is good as a rule. */
interface Candidates {
  readonly values: Iterable<Decimal>;
  /** There are no others. */
  readonly isAll: boolean;
}

/** Multiples in the range, the ones nearest to a bound (or to zero) first. */
function multiplesIn({ low, high }: Range, step: Decimal): Candidates {
  const first = low ? floorSteps(low.limit, step) : undefined;
  const last = high ? floorSteps(high.limit, step) : undefined;
  const most = BigInt(maxCandidates);
  const total = first === undefined || last === undefined ? undefined : last - first + 1n;
  const limit = total === undefined || total > most ? most : total;
  function* counts(): Iterable<bigint> {
    if (first !== undefined && last !== undefined && first < 0n && last > 0n) yield* [0n, 1n, -1n];
    for (let at = 0n; at < limit; at++) {
      if (first !== undefined) yield first + at;
      else if (last !== undefined) yield last - at;
      else yield at % 2n === 0n ? at / 2n : -(at + 1n) / 2n;
    }
    if (last !== undefined && total !== undefined && total > limit)
      for (let at = 0n; at < 50n; at++) yield last - at;
  }
  function* values(): Iterable<Decimal> {
    for (const count of counts()) yield times(step, { num: count, den: 1n });
  }
  return { values: values(), isAll: total === limit };
}

/** Numbers of a range with room in it. */
function numbersIn(range: Range): Candidates {
  function* values(): Iterable<Decimal> {
    for (const value of doublesIn(range)) if (Number.isFinite(value)) yield decimal(value === 0 ? 0 : value);
  }
  return { values: values(), isAll: false };
}

/** Whole ones, then halves, then finer and finer ones near the bounds. */
function* doublesIn({ low, high }: Range): Iterable<number> {
  const from = low ? Number(low.limit.num) / Number(low.limit.den) : undefined;
  const to = high ? Number(high.limit.num) / Number(high.limit.den) : undefined;
  const anchors = [
    0,
    ...(from === undefined ? [] : [from, Math.ceil(from)]),
    ...(to === undefined ? [] : [to, Math.floor(to)]),
  ];
  // Beyond the precision of a double a small step is none.
  for (const end of [from, to]) if (end !== undefined) yield* [end, end * 2, end / 2, -end];
  for (const delta of [0, 1, 2, 3, 5, 7, 0.5, 1.5, 0.25, 0.1, 0.3, 0.7, 0.01, 0.001, 1e-6]) {
    for (const anchor of anchors) yield* [rounded(anchor + delta), rounded(anchor - delta)];
  }
  if (from !== undefined && to !== undefined) {
    for (const parts of [2, 3, 4, 7, 10, 97, 1000])
      for (let at = 1; at < parts; at++) yield from + ((to - from) * at) / parts;
  } else for (let at = 0; at < 1000; at++) yield (from ?? to ?? 0) + (to === undefined ? 1 : -1) * (at + 0.5);
}

/** Without the noise that adding doubles leaves behind. */
function rounded(value: number): number {
  return Number(value.toPrecision(15));
}
