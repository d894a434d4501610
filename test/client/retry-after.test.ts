// Retry-After: every form of RFC 9110 §10.2.3, twenty-odd kinds that are none, and what the client does with them.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseRetryAfter } from '../../src/client/retry-after.js';
import { agent, envelope, json, TestClock, world } from './world.js';

const nowMs = Date.UTC(2026, 10, 23, 12, 0, 0);

const readable = [
  { header: '120', ms: 120_000 },
  { header: '0', ms: 0 },
  { header: ' 7 ', ms: 7000 },
  { header: '007', ms: 7000 },
  { header: '-5', ms: 0 },
  { header: '-0.5', ms: 0 },
  { header: '0.2', ms: 1000 },
  { header: '1.5', ms: 2000 },
  { header: 'Mon, 23 Nov 2026 12:00:30 GMT', ms: 30_000 },
  { header: 'Monday, 23-Nov-26 12:00:30 GMT', ms: 30_000 },
  { header: 'Mon Nov 23 12:00:30 2026', ms: 30_000 },
  { header: 'Tue Dec  1 12:00:00 2026', ms: 8 * 86_400_000 },
  { header: 'Wed, 21 Oct 2015 07:28:00 GMT', ms: 0 },
  { header: 'Sunday, 06-Nov-94 08:49:37 GMT', ms: 0 },
  { header: 'Thu, 31 Dec 2026 23:59:60 GMT', ms: Date.UTC(2027, 0, 1) - nowMs },
] as const;
test.each(readable)('Retry-After "$header" is $ms ms', ({ header, ms }) => {
  expect(parseRetryAfter(header, nowMs)).toBe(ms);
});

const unreadable = [
  '',
  ' ',
  'soon',
  'NaN',
  'Infinity',
  '1e3',
  '0x10',
  '+5',
  '5.',
  '.5',
  '1,5',
  '12, 13',
  '12s',
  '1_000',
  '"12"',
  '12 seconds',
  '١٢',
  'null',
  '2026-11-23T12:00:30Z',
  'Mon, 23 Nov 2026 12:00:30',
  'Mon, 23 Nov 2026 12:00:30 +0100',
  'Mon, 32 Nov 2026 12:00:30 GMT',
  'Tue, 31 Nov 2026 12:00:30 GMT',
  'Mon, 23 Foo 2026 12:00:30 GMT',
  'Mon, 23 Nov 2026 25:00:30 GMT',
  'Mon, 23 Nov 2026 12:60:30 GMT',
  'Mon, Nov 23 2026 12:00:30 GMT',
  'Mon, 23 November 2026 12:00:30 GMT',
  'mon, 23 nov 2026 12:00:30 gmt',
];
test.each(unreadable)('Retry-After "%s" cannot be read', (header) => {
  expect(parseRetryAfter(header, nowMs)).toBeUndefined();
});

test.each(unreadable.filter((header) => /^[\x20-\x7e]*$/.test(header)))(
  'a 429 with the unreadable Retry-After "%s" waits as if there were none',
  async (header) => {
    const { client, sent, run } = world([
      envelope(429, 'rate_limited', {}, { 'retry-after': header }),
      json(200, agent),
    ]);
    await run(client.agents.get('ag_abc'));
    expect(sent.map((call) => call.atMs)).toEqual([0, 1000]);
  },
);

test('whole seconds read back as they were written', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), (seconds) => {
      expect(parseRetryAfter(String(seconds), nowMs)).toBe(seconds * 1000);
    }),
  );
});

test('a date in any of the three forms is the time until then, never negative', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400_000_000, max: 400_000_000 }), (seconds) => {
      const at = new Date(nowMs + seconds * 1000);
      const fixdate = at.toUTCString();
      const [, day = '', month = '', year = '', time = ''] = fixdate.split(/,? /);
      const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' }).format(at);
      const forms = [
        fixdate,
        `${weekday}, ${day}-${month}-${year.slice(2)} ${time} GMT`,
        `${weekday.slice(0, 3)} ${month} ${day.replace(/^0/, ' ')} ${time} ${year}`,
      ];
      for (const form of forms) expect(parseRetryAfter(form, nowMs)).toBe(Math.max(0, seconds * 1000));
    }),
  );
});

test('no text makes it throw, wait a negative time, or wait for NaN', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const ms = parseRetryAfter(text, nowMs);
      if (ms !== undefined) expect(ms >= 0 && Number.isSafeInteger(ms)).toBe(true);
    }),
  );
});

test.each(['3600', '99999999999999999999', '9'.repeat(400)])(
  'a 429 with Retry-After "%s" is refused at once, with the number',
  async (header) => {
    const { client, sent, clock, fail } = world([
      envelope(429, 'rate_limited', {}, { 'retry-after': header }),
    ]);
    const error = (await fail(client.agents.get('ag_abc'))) as { retryAfterSeconds: number; message: string };
    expect(error).toMatchObject({ name: 'JettsonRateLimitError', attempts: 1 });
    expect(error.retryAfterSeconds).toBe(Math.min(Number(header), Math.ceil(Number.MAX_SAFE_INTEGER / 1000)));
    expect(error.message).toContain(`retry after ${error.retryAfterSeconds} s`);
    expect([sent.length, clock.elapsedMs]).toEqual([1, 0]);
  },
);

test('a wait beyond what a timer can hold is refused, even when the options would allow it', async () => {
  const header = String(2 ** 31);
  const { client, sent, fail } = world([envelope(503, 'x', {}, { 'retry-after': header })], {
    maxRetryDelayMs: 2 ** 31 - 1,
  });
  expect(await fail(client.agents.get('ag_abc'))).toMatchObject({ retryAfterSeconds: 2 ** 31 });
  expect(sent.length).toBe(1);
});

test('a date is waited for to the second', async () => {
  const at = new Date(TestClock.startMs + 9000).toUTCString();
  const { client, sent, run } = world([envelope(503, 'x', {}, { 'retry-after': at }), json(200, agent)]);
  await run(client.agents.get('ag_abc'));
  expect(sent.map((call) => call.atMs)).toEqual([0, 9000]);
});

test('a date without a zone is GMT, wherever the program runs', () => {
  const { TZ } = process.env;
  process.env['TZ'] = 'America/New_York';
  expect(parseRetryAfter('Mon Nov 23 12:00:30 2026', nowMs)).toBe(30_000);
  if (TZ === undefined) delete process.env['TZ'];
  else process.env['TZ'] = TZ;
});
