import { expect, test } from 'vitest';
import { dateOf, dayOf, sunsetDay } from '../../../src/gate/policy/days.js';

test.each(['2026-02-28', '2024-02-29', '1970-01-01', '2026-12-31'])(
  '%s is a day, and comes back as it was',
  (date) => {
    expect(dateOf(dayOf(date) ?? Number.NaN)).toBe(date);
  },
);

test.each([
  '2026-02-30',
  '2025-02-29',
  '2026-13-01',
  '2026-1-1',
  '26-01-01',
  '',
  'soon',
  '2026-01-01x',
  '2026-00-10',
])('`%s` is no day', (date) => {
  expect(dayOf(date)).toBeUndefined();
});

test('90 days after the first of January is the first of April', () => {
  expect(dateOf((dayOf('2026-01-01') ?? 0) + 90)).toBe('2026-04-01');
});

test.each([
  { value: '2026-04-01', day: '2026-04-01' },
  { value: '2026-04-01T23:59:59Z', day: '2026-04-01' },
  { value: '2026-04-01 00:00', day: '2026-04-01' },
] as const)('an x-sunset of `$value` is the day $day', ({ value, day }) => {
  expect(sunsetDay(value)).toBe(dayOf(day));
});

test.each([undefined, null, 20260401, 'April', ''])('an x-sunset of %s is none', (value) => {
  expect(sunsetDay(value)).toBeUndefined();
});
