// Runs hazards.mjs in each runtime, from the packed tarball. See scripts/test-runtimes.ts.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { packTarball, runNpm } from '../../../src/build/pack.js';
import { root } from '../../../src/build/project.js';
import { launch } from '../../browser.js';
import { hazardServer } from './server.js';

export interface RuntimeResult {
  readonly runtime: string;
  readonly version: string;
  readonly passed: number;
  readonly failed: readonly { readonly name: string; readonly why: string }[];
}

interface Options {
  readonly keep: string | undefined;
  readonly only: readonly string[] | undefined;
}

interface Line {
  readonly name: string;
  readonly ok: boolean;
  readonly why?: string;
}

interface Place {
  /** Where the program and the installed tarball are. */
  readonly folder: string;
  /** The binary of an npm package in there. */
  readonly bin: (path: string) => string;
  readonly origin: string;
}

/** Exact versions; the newest of each that these tests passed on. */
const packages = [
  'node22@npm:node@22.23.3',
  'node24@npm:node@24.21.0',
  'bun@1.4.5',
  'deno@2.9.6',
  'workerd@1.20261117.1',
];

interface Runtime {
  readonly version: (place: Place) => string;
  readonly run: (place: Place) => Promise<Line[]>;
}

const commandLine = (command: (place: Place) => readonly [string, ...string[]]): Runtime => ({
  version: (place) => {
    const [binary] = command(place);
    return (
      output(binary, ['--version'], place.folder)
        .split('\n')[0]
        ?.replace(/^[a-z]+ /, '')
        .replace(/ .*/, '') ?? ''
    );
  },
  run: async (place) => {
    const [binary, ...args] = command(place);
    return JSON.parse(await outputLater(binary, [...args, 'main.mjs', place.origin], place.folder)) as Line[];
  },
});

const runtimes: Readonly<Record<string, Runtime>> = {
  'Node 20': commandLine(() => [process.execPath]),
  'Node 22': commandLine(({ bin }) => [bin('node22/bin/node')]),
  'Node 24': commandLine(({ bin }) => [bin('node24/bin/node')]),
  Bun: commandLine(({ bin }) => [bin(existsSync(bin('bun/bin/bun.exe')) ? 'bun/bin/bun.exe' : '.bin/bun')]),
  Deno: {
    ...commandLine(({ bin }) => [bin('.bin/deno')]),
    run: async ({ bin, folder, origin }) =>
      JSON.parse(
        await outputLater(
          bin('.bin/deno'),
          ['run', '--allow-all', '--node-modules-dir=manual', 'main.mjs', origin],
          folder,
        ),
      ) as Line[],
  },
  workerd: {
    version: ({ bin, folder }) =>
      output(bin('.bin/workerd'), ['--version'], folder).replace('workerd ', '').trim(),
    run: runWorkerd,
  },
  Chromium: { version: () => chromiumVersion, run: runChromium },
};

export async function runRuntimes({ keep, only }: Options): Promise<RuntimeResult[]> {
  const tarball = await packTarball(root);
  const folder = keep ?? (await mkdtemp(join(tmpdir(), 'jettson-runtimes-')));
  await mkdir(folder, { recursive: true });
  const page = '<!doctype html><title>hazards</title>';
  const server = hazardServer(page);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await cp(join(root, 'test/consumers/runtimes'), folder, { recursive: true });
    if (!existsSync(join(folder, 'package.json')))
      await writeFile(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
    const missing = packages.filter(
      (name) => !existsSync(join(folder, 'node_modules', name.replace(/@.*/, ''))),
    );
    runNpm(['install', '--no-audit', '--no-fund', '--loglevel=error', tarball, ...missing], folder);
    const place: Place = { folder, origin, bin: (path) => join(folder, 'node_modules', path) };
    const results: RuntimeResult[] = [];
    for (const [runtime, { version, run }] of Object.entries(runtimes)) {
      if (only && !only.includes(runtime)) continue;
      const lines = await run(place).catch((error: Error): Line[] => [
        { name: 'it starts', ok: false, why: error.message },
      ]);
      const failed = lines.filter(({ ok }) => !ok).map(({ name, why = '' }) => ({ name, why }));
      results.push({ runtime, version: version(place), passed: lines.length - failed.length, failed });
    }
    return results;
  } finally {
    server.closeAllConnections();
    server.close();
    if (keep === undefined) await rm(folder, { recursive: true, force: true });
  }
}

function output(binary: string, args: readonly string[], cwd: string): string {
  return spawnSync(binary, args, { cwd, encoding: 'utf8' }).stdout ?? '';
}

/** Not spawnSync: the server that the program talks to runs in this process. */
function outputLater(binary: string, args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let problems = '';
    child.stdout.on('data', (data) => (out += data));
    child.stderr.on('data', (data) => (problems += data));
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`exit code ${code}: ${problems.slice(0, 2000)}`)),
    );
  });
}

async function bundled(folder: string, entry: string, platform: 'browser' | 'neutral'): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: folder,
    entryPoints: [entry],
    bundle: true,
    format: 'esm',
    platform,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** workerd serves one worker that runs the list; it may talk to this machine. */
async function runWorkerd({ folder, bin, origin }: Place): Promise<Line[]> {
  await writeFile(join(folder, 'bundle.mjs'), await bundled(folder, 'worker.mjs', 'neutral'));
  const port = await freePort();
  const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = .main),
    (name = "internet", network = (allow = ["public", "private", "local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "bundle.mjs", esModule = embed "bundle.mjs")],
  compatibilityDate = "2026-01-01",
);
`;
  await writeFile(join(folder, 'config.capnp'), config);
  const child = spawn(bin('.bin/workerd'), ['serve', 'config.capnp'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    return (await untilAnswered(
      `http://127.0.0.1:${port}/?origin=${encodeURIComponent(origin)}`,
      child,
    )) as Line[];
  } finally {
    child.kill();
  }
}

async function untilAnswered(url: string, child: ChildProcess): Promise<unknown> {
  let problems = '';
  child.stderr?.on('data', (data) => (problems += data));
  for (let tries = 0; tries < 200; tries += 1) {
    if (child.exitCode !== null)
      throw new Error(`it ended with ${child.exitCode}: ${problems.slice(0, 2000)}`);
    const response = await fetch(url).catch(() => undefined);
    if (response) {
      const text = await response.text();
      if (!response.ok)
        throw new Error(`${response.status} ${text.slice(0, 500)} ${problems.slice(0, 1000)}`);
      return JSON.parse(text);
    }
    await new Promise((resolve) => setTimeout(resolve, 50)); // it has no way to say that it listens
  }
  throw new Error(`no answer: ${problems.slice(0, 2000)}`);
}

let chromiumVersion = '';

async function runChromium({ folder, origin }: Place): Promise<Line[]> {
  const browser = await launch();
  if (!browser) throw new Error('no Chromium was found: name one in CHROME_PATH');
  try {
    chromiumVersion = browser.version();
    const page = await browser.newPage();
    await page.goto(origin);
    await page.addScriptTag({ content: await bundled(folder, 'page.mjs', 'browser'), type: 'module' });
    await page.waitForFunction('globalThis.runHazards !== undefined');
    return (await page.evaluate(`globalThis.runHazards(${JSON.stringify(origin)})`)) as Line[];
  } finally {
    await browser.close();
  }
}
