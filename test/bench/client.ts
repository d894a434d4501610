// `npm run bench -- client`: our client, packed and installed as a consumer has it, beside raw fetch and openapi-fetch in
// one run. Each subject runs in several processes, one after another: one process differs from the next by more than the
// subjects do, and a process that waits long is paged out. `--rounds N` (default 30) measures longer in each.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { packTarball, runNpm } from '../../src/build/pack.js';
import { root } from '../../src/build/project.js';
import { program, type Subject, server, subjects } from './harness/client-subjects.js';
import { median } from './harness/measure.js';

type Answer = Readonly<Record<string, number>>;

type Ask = (message: string) => Promise<Answer>;

/** A process of each subject, by the subject's name. */
type Team = ReadonlyMap<string, Ask>;

const teams = 5;
const verbs = ['get', 'post'] as const;

export default async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string', default: '30' } } });
  const folder = await mkdtemp(join(tmpdir(), 'jettson-bench-'));
  const stop: (() => void)[] = [];
  try {
    await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const tarball = await packTarball(root);
    runNpm(['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], folder);
    await writeFile(join(folder, 'server.mjs'), server);
    const serving = spawn(process.execPath, [join(folder, 'server.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    stop.push(() => serving.kill());
    const port = await new Promise<string>((resolve) =>
      serving.stdout.once('data', (data) => resolve(String(data).trim())),
    );
    const url = `http://127.0.0.1:${port}/api/v1`;
    const rows: Record<string, Record<string, number>> = {};
    for (const subject of subjects)
      rows[subject.name] = { gz: await gzBytes(subject, folder), importMs: await importMs(subject, folder) };
    for (let teamsLeft = teams; teamsLeft > 0; teamsLeft -= 1) {
      const team = new Map<string, Ask>();
      for (const subject of subjects) team.set(subject.name, await start(subject, folder, url, stop));
      for (const verb of verbs)
        for (const [name, cpu] of await cpuOf(team, verb, Number(values.rounds)))
          Object.assign(rows[name] ?? {}, { [verb]: (rows[name]?.[verb] ?? 0) + cpu / teams });
      for (const [name, ask] of team) {
        if (teamsLeft === 1)
          Object.assign(rows[name] ?? {}, await ask('wide'), await ask('heap'), await ask('listeners'));
        await ask('end');
      }
    }
    print(rows, await typesBytes(folder));
  } finally {
    for (const end of stop) end();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * CPU per call: the median of many small batches. All subjects take turns, odd rounds backwards, so that each meets the
 * same disturbances. (Medians of both sides vary less from run to run than the median of ratios.)
 */
async function cpuOf(team: Team, verb: (typeof verbs)[number], rounds: number): Promise<Map<string, number>> {
  const taken = new Map([...team.keys()].map((name): [string, number[]] => [name, []]));
  for (let round = 0; round < rounds; round += 1)
    for (const [name, ask] of round % 2 === 0 ? team : [...team].reverse())
      taken.get(name)?.push((await ask(verb))['cpu'] ?? Number.NaN);
  return new Map([...taken].map(([name, batches]) => [name, median(batches)]));
}

/** The program as a consumer's bundler makes it, from the installed package. */
async function bundle(contents: string, folder: string, minify: boolean): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder, loader: 'ts' },
    nodePaths: [join(root, 'node_modules')], // openapi-fetch, for comparison
    bundle: true,
    minify,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

/** The subject's import alone, and a use that keeps it. */
function imported({ imports }: Subject): string {
  const used = /^import (?:\{ (\w+) \}|(\w+))/.exec(imports);
  return used ? `${imports}\nglobalThis.used = ${used[1] ?? used[2]};` : imports;
}

async function gzBytes(subject: Subject, folder: string): Promise<number> {
  if (!subject.imports.startsWith('import')) return 0;
  return gzipSync(await bundle(imported(subject), folder, true), { level: 9 }).length;
}

/** Time to load the bundle in a fresh process that has used fetch already; the median of nine. */
async function importMs(subject: Subject, folder: string): Promise<number> {
  const file = join(folder, 'import.mjs');
  await writeFile(file, await bundle(imported(subject), folder, true));
  const code = `fetch; new Request('http://a.invalid'); const at = performance.now(); import(${JSON.stringify(file)}).then(() => console.log(performance.now() - at));`;
  const taken = Array.from({ length: 9 }, () =>
    Number(spawnSync(process.execPath, ['-e', code], { encoding: 'utf8' }).stdout),
  );
  return median(taken);
}

async function start(
  subject: Subject,
  folder: string,
  url: string,
  stop: (() => void)[],
): Promise<(message: string) => Promise<Answer>> {
  const file = join(folder, `${subject.name.replace(/\W/g, '-')}.mjs`);
  await writeFile(file, await bundle(program(subject), folder, false));
  const child = spawn(process.execPath, ['--expose-gc', file, url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  stop.push(() => child.kill());
  await new Promise((resolve) => child.once('message', resolve));
  return (message) =>
    new Promise((resolve) => {
      child.once('message', (answer) => resolve(answer as Answer));
      child.send(message);
    });
}

/** What the compiler keeps in memory for the packed declarations: a program that uses them less an empty one. */
async function typesBytes(folder: string): Promise<number> {
  const use = `import { Jettson } from '@jettson/api';\nexport const agent = await new Jettson().agents.run({ task: 'x' });\n`;
  const empty = await compilerBytes('empty', 'export {};\n', folder);
  return (await compilerBytes('use', use, folder)) - empty;
}

/** The compiler collects garbage before it counts, where it can: `--expose-gc`. */
async function compilerBytes(name: string, text: string, folder: string): Promise<number> {
  await writeFile(join(folder, `${name}.ts`), text);
  const compilerOptions = {
    noEmit: true,
    strict: true,
    types: [],
    target: 'es2022',
    lib: ['es2022', 'dom'],
    module: 'nodenext',
  };
  const project = join(folder, `${name}.json`);
  await writeFile(project, JSON.stringify({ compilerOptions, files: [`${name}.ts`] }));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  const { stdout, status } = spawnSync(
    process.execPath,
    ['--expose-gc', tsc, '-p', project, '--extendedDiagnostics'],
    { encoding: 'utf8' },
  );
  const kilobytes = Number(/^Memory used:\s+(\d+)K$/m.exec(stdout)?.[1]);
  if (status !== 0 || Number.isNaN(kilobytes)) throw new Error(`${name}.ts:\n${stdout}`);
  return kilobytes * 1000;
}

function print(rows: Readonly<Record<string, Readonly<Record<string, number>>>>, types: number): void {
  const raw = rows['raw fetch'] ?? {};
  const ratio = (row: Readonly<Record<string, number>>, what: string) => (row[what] ?? 0) / (raw[what] ?? 1);
  const header = [
    'client',
    'bundle gz',
    'import',
    'heap/client',
    'GET',
    'POST',
    '1,000 at once',
    'listeners after 50',
  ];
  const lines = Object.entries(rows).map(([name, row]) => [
    name,
    `${((row['gz'] ?? 0) / 1000).toFixed(1)} kB`,
    `${(row['importMs'] ?? 0).toFixed(1)} ms`,
    `${((row['heap'] ?? 0) / 1000).toFixed(1)} kB`,
    ...verbs.map((verb) => `${ratio(row, verb).toFixed(2)} (${(row[verb] ?? 0).toFixed(0)} µs)`),
    `${(row['wideMs'] ?? 0).toFixed(0)} ms, ${ratio(row, 'wideCpu').toFixed(2)} (${(row['wideCpu'] ?? 0).toFixed(0)} µs)`,
    `${row['listeners'] ?? 0}`,
  ]);
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  for (const line of [header, ...lines])
    console.log(line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  const own = rows['@jettson/api'] ?? {};
  const budgets: [string, number, number][] = [
    ['bundle gz, kB', (own['gz'] ?? 0) / 1000, 8],
    ['import beyond fetch, ms', (own['importMs'] ?? 0) - (raw['importMs'] ?? 0), 15],
    ['heap per client, kB', (own['heap'] ?? 0) / 1000, 3],
    ['GET against raw fetch', ratio(own, 'get'), 1.3],
    ['POST against raw fetch', ratio(own, 'post'), 1.2],
    ['tsc beyond an empty file, MB', types / 1e6, 6],
    ['listeners left', own['listeners'] ?? 0, 0],
  ];
  console.log('\nbudgets');
  for (const [what, is, most] of budgets)
    console.log(`  ${is <= most ? 'met     ' : 'NOT MET '} ${what}: ${is.toFixed(2)} (at most ${most})`);
}
