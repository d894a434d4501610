// Plain numbers and texts that a place may accept, from its bounds, formats and patterns. Neighbour: sample.ts tries them.
import type { Conjunct } from '../schema/view.js';

const texts: Readonly<Record<string, string>> = {
  'date-time': '2026-01-01T00:00:00Z',
  date: '2026-01-01',
  time: '00:00:00Z',
  duration: 'P1D',
  email: 'a@example.com',
  'idn-email': 'a@example.com',
  hostname: 'example.com',
  'idn-hostname': 'example.com',
  ipv4: '192.0.2.1',
  ipv6: '2001:db8::1',
  uri: 'https://example.com/',
  'uri-reference': '/a',
  iri: 'https://example.com/',
  'iri-reference': '/a',
  uuid: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  'uri-template': '/a/{b}',
  'json-pointer': '/a',
  'relative-json-pointer': '0',
  regex: 'a',
  byte: 'YQ==',
  binary: 'a',
};

/** What the schemas of a place say by a keyword that takes a number. */
export const numbers = (all: readonly Conjunct[], keyword: string): number[] =>
  all.map(({ schema }) => schema[keyword]).filter((value): value is number => typeof value === 'number');

export function* numbersFor(all: readonly Conjunct[]): Iterable<number> {
  const steps = numbers(all, 'multipleOf');
  const low = Math.max(
    ...numbers(all, 'minimum'),
    ...numbers(all, 'exclusiveMinimum').map((value) => value + 1),
    -Infinity,
  );
  const high = Math.min(
    ...numbers(all, 'maximum'),
    ...numbers(all, 'exclusiveMaximum').map((value) => value - 1),
    Infinity,
  );
  yield* [1, 0];
  const step = steps[0];
  if (step !== undefined && step > 0) {
    yield step;
    if (low > -Infinity) yield Math.ceil(low / step) * step;
  }
  if (low > -Infinity) yield* [low, Math.ceil(low)];
  if (high < Infinity) yield* [high, Math.floor(high)];
  for (const bound of numbers(all, 'exclusiveMinimum')) yield* [bound + 0.5, bound + 0.001];
}

export function* stringsFor(all: readonly Conjunct[]): Iterable<string> {
  for (const { schema } of all) {
    const format = schema['format'];
    if (typeof format === 'string' && Object.hasOwn(texts, format)) yield texts[format] as string;
  }
  const length = Math.max(1, ...numbers(all, 'minLength'));
  if (length > 10_000) return;
  yield* ['a', '0', 'A'].map((letter) => letter.repeat(length));
  for (const { schema } of all)
    if (typeof schema['pattern'] === 'string') yield* wordsOf(schema['pattern'], length);
  yield '';
}

/** A few words for common shapes of patterns; anything else is found by the engine. */
function* wordsOf(pattern: string, length: number): Iterable<string> {
  const plain = pattern.replace(/^\^|\$$/g, '');
  // Classes and groups replaced by one of their members, repetition by its least count.
  const simple = plain
    .replace(/\(\?:/g, '(')
    .replace(/\\d/g, '0')
    .replace(/\\w/g, 'a')
    .replace(/\[([^\]^\\])[^\]]*\]/g, '$1')
    .replace(/(.)\{(\d+)(?:,\d*)?\}/g, (_, character: string, count: string) =>
      character.repeat(Math.min(Number(count), 1000)),
    )
    .replace(/(.)[*?]/g, '$1')
    .replace(/\+/g, '')
    .replace(/[()]/g, '')
    .replace(/\\(.)/g, '$1');
  yield simple;
  yield simple.padEnd(length, simple.at(-1) ?? 'a');
  yield simple.split('|')[0] ?? '';
  yield plain;
}
