import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runNode } from '../../src/build/child.js';
import { root } from '../../src/build/project.js';

let project = '';
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'set-up-'));
  const door = ['scripts/run.js', 'scripts/compile.js', 'src/gate/short-run.js'];
  for (const file of [...door, 'package-lock.json', 'tsconfig.json'])
    await cp(join(root, file), join(project, file)); // makes the folders, too
  await writeFile(join(project, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(project, 'scripts/greet.ts'),
    'const name: string = process.argv[2] ?? "";\nconsole.log("hello", name);\n',
  );
  await writeFile(
    join(project, 'npm.cjs'),
    'console.error("npm was asked to", process.argv.slice(2).join(" "));process.exit(1);',
  );
});
afterEach(() => rm(project, { recursive: true }));

/** The packages of the lockfile, in a node_modules of the project's own. */
async function installed(): Promise<void> {
  await mkdir(join(project, 'node_modules'));
  for (const name of await readdir(join(root, 'node_modules')))
    if (name !== '.cache')
      await symlink(join(root, 'node_modules', name), join(project, 'node_modules', name), 'junction');
}

const greet = (args: string[] = ['greet', 'you']) =>
  runNode(project, ['scripts/run.js', ...args], {
    env: { ...process.env, npm_execpath: join(project, 'npm.cjs') },
  });

test('with the lockfile installed, the verb runs at once with its arguments', async () => {
  await installed();
  expect(await greet()).toEqual({ status: 0, output: 'hello you\n' });
});

test('a verb is compiled anew when a file that it imports has changed, and only then', async () => {
  await installed();
  const word = join(project, 'scripts/word.js');
  await writeFile(word, 'export const word = "good day";\n');
  await writeFile(
    join(project, 'scripts/greet.ts'),
    'import { word } from "./word.js";\nconsole.log(word, import.meta.url.endsWith("/scripts/greet.ts"));\n',
  );
  const made = () => readdir(join(project, 'node_modules/.cache'), { recursive: true });
  expect((await greet()).output).toBe('good day true\n');
  const first = await made();
  expect(first.some((file) => file.endsWith('greet.mjs'))).toBe(true);
  expect((await greet()).output).toBe('good day true\n');
  expect(await made()).toEqual(first);
  await writeFile(word, 'export const word = "good night";\n');
  expect((await greet()).output).toBe('good night true\n');
});

test('with nothing installed, npm ci is run first, and its failure is exit 3 with the way out', async () => {
  const { status, output } = await greet();
  expect(status).toBe(3);
  expect(output).toContain('nothing is installed');
  expect(output).toContain('npm was asked to ci');
  expect(output).toContain('run: npm ci');
});

test('a package that differs from the lockfile is named and installed anew', async () => {
  const lock = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string }>;
  };
  const installed = structuredClone(lock);
  const entry = installed.packages['node_modules/tsx'];
  if (entry) entry.version = '0.0.1';
  await mkdir(join(project, 'node_modules'));
  for (const path of Object.keys(lock.packages))
    if (path !== '') await mkdir(join(project, path), { recursive: true });
  await writeFile(join(project, 'node_modules/.package-lock.json'), JSON.stringify(installed));
  const { status, output } = await greet();
  expect(status).toBe(3);
  expect(output).toContain('node_modules/tsx is 0.0.1, the lockfile says');
});

test.each([
  { where: 'into a pipe', env: {}, says: '1' },
  { where: 'in CI', env: { CI: 'true' }, says: 'undefined' },
  { where: 'where colours are asked for', env: { FORCE_COLOR: '1' }, says: 'undefined' },
])('what a verb starts paints $where as the verb itself does', async ({ env, says }) => {
  await installed();
  await writeFile(join(project, 'scripts/greet.ts'), 'console.log(String(process.env.NO_COLOR));\n');
  const { CI: _ci, NO_COLOR: _no, FORCE_COLOR: _force, ...rest } = process.env;
  const { output } = await runNode(project, ['scripts/run.js', 'greet'], { env: { ...rest, ...env } });
  expect(output).toBe(`${says}\n`);
});

test('who reads no further ends no verb, and the exit code stays', async () => {
  await installed();
  await writeFile(
    join(project, 'scripts/greet.ts'),
    'for (let line = 0; line < 50; line += 1) {\n  console.log("hello".repeat(1000));\n  await new Promise((done) => setTimeout(done, 5));\n}\nprocess.exitCode = 2;\n',
  );
  const child = spawn(process.execPath, ['scripts/run.js', 'greet'], { cwd: project });
  let complaints = '';
  child.stderr.on('data', (text) => (complaints += text));
  child.stdout.once('data', () => child.stdout.destroy());
  expect([await once(child, 'close'), complaints]).toEqual([[2, null], '']);
});

test('a verb that takes no arguments refuses them', async () => {
  await writeFile(join(project, 'scripts/check.ts'), '');
  const { status, output } = await greet(['check', '--fast', 'now']);
  expect([status, output]).toEqual([3, 'npm run check takes no arguments, and was given: --fast now\n']);
});

test('an unknown verb is refused with the verbs there are', async () => {
  const { status, output } = await greet(['gret']);
  expect(status).toBe(3);
  expect(output).toContain('greet');
});
