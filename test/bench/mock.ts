// `npm run bench -- mock`: how fast the mock starts, how much it answers beside stock Prism, and what 10,000 requests leave behind.
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';
import { packTarball, runNpm } from '../../src/build/pack.js';
import { root } from '../../src/build/project.js';
import { silence } from '../../src/mock/silence.js';
import { startMock } from '../../src/mock/testing.js';
import { median } from './harness/measure.js';

const authorization = 'Bearer jett_sk_test_abcdabcdabcdabcdabcdabcdabcdabcd';
const target = '/agents/ag_7Qm2xKd9RfTz4LwVb8HcN';
const bundlePath = `${root}/generated/openapi.json`;

const print = (what: string, figure: string, budget = ''): void =>
  console.log(`  ${what.padEnd(58)}${figure.padStart(12)}  ${budget}`);
const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** A way to start the mock. */
interface Start {
  readonly name: string;
  readonly cwd: string;
  /** Arguments of `node` before those of the command. */
  readonly command: readonly string[];
  /** The module that exports `startMock`. */
  readonly testing: string;
  readonly flags: readonly string[];
}

interface Spent {
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** Import, load and listen, in a process of its own. */
async function split({ testing, flags, cwd }: Start): Promise<Record<'import' | 'load' | 'listen', Spent>> {
  const code = `
    const now = () => ({ wall: performance.now(), cpu: process.cpuUsage() });
    const marks = [now()];
    const { startMock } = await import(${JSON.stringify(pathToFileURL(testing).href)});
    marks.push(now());
    const inside = await startMock({ listen: false });
    marks.push(now());
    const outside = await startMock();
    marks.push(now());
    await inside.close();
    await outside.close();
    const spent = marks.slice(1).map((to, index) => {
      const from = marks[index];
      const cpu = to.cpu.user + to.cpu.system - from.cpu.user - from.cpu.system;
      return { wallMs: to.wall - from.wall, cpuMs: cpu / 1000 };
    });
    console.log(JSON.stringify({ import: spent[0], load: spent[1], listen: spent[2] }));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, '--input-type=module', '-e', code],
    { cwd },
  );
  return JSON.parse(stdout) as Record<'import' | 'load' | 'listen', Spent>;
}

/** CPU milliseconds of a running process: fields 14 and 15 of /proc/<pid>/stat (proc(5)); NaN where the system does not tell. */
function cpuMsOf(pid: number | undefined): number {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** From the start of the process to its ready line. */
function untilReady(command: string, args: readonly string[], cwd: string): Promise<Spent> {
  const before = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args, 'mock', '--port', '0'], {
      cwd,
      stdio: ['ignore', 'pipe', 'inherit'],
      detached: true, // a process group of its own
    });
    let spent: Spent | undefined;
    child.on('error', reject);
    child.on('exit', (code) =>
      spent ? resolve(spent) : reject(new Error(`the mock ended with ${code} before it was ready`)),
    );
    child.stdout.once('data', () => {
      spent = { wallMs: performance.now() - before, cpuMs: cpuMsOf(child.pid) };
      if (child.pid !== undefined) process.kill(-child.pid); // npx leaves its own child behind
    });
  });
}

/** Runs something five times; the medians. */
async function ofFive(run: () => Promise<Spent>): Promise<Spent> {
  const runs: Spent[] = [];
  for (let round = 0; round < 5; round++) runs.push(await run());
  return {
    wallMs: median(runs.map(({ wallMs }) => wallMs)),
    cpuMs: median(runs.map(({ cpuMs }) => cpuMs)),
  };
}

/** The package installed from its tarball, in a folder with nothing else. */
async function installed(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jettson-bench-'));
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  const tarball = await packTarball(root);
  runNpm(['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], folder);
  return folder;
}

/** How long the mock takes to start: from source, and as a user of the package has it. */
async function startUps(): Promise<void> {
  const folder = await installed();
  const dist = join(folder, 'node_modules/@jettson/api/dist');
  const starts: readonly Start[] = [
    {
      name: 'from source',
      cwd: root,
      command: ['--import', 'tsx', 'src/cli.ts'],
      testing: join(root, 'src/mock/testing.ts'),
      flags: ['--import', 'tsx'],
    },
    {
      name: 'packed',
      cwd: folder,
      command: [join(dist, 'cli.js')],
      testing: join(dist, 'testing.js'),
      flags: [],
    },
  ];
  try {
    for (const start of starts) {
      const parts = await split(start);
      for (const [part, { wallMs, cpuMs }] of Object.entries(parts))
        print(`start-up ${start.name}: ${part}`, ms(wallMs), `${ms(cpuMs)} of CPU`);
      const { wallMs, cpuMs } = await ofFive(() => untilReady(process.execPath, start.command, start.cwd));
      print(
        `start-up ${start.name}: from the command to its ready line`,
        ms(wallMs),
        `${ms(cpuMs)} of CPU${start.name === 'packed' ? ', budget 2,000 ms' : ''}`,
      );
    }
    const { wallMs } = await ofFive(() => untilReady('npx', ['jettson-api'], folder));
    print('start-up packed: the same through npx', ms(wallMs), 'budget 2,000 ms');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Requests per second over sockets: `total` requests on 16 connections that are kept open. */
async function overSockets(base: string, total: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 });
  const one = () =>
    new Promise<void>((resolve, reject) => {
      const request = httpRequest(`${base}${target}`, { agent, headers: { authorization } }, (response) => {
        if (response.statusCode !== 200) reject(new Error(`answered with ${response.statusCode}`));
        response.resume().on('end', resolve);
      });
      request.on('error', reject).end();
    });
  let sent = 0;
  const before = performance.now();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      while (sent < total) {
        sent++;
        await one();
      }
    }),
  );
  const took = performance.now() - before;
  agent.destroy();
  return (sent / took) * 1000;
}

/** Requests per second of CPU time: what one core does, however busy the machine is. */
async function inProcess(call: typeof fetch, base: string, total: number): Promise<number> {
  const before = process.cpuUsage();
  for (let round = 0; round < total; round++)
    await (await call(`${base}${target}`, { headers: { authorization } })).text();
  const { user, system } = process.cpuUsage(before);
  return (total / (user + system)) * 1e6;
}

/** Stock Prism as its own command line sets it up, on any free port. */
async function stockPrism(): Promise<{ base: string; close(): Promise<void> }> {
  const operations = await getHttpOperationsFromSpec(bundlePath);
  const server = createServer(operations, {
    cors: false,
    config: {
      checkSecurity: true,
      validateRequest: true,
      validateResponse: true,
      errors: false,
      upstreamProxy: undefined,
      isProxy: false,
      mock: { dynamic: false },
    },
    components: { logger: silence() },
  });
  const base = await server.listen(0, '127.0.0.1');
  return { base, close: () => server.close() };
}

function heapMiB(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 1_048_576;
}

export default async function bench(): Promise<void> {
  console.log(
    `mock (Node ${process.versions.node}, contract of ${(readFileSync(bundlePath).byteLength / 1024).toFixed(0)} KiB)`,
  );

  await startUps();
  const mock = await startMock();
  const prism = await stockPrism();
  await inProcess(mock.fetch, mock.url, 500);
  const perCore = await inProcess(mock.fetch, mock.url, 3_000);
  print('in process, per second of one core', `${perCore.toFixed(0)} /s`, 'budget 1,000 /s');

  await Promise.all([overSockets(mock.url, 500), overSockets(prism.base, 500)]);
  const rates = { mock: 0, prism: 0 };
  for (let round = 0; round < 3; round++) {
    rates.prism = Math.max(rates.prism, await overSockets(prism.base, 1_500));
    rates.mock = Math.max(rates.mock, await overSockets(mock.url, 1_500));
  }
  print('over sockets, stock Prism (best of 3)', `${rates.prism.toFixed(0)} /s`);
  print(
    'over sockets, this mock (best of 3)',
    `${rates.mock.toFixed(0)} /s`,
    `${((rates.mock / rates.prism) * 100).toFixed(0)} % of Prism, budget 60 %`,
  );

  mock.reset();
  const before = heapMiB();
  await overSockets(mock.url, 10_000);
  const after = heapMiB();
  print('heap after 10,000 requests', `${(after - before).toFixed(1)} MiB`, 'budget 30 MiB');
  await mock.close();
  await prism.close();
}
