// Waivers: what a file must say, which findings it accepts, and when it is stale.
import type { Finding } from '../../../src/gate/report/report.js';
import { expect, test } from 'vitest';
import { applyWaivers, readWaivers } from '../../../src/gate/waivers.js';

const lines = {
  finding: 'finding: 7c1f09ab4d2e',
  rule: 'rule: request-property-required',
  class: 'class: accepted-break',
  reason: 'reason: nobody sends it without',
  owner: 'owner: api-team',
  created: 'created: 2026-11-20',
  expires: 'expires: 2027-02-18',
};
type Key = keyof typeof lines;

function file(name: string, change: Partial<Record<Key | 'evidence' | 'extra', string | null>> = {}) {
  const text = Object.entries({ ...lines, ...change })
    .filter(([, line]) => line !== null)
    .map(([, line]) => line)
    .join('\n');
  return { file: `openapi/waivers/${name}`, name, text: `${text}\n` };
}

const good = '2026-11-20-region-required.yaml';

const finding: Finding = {
  id: '7c1f09ab4d2e',
  rule: 'request-property-required',
  layer: 'wire',
  level: 'breaking',
  message: '`region` became required',
  operations: ['spawnAgent'],
  surface: 'request.body',
  base: null,
  head: null,
  waysOut: [],
};

const malformed = [
  { name: 'no finding', file: file(good, { finding: null }), says: 'has no `finding`', line: 1 },
  { name: 'no owner', file: file(good, { owner: null }), says: 'has no `owner`', line: 1 },
  { name: 'a blank reason', file: file(good, { reason: "reason: '  '" }), says: '`reason`', line: 4 },
  {
    name: 'an unknown class',
    file: file(good, { class: 'class: whatever' }),
    says: 'must be one of `correction`, `security`, `unreleased`, `accepted-break`',
    line: 3,
  },
  {
    name: 'an unknown key',
    file: file(good, { extra: 'ownr: x' }),
    says: 'unknown key `ownr`: did you mean `owner`?',
    line: 8,
  },
  {
    name: 'a day that does not exist',
    file: file(good, { expires: 'expires: 2027-02-30' }),
    says: 'must be a date that exists',
    line: 7,
  },
  {
    name: 'an end before its beginning',
    file: file(good, { expires: 'expires: 2026-11-20' }),
    says: 'must come after',
    line: 7,
  },
  { name: 'a name without a date', file: file('region.yaml'), says: '`<date>-<slug>.yaml`', line: 1 },
  {
    name: 'a name of another day than it says',
    file: file('2026-11-21-region.yaml'),
    says: 'make them the same day',
    line: 6,
  },
  {
    name: 'a correction without evidence',
    file: file(good, { class: 'class: correction' }),
    says: 'needs `evidence`',
    line: 3,
  },
  {
    name: 'evidence that is not there',
    file: file(good, {
      class: 'class: correction',
      evidence: 'evidence:\n  - example: openapi/examples/gone.json',
    }),
    says: '`openapi/examples/gone.json` is not in the repository',
    line: 9,
  },
  {
    name: 'evidence of no known kind',
    file: file(good, { evidence: 'evidence:\n  - hearsay: yes' }),
    says: 'unknown key `hearsay`',
    line: 9,
  },
  { name: 'text that is no YAML', file: { ...file(good), text: 'finding: "x\n' }, says: 'not YAML', line: 2 },
  { name: 'nothing in it', file: { ...file(good), text: '' }, says: 'has no `finding`', line: 1 },
] as const;

test.each(malformed)('a waiver with $name is bad input, with file and line', ({ file: one, says, line }) => {
  const { waivers, problems } = readWaivers([one], (path) => !path.includes('gone'));
  expect(waivers).toEqual([]);
  expect(problems[0]).toMatchObject({ exitCode: 3, file: one.file, line });
  expect(problems.map((problem) => problem.message).join('\n')).toContain(says);
});

test('a correction with an example that is there is accepted', () => {
  const one = file(good, {
    class: 'class: correction',
    evidence: 'evidence:\n  - example: openapi/examples/a.json\n  - promise: P12',
  });
  expect(readWaivers([one], () => true)).toMatchObject({ problems: [], waivers: [{ class: 'correction' }] });
});

test('two waivers for one finding are bad input, whichever is read first', () => {
  const { problems } = readWaivers([file(good), file('2026-11-20-again.yaml')]);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatchObject({ exitCode: 3, file: `openapi/waivers/${good}` });
  expect(problems[0]?.message).toContain('`openapi/waivers/2026-11-20-again.yaml` has it too');
});

function apply(
  today: string,
  findings: readonly Finding[] = [finding],
  change: Parameters<typeof file>[1] = {},
) {
  return applyWaivers(findings, readWaivers([file(good, change)]).waivers, today);
}

test('a waiver in force marks its finding with its file', () => {
  const { findings, problems } = apply('2026-11-23');
  expect(problems).toEqual([]);
  expect(findings[0]?.waiver).toBe(`openapi/waivers/${good}`);
});

test('a waiver holds on its last day and not on the day after', () => {
  expect(apply('2027-02-18').problems).toEqual([]);
  const after = apply('2027-02-19');
  expect(after.findings[0]?.waiver).toBeUndefined();
  expect(after.problems[0]).toMatchObject({ exitCode: 2, line: 7 });
  expect(after.problems[0]?.message).toContain('expired on 2027-02-18');
});

test('a waiver that no finding needs is stale', () => {
  for (const findings of [
    [],
    [{ ...finding, id: 'another' }],
    [{ ...finding, level: 'additive' as const }],
  ]) {
    const { problems } = apply('2026-11-23', findings);
    expect(problems[0]).toMatchObject({ exitCode: 2, line: 1 });
    expect(problems[0]?.message).toContain('nothing needs this waiver any more');
  }
});

test('a waiver for another rule than the finding has is bad input and accepts nothing', () => {
  const { findings, problems } = apply('2026-11-23', [finding], { rule: 'rule: response-property-removed' });
  expect(problems[0]).toMatchObject({ exitCode: 3, line: 2 });
  expect(findings[0]?.waiver).toBeUndefined();
});

test('a waiver for one enum value does not cover another, and a new operation does not change what it covers', () => {
  const other = { ...finding, id: 'b000', message: '`b` is a new value' };
  const { findings } = apply('2026-11-23', [
    { ...finding, operations: ['spawnAgent', 'newOperation'], message: 'said otherwise' },
    other,
  ]);
  expect(findings.map((one) => one.waiver !== undefined)).toEqual([true, false]);
});
