import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';

import { compare, LoadError, load } from '../../../src/gate/index.js';
import { json } from '../../../src/gate/report/json.js';
import { reportSchema } from '../../../src/gate/report/schema.js';

const folder = join(import.meta.dirname, '../rules');
const fixtures = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);
const both = async (name: string) =>
  [await load(join(folder, name, 'base.yaml')), await load(join(folder, name, 'head.yaml'))] as const;

const valid = new Ajv2020({ allErrors: true, strict: true, strictRequired: false }).compile(reportSchema());

describe.each(fixtures)('%s', (name) => {
  test('its report has the published shape, as written and read again', async () => {
    const [base, head] = await both(name);
    for (const [one, other] of [
      [base, head],
      [head, base],
    ] as const) {
      const report = await compare(one, other, { exportedTypes: true });
      expect(valid(JSON.parse(json(report))) ? [] : valid.errors).toEqual([]);
      const levels = { breaking: 0, unknown: 0, additive: 0, docs: 0 };
      for (const { level } of report.findings) levels[level]++;
      expect(report.counts).toEqual({ ...levels, waived: 0 });
      expect(report.verdict).toBe(levels.breaking + levels.unknown > 0 ? 'blocked' : 'passed');
      expect(new Set(report.findings.map(({ id, level }) => `${id} ${level}`)).size).toBe(
        report.findings.length,
      );
    }
  });

  test('the same input gives the same bytes', async () => {
    const [base, head] = await both(name);
    const again = await both(name);
    expect(json(await compare(...again))).toBe(json(await compare(base, head)));
  });
});

test('a report that lacks its witness is not of the published shape: the canary of the schema', async () => {
  const [base, head] = await both('property-required');
  const report = await compare(base, head);
  const findings = report.findings.map(({ witness: _, ...rest }) => rest);
  expect(valid({ ...report, findings })).toBe(false);
});

test('parsed documents get pointers, loaded ones lines', async () => {
  const document = (type: string) => ({
    openapi: '3.1.1',
    paths: { '/a': { get: { parameters: [{ name: 'q', in: 'query', schema: { type } }], responses: {} } } },
  });
  const [finding] = (await compare(document('string'), document('integer'))).findings;
  expect(finding?.base).toEqual({ pointer: '/paths/~1a/get/parameters/0/schema/type' });
  const [base, head] = await both('property-required');
  const [loaded] = (await compare(base, head)).findings;
  expect(loaded?.head?.line).toBeGreaterThan(1);
  expect(loaded?.head?.file).toMatch(/head\.yaml$/);
});

test('a parsed value that is no document is refused, not compared', async () => {
  await expect(compare({ swagger: '2.0' }, { openapi: '3.1.1', paths: {} })).rejects.toBeInstanceOf(
    LoadError,
  );
  await expect(compare({ openapi: '3.1.1', paths: {} }, 'text')).rejects.toBeInstanceOf(LoadError);
});

test('a new operation that reaches a changed schema does not change the fingerprint', async () => {
  const document = (type: string, ...paths: string[]) => ({
    openapi: '3.1.1',
    paths: Object.fromEntries(
      paths.map((path) => [
        path,
        {
          get: {
            responses: {
              '200': {
                description: 'ok',
                content: { 'application/json': { schema: { $ref: '#/components/schemas/A' } } },
              },
            },
          },
        },
      ]),
    ),
    components: { schemas: { A: { type: 'object', properties: { a: { type } } } } },
  });
  const one = await compare(document('string', '/b'), document('integer', '/b'));
  const two = await compare(document('string', '/b', '/a'), document('integer', '/b', '/a'));
  expect(one.findings.map(({ id }) => id)).toEqual(two.findings.map(({ id }) => id));
  expect(two.findings[0]?.operations).toEqual(['GET /a', 'GET /b']);
});
