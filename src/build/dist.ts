// dist/ from src/: what the npm package ships. The client as two small bundles without dependencies; the mock and the
// gate, which carry libraries, each as one CommonJS bundle with two thin doors, so that both module systems share it, and
// what the bundle loads later as files beside it.
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { declarationsOf, inlinedTypes } from './declarations.js';
import { commonJsOno, hyperjumpDiet, prismDiet } from './diets.js';
import { noticesText, packageFolders } from './notices.js';

/** A sub-path of the package whose code is a bundle of its own. */
interface Room {
  /** Name of the sub-path and of its files. */
  readonly name: string;
  /** What the sub-path exports. */
  readonly entry: string;
  /** What the command-line program loads of it. */
  readonly command: string;
}

const rooms: readonly Room[] = [
  { name: 'testing', entry: 'src/mock/testing.ts', command: 'src/mock/command.ts' },
  { name: 'gate', entry: 'src/gate/index.ts', command: 'src/gate/command.ts' },
];

const target = 'es2022';

/**
 * Builds dist/ under `root`, in a folder beside it that takes its place when it is complete.
 * @throws with esbuild's or TypeScript's messages when something does not compile.
 */
export async function buildDist(root: string, dist: string = join(root, 'dist')): Promise<void> {
  await mkdir(join(root, 'node_modules/.cache'), { recursive: true });
  const out = await mkdtemp(join(root, 'node_modules/.cache/dist-'));
  try {
    const present = rooms.filter(
      ({ entry, command }) => existsSync(join(root, entry)) && existsSync(join(root, command)),
    );
    const files: Metafile[] = [];
    for (const format of ['esm', 'cjs'] as const)
      files.push(
        await bundle(root, {
          entryPoints: ['src/index.ts'],
          outfile: join(out, format === 'esm' ? 'index.js' : 'index.cjs'),
          format,
          platform: 'neutral',
          sourcemap: true,
        }),
      );
    await mkdir(join(out, 'internal'));
    for (const room of present) files.push(...(await bundleRoom(root, out, room)));
    files.push(await bundleCommand(root, out, present));
    await writeFile(join(out, 'types.js'), 'export {};\n');
    await writeFile(join(out, 'types.cjs'), '');
    await writeDeclarations(root, out, present);
    const inputs = files.flatMap((file) => Object.keys(file.inputs));
    const types = inlinedTypes.map((name) => `node_modules/${name}/`);
    const folders = packageFolders([...inputs, ...types]);
    await writeFile(join(out, 'THIRD-PARTY-NOTICES.txt'), await noticesText(root, folders));
    await chmod(out, 0o755); // temporary folders are private
    await rm(dist, { recursive: true, force: true });
    await rename(out, dist);
  } finally {
    await rm(out, { recursive: true, force: true });
  }
}

async function bundle(root: string, options: BuildOptions): Promise<Metafile> {
  const done = await build({
    absWorkingDir: root,
    bundle: true,
    target,
    charset: 'utf8',
    legalComments: 'none', // THIRD-PARTY-NOTICES.txt holds them
    logLevel: 'silent',
    ...options,
    metafile: true,
  });
  return done.metafile;
}

/** The CommonJS bundle with the sub-path's exports and its command, what it imports later, and a door of either kind. */
async function bundleRoom(root: string, out: string, { name, entry, command }: Room): Promise<Metafile[]> {
  const names = await exportsOf(root, entry);
  const later = new Set<string>();
  const bundled = (file: string, modules: readonly string[]): Promise<Metafile> =>
    bundle(root, {
      stdin: {
        contents: modules.map((module) => `export * from ${JSON.stringify(module)};\n`).join(''),
        resolveDir: root,
        loader: 'ts',
      },
      outfile: join(out, 'internal', file),
      format: 'cjs',
      platform: 'node',
      minifySyntax: true,
      minifyWhitespace: true,
      // Identifiers stay: people read the names of errors, and keeping those by a call for every function made costs an eighth
      // of a run of the gate, and a tenth of the mock's start.
      minifyIdentifiers: false,
      mainFields: ['module', 'main'], // Prism's CommonJS builds resolve their own parts in ways that cannot be bundled
      define: { 'import.meta.url': '__fileUrl' },
      banner: { js: `const __fileUrl = require('node:url').pathToFileURL(__filename).href;` },
      supported: { 'dynamic-import': false }, // `require` instead: see the door
      plugins: [prismDiet, commonJsOno, hyperjumpDiet, filesOfTheirOwn(name, later)],
    });
  const files = [await bundled(`${name}.cjs`, [`./${entry}`, `./${command}`])];
  for (const module of later) files.push(await bundled(laterFile(name, module), [module]));
  // Through the other door: what a module imports from CommonJS, Node first reads whole to learn its names.
  await writeFile(join(out, `${name}.js`), `export { ${names.join(', ')} } from './${name}.cjs';\n`);
  const marks = names.map((each) => `exports.${each} = all.${each};\n`).join('');
  await writeFile(
    join(out, `${name}.cjs`),
    `'use strict';\nconst all = require('./internal/${name}.cjs');\n${marks}`,
  );
  return files;
}

