// The README's snippets compile and run as they stand, against the mock; each row of its table names a test that exists.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import contract from '../../generated/openapi.json' with { type: 'json' };
import { root } from '../../src/build/project.js';
import { startMock } from '../../src/mock/testing.js';
import { sentinelKey } from './world.js';

const readme = await readFile(join(root, 'README.md'), 'utf8');
const snippets = [...readme.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code);

let folder: string;
const file = (index: number) => join(folder, `snippet-${index + 1}.ts`);
beforeAll(async () => {
  // Inside the project, so that the snippets find what it has installed.
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'readme-'));
  for (const [index, code] of snippets.entries()) await writeFile(file(index), `${code}\nexport {};\n`);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const entries = { '@jettson/api': 'src/index.ts', '@jettson/api/testing': 'src/mock/testing.ts' };

test('the README has snippets, and they compile', async () => {
  expect(snippets.length).toBeGreaterThanOrEqual(3);
  const paths = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, [join(root, path)]]));
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { paths },
    include: ['*.ts'],
    exclude: [],
  };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const done = spawnSync(process.execPath, [join(root, 'node_modules/typescript7/bin/tsc'), '-p', folder], {
    encoding: 'utf8',
  });
  expect(done.stdout).toBe('');
});

/** Waits of the program pass at once. */
const hurry = `const later = globalThis.setTimeout;
globalThis.setTimeout = (run, delayMs, ...rest) => later(run, delayMs < 10_000 ? 0 : delayMs, ...rest);`;

async function play(number: number): Promise<string> {
  const outfile = join(folder, `snippet-${number}.mjs`);
  const alias = Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)]));
  const { '@jettson/api': main = '', ...rooms } = alias;
  await build({
    entryPoints: [file(number - 1)],
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    outfile,
    packages: 'external',
    logLevel: 'error',
    banner: { js: hurry },
    plugins: [
      {
        name: 'the-project-as-a-package',
        setup({ onResolve }) {
          onResolve({ filter: /^@jettson\/api/ }, ({ path }) => ({ path: rooms[path] ?? main }));
        },
      },
    ],
  });
  const mock = await startMock({ scenario: 'wait-completes' });
  const env = { ...process.env, JETTSON_API_KEY: sentinelKey, JETTSON_BASE_URL: mock.url };
  const child = spawn(process.execPath, [outfile], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '';
  let problems = '';
  child.stdout.on('data', (data) => (out += data));
  child.stderr.on('data', (data) => (problems += data));
  const code = await new Promise((resolve) => child.on('close', resolve));
  mock.reset();
  await mock.close();
  expect([problems, code]).toEqual(['', 0]);
  return out;
}

test('the three lines of the README reach a final_result', async () => {
  expect(snippets[0]?.trim().split('\n').length).toBeLessThan(10);
  const { final_result } =
    contract.paths['/agents/{agent_id}'].get.responses['200'].content['application/json'].examples.completed
      .value;
  expect((await play(1)).trim()).toBe(final_result);
});

test.each(snippets.map((_, index) => ({ number: index + 1 })))(
  'snippet $number runs against the mock',
  async ({ number }) => {
    expect((await play(number)).trim()).not.toBe('');
  },
);

describe('the table of features', () => {
  const rows = readme
    .split('\n')
    .filter((line) => /^\| .* \| .* \| .* \|$/.test(line) && !line.includes('---'));
  const shown = rows
    .map((line) => line.split(' | ').at(-1)?.replace(/\|$/, '').trim() ?? '')
    .filter((title) => title !== 'shown by the test');
  test('names a test for each row', async () => {
    expect(shown.length).toBeGreaterThanOrEqual(25);
    const files = (await readdir(join(root, 'test/client'))).filter((name) => name.endsWith('.test.ts'));
    const sources = await Promise.all(files.map((name) => readFile(join(root, 'test/client', name), 'utf8')));
    const missing = shown.filter((title) => !sources.some((source) => source.includes(`'${title}'`)));
    expect(missing).toEqual([]);
  });
});
