// Runs vitest and reads its JSON report back: the counts, and the names of what ran.
import { mkdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { runNode } from './child.js';
import { root } from './project.js';

export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** What vitest said, when `quiet`. */
  readonly output: string;
  readonly exitCode: number;
}

export interface TestRun {
  /** Parts of test file paths; all files when there are none. */
  readonly filters: readonly string[];
  /** Only tests whose titles contain one of these. They share one thread: most files have but one or two of them. */
  readonly titles?: readonly string[];
  /** Name of the JSON report among the project's cached files. */
  readonly report: string;
  /** Keeps vitest's output instead of passing it through. */
  readonly quiet: boolean;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
  readonly testResults: readonly {
    readonly assertionResults: readonly {
      readonly title: string;
      readonly fullName: string;
      readonly status: string;
    }[];
  }[];
}

/** The report of the last run of every test; the promises ledger reads from it which tests ran. */
export const completeReport = 'tests.json';

const folder = join(root, 'node_modules/.cache/jettson');

/** Runs the tests in a child process. */
export async function runTests({ filters, titles, report, quiet }: TestRun): Promise<TestResult> {
  const path = join(folder, report);
  await mkdir(dirname(path), { recursive: true });
  await rm(path, { force: true });
  const { status, output } = await runNode(
    root,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${path}`,
      ...(titles
        ? ['--pool=threads', '--no-isolate', `--testNamePattern=${titles.map(literal).join('|')}`]
        : []),
      ...filters,
    ],
    { passThrough: !quiet },
  );
  const found = await readReport(report);
  if (!found) return { passed: 0, failed: 0, skipped: 0, output, exitCode: status === 0 ? 4 : status };
  return {
    passed: found.numPassedTests,
    failed: found.numFailedTests,
    skipped: found.numPendingTests + found.numTodoTests,
    output,
    exitCode: found.success ? status : 1,
  };
}

/** A pattern that matches nothing but `text`. */
function literal(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Titles of the tests that passed in the last run with that report; undefined when there was none. */
export async function passedTitles(report: string): Promise<ReadonlySet<string> | undefined> {
  const found = await readReport(report);
  if (!found) return undefined;
  const passed = found.testResults.flatMap((file) =>
    file.assertionResults.filter((test) => test.status === 'passed'),
  );
  return new Set(passed.flatMap((test) => [test.title, test.fullName]));
}

async function readReport(report: string): Promise<VitestReport | undefined> {
  try {
    return JSON.parse(await readFile(join(folder, report), 'utf8')) as VitestReport;
  } catch {
    return undefined; // no such run
  }
}
