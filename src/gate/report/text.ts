// The report for a terminal: verdict first, then per finding what, where, why, witness, ways out, who reaches it.
import type { Finding, Report } from './report.js';
import { clip, visible, visibleLines } from './visible.js';
import { verdictLine } from './verdict.js';
import { placeLabel } from './parts.js';
import type { View } from './view.js';

const usualMaxFindings = 50;
const maxShownLevels = new Set(['breaking', 'unknown', 'additive']);

function lines(finding: Finding): string[] {
  const place = finding.head ?? finding.base;
  const where = place === null ? '' : placeLabel(place);
  const [first, ...others] = finding.operations;
  const title = `${finding.level === 'breaking' ? '' : `${finding.level} · `}${finding.rule}${first === undefined ? '' : ` · ${clip(visible(first), 100)}`}`;
  const out = [
    `${title.padEnd(60)} ${where}`.trimEnd(),
    `  ${clip(visible(finding.message), 1000)}  (${visible(finding.surface)})`,
  ];
  if (finding.witness !== undefined) {
    out.push('');
    for (const line of visibleLines(clip(finding.witness.text, 2000)).split('\n'))
      out.push(`    ${line}`.trimEnd());
  }
  if (finding.complaint !== undefined) out.push(`    ✗ ${clip(visible(finding.complaint), 500)}`);
  if (finding.reason !== undefined) out.push(`  Not proved: ${clip(visible(finding.reason), 500)}`);
  if (finding.waiver !== undefined) out.push(`  Accepted by ${visible(finding.waiver)}`);
  const ways = finding.waysOut.map((way) => clip(visible(way.split('\n')[0] ?? ''), 300));
  if (ways.length > 0 && finding.waiver === undefined) out.push(`  Green again: ${ways.join(' · ')}`);
  const reached = finding.methods ?? others;
  if (reached.length > 0)
    out.push(
      `  ${finding.methods === undefined ? 'Also' : 'Reached by'}: ${reached
        .slice(0, 8)
        .map((one) => clip(visible(one), 100))
        .join(', ')}${reached.length > 8 ? ` and ${reached.length - 8} more` : ''}`,
    );
  if (finding.level === 'breaking' || finding.level === 'unknown') out.push(`  ${finding.id}`);
  return out;
}

/** Plain text, one screen per break; findings of level docs are only counted. */
export function text(report: Report, view: View = {}): string {
  const shown = report.findings.filter(({ level }) => maxShownLevels.has(level));
  const limit = view.maxFindings ?? usualMaxFindings;
  const out = [verdictLine(report)];
  for (const finding of shown.slice(0, limit)) out.push('', ...lines(finding));
  const hidden = shown.length - Math.min(limit, shown.length);
  if (hidden > 0) out.push('', `${hidden} more findings: --max-findings ${shown.length}, or --format json`);
  const docs = report.findings.length - shown.length;
  if (docs > 0) out.push('', `${docs} of text only: --format json`);
  for (const problem of view.problems ?? [])
    out.push(
      '',
      `${problem.file === undefined ? '' : `${problem.file}${problem.line === undefined ? '' : `:${problem.line}`}: `}${visible(problem.message)}`,
    );
  return `${out.join('\n')}\n`;
}
