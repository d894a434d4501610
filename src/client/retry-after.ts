// The Retry-After header. RFC 9110 §10.2.3: delay-seconds or an HTTP-date (§5.6.7, all three forms).
// Pure: the clock is an argument.

/**
 * Milliseconds to wait, counted from `nowMs` (epoch milliseconds); undefined when the value cannot be read.
 * Negative seconds and dates in the past are 0; fractions of a second are rounded up to a whole one.
 * @example parseRetryAfter('120', Date.now()) // 120000
 */
export function parseRetryAfter(value: string | null | undefined, nowMs: number): number | undefined {
  if (!value) return undefined;
  const text = value.trim();
  return parseRetryAfterSeconds(/^-?\d+(?:\.\d+)?$/.test(text) ? +text : (httpDate(text) - nowMs) / 1000);
}

/** Seconds, as a number from `details.retryAfterSeconds`, to milliseconds; undefined when it is no number. */
export function parseRetryAfterSeconds(value: unknown): number | undefined {
  return typeof value === 'number' && !Number.isNaN(value)
    ? Math.min(Math.max(0, Math.ceil(value)) * 1000, Number.MAX_SAFE_INTEGER)
    : undefined;
}

/** Epoch milliseconds of an HTTP-date in any of its three forms (RFC 9110 §5.6.7); NaN when it is none. */
function httpDate(text: string): number {
  const shape =
    /^[A-Z][a-z]+,? (?:\d\d[ -][A-Z][a-z]{2}[ -]\d+|[A-Z][a-z]{2} [ \d]\d) \d\d:\d\d:\d\d (?:GMT|\d{4})$/;
  const [day] = /\d+/.exec(shape.test(text) ? text : '') ?? [];
  const before = text.replace(':60 ', ':59 '); // a leap second is the one after
  const at = Date.parse(before.replace(/\d$/, '$& GMT'));
  // Engines read the 31st of a month that has 30 days as the 1st of the next.
  if (new Date(at).getUTCDate() !== Number(day)) return NaN;
  return before === text ? at : at + 1000;
}
