// The steps of `npm run check`, in the order of the table: what each runs, what it rests on, what it found.
// Each step loads its tools when it runs: a step that is unchanged costs the hash of what it reads and nothing else.
import type { Step, StepResult } from './chain.js';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createStepCache } from './cache.js';
import { runNode } from './child.js';

export interface CheckOptions {
  readonly root: string;
  /** With true nothing in the work tree is written and stale output is exit 2, as in CI. */
  readonly readOnly: boolean;
}

/** The steps of the chain. Slow ones are skipped while nothing they read has changed; tests always run. */
export function checkSteps({ root, readOnly }: CheckOptions): Step[] {
  const { cached } = createStepCache(root);
  const today = new Date().toISOString().slice(0, 10);
  return [
    { name: 'format', run: () => cached('format', { inputs: ownCode }, () => format(root)) },
    { name: 'lint', run: () => cached('lint', { inputs: contract }, () => lint(root)) },
    {
      name: 'generate',
      run: () => cached('generate', { inputs: ['openapi', 'generated'] }, () => generated(root, readOnly)),
    },
    {
      name: 'type-check',
      after: ['generate'],
      run: () => cached('type-check', { inputs: [...ownCode, 'generated'] }, () => typeCheck(root)),
    },
    { name: 'contract tests', after: ['generate'], run: () => contractTests(root) },
    {
      name: 'docs',
      after: ['generate'],
      run: () =>
        cached(
          'docs',
          { inputs: ['openapi', 'generated', 'CHANGELOG.md'], outputs: readOnly ? [] : pages },
          () => docs(root, readOnly),
        ),
    },
    {
      name: 'gate',
      after: ['generate'],
      run: () =>
        cached('gate', { inputs: ['openapi', 'generated', 'test/consumers'], also: today }, () => gate(root)),
    },
    {
      name: 'promises',
      after: ['generate'],
      run: () => cached('promises', { inputs: promised, also: today }, () => promises(root)),
    },
  ];
}

/** What the lint reads. */
const contract = ['openapi', 'spectral.yaml', 'redocly.yaml'] as const;

/** What biome and the compiler read besides src, scripts and the lockfile. */
const ownCode = ['test', 'biome.jsonc', 'tsconfig.json', 'vitest.config.ts'] as const;

/** What the ledger and the tests that it names read. */
const promised = [...contract, ...ownCode, 'generated', 'README.md', 'CHANGELOG.md'] as const;

async function format(root: string): Promise<StepResult> {
  const { status, output } = await runNode(root, [
    'node_modules/@biomejs/biome/bin/biome',
    'check',
    '--error-on-warnings',
    '.',
  ]);
  if (status === 0) return { found: 'formatted, no lint', exitCode: 0 };
  return { found: 'not as the formatter and linter want it: npm run format', exitCode: 1, details: output };
}

async function lint(root: string): Promise<StepResult> {
  const [{ runLint }, { print }] = await Promise.all([import('./lint/run.js'), import('./lint/print.js')]);
  const { findings, exitCode } = await runLint({ root });
  const found = findings.length === 0 ? 'no findings' : `${findings.length} finding(s)`;
  return { found, exitCode, details: print(findings, 'text') };
}

async function generated(root: string, readOnly: boolean): Promise<StepResult> {
  const [{ differences, generate, writeGenerated }, { BadContract }, { describeDrift }] = await Promise.all([
    import('./generate.js'),
    import('./bad-contract.js'),
    import('./drift.js'),
  ]);
  const outputs = await generate(root).catch((error: unknown) => {
    if (error instanceof BadContract) return undefined;
    throw error;
  });
  if (!outputs) return { found: 'the sources make no contract: see lint', exitCode: 3 };
  const found = await differences(root, outputs);
  if (found.length === 0) return { found: `${outputs.size} files up to date`, exitCode: 0 };
  const details = describeDrift(found);
  if (readOnly)
    return { found: `stale: ${found.length} file(s) differ; npm run build`, exitCode: 2, details };
  await writeGenerated(root, found);
  const left = found.filter((difference) => difference.kind === 'unexpected');
  if (left.length > 0)
    return {
      found: `${left.length} file(s) that nothing generates`,
      exitCode: 2,
      details: describeDrift(left),
    };
  const rewritten = found.map((difference) => difference.file).join(', ');
  return { found: `rewrote ${rewritten}`, exitCode: 0, isSettled: false };
}

