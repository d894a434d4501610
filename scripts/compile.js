// Our TypeScript as JavaScript that Node 20 runs: esbuild puts the verbs and all they import into a cache folder, once
// per change. A loader that translates each module as it is imported costs every command a second of CPU.
import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What was compiled last: into which folder below the cache, by which Node, and each file it rests on with its hash.
 * @typedef {{ outputs: string, node: string, verbs: string[], inputs: Record<string, string> }} Compiled
 */

/** A command that is still running may yet load parts of an older folder. */
const keptMs = 60 * 60 * 1000;

/**
 * The folder that holds `<verb>.mjs` for each of `verbs`, up to date with everything they import.
 * @param {string} root the project
 * @param {string[]} verbs
 * @returns {Promise<string>}
 */
export async function compiled(root, verbs) {
  // Checkouts may share their node_modules through a link.
  const cache = join(root, 'node_modules/.cache/jettson/compiled', digest(root).slice(0, 8));
  const record = join(cache, 'current.json');
  const current = readRecord(record);
  if (current && isCurrent(current, verbs)) return join(cache, current.outputs);
  const outputs = randomUUID();
  const inputs = await compile(root, verbs, join(cache, outputs));
  /** @type {Compiled} */
  const made = { outputs, node: process.version, verbs, inputs };
  writeFileSync(`${record}.${outputs}`, JSON.stringify(made));
  renameSync(`${record}.${outputs}`, record);
  removeOld(cache, outputs);
  return join(cache, outputs);
}

/**
 * @param {string} root
 * @param {string[]} verbs
 * @param {string} outdir
 * @returns {Promise<Record<string, string>>} what was read, each with its hash
 */
async function compile(root, verbs, outdir) {
  const { build } = await import('esbuild');
  /** @type {Record<string, string>} */
  const inputs = {};
  const read = (/** @type {string} */ path) => {
    const text = readFileSync(path, 'utf8');
    inputs[path] = digest(text);
    return text;
  };
  for (const setting of ['tsconfig.json', 'node_modules/esbuild/package.json']) read(join(root, setting));
  await build({
    absWorkingDir: root,
    entryPoints: verbs.map((verb) => `scripts/${verb}.ts`),
    outdir,
    bundle: true,
    splitting: true, // a step loads its tools when it runs
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    outExtension: { '.js': '.mjs' },
    sourcemap: true,
    ignoreAnnotations: true, // `sideEffects: false` speaks of what we publish
    logLevel: 'error',
    define: { 'import.meta.url': 'ownUrl' },
    plugins: [
      {
        name: 'own-url',
        setup({ onLoad }) {
          onLoad({ filter: /\.(?:js|json|ts|tsx)$/ }, ({ path }) => {
            const text = read(path);
            const loader = /** @type {'js' | 'json' | 'ts' | 'tsx'} */ (path.split('.').at(-1));
            // A module finds its neighbours by its own address: that of its source.
            const own = `const ownUrl = ${JSON.stringify(pathToFileURL(path).href)}; `;
            return { contents: text.includes('import.meta.url') ? own + text : text, loader };
          });
        },
      },
    ],
  });
  return inputs;
}

/**
 * @param {Compiled} known
 * @param {string[]} verbs
 */
function isCurrent({ node, verbs: had, inputs }, verbs) {
  return (
    node === process.version &&
    had.join() === verbs.join() &&
    Object.entries(inputs).every(([path, hash]) => hash === digestOf(path))
  );
}

/** @param {string} path */
function digestOf(path) {
  try {
    return digest(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // moved or removed
  }
}

/** @param {string} text */
function digest(text) {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * @param {string} path
 * @returns {Compiled | undefined}
 */
function readRecord(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // nothing was compiled yet
  }
}

/**
 * @param {string} cache
 * @param {string} current
 */
function removeOld(cache, current) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    const { mtimeMs = Date.now() } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (name !== 'current.json' && name !== current && Date.now() - mtimeMs > keptMs)
      rmSync(path, { recursive: true, force: true });
  }
}
