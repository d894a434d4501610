// What the lint reports: one shape for every tool behind it.

/** One defect at one place. There are no warnings: every finding is an error. */
export interface Finding {
  /** A house rule, a rule of the run itself, or `<tool>/<rule>` for a structural rule of a stock tool. */
  readonly rule: string;
  readonly severity: 'error';
  /** What is wrong and the way out, in a sentence. */
  readonly message: string;
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Where in the file, as a JSON Pointer (RFC 6901); empty for the file as a whole. */
  readonly pointer: string;
  /** The heading that explains the rule. */
  readonly link: string;
}

/** A place in a source file. */
export type Place = Pick<Finding, 'file' | 'line' | 'column' | 'pointer'>;

const guide = 'openapi/README.md';

/** The heading of a rule; the stock tools' rules share one. */
export function linkTo(rule: string): string {
  return `${guide}#${rule.includes('/') ? 'structure' : rule}`;
}

/** A finding of `rule` at `place`. */
export function finding(rule: string, message: string, place: Place): Finding {
  const { file, line, column, pointer } = place;
  return { rule, severity: 'error', message, file, line, column, pointer, link: linkTo(rule) };
}

/** By file, then from top to bottom; code unit order, so that no locale changes it. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...findings].sort(
    (a, b) =>
      text(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      text(a.rule, b.rule) ||
      text(a.message, b.message),
  );
}
