// `npm run bench -- check`: the chain cold and unchanged beside the tools' own CLIs doing the same steps one after
// another. The steps that run tests are left out; everything else of ours runs and counts, also what no CLI does.
import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChain } from '../../src/build/chain.js';
import { checkSteps } from '../../src/build/check.js';
import { judgeValues } from '../../src/build/lint/gate.js';
import { root } from '../../src/build/project.js';
import { type Command, median, type Run, run } from './harness/measure.js';

const rounds = 5;
const out = (name: string): string => join(tmpdir(), `jettson-bench-${process.pid}-${name}`);
const made = { bundle: out('bundle.json'), types: out('types.d.ts'), docs: out('docs.html') };

const ours = (part: 'chain' | 'extra' | 'start') => ({
  args: ['scripts/run.js', 'bench', 'check', part],
  cwd: root,
});
const redocly = 'node_modules/@redocly/cli/bin/cli.js';

/** Steps that run tests: the same on both sides. */
const tests = ['contract tests', 'promises'];
/** Of the others, what no CLI does: this, and values before two validators. Measured alone. */
const extra = ['gate'];

const clis: readonly Command[] = [
  { name: 'biome check', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'], cwd: root },
  { name: 'redocly lint', args: [redocly, 'lint', 'openapi/openapi.yaml'], cwd: root },
  {
    name: 'redocly bundle',
    args: [redocly, 'bundle', 'openapi/openapi.yaml', '-o', made.bundle],
    cwd: root,
  },
  {
    name: 'spectral lint',
    args: ['node_modules/@stoplight/spectral-cli/dist/index.js', 'lint', 'generated/openapi.json'],
    cwd: root,
  },
  {
    // It reads a redocly.yaml where it stands, so it runs elsewhere.
    name: 'openapi-typescript',
    args: [join(root, 'node_modules/openapi-typescript/bin/cli.js'), made.bundle, '-o', made.types],
    cwd: tmpdir(),
  },
  {
    name: 'redocly build-docs',
    args: [redocly, 'build-docs', 'openapi/openapi.yaml', '-o', made.docs],
    cwd: root,
  },
];
/** node_modules/.bin/tsc is TypeScript 5.9, which openapi-typescript needs; our chain takes the native 7.0. */
const compilers = {
  'tsc 5.9': { name: 'tsc 5.9', args: ['node_modules/typescript/bin/tsc', '-p', '.'], cwd: root },
  'tsc 7.0': { name: 'tsc 7.0', args: ['node_modules/typescript7/bin/tsc', '-p', '.'], cwd: root },
} as const satisfies Record<string, Command>;

type Results = Map<string, Run[]>;

/** What of the chain a measured process runs. */
const parts: Readonly<Record<string, (name: string) => boolean>> = {
  chain: (name) => !tests.includes(name),
  extra: (name) => extra.includes(name),
  start: () => false,
};

export default async function bench([part]: readonly string[]): Promise<void> {
  if (part !== undefined) return runPart(part);
  const cache = join(root, 'node_modules/.cache/jettson');
  const forget =
    (...folders: readonly string[]) =>
    async () => {
      for (const folder of folders) await rm(join(cache, folder), { recursive: true, force: true });
    };
  const results: Results = new Map();
  for (let round = 0; round < rounds; round += 1) {
    await measure(results, { name: 'cold', ...ours('chain'), before: forget('steps', 'compiled') });
    await measure(results, { name: 'unchanged', ...ours('chain') });
    await measure(results, { name: 'extra', ...ours('extra'), before: forget('steps') });
    await measure(results, { name: 'start', ...ours('start') });
    for (const command of [...clis, ...Object.values(compilers)]) await measure(results, command);
  }
  for (const file of Object.values(made)) await rm(file, { force: true });
  print(results);
}

async function runPart(part: string): Promise<void> {
  if (part === 'extra')
    await judgeValues(JSON.parse(await readFile(join(root, 'generated/openapi.json'), 'utf8')));
  const wanted = parts[part] ?? parts['start'];
  const steps = checkSteps({ root, readOnly: true })
    .filter(({ name }) => wanted?.(name))
    .map(({ name, run: step, after = [] }) => ({ name, run: step, after: part === 'chain' ? after : [] }));
  if (steps.length === 0) return;
  const terminal = { write: () => undefined, colour: false, now: () => performance.now() };
  process.exitCode = (await runChain(steps, terminal)).exitCode;
}

async function measure(results: Results, command: Command): Promise<void> {
  results.set(command.name, [...(results.get(command.name) ?? []), await run(command)]);
}

function print(results: Results): void {
  const middle = (name: string): Run => {
    const runs = results.get(name) ?? [];
    const of = (key: keyof Run): number => median(runs.map((one) => one[key]));
    return {
      cpuMs: of('cpuMs'),
      wallMs: of('wallMs'),
      status: Math.max(...runs.map(({ status }) => status)),
    };
  };
  const sum = (...all: readonly Run[]): Run => ({
    cpuMs: all.reduce((total, { cpuMs }) => total + cpuMs, 0),
    wallMs: all.reduce((total, { wallMs }) => total + wallMs, 0),
    status: Math.max(...all.map(({ status }) => status)),
  });
  const less = (one: Run, other: Run): Run => ({
    cpuMs: one.cpuMs - other.cpuMs,
    wallMs: Number.NaN, // steps run beside each other: walls do not add up
    status: Math.max(one.status, other.status),
  });
  const tools = clis.map(({ name }) => middle(name));
  const references = Object.values(compilers).map(({ name }) => sum(...tools, middle(name)));
  const onlyOurs = less(middle('extra'), middle('start'));
  const rows: readonly (readonly [string, Run])[] = [
    ['our chain, cold', middle('cold')],
    [`  only ours: ${['values', ...extra].join(', ')}`, onlyOurs],
    ['  the steps that the CLIs do too', less(middle('cold'), onlyOurs)],
    ['our chain, unchanged', middle('unchanged')],
    ...Object.values(compilers).map(
      ({ name }, index) => [`the CLIs, ${name}`, references[index] ?? sum()] as const,
    ),
    ...[...clis, ...Object.values(compilers)].map(({ name }) => [`  ${name}`, middle(name)] as const),
  ];
  const names = Object.values(compilers).map(({ name }) => `/ ${name}`.padStart(11));
  console.log(
    `median of ${rounds} runs in turn, CPU of the whole process tree, ratio to the CLIs with either compiler\n`,
  );
  console.log(`${''.padEnd(40)}${'CPU s'.padStart(8)}${'wall s'.padStart(8)}${names.join('')}  exit`);
  for (const [name, { cpuMs, wallMs, status }] of rows) {
    const ratios = references.map((reference) => (cpuMs / reference.cpuMs).toFixed(2).padStart(11));
    const wall = Number.isNaN(wallMs) ? '' : (wallMs / 1000).toFixed(2);
    console.log(
      `${name.padEnd(40)}${(cpuMs / 1000).toFixed(2).padStart(8)}${wall.padStart(8)}${ratios.join('')}  ${status}`,
    );
  }
}
