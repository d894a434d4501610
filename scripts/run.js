// The door to every verb: sets the project up when needed, then runs scripts/<verb>.ts in this process.
// Plain JavaScript on Node's own modules, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expectShortRun } from '../src/gate/short-run.js';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Verbs that would drop an argument without a word; the others read theirs. */
const withoutArguments = new Set(['build', 'check', 'docs', 'drift', 'promises', 'watch']);

/** Where the installed tree differs from the lockfile, in words; undefined when they agree. */
function differenceFromLockfile() {
  let wanted;
  let installed;
  try {
    wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
    installed = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')).packages;
  } catch {
    return 'nothing is installed';
  }
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue;
    const found = installed[path];
    if (!found && entry.optional) continue; // built for another platform
    if (!found || !existsSync(join(root, path))) return `${path} is missing`;
    if (found.version !== entry.version || found.integrity !== entry.integrity)
      return `${path} is ${found.version}, the lockfile says ${entry.version}`;
  }
  return undefined;
}

/** Runs `npm ci`, through the npm that started us where there is one: no shell, no PATH look-up. */
function install() {
  const npm = process.env['npm_execpath'];
  const [command, args, shell] = npm
    ? [process.execPath, [npm, 'ci'], false]
    : ['npm', ['ci'], process.platform === 'win32'];
  const done = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell });
  return done.status ?? 1;
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: this project needs Node 20.19 or later.`);
  process.exit(3);
}

const [verb = '', ...args] = process.argv.slice(2);
const verbs = readdirSync(join(root, 'scripts'))
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -'.ts'.length));
if (!verbs.includes(verb)) {
  console.error(`node scripts/run.js <verb>, where <verb> is one of: ${verbs.join(', ')}`);
  process.exit(3);
}

if (withoutArguments.has(verb) && args.length > 0) {
  console.error(`npm run ${verb} takes no arguments, and was given: ${args.join(' ')}`);
  process.exit(3);
}

const difference = differenceFromLockfile();
if (difference) {
  console.error(`Setting up (npm ci): ${difference}.`);
  const status = install();
  if (status !== 0) {
    console.error('npm ci failed (its words are above). With the npm registry in reach, run: npm ci');
    process.exit(3);
  }
}

// Who reads no further (`| head`) ends no verb, and changes no exit code: the rest of the text is dropped.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error) => {
    if (!('code' in error) || error.code !== 'EPIPE') throw error;
  });

process.env['REDOCLY_TELEMETRY'] = 'off';
// Tools that we start paint even what goes into a file; logs of CI show colours.
if (!process.stdout.isTTY && process.env['FORCE_COLOR'] === undefined && !process.env['CI'])
  process.env['NO_COLOR'] = '1';
process.argv = [process.argv[0] ?? 'node', join(root, 'scripts', `${verb}.ts`), ...args];
process.setSourceMapsEnabled(true);
expectShortRun();
const { compiled } = await import('./compile.js');
await import(pathToFileURL(join(await compiled(root, verbs), `${verb}.mjs`)).href);
