// The report as GitHub-flavoured Markdown: job summaries and pull request comments. Foreign text is data here: it is
// escaped (CommonMark §2.4, GFM autolinks §6.9), and names in backticks become code spans that cannot be left.
import type { Finding, Report } from './report.js';
import type { Parts, Piece } from './parts.js';
import type { View } from './view.js';
import {
  hiddenLine,
  keepWhole,
  partsOf,
  problemLabel,
  ruleAddress,
  sections,
  sourceAddress,
} from './parts.js';
import { verdictLine } from './verdict.js';
import { clip, sizeBytes, visible } from './visible.js';

/** A GitHub comment holds 65,536 characters; counted in bytes here, which is never more. A job summary holds 1 MiB. */
export const commentBytes = 65_536;
export const summaryBytes = 1_048_576;

const maxNames = 60;

/** Plain text in which nothing is markup, a link, a mention or an issue reference. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]~|$]/g, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/@(?=\w)/g, '@&#8203;')
    .replace(/#(?=\w)/g, '#&#8203;')
    .replace(/:\/\//g, ':&#8203;//')
    .replace(/\bwww\./gi, '$&&#8203;')
    .replace(/^(\s*)([-+=#]|\d+(?=[.)]))/, '$1&#8203;$2');
}

/** A fence must be longer than any run inside it: runs are kept short, so that no fence triples the text. */
const shortRuns = (text: string) => text.replace(/`{9,}/g, (run) => `\`\`\`… (${run.length} backticks)`);

const longestRun = (text: string) =>
  (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);

function code(name: string): string {
  const text = shortRuns(name);
  if (text === '') return '\\`\\`';
  const longest = longestRun(text);
  const fence = '`'.repeat(longest + 1);
  const pad = text.startsWith('`') || text.endsWith('`') || text.trim() === '' ? ' ' : '';
  return `${fence}${pad}${text}${pad}${fence}`;
}

/** A sentence of ours with names in backticks: names become code, the rest plain text. */
export function sentence(text: string): string {
  const pieces = text.split('`');
  if (pieces.length % 2 === 0) pieces.push(`${pieces.pop()}`);
  const even = pieces.length % 2 === 1;
  return pieces
    .map((piece, index) => {
      if (index % 2 === 1 && (even || index < pieces.length - 1)) return code(piece);
      const between = index > 0 && index < pieces.length - 1 && piece === '';
      return between ? '&#8203;' : plain(piece);
    })
    .join('');
}

