// The changelog, written from the findings of a release: one sentence per finding, saying whose message it is about,
// with a mark only where somebody's code or calls stop working. What people write under "Unreleased" moves along.
import type { Finding } from '../report/report.js';
import type { Waiver } from '../waivers.js';
import { visible } from '../report/visible.js';

export interface Entry {
  readonly document: string;
  readonly package: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly findings: readonly Finding[];
  /** Nothing was released before: everything is new, and nothing is listed. */
  readonly isFirst: boolean;
  /** The waivers that accepted findings, by fingerprint: their reasons are the record once the files are gone. */
  readonly waivers: ReadonlyMap<string, Waiver>;
}

const unreleased = '## Unreleased';
const top = '# Changelog\n';

function joined(names: readonly string[]): string {
  const shown = names.slice(0, 4).map((name) => `\`${visible(name).replace(/`/g, "'")}\``);
  if (names.length > 4) return `${shown.join(', ')} and ${names.length - 4} more`;
  return shown.length > 1 ? `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}` : (shown[0] ?? '');
}

/** Whose message: `Request of `, `Response of `; nothing for what is not a message. */
function subject(finding: Finding): string {
  const names = joined(finding.operations);
  if (names === '') return '';
  if (finding.surface.startsWith('request.')) return `Request of ${names}: `;
  if (finding.surface.startsWith('response.')) return `Response of ${names}: `;
  return `${names}: `;
}

function sentence(text: string): string {
  const line = visible(text).trim();
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

/** One line for one finding. ⚠️ stands only where a consumer breaks. */
export function line(finding: Finding, waiver?: Waiver): string {
  const mark = finding.level === 'breaking' || finding.level === 'unknown' ? '⚠️ ' : '';
  const reason =
    waiver === undefined
      ? finding.allowed === undefined
        ? ''
        : ` Allowed: ${sentence(finding.allowed)}`
      : ` Accepted as ${waiver.class}: ${sentence(waiver.reason)}`;
  return `- ${mark}${subject(finding)}${sentence(finding.message)}${reason}`;
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `### ${title}\n\n${lines.join('\n')}\n\n`;
}

/** Text changes are one line together: their diff is the better reader. */
function textLine(findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const operations = [...new Set(findings.flatMap((finding) => finding.operations))].sort();
  const places = findings.length === 1 ? 'One text was reworded' : `${findings.length} texts were reworded`;
  return [`- ${places}${operations.length === 0 ? '' : `, at ${joined(operations)}`}.`];
}

/** The section of one release. `byHand` is what stood under "Unreleased". */
export function entryText(entry: Entry, byHand = ''): string {
  const lines = (layer: Finding['layer']) =>
    entry.findings
      .filter(
        (finding) =>
          finding.layer === layer && finding.level !== 'docs' && finding.rule !== 'version-too-small',
      )
      .map((finding) => line(finding, entry.waivers.get(finding.id)));
  const texts = entry.findings.filter((finding) => finding.level === 'docs' && finding.layer !== 'source');
  const body = [
    section('API', [...lines('wire'), ...lines('docs'), ...textLine(texts)]),
    section('Generated code', lines('source')),
    byHand.trim() === '' ? '' : `${byHand.trim()}\n\n`,
  ].join('');
  const first = entry.isFirst ? 'First release of the contract.\n\n' : '';
  const heading = `## ${entry.package} — ${entry.date}`;
  return `${heading}\n\nAPI ${entry.document}.\n\n${first}${body}`;
}

/** The changelog with a release put in: newest first, below an empty "Unreleased". */
export function withRelease(changelog: string | undefined, entry: Entry): string {
  const text = (changelog ?? `${top}\n${unreleased}\n`).replace(/\r\n/g, '\n');
  const start = text.indexOf(`${unreleased}\n`);
  if (start < 0) {
    const first = text.search(/^## /m);
    const at = first < 0 ? text.length : first;
    return `${text.slice(0, at).trimEnd()}\n\n${unreleased}\n\n${entryText(entry)}${text.slice(at)}`
      .trimEnd()
      .concat('\n');
  }
  const after = start + unreleased.length + 1;
  const next = text.slice(after).search(/^## /m);
  const end = next < 0 ? text.length : after + next;
  return `${text.slice(0, start)}${unreleased}\n\n${entryText(entry, text.slice(after, end))}${text.slice(end)}`
    .trimEnd()
    .concat('\n');
}

/** What the changelog says about one version of the package, without its heading; undefined where it says nothing. */
export function notesOf(changelog: string, version: string): string | undefined {
  const lines = changelog.replace(/\r\n/g, '\n').split('\n');
  const start = lines.findIndex((text) => text === `## ${version}` || text.startsWith(`## ${version} `));
  if (start < 0) return undefined;
  const length = lines.slice(start + 1).findIndex((text) => text.startsWith('## '));
  return `${lines
    .slice(start + 1, length < 0 ? undefined : start + 1 + length)
    .join('\n')
    .trim()}\n`;
}
