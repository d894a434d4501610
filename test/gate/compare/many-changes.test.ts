// Very much that changed at once: it is told, none of it is lost, and it ends.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json, JsonObject } from '../../../src/gate/include/json.js';
import type { Report } from '../../../src/gate/report/report.js';

const receiving = (schema: Json, parameters: readonly Json[] = []): JsonObject => ({
  openapi: '3.1.0',
  info: { title: 'Large', version: '1' },
  paths: {
    '/things': {
      post: {
        parameters,
        requestBody: { required: true, content: { 'application/json': { schema } } },
        responses: { 200: { description: 'ok' } },
      },
    },
  },
});

const list = <T>(count: number, one: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => one(index));

/** How many changes a rule's findings speak of, those that are told as one counted each. */
function told(report: Report, rule: string): number {
  return report.findings
    .filter((finding) => finding.rule === rule)
    .reduce((sum, { message }) => sum + 1 + Number(/and (\d+) more/.exec(message)?.[1] ?? 0), 0);
}

test('a list of 150,000 values loses one', async () => {
  const values = list(150_000, (index) => `value-${index}`);
  const report = await compare(
    receiving({ enum: values }),
    receiving({ enum: values.filter((value) => value !== 'value-777') }),
  );
  expect(report.findings).toMatchObject([{ rule: 'enum-value-removed', level: 'breaking' }]);
  expect(report.findings[0]?.witness?.value).toBe('value-777');
});

test.each([
  ['some', 100],
  ['many', 900],
  ['more than are asked about one by one', 101_000],
])('%s values of a list are replaced (%i)', async (_, count) => {
  const report = await compare(
    receiving({ type: 'string', enum: list(count, (index) => `old-${index}`) }),
    receiving({ type: 'string', enum: list(count, (index) => `new-${index}`) }),
  );
  expect(told(report, 'enum-value-removed')).toBe(count);
  expect(told(report, 'enum-value-added')).toBe(count);
  expect(report.counts.unknown).toBe(0);
  for (const finding of report.findings)
    expect(finding.level).toBe(finding.rule === 'enum-value-removed' ? 'breaking' : 'additive');
  expect(report.findings.length).toBeLessThanOrEqual(500);
});

test('hundreds of other names are required', async () => {
  const required = (name: string): Json => ({
    type: 'object',
    required: list(600, (index) => `${name}${index}`),
  });
  const report = await compare(receiving(required('old')), receiving(required('new')));
  expect(told(report, 'property-required')).toBe(1200);
  const breaks = report.findings.filter(({ level }) => level === 'breaking');
  expect(breaks.length).toBeGreaterThan(0);
  for (const { witness, message } of breaks) {
    const name = /`(new\d+)` became required/.exec(message)?.[1] ?? '';
    if (message.includes(' more ')) expect(Object.keys(witness?.value as object).length).toBeLessThan(1200);
    else expect(witness?.value).not.toHaveProperty(name);
  }
});

test('a waiver for many values does not hold for others', async () => {
  const idsOf = async (changed: string): Promise<readonly string[]> => {
    const values = (name: string): Json => ({
      enum: list(900, (index) => (index === 850 ? `${name}-${changed}` : `${name}-${index}`)),
    });
    const { findings } = await compare(receiving(values('old')), receiving(values('new')));
    return findings
      .filter(({ level, message }) => level === 'breaking' && / more changes /.test(message))
      .map(({ id }) => id);
  };
  const [one] = await idsOf('this');
  const [other] = await idsOf('that');
  expect(one).toMatch(/^[0-9a-f]{16}$/);
  expect(other).not.toBe(one);
});

/** Alternatives that a word tells apart, of the first `changed` of which the number became a text. */
const alternatives = (count: number, changed: number): Json => ({
  oneOf: list(count, (index) => ({
    type: 'object',
    required: ['kind', 'size'],
    properties: { kind: { const: `kind${index}` }, size: { type: index < changed ? 'string' : 'integer' } },
  })),
});

test('one of a thousand alternatives changes', async () => {
  const report = await compare(receiving(alternatives(1000, 0)), receiving(alternatives(1000, 1)));
  expect(report.findings).toMatchObject([{ rule: 'type-changed', level: 'breaking' }]);
  expect(report.findings[0]?.witness?.value).toMatchObject({ kind: 'kind0' });
});