function fenced(language: string, content: string): string {
  const text = shortRuns(content);
  const longest = Math.max(2, longestRun(text));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** A link target: percent-encoded, so that no bracket, space or line break ends it early. */
function address(url: string): string {
  return encodeURI(visible(url)).replace(/[()]/g, (bracket) => (bracket === '(' ? '%28' : '%29'));
}

function place(parts: Parts, view: View): string {
  const label = parts.where[0]?.label;
  if (label === undefined) return '';
  const target = sourceAddress(parts, view);
  return target === undefined ? code(label) : `[${code(label)}](${target})`;
}

function names(list: readonly string[]): string {
  const shown = list.slice(0, maxNames).map(code).join(', ');
  return list.length > maxNames ? `${shown} and ${list.length - maxNames} more` : shown;
}

function reached(parts: Parts): string {
  const { operations, methods } = parts;
  if (operations.length + methods.length <= 1 && methods.length === 0) return '';
  const count = `${operations.length} ${operations.length === 1 ? 'operation' : 'operations'}`;
  const of =
    methods.length > 0 ? `${count}, ${methods.length} ${methods.length === 1 ? 'method' : 'methods'}` : count;
  const lines = [
    operations.length > 0 ? `Operations: ${names(operations)}` : '',
    methods.length > 0 ? `Methods: ${names(methods)}` : '',
  ].filter((line) => line !== '');
  return `<details><summary>Reached by ${of}</summary>\n\n${lines.join('\n\n')}\n\n</details>`;
}

function heading(parts: Parts, view: View): string {
  const target = ruleAddress(parts, view);
  const rule = target === undefined ? code(parts.rule) : `[${code(parts.rule)}](${target})`;
  const [first, ...others] = parts.operations;
  const where =
    first === undefined
      ? ''
      : ` · ${code(first)}${others.length > 0 ? ` and ${others.length} more` : ''} · ${plain(parts.surface)}`;
  return `#### ${rule}${where}`;
}

function full(finding: Finding, view: View): string {
  const parts = partsOf(finding);
  const ways = parts.waysOut.map((way, index) => {
    const item = `${index + 1}. ${sentence(way.say)}`;
    if (way.paste === undefined) return item;
    return `${item}\n\n${fenced('yaml', way.paste).replace(/^/gm, '   ')}`;
  });
  const explain =
    view.explain === undefined || parts.standing !== 'blocks'
      ? ''
      : `In full, with its waiver: ${code(`${view.explain} ${parts.id}`)}`;
  return `${[
    heading(parts, view),
    `${sentence(parts.what)}${parts.where.length > 0 ? `<br>\n${place(parts, view)}` : ''}`,
    parts.witness === undefined ? '' : fenced('http', parts.witness),
    parts.why === undefined
      ? ''
      : `**${parts.level === 'unknown' ? 'Not proved' : 'Refused'}:** ${sentence(parts.why)}`,
    ways.length > 0 ? `**Green again:**\n\n${ways.join('\n')}` : '',
    reached(parts),
    explain,
  ]
    .filter((part) => part !== '')
    .join('\n\n')}\n\n`;
}

function brief(finding: Finding, view: View): string {
  const parts = partsOf(finding);
  const where = place(parts, view);
  const accepted = parts.accepted === undefined ? '' : ` — ${sentence(parts.accepted)}`;
  return `- ${sentence(parts.what)}${where === '' ? '' : ` · ${where}`}${accepted}\n`;
}

function changeLine(view: View): string {
  if (view.change === undefined) return '';
  const { change } = view;
  const same = change.findings.length === 0;
  return `This change alone, against the merge base: ${same ? 'no differences' : plain(verdictLine(change))}\n\n`;
}

function problemLines(view: View): string {
  const problems = view.problems ?? [];
  if (problems.length === 0) return '';
  const lines = problems.slice(0, 50).map((problem) => {
    const label = problemLabel(problem);
    const at = label === undefined ? '' : `${code(label)}: `;
    return `- ${at}${sentence(clip(visible(problem.message), 800))}`;
  });
  const more = problems.length > 50 ? `\n- and ${problems.length - 50} more` : '';
  return `### To repair first\n\n${lines.join('\n')}${more}\n\n`;
}

/**
 * The report as Markdown. The first line alone is the verdict: a clean comment is that line and nothing else.
 * Holds at most `view.maxBytes` (default: a GitHub comment); whole findings are cut, and counted at the end.
 */
export function markdown(report: Report, view: View = {}): string {
  const clean = report.verdict === 'passed' && (view.problems ?? []).length === 0;
  const top = `${clean ? '✓' : '✗'} **Contract gate:** ${plain(verdictLine(report))}\n\n${problemLines(view)}${changeLine(view)}`;
  const pieces: Piece[] = [];
  for (const section of sections(report)) {
    const title = `### ${section.title} (${section.findings.length})\n\n`;
    section.findings.forEach((finding, index) => {
      const text = section.full ? full(finding, view) : brief(finding, view);
      pieces.push({
        finding,
        text:
          index === 0 ? `${pieces.at(-1)?.text.endsWith('\n\n') === false ? '\n' : ''}${title}${text}` : text,
      });
    });
  }
  const reserveBytes = 600;
  const maxBytes = view.maxBytes ?? commentBytes;
  const room = maxBytes - sizeBytes(top) - reserveBytes;
  const { shown, hidden } = keepWhole(pieces, room, view.maxFindings ?? Number.POSITIVE_INFINITY, sizeBytes);
  const rest = hiddenLine(hidden, view);
  const link =
    rest !== '' && view.reportUrl !== undefined ? ` [The whole report](${address(view.reportUrl)})` : '';
  return `${[top, ...shown.map((piece) => piece.text), rest === '' ? '' : `\n${rest}${link}\n`].join('').trimEnd()}\n`;
}
