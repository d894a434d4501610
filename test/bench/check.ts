// `npm run bench -- check`: the chain cold and unchanged beside the tools' own CLIs doing the same steps one after
// another. Contract tests are left out on all three sides; everything else runs.
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChain } from '../../src/build/chain.js';
import { checkSteps } from '../../src/build/check.js';
import { root } from '../../src/build/project.js';
import { type Command, median, type Run, run } from './harness/measure.js';

const rounds = 5;
const chain = ['scripts/run.js', 'bench', 'check', 'chain'];
const out = (name: string): string => join(tmpdir(), `jettson-bench-${process.pid}-${name}`);

const clis: readonly Command[] = [
  { name: 'biome check', args: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'], cwd: root },
  {
    name: 'redocly lint',
    args: ['node_modules/@redocly/cli/bin/cli.js', 'lint', 'openapi/openapi.yaml'],
    cwd: root,
  },
  {
    name: 'redocly bundle',
    args: [
      'node_modules/@redocly/cli/bin/cli.js',
      'bundle',
      'openapi/openapi.yaml',
      '-o',
      out('bundle.json'),
    ],
    cwd: root,
  },
  {
    name: 'spectral lint',
    args: ['node_modules/@stoplight/spectral-cli/dist/index.js', 'lint', 'generated/openapi.json'],
    cwd: root,
  },
  {
    name: 'openapi-typescript',
    args: ['node_modules/openapi-typescript/bin/cli.js', out('bundle.json'), '-o', out('types.d.ts')],
    cwd: tmpdir(),
  },
  // node_modules/.bin/tsc is TypeScript 5.9, which openapi-typescript needs; our chain type-checks with the native 7.0.
  { name: 'tsc (5.9)', args: ['node_modules/typescript/bin/tsc', '-p', '.'], cwd: root },
  {
    name: 'redocly build-docs',
    args: [
      'node_modules/@redocly/cli/bin/cli.js',
      'build-docs',
      'openapi/openapi.yaml',
      '-o',
      out('docs.html'),
    ],
    cwd: root,
  },
];

export default async function bench(args: readonly string[]): Promise<void> {
  if (args[0] === 'chain') {
    const steps = checkSteps({ root, readOnly: true }).filter((step) => step.name !== 'contract tests');
    const { exitCode } = await runChain(steps, {
      write: () => undefined,
      colour: false,
      now: () => performance.now(),
    });
    process.exitCode = exitCode;
    return;
  }
  const cold: Command = {
    name: 'our chain, cold',
    args: chain,
    cwd: root,
    before: () => rm(join(root, 'node_modules/.cache/jettson/steps'), { recursive: true, force: true }),
  };
  const unchanged: Command = { name: 'our chain, unchanged', args: chain, cwd: root };
  const results = new Map<string, Run[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const command of [cold, unchanged]) push(results, command.name, await run(command));
    const tools: Run[] = [];
    for (const command of clis) {
      const one = await run(absolute(command));
      push(results, `  ${command.name}`, one);
      tools.push(one);
    }
    push(results, "the tools' CLIs", {
      cpuMs: sum(tools.map((tool) => tool.cpuMs)),
      wallMs: sum(tools.map((tool) => tool.wallMs)),
      status: Math.max(...tools.map((tool) => tool.status)),
    });
  }
  for (const file of ['bundle.json', 'types.d.ts', 'docs.html']) await rm(out(file), { force: true });
  print(results);
}

/** openapi-typescript reads a redocly.yaml where it stands, so it runs elsewhere, by absolute path. */
function absolute(command: Command): Command {
  const [script = '', ...rest] = command.args;
  return { ...command, args: [join(root, script), ...rest] };
}

function push(results: Map<string, Run[]>, name: string, one: Run): void {
  results.set(name, [...(results.get(name) ?? []), one]);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function print(results: ReadonlyMap<string, readonly Run[]>): void {
  const reference = median((results.get("the tools' CLIs") ?? []).map((one) => one.cpuMs));
  console.log(`median of ${rounds} runs in turn, CPU of the whole process tree\n`);
  console.log(
    `${'chain'.padEnd(24)}${'CPU s'.padStart(8)}${'wall s'.padStart(8)}${'CPU ratio'.padStart(11)}  exit`,
  );
  const order = [...results.keys()].sort((a, b) => Number(a.startsWith(' ')) - Number(b.startsWith(' ')));
  for (const name of order) {
    const runs = results.get(name) ?? [];
    const cpu = median(runs.map((one) => one.cpuMs));
    const wall = median(runs.map((one) => one.wallMs));
    const cells = [
      (cpu / 1000).toFixed(2).padStart(8),
      (wall / 1000).toFixed(2).padStart(8),
      (cpu / reference).toFixed(2).padStart(11),
    ];
    console.log(`${name.padEnd(24)}${cells.join('')}  ${Math.max(...runs.map((one) => one.status))}`);
  }
}
