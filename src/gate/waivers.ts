// Waivers: findings that somebody accepted, one file each, `<date>-<slug>.yaml`. Malformed or two for one finding is bad
// input (3); expired or unused is stale (2): an exception that nobody needs, or nobody may use any more, is taken away.
import type { Finding } from './report/report.js';
import type { Problem } from './report/view.js';
import { dayOf } from './policy/days.js';
import { LoadError } from './load/error.js';
import { checkOf, faultOf, readData } from './policy/data.js';
import schema from './waiver.schema.json' with { type: 'json' };

export type WaiverClass = 'correction' | 'security' | 'unreleased' | 'accepted-break';

/** Exactly one of the three: what shows that the document was wrong. */
export interface Evidence {
  readonly example?: string;
  readonly response?: string;
  readonly promise?: string;
}

export interface Waiver {
  /** The fingerprint of the finding it accepts. */
  readonly finding: string;
  readonly rule?: string;
  readonly class: WaiverClass;
  readonly reason: string;
  readonly owner: string;
  /** `YYYY-MM-DD`, both. The last day it holds is `expires`. */
  readonly created: string;
  readonly expires: string;
  readonly evidence?: readonly Evidence[];
  /** Where it was read from, for reports; a name for waivers passed in as values. */
  readonly file: string;
  /** The line of `expires`, of `finding`: what a person would edit. */
  readonly lines?: { readonly finding: number; readonly expires: number; readonly rule: number };
}

export interface WaiverFile {
  /** Shown to people: relative to the working folder. */
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

const check = checkOf(schema);
const namePattern = /^(\d{4}-\d{2}-\d{2})-[a-z0-9]+(?:-[a-z0-9]+)*\.ya?ml$/;

/**
 * Reads waiver files. `exists` answers whether a file of the repository is there, for evidence; without it, evidence
 * is taken as said.
 */
export function readWaivers(
  files: readonly WaiverFile[],
  exists?: (path: string) => boolean,
): { readonly waivers: readonly Waiver[]; readonly problems: readonly Problem[] } {
  const waivers: Waiver[] = [];
  const problems: Problem[] = [];
  const owners = new Map<string, string>();
  for (const { file, name, text } of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const bad = (line: number, message: string) => problems.push({ exitCode: 3, message, file, line });
    const read = readData<Omit<Waiver, 'file'>>(text, file, check);
    if (!read.ok) {
      problems.push(...read.problems);
      continue;
    }
    const { data, source } = read.value;
    const before = problems.length;
    const [, date] = namePattern.exec(name) ?? [];
    if (date === undefined)
      bad(
        1,
        `a waiver is called \`<date>-<slug>.yaml\`, in small letters: \`${data.created}-why-it-is-fine.yaml\``,
      );
    else if (date !== data.created)
      bad(
        source.lineOf('/created'),
        `the file's name says ${date} and \`created\` says ${data.created}: make them the same day`,
      );
    if ((dayOf(data.expires) ?? 0) <= (dayOf(data.created) ?? 0))
      bad(
        source.lineOf('/expires'),
        `\`expires\` (${data.expires}) must come after \`created\` (${data.created})`,
      );
    if (data.class === 'correction' && data.evidence === undefined)
      bad(
        source.lineOf('/class'),
        'a correction needs `evidence`: an `example`, a recorded `response` or a published `promise` that shows the document was wrong',
      );
    (data.evidence ?? []).forEach((evidence, index) => {
      const path = evidence.example ?? evidence.response;
      if (path !== undefined && exists?.(path) === false)
        bad(source.lineOf(`/evidence/${index}`), `the evidence \`${path}\` is not in the repository`);
    });
    const other = owners.get(data.finding);
    if (other !== undefined)
      bad(
        source.lineOf('/finding'),
        `finding ${data.finding} is waived twice: \`${other}\` has it too, keep one`,
      );
    owners.set(data.finding, file);
    if (problems.length === before)
      waivers.push({
        ...data,
        file,
        lines: {
          finding: source.lineOf('/finding'),
          expires: source.lineOf('/expires'),
          rule: source.lineOf('/rule'),
        },
      });
  }
  return { waivers, problems };
}

/**
 * The waivers of parsed values, for callers that have them in hand; `file` names one in reports.
 * @throws LoadError (exit 3) where one is no waiver, or two are for one finding
 */
export function waiversOf(values: readonly unknown[]): readonly Waiver[] {
  const seen = new Set<string>();
  return values.map((value, position) => {
    const { file, ...fields } =
      typeof value === 'object' && value !== null ? (value as { file?: unknown }) : {};
    const name = typeof file === 'string' ? file : `waivers[${position}]`;
    const refuse = (says: string): never => {
      throw new LoadError({ file: name, says, wayOut: 'See waiver.schema.json.' });
    };
    const [fault] = check(fields);
    if (fault !== undefined) return refuse(faultOf(fault).says);
    const waiver = { ...(fields as unknown as Omit<Waiver, 'file'>), file: name };
    if (waiver.class === 'correction' && waiver.evidence === undefined)
      refuse('a correction needs `evidence`');
    if (seen.has(waiver.finding)) refuse(`finding ${waiver.finding} is waived twice`);
    seen.add(waiver.finding);
    return waiver;
  });
}

/** Whether a finding is of the kind that can be waived: it would block. */
function isWaivable(finding: Finding): boolean {
  return finding.level === 'breaking' || finding.level === 'unknown';
}

/**
 * Marks the findings that a waiver in force accepts. An expired waiver accepts nothing; it, and one that no finding
 * needs, is reported as stale.
 */
export function applyWaivers(
  findings: readonly Finding[],
  waivers: readonly Waiver[],
  today: string,
): {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly used: ReadonlyMap<string, Waiver>;
} {
  const problems: Problem[] = [];
  const used = new Map<string, Waiver>();
  const waivable = new Map(findings.filter(isWaivable).map((finding) => [finding.id, finding]));
  for (const waiver of waivers) {
    const finding = waivable.get(waiver.finding);
    const at = (line: number | undefined) => ({ file: waiver.file, ...(line === undefined ? {} : { line }) });
    if (finding !== undefined && waiver.rule !== undefined && waiver.rule !== finding.rule) {
      problems.push({
        exitCode: 3,
        message: `finding ${waiver.finding} is of rule \`${finding.rule}\`, the waiver says \`${waiver.rule}\`: print it again with --explain`,
        ...at(waiver.lines?.rule),
      });
    } else if ((dayOf(today) ?? 0) > (dayOf(waiver.expires) ?? 0)) {
      problems.push({
        exitCode: 2,
        message: `this waiver expired on ${waiver.expires}: remove the file${finding === undefined ? '' : ', and repair what it covered or argue it anew'}`,
        ...at(waiver.lines?.expires),
      });
    } else if (finding === undefined) {
      problems.push({
        exitCode: 2,
        message: `nothing needs this waiver any more: no finding has the id ${waiver.finding}. Remove the file`,
        ...at(waiver.lines?.finding),
      });
    } else used.set(waiver.finding, waiver);
  }
  return {
    findings: findings.map((finding) => {
      const waiver = isWaivable(finding) ? used.get(finding.id) : undefined;
      return waiver === undefined ? finding : { ...finding, waiver: waiver.file };
    }),
    problems,
    used,
  };
}