const laterFile = (room: string, module: string): string => `${room}.${basename(module, '.ts')}.cjs`;

/** A large library behind more than one such module: once in the package, and read once. */
const shared = 'refa';

/** A module of ours that is imported while the program runs is read then: most of what the gate carries is for some runs. */
function filesOfTheirOwn(room: string, later: Set<string>): Plugin {
  return {
    name: 'files-of-their-own',
    setup({ onResolve }) {
      onResolve({ filter: new RegExp(`^${shared}$`) }, ({ importer }) => {
        if (importer.endsWith('<stdin>')) return undefined; // its own file
        later.add(shared);
        return { path: `./${laterFile(room, shared)}`, external: true };
      });
      onResolve({ filter: /^\.\.?\// }, ({ kind, path, resolveDir }) => {
        if (kind !== 'dynamic-import' || resolveDir.includes('node_modules')) return undefined;
        const module = join(resolveDir, path.replace(/\.js$/, '.ts'));
        later.add(module);
        return { path: `./${laterFile(room, module)}`, external: true };
      });
    },
  };
}

/** The names an entry exports at run time. */
async function exportsOf(root: string, entry: string): Promise<string[]> {
  const metafile = await bundle(root, {
    entryPoints: [entry],
    format: 'esm',
    platform: 'node',
    packages: 'external',
    write: false,
    outfile: 'out.js',
  });
  return Object.values(metafile.outputs)
    .flatMap((output) => output.exports)
    .sort();
}

/**
 * The `jettson-api` program: commands are loaded out of the bundles when they are asked for. With `require`, because Node
 * reads CommonJS whole before `import` does (see bundleRoom), which took longer than running it.
 */
async function bundleCommand(root: string, out: string, present: readonly Room[]): Promise<Metafile> {
  const fromBundle: Plugin = {
    name: 'commands-from-bundles',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\/command\.js$/ }, ({ path }) => {
        const room = present.find(({ command }) => command.replace(/^src\/(.*)\.ts$/, './$1.js') === path);
        return room ? { path: room.name, namespace: 'bundle', pluginData: room } : undefined;
      });
      onLoad({ filter: /.*/, namespace: 'bundle' }, async ({ path, pluginData }) => ({
        contents: `import { createRequire } from 'node:module';
          export const { ${(await exportsOf(root, (pluginData as Room).command)).join(', ')} } =
            createRequire(import.meta.url)('./internal/${path}.cjs');`,
      }));
    },
  };
  return bundle(root, {
    entryPoints: ['src/cli.ts'],
    outfile: join(out, 'cli.js'),
    format: 'esm',
    platform: 'node',
    plugins: [fromBundle],
  });
}

async function writeDeclarations(root: string, out: string, present: readonly Room[]): Promise<void> {
  const names = ['index', ...present.map(({ name }) => name)];
  const entries = ['src/index.ts', ...present.map(({ entry }) => entry)].map((entry) => join(root, entry));
  const scratch = join(root, 'node_modules/.cache/declarations.tsconfig.json');
  const texts = declarationsOf(entries, join(root, 'tsconfig.json'), scratch);
  const types = await readFile(join(root, 'generated/types.d.ts'), 'utf8');
  for (const [index, name] of [...names, 'types'].entries()) {
    const text = texts[index] ?? types;
    await writeFile(join(out, `${name}.d.ts`), text);
    await writeFile(join(out, `${name}.d.cts`), text);
  }
}
