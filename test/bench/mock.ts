// `npm run bench -- mock`: how fast the mock starts, how much it answers beside stock Prism, and what 10,000 requests leave behind.
import { execFile, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { Agent, request as httpRequest } from 'node:http';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type createInstance, getHttpOperationsFromSpec } from '@stoplight/prism-http';
import { createServer } from '@stoplight/prism-http-server';
import { root } from '../../src/build/project.js';
import { startMock } from '../../src/mock/testing.js';

const authorization = 'Bearer jett_sk_test_abcdabcdabcdabcdabcdabcdabcdabcd';
const target = '/agents/ag_7Qm2xKd9RfTz4LwVb8HcN';
const bundlePath = `${root}/generated/openapi.json`;

const print = (what: string, figure: string, budget = ''): void =>
  console.log(`  ${what.padEnd(58)}${figure.padStart(12)}  ${budget}`);
const ms = (value: number): string => `${value.toFixed(0)} ms`;

interface Split {
  readonly import: number;
  readonly load: number;
  readonly listen: number;
}

/** Import, load and listen, each in milliseconds, in a process of its own. */
async function startUp(entry: string, flags: readonly string[]): Promise<Split> {
  const code = `
    const marks = [performance.now()];
    const { startMock } = await import(${JSON.stringify(`${root}/${entry}`)});
    marks.push(performance.now());
    const inside = await startMock({ listen: false });
    marks.push(performance.now());
    const outside = await startMock();
    marks.push(performance.now());
    await inside.close();
    await outside.close();
    console.log(JSON.stringify({ import: marks[1] - marks[0], load: marks[2] - marks[1], listen: marks[3] - marks[2] }));`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [...flags, '--input-type=module', '-e', code],
    { cwd: root },
  );
  return JSON.parse(stdout) as Split;
}

/** From the start of the process to its ready line, in milliseconds. */
function untilReady(args: readonly string[]): Promise<number> {
  const before = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args, 'mock', '--port', '0'], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the mock ended with ${code} before it was ready`)));
    child.stdout.once('data', () => {
      const took = performance.now() - before;
      child.kill();
      resolve(took);
    });
  });
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
  const nothing = () => undefined;
  const logger = {
    info: nothing,
    warn: nothing,
    error: nothing,
    debug: nothing,
    trace: nothing,
    fatal: nothing,
    success: nothing,
    child: () => logger,
  };
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
    components: { logger: logger as unknown as Parameters<typeof createInstance>[1]['logger'] },
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

  const entries = [
    {
      name: 'from source',
      entry: 'src/mock/testing.ts',
      flags: ['--import', 'tsx'],
      cli: ['--import', 'tsx', 'src/cli.ts'],
    },
    { name: 'from dist', entry: 'dist/testing.js', flags: [], cli: ['dist/cli.js'] },
  ];
  for (const { name, entry, flags, cli } of entries) {
    if (!existsSync(`${root}/${entry}`)) {
      console.log(`  start-up ${name}: not built (npm run build)`);
      continue;
    }
    const split = await startUp(entry, flags);
    print(
      `start-up ${name}: import · load · listen`,
      `${split.import.toFixed(0)} · ${split.load.toFixed(0)} · ${split.listen.toFixed(0)} ms`,
    );
    print(
      `start-up ${name}: from the command to its ready line`,
      ms(await untilReady(cli)),
      'budget 2,000 ms, packed',
    );
  }

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
