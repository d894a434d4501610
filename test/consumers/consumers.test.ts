// The package as npm installs it: packed, installed without a network, compiled and run by consumers of every kind.
import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packTarball, runNpm } from '../../src/build/pack.js';
import { root } from '../../src/build/project.js';

let folder: string;
let tarball: string;
const installed = (...parts: string[]) => join(folder, 'node_modules/@jettson/api', ...parts);

beforeAll(async () => {
  tarball = await packTarball(root);
  folder = await mkdtemp(join(tmpdir(), 'jettson-consumers-'));
  await cp(join(root, 'test/consumers'), folder, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }');
  runNpm(['install', '--offline', '--no-audit', '--no-fund', '--loglevel=error', tarball], folder);
}, 240_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

function node(...args: string[]): string {
  const done = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`${args.join(' ')}:\n${done.stdout}${done.stderr}`);
  return done.stdout.trim();
}

const compile = (compiler: 'typescript' | 'typescript7', project: string) =>
  node(join(root, 'node_modules', compiler, 'bin/tsc'), '-p', join(folder, project));

test('modules in plain JavaScript', () => {
  expect(node('esm/program.mjs')).toBe('["spawning",1,"proved"]');
});

test('plain CommonJS, with instanceof between the two copies', () => {
  expect(node('cjs/program.cjs')).toBe('[true,true,true]');
});

test.each(['typescript', 'typescript7'] as const)('NodeNext modules, strict, by %s', (compiler) => {
  compile(compiler, 'nodenext');
  expect(node('nodenext/out/program.js')).toBe('["completed",true,"/agents","3.1.0"]');
});

test('NodeNext CommonJS, strict', () => {
  compile('typescript7', 'nodenext-cjs');
  expect(node('nodenext-cjs/out/program.js')).toBe('[2,true]');
});

test('without strict, on the newest library', () => {
  compile('typescript7', 'loose');
  expect(node('loose/out/program.js')).toBe('[0]');
});

test('bundler resolution, strict, with an exhaustive switch over an open enum', async () => {
  compile('typescript7', 'bundler');
  const outfile = join(folder, 'bundler/out.mjs');
  await build({
    entryPoints: [join(folder, 'bundler/program.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
  });
  expect(node(outfile)).toBe('["busy","not_found","JettsonError"]');
});

test('a browser bundle holds no Node built-in', async () => {
  const { outputFiles, metafile } = await build({
    entryPoints: [join(folder, 'browser/program.mjs')],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
    metafile: true,
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  expect(imports).toEqual([]);
  expect(outputFiles[0]?.text).not.toMatch(/["']node:|require\(/);
  expect(gzipSync(outputFiles[0]?.contents ?? '').length).toBeLessThan(13_000);
  // Error codes stand in `operations`, which is for types; calls need no more than `routes`.
  expect(outputFiles[0]?.text).not.toContain('provider_unavailable');
  expect(outputFiles[0]?.text).toContain('GET /memory/namespaces');
});

test('the command runs from the installed package', async () => {
  const manifest = JSON.parse(await readFile(installed('package.json'), 'utf8')) as { version: string };
  const command = join(folder, 'node_modules/.bin/jettson-api');
  expect(node(command, '--version')).toBe(manifest.version);
  expect(node(command, '--help')).toContain('mock');
  expect(node(command, 'mock', '--help')).toContain('--port');
  const contract = installed('generated/openapi.json');
  expect(node(command, 'gate', contract, contract, '--format', 'json')).toContain('"findings"');
});

test('the gate finds what it loads later: both validators and the algebra of patterns', () => {
  const code = `const { include } = require('@jettson/api/gate');
    const string = (...schemas) => schemas.map((schema) => ({ type: 'string', ...schema }));
    const pairs = [
      string({ format: 'hostname' }, { format: 'ipv4' }),
      string({ pattern: '^[ab]{2}$' }, { pattern: '^a+$' }),
      string({ pattern: '^[ab]{2}$' }, { pattern: '^[abc]+$' }),
      // Hyperjump's own check prints what it cannot decode, between the lines of a report.
      string({ pattern: '^xn--a$' }, { format: 'hostname' }),
    ];
    Promise.all(pairs.map((pair) => include(...pair))).then((answers) => console.log(JSON.stringify(answers)));`;
  expect(JSON.parse(node('-e', code))).toEqual([
    { result: 'refuted', witness: 'example.com' },
    { result: 'refuted', witness: 'ab' },
    { result: 'proved' },
    { result: 'unknown', reason: expect.any(String) },
  ]);
});

// Node reads CommonJS whole for its names before a module imports it: a tenth of a second for the mock or the gate.
test('no module imports a large bundle but through a small door', async () => {
  for (const name of (await readdir(installed('dist'))).filter((file) => file.endsWith('.js')))
    expect(await readFile(installed('dist', name), 'utf8'), name).not.toMatch(
      /(?:from|import)\s*\(?\s*['"]\.\/internal\//,
    );
});

test('the tarball has no dependency, at most 3 MB, notices and source maps', async () => {
  const manifest = JSON.parse(await readFile(installed('package.json'), 'utf8')) as Record<string, unknown>;
  expect(manifest['dependencies'] ?? {}).toEqual({});
  expect((await stat(tarball)).size).toBeLessThan(3_000_000);
  const notices = await readFile(installed('dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
  for (const name of ['openapi-fetch 0.17.0', 'openapi-typescript-helpers', '@stoplight/prism-http 5.12.0'])
    expect(notices).toContain(name);
  const map = JSON.parse(await readFile(installed('dist/index.js.map'), 'utf8')) as { sources: string[] };
  expect(map.sources.some((source) => source.endsWith('src/client/retry.ts'))).toBe(true);
});

test('publint and attw find nothing', () => {
  node(join(root, 'node_modules/publint/src/cli.js'), 'run', tarball, '--strict');
  node(
    join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js'),
    '--profile',
    'node16',
    '--no-emoji',
    tarball,
  );
});
