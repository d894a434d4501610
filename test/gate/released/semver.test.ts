// Which step the findings ask for, and which one two numbers declare.
import type { Finding } from '../../../src/gate/report/report.js';
import { expect, test } from 'vitest';
import { declaredBump, next, requiredBumps } from '../../../src/gate/semver.js';

const steps = [
  { base: '1.0.0', head: '1.0.0', bump: 'none' },
  { base: '1.0.0', head: '1.0.1', bump: 'patch' },
  { base: '1.0.9', head: '1.1.0', bump: 'minor' },
  { base: '1.9.0', head: '1.10.0', bump: 'minor' },
  { base: '1.9.9', head: '2.0.0', bump: 'major' },
  { base: '1.1.0', head: '1.0.9', bump: undefined },
  { base: '1.10.0', head: '1.9.0', bump: undefined },
  { base: '2.0.0', head: '2.0.0-rc.1', bump: undefined },
  { base: '2.0.0-rc.1', head: '2.0.0', bump: 'patch' },
  { base: '1.0.0', head: 'one', bump: undefined },
] as const;

test.each(steps)('from $base to $head declares $bump', ({ base, head, bump }) => {
  expect(declaredBump(base, head)).toBe(bump);
});

test.each([
  { from: '1.2.3', bump: 'none', to: '1.2.3' },
  { from: '1.2.3', bump: 'patch', to: '1.2.4' },
  { from: '1.2.3', bump: 'minor', to: '1.3.0' },
  { from: '1.2.3', bump: 'major', to: '2.0.0' },
  { from: '1.2.3-rc.1', bump: 'patch', to: '1.2.3' },
] as const)('$bump after $from is $to', ({ from, bump, to }) => {
  expect(next(from, bump)).toBe(to);
});

const finding = (layer: Finding['layer'], level: Finding['level']): Finding => ({
  id: `${layer} ${level}`,
  rule: 'r',
  layer,
  level,
  message: 'm',
  operations: [],
  surface: 's',
  base: null,
  head: null,
  waysOut: [],
});

const asked = [
  { name: 'nothing', findings: [], document: 'none', pack: 'none' },
  { name: 'text only', findings: [finding('docs', 'docs')], document: 'patch', pack: 'patch' },
  {
    name: 'an addition on the wire',
    findings: [finding('wire', 'additive'), finding('docs', 'docs')],
    document: 'minor',
    pack: 'minor',
  },
  {
    name: 'a break on the wire',
    findings: [finding('wire', 'additive'), finding('wire', 'breaking')],
    document: 'major',
    pack: 'major',
  },
  { name: 'what is not proved', findings: [finding('wire', 'unknown')], document: 'major', pack: 'major' },
  { name: 'a renamed type', findings: [finding('source', 'breaking')], document: 'patch', pack: 'major' },
  {
    name: 'a renamed type beside an addition',
    findings: [finding('source', 'breaking'), finding('wire', 'additive')],
    document: 'minor',
    pack: 'major',
  },
  { name: 'a new type', findings: [finding('source', 'additive')], document: 'patch', pack: 'minor' },
] as const;

test.each(asked)(
  '$name asks $document of the document and $pack of the package',
  ({ findings, document, pack }) => {
    expect(requiredBumps(findings)).toEqual({ document, package: pack });
  },
);

test('a waived break asks what its class costs', () => {
  const waived = {
    correction: 'patch',
    security: 'major',
    unreleased: 'minor',
    'accepted-break': 'major',
  } as const;
  const of = (kind: keyof typeof waived) => requiredBumps([finding('wire', 'breaking')], waived, () => kind);
  expect(of('correction')).toEqual({ document: 'patch', package: 'patch' });
  expect(of('unreleased')).toEqual({ document: 'minor', package: 'minor' });
  expect(of('accepted-break')).toEqual({ document: 'major', package: 'major' });
});
