// Runs vitest and reads its JSON report back: the counts, and the names of what ran.
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from './project.js';

export interface TestResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly exitCode: number;
}

interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly success: boolean;
}

/** Vitest's JSON report of the last complete run; `promises` reads the names of what ran from it. */
export const testReportPath = join(root, 'node_modules/.cache/jettson/tests.json');

/** Runs the test files that match `filters` (all, when there are none) in a child process, its output passed through. */
export async function runTests(filters: readonly string[], reportPath = testReportPath): Promise<TestResult> {
  await mkdir(dirname(reportPath), { recursive: true });
  await rm(reportPath, { force: true });
  const vitest = join(dirname(createRequire(import.meta.url).resolve('vitest/package.json')), 'vitest.mjs');
  const args = [
    vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportPath}`,
    ...filters,
  ];
  const status = await new Promise<number>((resolve, reject) => {
    spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] })
      .on('error', reject)
      .on('close', (code) => resolve(code ?? 1));
  });
  let report: VitestReport;
  try {
    report = JSON.parse(await readFile(reportPath, 'utf8')) as VitestReport;
  } catch {
    return { passed: 0, failed: 0, skipped: 0, exitCode: status === 0 ? 4 : status };
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    exitCode: report.success ? status : 1,
  };
}
