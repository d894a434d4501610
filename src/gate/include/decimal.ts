// Exact rationals for bounds and divisibility: 0.3 is a multiple of 0.1 (JSON Schema 2020-12 validation §6.2 speaks of numbers, not of doubles).

/** A reduced fraction with a positive denominator. */
export interface Decimal {
  readonly num: bigint;
  readonly den: bigint;
}

export const zero: Decimal = { num: 0n, den: 1n };
export const one: Decimal = { num: 1n, den: 1n };

/** Beyond this an integer read by `JSON.parse` may not be the one that was written (RFC 8259 §6). */
export const exactUpTo = 2 ** 53;

/** The number as its shortest decimal text says, which is how it stood in the document. */
export function decimal(value: number): Decimal {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (!match) return zero;
  const [, sign, whole = '0', fraction = '', exponent = '0'] = match;
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  const scale = Number(exponent) - fraction.length;
  return scale >= 0 ? { num: digits * 10n ** BigInt(scale), den: 1n } : reduce(digits, 10n ** BigInt(-scale));
}

function reduce(num: bigint, den: bigint): Decimal {
  if (den === 1n) return { num, den };
  const common = gcd(num < 0n ? -num : num, den);
  return common === 1n ? { num, den } : { num: num / common, den: den / common };
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

export function compareDecimals(a: Decimal, b: Decimal): number {
  const difference = a.num * b.den - b.num * a.den;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function plus(a: Decimal, b: Decimal): Decimal {
  return reduce(a.num * b.den + b.num * a.den, a.den * b.den);
}

export function minus(a: Decimal, b: Decimal): Decimal {
  return plus(a, { num: -b.num, den: b.den });
}

export function times(a: Decimal, b: Decimal): Decimal {
  return reduce(a.num * b.num, a.den * b.den);
}

export function isMultiple(value: Decimal, step: Decimal): boolean {
  return (value.num * step.den) % (value.den * step.num) === 0n;
}

/** The least positive number that both divide. */
export function leastCommonMultiple(a: Decimal, b: Decimal): Decimal {
  const left = a.num * b.den;
  const right = b.num * a.den;
  return reduce((left / gcd(left, right)) * right, a.den * b.den);
}

/** The largest whole number of steps that is not above the value. */
export function floorSteps(value: Decimal, step: Decimal): bigint {
  const num = value.num * step.den;
  const den = value.den * step.num;
  const quotient = num / den;
  return num % den !== 0n && num < 0n ? quotient - 1n : quotient;
}

/** The double whose text is this number, or undefined where no double says it exactly. */
export function toNumber(value: Decimal): number | undefined {
  const guess = Number(value.num) / Number(value.den);
  if (!Number.isFinite(guess)) return undefined;
  return compareDecimals(decimal(guess), value) === 0 ? guess : undefined;
}
