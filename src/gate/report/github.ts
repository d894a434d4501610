// The report as GitHub workflow commands: one annotation per finding, at the line that can be edited. The runner reads
// `::error file=…,line=…,title=…::message` from the log, with %, CR and LF escaped, and `:` and `,` too in properties
// (actions/toolkit, core/src/command.ts). It shows at most ten of each kind per step; the last one says what is left out.
import type { Finding, Report } from './report.js';
import type { View } from './view.js';
import { hiddenLine, partsOf } from './parts.js';
import { standing, verdictLine } from './verdict.js';
import { clip, visible } from './visible.js';

/** Annotations of one kind that a step may show. */
export const annotationsPerKind = 10;
const maxMessage = 4000;
const maxTitle = 200;

type Kind = 'error' | 'warning' | 'notice';

const data = (text: string) => text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string) => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

function command(
  kind: Kind,
  message: string,
  at: { file?: string | undefined; line?: number | undefined; title: string },
) {
  const properties = [
    at.file === undefined ? '' : `file=${property(visible(at.file))}`,
    at.file === undefined || at.line === undefined ? '' : `line=${at.line}`,
    `title=${property(clip(visible(at.title), maxTitle))}`,
  ].filter((entry) => entry !== '');
  return `::${kind} ${properties.join(',')}::${data(clip(message, maxMessage))}\n`;
}

function kindOf(finding: Finding): Kind {
  switch (standing(finding)) {
    case 'blocks':
      return 'error';
    case 'waived':
    case 'allowed':
      return 'warning';
    case 'informs':
      return 'notice';
  }
}

function annotation(finding: Finding, kind: Kind, view: View): string {
  const parts = partsOf(finding);
  const message = [
    parts.what,
    parts.witness === undefined ? '' : `\n${parts.witness}`,
    parts.why === undefined ? '' : `${parts.level === 'unknown' ? 'Not proved' : 'Refused'}: ${parts.why}`,
    parts.accepted === undefined ? '' : parts.accepted,
    kind === 'error' && parts.waysOut.length > 0
      ? `\nGreen again: ${parts.waysOut.map((way) => way.say).join(' · ')}`
      : '',
    kind === 'error' && view.explain !== undefined ? `In full: ${view.explain} ${parts.id}` : '',
  ];
  // The base file is another revision: an annotation there would point at the wrong line of the head.
  return command(kind, message.filter((part) => part !== '').join('\n'), {
    file: finding.head?.file,
    line: finding.head?.line,
    title: [parts.rule, parts.operations[0]].filter((part) => part !== undefined).join(' · '),
  });
}

/** The report as annotations, then the verdict line. Every foreign text stays inside its command's one line. */
export function github(report: Report, view: View = {}): string {
  const limit = Math.min(annotationsPerKind, view.maxFindings ?? annotationsPerKind);
  const problems = (view.problems ?? []).map((problem) =>
    command('error', visible(problem.message), {
      file: problem.file,
      line: problem.line,
      title: problem.exitCode === 2 ? 'stale' : 'bad input',
    }),
  );
  const lines: string[] = [];
  for (const kind of ['error', 'warning', 'notice'] as const) {
    const findings = report.findings.filter((finding) => kindOf(finding) === kind);
    const first = kind === 'error' ? problems : [];
    const overflows = first.length + findings.length > limit;
    const shownProblems = first.slice(0, overflows ? Math.max(0, limit - 1) : limit);
    const room = Math.max(0, (overflows ? limit - 1 : limit) - shownProblems.length);
    const hidden = findings.slice(room);
    lines.push(
      ...shownProblems,
      ...findings.slice(0, room).map((finding) => annotation(finding, kind, view)),
    );
    const left = first.length - shownProblems.length;
    const rest = [
      left > 0 ? `${left} more ${left === 1 ? 'problem' : 'problems'} to repair.` : '',
      hiddenLine(hidden, view),
    ]
      .filter((part) => part !== '')
      .join(' ');
    if (rest !== '') lines.push(command(kind, rest, { title: 'more findings' }));
  }
  return `${lines.join('')}Contract gate: ${verdictLine(report)}\n`;
}
