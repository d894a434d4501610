// Reads a document from disk or from a revision into one parsed value, and remembers where each part of it was written.
// Neighbours in load/: files (bytes), read (values), walk (shape), bundle and references (what refers), positions (lines).
import type { Json } from './include/json.js';
import { isObject } from './include/json.js';
import type { Origin } from './load/bundle.js';
import { bundle } from './load/bundle.js';
import type { Position } from './load/error.js';
import { LoadError } from './load/error.js';
import { diskFiles, gitFiles } from './load/files.js';
import { positions } from './load/positions.js';
import { checkWayOut, refuse } from './load/refuse.js';
import { walk } from './load/walk.js';
import type { Place } from './report/report.js';

export { LoadError } from './load/error.js';

export interface LoadOptions {
  /** Relative paths start here, and files are shown relative to it. Default: the working folder. */
  readonly cwd?: string;
}

const origins = new WeakMap<object, readonly Origin[]>();

/**
 * Reads an OpenAPI 3.0 or 3.1 document: YAML or JSON, one file or several in one folder, or `git:REV:path`.
 * @returns the document, references inside it, ready for `compare`; lines are remembered beside it.
 * @throws LoadError with `file:line:column` where it is unreadable, invalid or refused.
 */
export async function load(source: string, options: LoadOptions = {}): Promise<Json> {
  const cwd = options.cwd ?? process.cwd();
  const revision = /^git:([^:]*):(.+)$/s.exec(source);
  if (revision === null && /^[a-z][a-z0-9+.-]+:\/\//i.test(source))
    throw new LoadError({
      file: source,
      says: 'this is an address, and the gate uses no network',
      wayOut: 'Download the document first, or take a revision: git:REV:path.',
    });
  const files =
    revision === null ? diskFiles(source, cwd) : gitFiles(revision[1] ?? '', revision[2] ?? '', cwd);
  const first = await files.first();
  checkVersion(first.source.value, (pointer, says, wayOut) => refuse(first.source, pointer, says, wayOut));
  const { document, origins: found } = await bundle(first, files);
  origins.set(document as object, found);
  return document;
}

/** Checks a document that did not come through `load`: version, shape, references. Pointers stand for lines. */
export function checkParsed(document: Json): void {
  if (typeof document === 'object' && document !== null && origins.has(document)) return;
  const wrong = (pointer: string, says: string, wayOut: string): never => {
    throw new LoadError({ file: `#${pointer}`, says, wayOut });
  };
  checkVersion(document, wrong);
  walk(
    document,
    'document',
    () => {},
    (pointer, says) => wrong(pointer, says, checkWayOut),
  );
}

type Wrong = (pointer: string, says: string, wayOut: string) => never;

function checkVersion(document: Json, refused: Wrong): void {
  const wrong: Wrong = refused; // declared with its type, so that what follows a call is known not to be reached
  const start = 'An OpenAPI 3.0 or 3.1 document starts with `openapi: 3.1.1`.';
  if (!isObject(document)) wrong('', 'this is not an OpenAPI document', start);
  const swagger = document['swagger'];
  if (swagger !== undefined)
    wrong(
      '/swagger',
      `this is Swagger ${JSON.stringify(swagger)}, which the gate does not read`,
      'Convert it to OpenAPI 3.0 or 3.1 first (for instance with swagger2openapi).',
    );
  const version = document['openapi'];
  if (version === undefined) wrong('', 'this is not an OpenAPI document: it has no `openapi`', start);
  if (typeof version !== 'string')
    wrong('/openapi', '`openapi` must be a string', 'Quote it: openapi: "3.1.1".');
  if (/^3\.2(\.|$)/.test(version))
    wrong(
      '/openapi',
      `OpenAPI ${version} is not read yet`,
      'The gate reads 3.0 and 3.1; write `openapi: 3.1.1` where nothing new in 3.2 is used.',
    );
  if (!/^3\.[01](\.[0-9]+)?(-[0-9A-Za-z.-]+)?$/.test(version))
    wrong('/openapi', `\`openapi: ${version.slice(0, 40)}\` is no version the gate reads`, start);
  const parts = ['paths', 'components', 'webhooks'].filter((name) => document[name] !== undefined);
  if (parts.length === 0)
    wrong(
      '',
      'the document has neither `paths` nor `components` nor `webhooks`',
      'Add `paths: {}` if it is meant to be empty.',
    );
}

/** The places of pointers of one document; files and lines where it came through `load`. Each text is scanned once. */
export function placesOf(document: Json, pointers: ReadonlySet<string>): ReadonlyMap<string, Place> {
  const parts = typeof document === 'object' && document !== null ? origins.get(document) : undefined;
  const places = new Map<string, Place>();
  if (parts === undefined) {
    for (const pointer of pointers) places.set(pointer, { pointer });
    return places;
  }
  const longestFirst = [...parts].sort((a, b) => b.at.length - a.at.length);
  const bySource = new Map<Origin['source'], { readonly pointer: string; readonly inSource: string }[]>();
  for (const pointer of pointers) {
    const origin = longestFirst.find(({ at }) => pointer === at || pointer.startsWith(`${at}/`));
    if (origin === undefined) continue;
    const asked = bySource.get(origin.source) ?? [];
    asked.push({ pointer, inSource: origin.pointer + pointer.slice(origin.at.length) });
    bySource.set(origin.source, asked);
  }
  for (const [source, asked] of bySource) {
    const found: ReadonlyMap<string, Position> = positions(
      source.text,
      source.format,
      asked.map(({ inSource }) => inSource),
    );
    for (const { pointer, inSource } of asked) {
      const at = found.get(inSource);
      places.set(pointer, { file: source.file, ...(at === undefined ? {} : { line: at.line }), pointer });
    }
  }
  return places;
}
