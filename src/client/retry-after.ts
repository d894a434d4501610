// The Retry-After header. RFC 9110 §10.2.3: delay-seconds or an HTTP-date (§5.6.7, all three forms).
// Pure: the clock is an argument.

/**
 * Milliseconds to wait, counted from `nowMs` (epoch milliseconds); undefined when the value cannot be read.
 * Negative seconds and dates in the past are 0; fractions of a second are rounded up to a whole one.
 * @example parseRetryAfter('120', Date.now()) // 120000
 */
export function parseRetryAfter(value: string | null | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return parseRetryAfterSeconds(Number(text));
  const at = parseHttpDate(text, nowMs);
  return at === undefined ? undefined : Math.max(0, at - nowMs);
}

/** Seconds, as a number from `details.retryAfterSeconds`, to milliseconds; undefined when it is no number. */
export function parseRetryAfterSeconds(value: unknown): number | undefined {
  return typeof value === 'number' && !Number.isNaN(value)
    ? Math.min(Math.max(0, Math.ceil(value)) * 1000, Number.MAX_SAFE_INTEGER)
    : undefined;
}

/** Epoch milliseconds of an HTTP-date; undefined when it is none. Both obsolete forms are read as the preferred one. */
function parseHttpDate(text: string, nowMs: number): number | undefined {
  const date = text
    .replace(
      /^(\w{3})\w{3,6}, (\d\d)-(\w{3})-(\d\d) /,
      (_, weekday, day, month, year) => `${weekday}, ${day} ${month} ${fullYear(Number(year), nowMs)} `,
    )
    .replace(
      /^(\w{3}) (\w{3}) ([ \d]\d) (\S{8}) (\d{4})$/,
      (_, weekday, month, day, time, year) =>
        `${weekday}, ${day.replace(' ', '0')} ${month} ${year} ${time} GMT`,
    );
  const plain = date.replace(/^\w{3}, /, '').replace(/:60 GMT$/, ':59 GMT'); // :60 is a leap second
  const at = Date.parse(plain);
  // Only what reads back as it was is a date: not the 31st of a month that has 30 days, and no other notation.
  if (plain === date || Number.isNaN(at) || !new Date(at).toUTCString().endsWith(plain)) return undefined;
  return date.endsWith(plain) ? at : at + 1000;
}

/** A two-digit year that seems more than 50 years ahead is in the past: RFC 9110 §5.6.7. */
function fullYear(year: number, nowMs: number): number {
  const thisYear = new Date(nowMs).getUTCFullYear();
  const full = thisYear - (thisYear % 100) + year;
  return full > thisYear + 50 ? full - 100 : full;
}
