// The samples as a reader copies them: taken out of the rendered page, compiled, and run against the mock.
import { spawn, spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runNode } from '../../src/build/child.js';
import { root } from '../../src/build/project.js';
import { type Mock, startMock } from '../../src/mock/testing.js';
import { renderDocs } from '../../src/docs/render.js';
import { expectedOperations, readBundle, renderedDocs } from './bundle.js';

interface PageSample {
  readonly section: string;
  readonly code: string;
}

const { html } = await renderedDocs();
const operations = expectedOperations(await readBundle());
const key = `jett_sk_test_${'abcd'.repeat(8)}`;
const server = 'https://jettson.dev/api/v1';

function decoded(fragment: string): string {
  const text = fragment.replace(/<[^>]+>/g, '');
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

/** What stands in the page, section by section, in one language. */
function samplesIn(language: string, page = html): PageSample[] {
  return page.split('<section ').flatMap((section) => {
    const id = / id="([^"]+)"/.exec(section)?.[1] ?? '';
    const blocks = section.matchAll(
      new RegExp(`<pre data-sample="${language}"><code>([\\s\\S]*?)</code></pre>`, 'g'),
    );
    return [...blocks].map(([, code = '']) => ({ section: id, code: decoded(code) }));
  });
}

/** The example that the page shows beside a sample as its answer. */
function shownExample(section: string): string {
  return new RegExp(`<details class="x keep" id="${section}-example-([\\w-]+)"`).exec(html)?.[1] ?? '';
}

const typescript = samplesIn('typescript');
const curl = samplesIn('curl');
const python = samplesIn('python');
const guides = ['quickstart', 'authentication', 'pagination', 'errors'];

let folder: string;
let mock: Mock;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'docs-samples-'));
  mock = await startMock();
});
beforeEach(() => mock.reset());
afterAll(async () => {
  await mock.close();
  await rm(folder, { recursive: true, force: true });
});

/** Runs a program with the mock for a server. */
function run(command: string, args: readonly string[]): Promise<{ status: number | null; output: string }> {
  const env = { ...process.env, JETTSON_API_KEY: key, JETTSON_BASE_URL: mock.url };
  const child = spawn(command, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

/** What the mock saw: the operation, its status, and whether the mock had to invent anything. */
function seenByMock(): {
  operation: string | undefined;
  example: string | undefined;
  status: number;
  fault: unknown;
}[] {
  return mock.calls.map(({ operation, example, status, refused, mock_error }) => ({
    operation,
    example: example?.replace(/^.*\./, ''),
    status,
    fault: refused ?? mock_error,
  }));
}

function expectGood(section: string): void {
  const calls = seenByMock();
  expect(calls.length).toBeGreaterThan(0);
  for (const { status, fault } of calls) expect([status < 300, fault]).toEqual([true, undefined]);
  if (guides.includes(section)) return;
  expect(calls.map(({ operation, example }) => [operation, example])).toEqual([
    [section, shownExample(section)],
  ]);
}

test('each operation and each guide has a sample in each language', () => {
  const wanted = [...guides, ...operations.map(({ id }) => id)].toSorted();
  for (const samples of [typescript, curl, python])
    expect(samples.map(({ section }) => section).toSorted()).toEqual(wanted);
});

/** Compiles programs as a strict project that has the client installed. */
async function compile(
  name: string,
  programs: readonly PageSample[],
): Promise<{ status: number; output: string }> {
  const place = join(folder, name);
  await mkdir(place);
  for (const { section, code } of programs) await writeFile(join(place, `${section}.ts`), code);
  const config = {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: {
      noEmit: true,
      allowJs: false,
      checkJs: false,
      paths: { '@jettson/api': [join(root, 'src/index.ts')] },
      typeRoots: [join(root, 'node_modules/@types')],
    },
    include: ['*.ts'],
    exclude: [],
  };
  await writeFile(join(place, 'tsconfig.json'), JSON.stringify(config));
  await writeFile(join(place, 'package.json'), '{"type":"module"}');
  return runNode(root, [join(root, 'node_modules/typescript7/bin/tsc'), '-p', place]);
}

async function runTypescript(section: string, code: string): Promise<void> {
  const outfile = join(folder, `${section}.mjs`);
  await build({
    stdin: { contents: code, loader: 'ts', resolveDir: root },
    alias: { '@jettson/api': join(root, 'src/index.ts') },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'silent',
    outfile,
  });
  const { status, output } = await run(process.execPath, [outfile]);
  expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
}

describe('TypeScript', () => {
  test('every sample compiles against the client, strictly', async () => {
    expect(await compile('all', typescript)).toEqual({ status: 0, output: '' });
    const broken = typescript.map(({ section, code }) => ({ section, code: code.replace('task:', 'taks:') }));
    expect((await compile('broken', broken)).output).toContain('taks');
  });

  test.each(typescript)('the sample of $section runs against the mock', async ({ section, code }) => {
    await runTypescript(section, code);
    expectGood(section);
  });
});

test('an operation newer than the SDKs is shown through their generic requests, and the mock answers them', async () => {
  const renamed = JSON.parse(
    JSON.stringify(await readBundle()).replaceAll('"getAgent"', '"lookAtAgent"'),
  ) as unknown;
  const other = await renderDocs({
    bundle: renamed,
    released: [],
    promises: [],
    changelog: '',
    version: '2',
  });
  const sample = (language: string): string =>
    samplesIn(language, other.html).find(({ section }) => section === 'lookAtAgent')?.code ?? '';
  const program = { section: 'generic', code: sample('typescript') };
  expect(program.code).toContain("jettson.request('GET', '/agents/{agent_id}'");
  expect(await compile('generic', [program])).toEqual({ status: 0, output: '' });
  await runTypescript('generic', program.code);
  expect(seenByMock()).toMatchObject([{ operation: 'getAgent', status: 200, fault: undefined }]);
  expect(sample('python')).toContain('httpx.request(');
});

const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl) console.warn(`curl is not installed: ${curl.length} samples were not run`);

describe.skipIf(!hasCurl)('curl', () => {
  test.each(curl)('the sample of $section runs against the mock', async ({ section, code }) => {
    const { status, output } = await run('sh', ['-c', code.replaceAll(server, mock.url)]);
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    expectGood(section);
  });
});

const pythonName = ['python3', 'python'].find((name) => spawnSync(name, ['--version']).status === 0);
if (pythonName === undefined)
  console.warn(`Python is not installed: ${python.length} samples were not compiled`);

describe.skipIf(pythonName === undefined)('Python', () => {
  test('every sample compiles', async () => {
    const files = await Promise.all(
      python.map(async ({ section, code }) => {
        const file = join(folder, `${section}.py`);
        await writeFile(file, code);
        return file;
      }),
    );
    expect(await run(pythonName ?? '', ['-m', 'py_compile', ...files])).toEqual({ status: 0, output: '' });
    const broken = join(folder, 'broken.py');
    await writeFile(broken, (python[0]?.code ?? '').replace('(', '(('));
    expect((await run(pythonName ?? '', ['-m', 'py_compile', broken])).status).not.toBe(0);
  });
});