test.each([
  ['alone', (union: Json): Json => union],
  [
    'behind a tag',
    (union: Json): Json => ({
      oneOf: ['a', 'b'].map((tag) => ({
        type: 'object',
        required: ['tag'],
        properties: { tag: { const: tag }, [tag]: tag === 'b' ? union : true },
      })),
    }),
  ],
])('hundreds of alternatives change at once: not known, and never a pass (%s)', async (_, around) => {
  for (const [old, now] of [
    [0, 500],
    [500, 0],
  ] as const) {
    const report = await compare(
      receiving(around(alternatives(500, old))),
      receiving(around(alternatives(500, now))),
    );
    expect(report.verdict).toBe('blocked');
    expect(report.findings).toMatchObject([{ rule: 'union-changed', level: 'unknown' }]);
  }
});

test('thousands of alternatives come to one', async () => {
  const report = await compare(receiving(alternatives(1, 0)), receiving(alternatives(7000, 0)));
  expect(report.findings).toMatchObject([{ rule: 'union-changed', level: 'unknown' }]);
});

test('thousands of parts are said of one object', async () => {
  const parts = (type: string): Json => ({
    allOf: list(2500, (index) => ({
      type: 'object',
      properties: { [`p${index}`]: { type: index === 7 ? type : 'string' } },
    })),
  });
  expect((await compare(receiving(parts('string')), receiving(parts('string')))).verdict).toBe('passed');
  expect((await compare(receiving(parts('string')), receiving(parts('integer')))).verdict).toBe('blocked');
});

test('a thousand parameters change, and each is told', async () => {
  const parameters = (type: string): Json[] =>
    list(1000, (index) => ({ name: `p${index}`, in: 'query', schema: { type } }));
  const report = await compare(receiving(true, parameters('string')), receiving(true, parameters('integer')));
  expect(report.counts.breaking).toBe(1000);
  expect(new Set(report.findings.map(({ witness }) => witness?.text)).size).toBe(1000);
});

test('a message that names thousands is shown by its beginning, and the value is whole', async () => {
  const parameters = (type: string): Json[] =>
    list(1500, (index) => ({ name: `parameter${index}`, in: 'query', required: true, schema: { type } }));
  const schema = (type: string): Json => ({
    type: 'object',
    required: list(1500, (index) => `name${index}`),
    properties: { name0: { type } },
  });
  const report = await compare(
    receiving(schema('string'), parameters('string')),
    receiving(schema('integer'), [...parameters('integer').slice(0, 1), ...parameters('string').slice(1)]),
  );
  expect(report.counts.breaking).toBe(2);
  for (const { witness, surface } of report.findings) {
    expect(witness?.text.slice(0, 5)).toBe('POST ');
    expect(witness?.text.slice(20_000)).toMatch(/^… \(\d+ more characters\)$/);
    if (surface === 'request.body') expect(Object.keys(witness?.value as object).length).toBe(1500);
  }
});

test('a sentence lists twenty names', async () => {
  const sending = (name: string): JsonObject => ({
    openapi: '3.1.0',
    info: { title: 'Types', version: '1' },
    paths: {
      '/things': {
        get: {
          responses: {
            200: {
              description: 'ok',
              content: Object.fromEntries(list(50, (index) => [`application/${name}${index}`, {}])),
            },
          },
        },
      },
    },
  });
  const { findings } = await compare(sending('old'), sending('new'));
  const gone = findings.filter(({ rule }) => rule === 'response-media-type-removed');
  expect(gone.length).toBe(50);
  for (const { complaint } of gone)
    expect(complaint).toMatch(/^head offers application\/new0, .*application\/new19 and 30 more$/);
});

test('after ten thousand breaks the rest is not looked at, and that is said', async () => {
  const names = (type: string): Json => ({
    type: 'object',
    properties: Object.fromEntries(list(10_050, (index) => [`p${index}`, { type }])),
  });
  const { counts, findings, verdict } = await compare(
    receiving(names('string')),
    receiving(names('integer')),
  );
  expect(verdict).toBe('blocked');
  expect(counts).toMatchObject({ breaking: 10_000, unknown: 1 });
  expect(findings.find(({ level }) => level === 'unknown')).toMatchObject({
    rule: 'schema-changed',
    message: 'more changed than is listed here',
    operations: [],
    surface: 'document',
  });
});