async function typeCheck(root: string): Promise<StepResult> {
  // One thread: the other steps run beside it, and several checkers each do part of the work again.
  const tsc = (project: string) =>
    runNode(root, ['node_modules/typescript7/bin/tsc', '-p', project, '--singleThreaded']);
  const runs = await Promise.all(['src/build/tsconfig.declarations.json', '.'].map(tsc));
  const output = runs.map((run) => run.output).join('');
  if (runs.every(({ status }) => status === 0)) return { found: 'no type errors', exitCode: 0 };
  return {
    found: `${output.split('\n').filter((line) => line.includes('error TS')).length} type errors`,
    exitCode: 1,
    details: output,
  };
}

/** Prints the contract tests' own tables even when they pass: they are what the step is for. */
async function contractTests(root: string): Promise<StepResult> {
  const { runTests } = await import('./tests.js');
  const result = await runTests({ filters: ['test/contract'], report: 'contract-tests.json', quiet: true });
  const found = `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`;
  if (result.exitCode !== 0) return { found, exitCode: 1, details: result.output };
  const summary = await readFile(
    join(root, 'node_modules/.cache/jettson/contract-summary.txt'),
    'utf8',
  ).catch(() => '');
  return { found, exitCode: 0, details: summary };
}

const pages = ['dist/docs/index.html', 'dist/docs/index.md'] as const;

async function docs(root: string, readOnly: boolean): Promise<StepResult> {
  const [{ docsFiles, readPageInput }, { UnreadableContract }, { writeAtomic }] = await Promise.all([
    import('../docs/files.js'),
    import('../docs/contract.js'),
    import('./write.js'),
  ]);
  try {
    const files = await docsFiles(await readPageInput(root));
    if (!readOnly) for (const [file, content] of files) await writeAtomic(join(root, file), content);
    const sizes = [...files].map(
      ([file, content]) => `${file} ${Math.ceil(Buffer.byteLength(content) / 1000)} kB`,
    );
    return { found: sizes.join(', '), exitCode: 0 };
  } catch (error) {
    if (!(error instanceof UnreadableContract)) throw error;
    return { found: 'the reference cannot be written', exitCode: 3, details: error.message };
  }
}

/** The contract against its last release; what blocks is shown as `npm run gate` shows it. */
async function gate(root: string): Promise<StepResult> {
  const [{ contractRepository }, { gateAgainstLastRelease }, { text }, { verdictLine }] = await Promise.all([
    import('./repository.js'),
    import('../gate/folder.js'),
    import('../gate/report/text.js'),
    import('../gate/report/verdict.js'),
  ]);
  const repository = await contractRepository(root);
  const { report, problems, exitCode, base } = await gateAgainstLastRelease({ cwd: root, ...repository });
  if (report === undefined)
    return {
      found: 'nothing was compared',
      exitCode,
      details: problems.map(({ file, line, message }) => `${file}:${line ?? 1}  ${message}`).join('\n'),
    };
  const view = { base: base?.version ?? '', explain: `${repository.command} --explain`, problems };
  const verdict = verdictLine(report);
  if (exitCode === 0) return { found: verdict, exitCode };
  // What is wrong beside the verdict may be all that is wrong.
  const found = problems.length > 0 ? `${problems.length} problem(s), and: ${verdict}` : verdict;
  return { found, exitCode, details: text(report, view) };
}

/** The tests that the ledger names run here; `npm test` holds it against those of a complete run. */
async function promises(root: string): Promise<StepResult> {
  const { provePromises } = await import('./prove.js');
  const { faults, counts, output } = await provePromises(root);
  const found = `${counts.kept} kept, ${counts.open} open, ${counts.notApplicable} not applicable`;
  if (faults.length === 0) return { found, exitCode: 0 };
  const details = faults.map((fault) => `${fault.file}:${fault.line}  ${fault.message}`).join('\n');
  return { found: `${faults.length} broken: ${found}`, exitCode: 1, details: `${output}${details}` };
}
