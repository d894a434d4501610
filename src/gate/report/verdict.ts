// The first line of every report, and who decides whether a finding blocks. ../README.md "Layers".
import type { Finding, Report } from './report.js';

/** What a finding does to the verdict: blocks, is accepted by a waiver, is let through by the policy, or only informs. */
export type Standing = 'blocks' | 'waived' | 'allowed' | 'informs';

/** `waiver` wins over `allowed`: whoever wrote the waiver wants to see it used. */
export function standing(finding: Finding): Standing {
  if (finding.waiver !== undefined) return 'waived';
  if (finding.allowed !== undefined) return 'allowed';
  return finding.level === 'breaking' || finding.level === 'unknown' ? 'blocks' : 'informs';
}

const words = {
  breaking: 'breaking',
  unknown: 'not proved',
  waived: 'waived',
  additive: 'additive',
  docs: 'docs',
};

/** `2 breaking · 1 waived · 5 additive · 3 docs`; kinds that do not occur are left out. */
export function countsLine(report: Report): string {
  const parts = (['breaking', 'unknown', 'waived', 'additive', 'docs'] as const)
    .filter((kind) => report.counts[kind] > 0)
    .map((kind) => `${report.counts[kind]} ${words[kind]}`);
  return parts.length > 0 ? parts.join(' · ') : 'no differences';
}

/** `Needs major; package says minor → blocked. 2 breaking · 1 waived · 5 additive · 3 docs` */
export function verdictLine(report: Report): string {
  const { required, declared } = report.bump;
  return `Needs ${required}; package says ${declared} → ${report.verdict}. ${countsLine(report)}`;
}
