// The promises, proved: the tests that the ledger names are run, and with those that passed the ledger is checked.
import { checkPromises, type LedgerCheck, namedTests } from './promises.js';
import { passedTitles, runTests } from './tests.js';

export interface ProvedLedger extends LedgerCheck {
  /** What vitest said, when not all that it ran passed. */
  readonly output: string;
}

/** The report of the last run of the tests that keep promises. */
const report = 'promised-tests.json';

/** Runs the named tests of the project at `root` and checks the ledger. */
export async function provePromises(root: string): Promise<ProvedLedger> {
  const { titles, files } = await namedTests(root);
  if (files.length === 0) return { ...(await checkPromises(root, new Set())), output: '' };
  const { exitCode, output } = await runTests({ filters: files, titles, report, quiet: true });
  const ledger = await checkPromises(root, (await passedTitles(report)) ?? new Set());
  return { ...ledger, output: exitCode === 0 ? '' : output };
}
