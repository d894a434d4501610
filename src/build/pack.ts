// The tarball as npm would publish it, for tests and benchmarks: built aside, so that dist/ in the project stays as it is.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildDist } from './dist.js';

/** What goes into the tarball besides dist/, and what dist/ is made of. */
const shipped = [
  'package.json',
  'LICENSE',
  'README.md',
  'generated',
  'src/mock/README.md',
  'src/mock/scenarios',
];
const sources = ['package.json', 'package-lock.json', 'tsconfig.json', 'generated', 'src'];

/** The tarball of the project at `root`; built again only when a file it is made of has changed. */
export async function packTarball(root: string): Promise<string> {
  const cache = join(root, 'node_modules/.cache/jettson');
  const folder = join(cache, `pack-${await fingerprint(root)}`);
  const found = await tarballIn(folder);
  if (found) return found;
  await mkdir(cache, { recursive: true });
  const stage = await mkdtemp(join(cache, 'stage-'));
  try {
    for (const name of shipped)
      await cp(join(root, name), join(stage, name), { recursive: true }).catch(
        (error: NodeJS.ErrnoException) => {
          if (error.code !== 'ENOENT' || name !== 'README.md') throw error;
        },
      );
    await buildDist(root, join(stage, 'dist'));
    runNpm(['pack', '--ignore-scripts', '--loglevel=error'], stage);
    const packed = await tarballIn(stage);
    if (!packed) throw new Error('npm pack wrote no tarball');
    await mkdir(folder, { recursive: true });
    const tarball = join(folder, packed.slice(stage.length + 1));
    await rename(packed, tarball);
    return tarball;
  } finally {
    await rm(stage, { recursive: true, force: true });
  }
}

/** Runs npm in a folder, through the npm that started us where there is one. @throws with its output when it fails. */
export function runNpm(args: readonly string[], cwd: string): string {
  const npm = process.env['npm_execpath'];
  const [command, rest] = npm?.endsWith('.js') ? [process.execPath, [npm, ...args]] : ['npm', [...args]];
  const done = spawnSync(command, rest, { cwd, encoding: 'utf8', shell: process.platform === 'win32' });
  if (done.status !== 0) throw new Error(`npm ${args.join(' ')} failed:\n${done.stdout}${done.stderr}`);
  return done.stdout;
}

async function tarballIn(folder: string): Promise<string | undefined> {
  const names = await readdir(folder).catch(() => []);
  const name = names.find((file) => file.endsWith('.tgz'));
  return name === undefined ? undefined : join(folder, name);
}

async function fingerprint(root: string): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) {
    const entries = await readdir(join(root, source), { recursive: true, withFileTypes: true }).catch(
      () => undefined,
    );
    const files = entries
      ? entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
      : [join(root, source)];
    for (const file of files.sort())
      hash
        .update(file.slice(root.length))
        .update('\0')
        .update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 16);
}
