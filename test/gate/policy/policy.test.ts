// The policy file: what it may say, and what is said about a file that says something else.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { policyFrom, readPolicy } from '../../../src/gate/policy/policy.js';

const refused = [
  {
    name: 'an unknown key, with the key that was meant',
    text: 'reading: tolerant\nnotise:\n  days: 90\n',
    line: 2,
    says: 'unknown key `notise`: did you mean `notice`?',
  },
  {
    name: 'an unknown key inside a block',
    text: 'notice:\n  days: 90\n  weeks: 3\n',
    line: 3,
    says: 'unknown key `weeks`: known keys: `days`, `successor_days`',
  },
  {
    name: 'a word that is none of the choices',
    text: 'reading: loose\n',
    line: 1,
    says: '`reading` must be one of `tolerant`, `strict`',
  },
  {
    name: 'days that are no number',
    text: 'notice:\n  days: ninety\n',
    line: 2,
    says: '`notice.days` must be integer',
  },
  {
    name: 'days that are negative',
    text: 'notice:\n  days: -1\n',
    line: 2,
    says: '`notice.days` must be >= 0',
  },
  {
    name: 'a level that cannot block',
    text: 'blocks:\n  wire: [docs]\n',
    line: 2,
    says: '`blocks.wire.0` must be one of `breaking`, `unknown`',
  },
  {
    name: 'a key written twice',
    text: 'notice: { days: 1 }\nnotice: { days: 90 }\n',
    line: 2,
    says: 'twice',
  },
  { name: 'text that is no YAML', text: 'notice: [\n', line: 2, says: 'this is not YAML' },
  { name: 'a list instead of keys', text: '- a\n', line: 1, says: 'the file must be object' },
] as const;

test.each(refused)('a policy with $name is refused, with file and line', ({ text, line, says }) => {
  const read = readPolicy(text, 'openapi/policy.yaml');
  expect(read.ok).toBe(false);
  if (read.ok) return;
  expect(read.problems).toHaveLength(1);
  expect(read.problems[0]).toMatchObject({ exitCode: 3, file: 'openapi/policy.yaml', line });
  expect(read.problems[0]?.message).toContain(says);
});

test('every fault of a file is named, not only the first', () => {
  const read = readPolicy('a: 1\nb: 2\nreading: loose\n', 'p.yaml');
  expect(read.ok ? [] : read.problems.map((problem) => problem.line)).toEqual([1, 2, 3]);
});

test('an empty policy is the policy of all defaults', () => {
  expect(readPolicy('', 'p.yaml')).toEqual({ ok: true, value: policyFrom({}) });
  expect(readPolicy('# only a comment\n', 'p.yaml')).toEqual({ ok: true, value: policyFrom({}) });
});

test('our policy is read, and promises what the API publishes: 90 days', () => {
  const text = readFileSync(new URL('../../../openapi/policy.yaml', import.meta.url), 'utf8');
  const read = readPolicy(text, 'openapi/policy.yaml');
  expect(read).toMatchObject({
    ok: true,
    value: { reading: 'tolerant', exportedTypes: true, notice: { days: 90, successorDays: 90 } },
  });
});

test('the defaults written in the schema are the defaults that hold', () => {
  const schema = JSON.parse(
    readFileSync(new URL('../../../src/gate/policy/policy.schema.json', import.meta.url), 'utf8'),
  ) as {
    properties: Record<
      string,
      {
        default?: unknown;
        properties?: Record<
          string,
          { default?: unknown; properties?: Record<string, { default?: unknown }> }
        >;
      }
    >;
  };
  const { properties } = schema;
  const inner = (name: string, key: string) => properties[name]?.properties?.[key]?.default;
  const defaults = policyFrom({});
  expect(properties['reading']?.default).toBe(defaults.reading);
  expect(properties['exported_types']?.default).toBe(defaults.exportedTypes);
  expect([inner('blocks', 'wire'), inner('blocks', 'source')]).toEqual([
    defaults.blocks.wire,
    defaults.blocks.source,
  ]);
  expect([inner('notice', 'days'), inner('notice', 'successor_days')]).toEqual([
    defaults.notice.days,
    defaults.notice.successorDays,
  ]);
  expect(inner('version', 'undeclared')).toBe(defaults.version.undeclared);
  expect(inner('waivers', 'days')).toBe(defaults.waivers.days);
  const waived = properties['version']?.properties?.['waived']?.properties ?? {};
  expect(Object.fromEntries(Object.entries(waived).map(([name, value]) => [name, value.default]))).toEqual(
    defaults.version.waived,
  );
});

test.each(['policy/policy', 'waiver', 'released'])('%s.schema.json is a schema of 2020-12', (name) => {
  const file = join(import.meta.dirname, `../../../src/gate/${name}.schema.json`);
  const ajv = new Ajv2020({ strict: true });
  ajv.addFormat('date', true);
  const schema = JSON.parse(readFileSync(file, 'utf8')) as object;
  expect(ajv.validateSchema(schema) || ajv.errors).toBe(true);
  expect(() => ajv.compile(schema)).not.toThrow();
});
