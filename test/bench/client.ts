// `npm run bench -- client`: our client beside raw fetch and openapi-fetch, in one run. Ratios are CPU time, so that a
// busy machine does not change them much. `--rounds N` (default 7) measures longer.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { root } from '../../src/build/project.js';

interface Subject {
  readonly name: string;
  /** What a program imports, and the expression that makes a client. */
  readonly imports: string;
  readonly client: string;
  readonly get: string;
  readonly post: string;
}

const key = 'jett_sk_test_benchbenchbenchbench';
const body = `{ task: 'Research linear.app', name: 'n', metadata: { a: 1 } }`;

const subjects: readonly Subject[] = [
  {
    name: 'raw fetch',
    imports: `const headers = { accept: 'application/json', authorization: 'Bearer ${key}' };`,
    client: 'baseUrl',
    get: 'async (url) => (await fetch(url + "/agents/ag_1", { headers })).json()',
    post: `async (url) => (await fetch(url + "/agents", { method: "POST", headers: { ...headers, "content-type": "application/json" }, body: JSON.stringify(${body}) })).json()`,
  },
  {
    name: 'openapi-fetch',
    imports: `import createClient from 'openapi-fetch';`,
    client: `createClient({ baseUrl, headers: { accept: 'application/json', authorization: 'Bearer ${key}' } })`,
    get: 'async (client) => (await client.GET("/agents/{agent_id}", { params: { path: { agent_id: "ag_1" } } })).data',
    post: `async (client) => (await client.POST("/agents", { body: ${body} })).data`,
  },
  {
    name: '@jettson/api',
    imports: `import { Jettson } from './src/index.ts';`,
    client: `new Jettson({ baseUrl, apiKey: '${key}' })`,
    get: 'async (client) => client.agents.get("ag_1")',
    post: `async (client) => client.agents.spawn(${body})`,
  },
];

const server = `
import { createServer } from 'node:http';
const agent = JSON.stringify({ agent_id: 'ag_1', name: 'n', status: 'running', task: 'Research linear.app', model: 'm', created_at: '2026-11-23T12:00:00Z', progress: [{ ts: 1, kind: 'info', message: 'started' }] });
const server = createServer((request, response) => {
  request.resume().on('end', () => response.writeHead(request.method === 'POST' ? 201 : 200, { 'content-type': 'application/json', 'content-length': agent.length }).end(agent));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
`;

/** Measures one subject in a process of its own; prints one line of JSON. */
const program = ({ imports, client, get, post }: Subject) => `
import { getEventListeners } from 'node:events';
${imports}
const baseUrl = process.argv[2];
const make = (baseUrl) => ${client};
const get = ${get};
const post = ${post};
const cpu = async (call, count, wide) => {
  const before = process.cpuUsage();
  for (let done = 0; done < count; done += wide) await Promise.all(Array.from({ length: wide }, call));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / count;
};
const it = make(baseUrl);
const results = { get: [], post: [] };
await cpu(() => get(it), 400, 10);
await cpu(() => post(it), 400, 10);
process.send('ready');
process.on('message', async (message) => {
  if (message === 'get' || message === 'post') process.send({ cpu: await cpu(() => (message === 'get' ? get(it) : post(it)), 600, 10) });
  if (message === 'wide') {
    const startedMs = performance.now();
    const used = await cpu(() => get(it), 1000, 1000);
    process.send({ cpu: used, ms: performance.now() - startedMs });
  }
  if (message === 'heap') {
    for (let i = 0; i < 100; i++) make(baseUrl);
    globalThis.gc();
    const before = process.memoryUsage().heapUsed;
    const kept = [];
    for (let i = 0; i < 2000; i++) kept.push(make(baseUrl));
    globalThis.gc();
    process.send({ bytes: (process.memoryUsage().heapUsed - before) / kept.length });
  }
  if (message === 'listeners') {
    const { signal } = new AbortController();
    for (let i = 0; i < 50; i++) await (it.agents ? it.agents.get('ag_1', { signal }) : it.GET ? it.GET('/agents/{agent_id}', { params: { path: { agent_id: 'ag_1' } }, signal }) : fetch(it + '/agents/ag_1', { signal }).then((response) => response.json()));
    process.send({ listeners: getEventListeners(signal, 'abort').length });
  }
});
`;

type Answer = Readonly<Record<string, number>>;

