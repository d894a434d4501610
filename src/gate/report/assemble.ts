// Findings to a report: counts, verdict, bumps. With two documents and no policy every breaking or unknown finding blocks.
import type { Bump, Finding, Report } from './report.js';
import { standing } from './verdict.js';

const order: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

/** What the findings ask for: breaks and what is not proved major, additions minor, text patch. */
export function requiredBump(findings: readonly Finding[]): Bump {
  let required = 0;
  for (const { level } of findings)
    required = Math.max(required, level === 'docs' ? 1 : level === 'additive' ? 2 : 3);
  return order[required] ?? 'none';
}

/** What two version numbers say: the first part that grew. Anything else than `a.b.c` says nothing. */
export function declaredBump(base: string, head: string): Bump {
  const parts = (version: string): number[] | undefined =>
    /^(\d+)\.(\d+)\.(\d+)/.exec(version)?.slice(1, 4).map(Number);
  const [from, to] = [parts(base), parts(head)];
  if (from === undefined || to === undefined) return 'none';
  const at = from.findIndex((part, index) => part !== to[index]);
  if (at < 0 || (to[at] ?? 0) < (from[at] ?? 0)) return 'none';
  return (['major', 'minor', 'patch'] as const)[at] ?? 'none';
}

export function assemble(
  findings: readonly Finding[],
  versions: { readonly base: string; readonly head: string },
): Report {
  const isWaived = (finding: Finding): boolean => standing(finding) === 'waived';
  const count = (level: Finding['level']): number =>
    findings.filter((finding) => finding.level === level && !isWaived(finding)).length;
  return {
    reportVersion: 1,
    verdict: findings.some((finding) => standing(finding) === 'blocks') ? 'blocked' : 'passed',
    bump: { required: requiredBump(findings), declared: declaredBump(versions.base, versions.head) },
    counts: {
      breaking: count('breaking'),
      unknown: count('unknown'),
      additive: count('additive'),
      docs: count('docs'),
      waived: findings.filter(isWaived).length,
    },
    findings,
  };
}
