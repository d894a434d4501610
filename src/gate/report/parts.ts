// What one finding says, in parts: what, where, why it breaks, witness, ways out, reached by. Format-neutral; the
// painters escape and lay out. Lengths are bounded here, so that one 70 kB name cannot push every other finding out.
import type { Finding, Level, Place, Report } from './report.js';
import type { Standing } from './verdict.js';
import { standing } from './verdict.js';
import { clip, visible, visibleLines } from './visible.js';
import type { Problem, View } from './view.js';

export interface WayOut {
  readonly say: string;
  /** The exact text to paste, where the way out is an edit. */
  readonly paste?: string;
}

export interface Parts {
  readonly id: string;
  readonly rule: string;
  readonly level: Level;
  readonly standing: Standing;
  readonly what: string;
  readonly surface: string;
  /** Where to look: head first, because that is what can be edited. */
  readonly where: readonly {
    readonly side: 'head' | 'base';
    readonly place: Place;
    readonly label: string;
  }[];
  /** The other side's complaint, or why nothing could be proved. */
  readonly why?: string;
  readonly witness?: string;
  readonly waysOut: readonly WayOut[];
  readonly operations: readonly string[];
  readonly methods: readonly string[];
  /** Why it does not block, for a waived or allowed finding. */
  readonly accepted?: string;
}

/** `file:line` where the document came from a file, else the pointer; one line, clipped. */
export function placeLabel(place: Place): string {
  const label =
    place.file === undefined
      ? place.pointer
      : place.line === undefined
        ? place.file
        : `${place.file}:${place.line}`;
  return clip(visible(label === '' ? '#' : label), 300);
}

/** Longer than any path in a repository: such a name gets no link. */
const maxPath = 400;

/** The address of a source line under `sourceUrl`; undefined where there is nothing to link to. */
export function sourceAddress(parts: Parts, view: View): string | undefined {
  const first = parts.where[0];
  const file = first?.place.file;
  if (view.sourceUrl === undefined || file === undefined || file.length > maxPath || first?.side !== 'head')
    return undefined;
  const path = file
    .split('/')
    .map((segment) => strictlyEncoded(visible(segment)))
    .join('/');
  return `${encodeURI(visible(view.sourceUrl))}${path}${first.place.line === undefined ? '' : `#L${first.place.line}`}`;
}

/** Percent-encoded, brackets and quotes too, so that no markup around it ends early. RFC 3986 §2.1. */
export function strictlyEncoded(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The address that explains a rule. */
export function ruleAddress(parts: Parts, view: View): string | undefined {
  return view.rulesUrl === undefined
    ? undefined
    : `${encodeURI(visible(view.rulesUrl))}#${strictlyEncoded(parts.rule)}`;
}

/** `file:line` of a problem beside the findings, one line, clipped. */
export function problemLabel(problem: Problem): string | undefined {
  if (problem.file === undefined) return undefined;
  return clip(visible(problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`), 300);
}

function wayOut(text: string): WayOut {
  const [say = '', ...rest] = visibleLines(text).split('\n');
  const paste = rest.join('\n').trimEnd();
  return paste.trim() === '' ? { say: clip(say, 600) } : { say: clip(say, 600), paste: clip(paste, 4000) };
}

/** The parts of one finding, each one made visible and bounded. */
export function partsOf(finding: Finding): Parts {
  const where = [
    ...(finding.head
      ? [{ side: 'head' as const, place: finding.head, label: placeLabel(finding.head) }]
      : []),
    ...(finding.base
      ? [{ side: 'base' as const, place: finding.base, label: placeLabel(finding.base) }]
      : []),
  ];
  const why = finding.complaint ?? finding.reason;
  const accepted =
    finding.waiver !== undefined ? `accepted by ${clip(visible(finding.waiver), 300)}` : finding.allowed;
  return {
    id: clip(visible(finding.id), 120),
    rule: clip(visible(finding.rule), 120),
    level: finding.level,
    standing: standing(finding),
    what: clip(visible(finding.message), 1200),
    surface: clip(visible(finding.surface), 300),
    where,
    ...(why === undefined ? {} : { why: clip(visible(why), 1200) }),
    ...(finding.witness === undefined ? {} : { witness: clip(visibleLines(finding.witness.text), 4000) }),
    waysOut: finding.waysOut.map(wayOut),
    operations: finding.operations.filter((name) => name !== '').map((name) => clip(visible(name), 200)),
    methods: (finding.methods ?? []).map((name) => clip(visible(name), 200)),
    ...(accepted === undefined ? {} : { accepted: clip(visible(accepted), 600) }),
  };
}

export interface Section {
  readonly title: string;
  /** Full sections show every part; brief ones a line per finding. */
  readonly full: boolean;
  readonly findings: readonly Finding[];
}

/** The findings in reading order: what blocks, what was accepted, what the policy lets through, what is new, what only reads differently. */
export function sections(report: Report): Section[] {
  const by = (match: (finding: Finding) => boolean) => report.findings.filter(match);
  const all: Section[] = [
    {
      title: 'Breaking',
      full: true,
      findings: by((f) => standing(f) === 'blocks' && f.level === 'breaking'),
    },
    {
      title: 'Not proved compatible',
      full: true,
      findings: by((f) => standing(f) === 'blocks' && f.level === 'unknown'),
    },
    { title: 'Waived', full: false, findings: by((f) => standing(f) === 'waived') },
    {
      title: 'Let through by the policy',
      full: false,
      findings: by((f) => standing(f) === 'allowed'),
    },
    {
      title: 'Additive',
      full: false,
      findings: by((f) => standing(f) === 'informs' && f.level === 'additive'),
    },
    {
      title: 'Documentation',
      full: false,
      findings: by((f) => standing(f) === 'informs' && f.level === 'docs'),
    },
  ];
  return all.filter((section) => section.findings.length > 0);
}

/** `3 findings are not shown here (2 breaking, 1 docs): …`; empty when all are shown. */
export function hiddenLine(hidden: readonly Finding[], view: View): string {
  if (hidden.length === 0) return '';
  const kinds = (['breaking', 'unknown', 'additive', 'docs'] as const)
    .map((level) => ({ level, count: hidden.filter((finding) => finding.level === level).length }))
    .filter(({ count }) => count > 0)
    .map(({ level, count }) => `${count} ${level}`);
  const number = hidden.length === 1 ? '1 finding is' : `${hidden.length} findings are`;
  const rest = view.reportUrl === undefined ? 'the JSON report has all of them' : 'the whole report has them';
  return `${number} not shown here (${kinds.join(', ')}): ${rest}.`;
}

export interface Piece {
  readonly finding: Finding;
  readonly text: string;
}

/**
 * Keeps whole pieces, in order, as long as they fit: the first that does not fit ends the list, so that what is shown
 * is always a prefix of the reading order.
 */
export function keepWhole(
  pieces: readonly Piece[],
  roomBytes: number,
  maxFindings: number,
  size: (text: string) => number,
): { shown: readonly Piece[]; hidden: readonly Finding[] } {
  let used = 0;
  let end = 0;
  for (const piece of pieces) {
    used += size(piece.text);
    if (used > roomBytes || end >= maxFindings) break;
    end += 1;
  }
  return { shown: pieces.slice(0, end), hidden: pieces.slice(end).map((piece) => piece.finding) };
}