export default async function bench(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string', default: '7' } } });
  const rounds = Number(values.rounds);
  const folder = await mkdtemp(join(tmpdir(), 'jettson-bench-'));
  const stop: (() => void)[] = [];
  try {
    await writeFile(join(folder, 'server.mjs'), server);
    const serving = spawn(process.execPath, [join(folder, 'server.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    stop.push(() => serving.kill());
    const port = await new Promise<string>((resolve) =>
      serving.stdout.once('data', (data) => resolve(String(data).trim())),
    );
    const rows: Record<string, Record<string, number>> = {};
    const running: { subject: Subject; ask: (message: string) => Promise<Answer> }[] = [];
    for (const subject of subjects) {
      const row: Record<string, number> = {
        ...(await sizes(subject)),
        importMs: await importMs(subject, folder),
      };
      rows[subject.name] = row;
      running.push({ subject, ask: await start(subject, folder, `http://127.0.0.1:${port}/api/v1`, stop) });
    }
    const samples = new Map(
      running.map(({ subject }) => [subject.name, { get: [] as number[], post: [] as number[] }]),
    );
    for (let round = 0; round < rounds; round += 1)
      for (const verb of ['get', 'post'] as const)
        for (const { subject, ask } of running)
          samples.get(subject.name)?.[verb].push((await ask(verb))['cpu'] ?? 0);
    const raw = samples.get('raw fetch');
    for (const { subject, ask } of running) {
      const taken = samples.get(subject.name) ?? { get: [], post: [] };
      const wide = await ask('wide');
      Object.assign(rows[subject.name] ?? {}, {
        get: median(taken.get),
        post: median(taken.post),
        // Round by round, because a busy machine slows neighbours in time alike.
        getRatio: median(taken.get.map((cpu, round) => cpu / (raw?.get[round] ?? cpu))),
        postRatio: median(taken.post.map((cpu, round) => cpu / (raw?.post[round] ?? cpu))),
        wideMs: wide['ms'] ?? 0,
        wideCpu: wide['cpu'] ?? 0,
        heap: (await ask('heap'))['bytes'] ?? 0,
        listeners: (await ask('listeners'))['listeners'] ?? 0,
      });
    }
    print(rows);
  } finally {
    for (const end of stop) end();
    await rm(folder, { recursive: true, force: true });
  }
}

async function bundle({ imports }: Subject, more: string): Promise<string> {
  const names = /^import (?:\{ (\w+) \}|(\w+))/.exec(imports);
  const used = names?.[1] ?? names?.[2];
  const { outputFiles } = await build({
    stdin: {
      contents: `${imports}\n${used ? `globalThis.used = ${used};` : ''}${more}`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function sizes(subject: Subject): Promise<{ gz: number }> {
  return {
    gz: subject.imports.startsWith('import') ? gzipSync(await bundle(subject, ''), { level: 9 }).length : 0,
  };
}

/** Time to load the bundle in a fresh process that has used fetch already; the median of nine. */
async function importMs(subject: Subject, folder: string): Promise<number> {
  const file = join(folder, 'import.mjs');
  await writeFile(file, await bundle(subject, ''));
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
  const { outputFiles } = await build({
    stdin: { contents: program(subject), resolveDir: root, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    write: false,
  });
  await writeFile(file, outputFiles[0]?.text ?? '');
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

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
}

function print(rows: Readonly<Record<string, Readonly<Record<string, number>>>>): void {
  const raw = rows['raw fetch'] ?? {};
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
    `${(row['getRatio'] ?? 0).toFixed(2)} (${(row['get'] ?? 0).toFixed(0)} µs)`,
    `${(row['postRatio'] ?? 0).toFixed(2)} (${(row['post'] ?? 0).toFixed(0)} µs)`,
    `${(row['wideMs'] ?? 0).toFixed(0)} ms, ${ratio(row['wideCpu'], raw['wideCpu'])}`,
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
    ['GET against raw fetch', own['getRatio'] ?? 0, 1.3],
    ['POST against raw fetch', own['postRatio'] ?? 0, 1.2],
    ['listeners left', own['listeners'] ?? 0, 0],
  ];
  console.log('\nbudgets');
  for (const [what, is, most] of budgets)
    console.log(`  ${is <= most ? 'met     ' : 'NOT MET '} ${what}: ${is.toFixed(2)} (at most ${most})`);
}

function ratio(value = 0, base = 0): string {
  return base === 0 ? '-' : `${(value / base).toFixed(2)} (${value.toFixed(0)} µs)`;
}
