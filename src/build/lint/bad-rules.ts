// A ruleset that cannot be loaded: spectral.yaml or redocly.yaml, as whoever edits the rules may leave it.
import { basename } from 'node:path';
import { type Finding, finding } from './finding.js';

export class BadRules extends Error {
  override readonly name = 'BadRules';
  readonly finding: Finding;
  constructor(path: string, why: unknown) {
    const { message, line } = reasonOf(why);
    super(message);
    const place = { file: basename(path), line, column: 1, pointer: '' };
    this.finding = finding('source-syntax', `these rules cannot be loaded (${message}): correct them`, place);
  }
}

/** A parser's reason with its line; the first line of what anything else says. */
export function reasonOf(why: unknown): { readonly message: string; readonly line: number } {
  const error = (why ?? {}) as {
    message?: string;
    reason?: string;
    mark?: { line?: number };
    originalError?: unknown;
  };
  if (error.originalError !== undefined) return reasonOf(error.originalError); // Redocly's, around the parser's
  const [message = ''] = (error.reason ?? error.message ?? String(why)).split('\n');
  return { message, line: (error.mark?.line ?? 0) + 1 };
}
