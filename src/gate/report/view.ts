// What a painter is told beside the report: names, addresses, limits. Painters read nothing else.
import type { Report } from './report.js';

/** Something wrong beside the findings: a stale waiver, an edited release. Its exit code: 1 (findings), 2 (stale) or 3 (bad input). */
export interface Problem {
  readonly exitCode: 1 | 2 | 3;
  readonly message: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}

export interface View {
  /** What base is called: a version, a file, a revision. */
  readonly base?: string;
  readonly head?: string;
  /** Findings shown at most; the rest is counted. All are in JSON. */
  readonly maxFindings?: number;
  /** Size of the output at most, in bytes of UTF-8; each painter has its platform's as default. Whole findings are cut. */
  readonly maxBytes?: number;
  /** The command that explains one finding and prints its waiver; the id is appended. */
  readonly explain?: string;
  /** Where source lines can be looked at: `https://github.com/owner/repo/blob/<commit>/`. */
  readonly sourceUrl?: string;
  /** Where rules are explained; `#<rule>` is appended. */
  readonly rulesUrl?: string;
  /** The address of the whole report, for the short forms. */
  readonly reportUrl?: string;
  readonly problems?: readonly Problem[];
  /** The report of this change alone, measured against the merge base. */
  readonly change?: Report;
}
