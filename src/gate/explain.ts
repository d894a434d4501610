// `gate --explain ID`: one finding in full, and the waiver that would accept it, ready to be saved.
import type { Finding } from './report/report.js';
import type { Policy } from './policy/policy.js';
import { dump } from 'js-yaml';
import { dateOf, dayOf } from './policy/days.js';
import { standing } from './report/verdict.js';
import { clip, visible, visibleLines } from './report/visible.js';

export interface Explaining {
  /** `YYYY-MM-DD`: the waiver's `created`. */
  readonly today: string;
  readonly policy: Policy;
  /** Where waivers live, as people write it. */
  readonly waiversFolder: string;
  /** Who runs the command, for the waiver's `owner`. */
  readonly owner?: string;
}

/** The findings an id or the beginning of one stands for. */
export function findingsFor(findings: readonly Finding[], id: string): readonly Finding[] {
  const exact = findings.filter((finding) => finding.id === id);
  if (exact.length > 0 || id === '') return exact;
  return findings.filter((finding) => finding.id.startsWith(id));
}

function slug(finding: Finding): string {
  const name =
    /`([^`]+)`/.exec(finding.message)?.[1] ?? (finding.head ?? finding.base)?.pointer.split('/').at(-1) ?? '';
  const words = `${finding.rule} ${name}`.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  return words.slice(0, 60).replace(/^-+|-+$/g, '') || 'finding';
}

/** The waiver file that accepts a finding: its name and its text. It passes as it is; its reason is for a person to write. */
export function waiverFor(
  finding: Finding,
  the: Explaining,
): { readonly name: string; readonly text: string } {
  const expires = dateOf((dayOf(the.today) ?? 0) + the.policy.waivers.days);
  const place = finding.head ?? finding.base;
  const fields = {
    finding: finding.id,
    rule: finding.rule,
    ...(place === null ? {} : { pointer: visible(place.pointer) }),
    message: clip(visible(finding.message), 600),
    class: 'accepted-break',
    reason: `Accepted as it stands: ${clip(visible(finding.message), 300)}`,
    owner: the.owner ?? 'whoever merges this',
    created: the.today,
    expires,
  };
  const text = dump(fields, { lineWidth: -1 });
  const notes = [
    '# Say why in words of your own. class: correction (add `evidence`), security, unreleased or accepted-break.',
  ];
  return { name: `${the.today}-${slug(finding)}.yaml`, text: `${notes.join('\n')}\n${text}` };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${title}\n${lines.map((line) => `  ${line}`.trimEnd()).join('\n')}\n\n`;
}

const place = (at: Finding['base']) =>
  at === null
    ? []
    : [
        visible(
          `${at.file === undefined ? '' : `${at.file}${at.line === undefined ? '' : `:${at.line}`}  `}#${at.pointer}`,
        ),
      ];

/** One finding with every part at full length, then the waiver to paste where a waiver can accept it. */
export function explain(finding: Finding, the: Explaining): string {
  const state = standing(finding);
  const head = `${visible(finding.rule)} · ${visible(finding.surface)}\n${visible(finding.message)}\n\n`;
  const parts = [
    section('Id', [finding.id]),
    section('Layer and level', [`${finding.layer}, ${finding.level}`]),
    section('In head', place(finding.head)),
    section('In base', place(finding.base)),
    section('Witness', finding.witness === undefined ? [] : visibleLines(finding.witness.text).split('\n')),
    section('Refused', finding.complaint === undefined ? [] : [visible(finding.complaint)]),
    section('Not proved', finding.reason === undefined ? [] : [visible(finding.reason)]),
    section('Accepted by', finding.waiver === undefined ? [] : [visible(finding.waiver)]),
    section('Let through', finding.allowed === undefined ? [] : [visible(finding.allowed)]),
    section('Operations', finding.operations.map(visible)),
    section('Methods', (finding.methods ?? []).map(visible)),
    section(
      'Green again',
      finding.waysOut.flatMap((way, index) => visibleLines(`${index + 1}. ${way}`).split('\n')),
    ),
  ];
  if (state !== 'blocks') return `${head}${parts.join('')}`.trimEnd().concat('\n');
  const waiver = waiverFor(finding, the);
  return `${head}${parts.join('')}Waiver, to save as ${the.waiversFolder}/${waiver.name}\n\n${waiver.text}`;
}
