// Calendar days, because notice is counted in them: `YYYY-MM-DD` in UTC, no times, no zones.

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/;
const dayMs = 86_400_000;

/** Days since 1970-01-01 of a date that exists, else undefined: 2026-02-30 is none. */
export function dayOf(date: string): number | undefined {
  const [, year, month, day] = pattern.exec(date) ?? [];
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return new Date(ms).toISOString().slice(0, 10) === date ? ms / dayMs : undefined;
}

export function dateOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** The day of an `x-sunset`: a date, or an RFC 3339 date-time of which the date counts. */
export function sunsetDay(value: unknown): number | undefined {
  if (typeof value !== 'string') return undefined;
  const [date = ''] = value.split(/[Tt ]/);
  return dayOf(date);
}
