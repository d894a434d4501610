// The Retry-After header. RFC 9110 §10.2.3: delay-seconds or an HTTP-date (§5.6.7, all three forms).
// Pure: the clock is an argument.

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const day = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const time = '(\\d\\d):(\\d\\d):(\\d\\d)';
const fixdate = new RegExp(`^${day}, (\\d\\d) ([A-Z][a-z]{2}) (\\d{4}) ${time} GMT$`);
const rfc850 = new RegExp(`^[A-Z][a-z]{5,8}, (\\d\\d)-([A-Z][a-z]{2})-(\\d\\d) ${time} GMT$`);
const asctime = new RegExp(`^${day} ([A-Z][a-z]{2}) ([ \\d]\\d) ${time} (\\d{4})$`);

/**
 * Milliseconds to wait, counted from `nowMs` (epoch milliseconds); undefined when the value cannot be read.
 * Negative seconds and dates in the past are 0; fractions of a second are rounded up to a whole one.
 * @example parseRetryAfter('120', Date.now()) // 120000
 */
export function parseRetryAfter(value: string | null | undefined, nowMs: number): number | undefined {
  const text = value?.trim() ?? '';
  if (/^-?\d+(?:\.\d+)?$/.test(text)) return secondsToMs(Number(text));
  const at = parseHttpDate(text, nowMs);
  return at === undefined ? undefined : Math.max(0, at - nowMs);
}

/** Seconds, as a number from `details.retryAfterSeconds`, to milliseconds; undefined when it is no number. */
export function parseRetryAfterSeconds(value: unknown): number | undefined {
  return typeof value === 'number' && !Number.isNaN(value) ? secondsToMs(value) : undefined;
}

function secondsToMs(seconds: number): number {
  return Math.min(Math.max(0, Math.ceil(seconds)) * 1000, Number.MAX_SAFE_INTEGER);
}

/** Epoch milliseconds of an HTTP-date; undefined when it is none. */
function parseHttpDate(text: string, nowMs: number): number | undefined {
  let found = fixdate.exec(text);
  if (found) return toEpoch(found[3], found[2], found[1], found.slice(4, 7));
  found = asctime.exec(text);
  if (found) return toEpoch(found[6], found[1], found[2], found.slice(3, 6));
  found = rfc850.exec(text);
  if (!found) return undefined;
  // A two-digit year that seems more than 50 years ahead is in the past: RFC 9110 §5.6.7.
  const thisYear = new Date(nowMs).getUTCFullYear();
  let year = thisYear - (thisYear % 100) + Number(found[3]);
  if (year > thisYear + 50) year -= 100;
  return toEpoch(String(year), found[2], found[1], found.slice(4, 7));
}

function toEpoch(
  year: string | undefined,
  monthName: string | undefined,
  dayText: string | undefined,
  clock: readonly string[],
): number | undefined {
  const month = months.indexOf(monthName ?? '');
  const [hour = 99, minute = 99, second = 99] = clock.map(Number);
  const date = Number(dayText);
  if (month < 0 || hour > 23 || minute > 59 || second > 60) return undefined; // 60: a leap second
  const midnight = Date.UTC(Number(year), month, date);
  if (new Date(midnight).getUTCDate() !== date) return undefined; // the 31st of a month that has 30 days
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}
