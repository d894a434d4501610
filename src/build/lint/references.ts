// `$ref`s in the sources: each leads to something inside openapi/, and every file there is reached. OpenAPI 3.1 §4.8.23.
import { posix } from 'node:path';
import { parsePointer } from '../pointer.js';
import { type Finding, finding } from './finding.js';
import { didYouMean } from './nearest.js';
import { placeIn } from './place.js';
import type { SourceFile, Sources } from './sources.js';

type Tokens = readonly (string | number)[];

interface Reference {
  readonly source: SourceFile;
  /** Where the object with the `$ref` stands. */
  readonly tokens: Tokens;
  /** Text, in what can be followed. */
  readonly ref: unknown;
}

interface Target {
  readonly source: SourceFile;
  readonly tokens: readonly string[];
  readonly node: unknown;
}

export interface References {
  /** Follows references from a node of `source` until something else stands there. */
  readonly follow: (source: SourceFile, node: unknown) => Target | undefined;
  /** References that cannot be followed: nothing can be bundled with them. */
  readonly broken: readonly Finding[];
  /** Files that nothing leads to. */
  readonly unreached: readonly Finding[];
}

/** Not part of the document: settings, records, examples and pages. */
const apart = /^openapi\/(?:README\.md|policy\.yaml|promises\.yaml|(?:examples|released|waivers)\/.*)$/;

export function checkReferences(sources: Sources): References {
  const broken: Finding[] = [];
  const reached = new Set<string>(['openapi/openapi.yaml']);
  const follow = (source: SourceFile, node: unknown): Target | undefined => {
    let here: Target = { source, tokens: [], node };
    for (let hops = 0; hops < 50; hops += 1) {
      const ref = refOf(here.node);
      if (ref === undefined) return here;
      const next = resolve(sources, here.source, ref);
      if (typeof next === 'string') return undefined;
      here = next;
    }
    return undefined;
  };
  for (const source of sources.files.values()) {
    if (apart.test(source.file)) continue;
    for (const reference of referencesIn(source)) {
      const target = resolve(sources, source, reference.ref);
      let wrong = typeof target === 'string' ? target : undefined;
      if (!wrong && isCircle(sources, reference))
        wrong = 'this reference goes in a circle: let one of the files say what it is';
      if (wrong)
        broken.push(finding('source-reference', wrong, placeIn(source, [...reference.tokens, '$ref'])));
      if (typeof target !== 'string') reached.add(target.source.file);
    }
  }
  const unreached = [...sources.names]
    .filter((file) => !reached.has(file) && !apart.test(file))
    .map((file) =>
      finding(
        'source-unreferenced',
        'nothing refers to this file: refer to it from openapi/openapi.yaml, or remove it',
        {
          file,
          line: 1,
          column: 1,
          pointer: '',
        },
      ),
    );
  return { follow, broken, unreached };
}

/** True when following a reference leads back to where it stands. What only leads into a circle is not to blame. */
function isCircle(sources: Sources, { source, tokens, ref }: Reference): boolean {
  if (typeof ref !== 'string') return false;
  const start = `${source.file}#${tokens.join('/')}`;
  let here = resolve(sources, source, ref);
  for (let hops = 0; hops < 50 && typeof here !== 'string'; hops += 1) {
    if (`${here.source.file}#${here.tokens.join('/')}` === start) return true;
    const next = refOf(here.node);
    if (next === undefined) return false;
    here = resolve(sources, here.source, next);
  }
  return false;
}

function refOf(node: unknown): unknown {
  return typeof node === 'object' && node !== null && '$ref' in node ? node.$ref : undefined;
}

function referencesIn(source: SourceFile): Reference[] {
  const found: Reference[] = [];
  const work: { node: unknown; tokens: Tokens; isMap: boolean }[] = [
    { node: source.data, tokens: [], isMap: false },
  ];
  for (let next = work.pop(); next; next = work.pop()) {
    const { node, tokens, isMap } = next;
    if (typeof node !== 'object' || node === null) continue;
    const ref = isMap ? undefined : refOf(node);
    if (ref !== undefined) found.push({ source, tokens, ref });
    // Tools follow a `$ref` in a default or an example, too. The keys of `properties` are names.
    for (const [key, value] of Object.entries(node))
      work.push({
        node: value,
        tokens: [...tokens, Array.isArray(node) ? Number(key) : key],
        isMap: !isMap && ['properties', 'patternProperties', '$defs'].includes(key),
      });
  }
  return found;
}

/** What a reference means, or why it cannot be followed. */
function resolve(sources: Sources, from: SourceFile, ref: unknown): Target | string {
  if (typeof ref !== 'string') return 'this `$ref` is no text: write the path of a file inside openapi/';
  const [path = '', fragment] = ref.split('#', 2);
  if (/^[a-z][a-z0-9+.-]*:/i.test(path) || path.startsWith('//'))
    return `\`${ref}\` is a URL: copy what you need into openapi/ and refer to that`;
  const folder = posix.dirname(from.file);
  const file = path === '' ? from.file : posix.normalize(posix.join(folder, path));
  if (
    path.startsWith('/') ||
    path.includes('\\') ||
    !isBelow(file) ||
    !isBelow(posix.normalize(posix.join(folder, decoded(path))))
  )
    return `\`${ref}\` leads out of openapi/: refer to a file inside, by a relative path`;
  const source = sources.files.get(file);
  if (!source) return missing(sources, file, ref);
  if (fragment !== undefined && fragment !== '' && !fragment.startsWith('/'))
    return `\`${ref}\` leads nowhere: what follows # is a JSON Pointer, such as #/properties/id`;
  const tokens = parsePointer(decoded(fragment ?? ''));
  let node: unknown = source.data;
  for (const token of tokens) {
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, token))
      return `\`${ref}\` leads nowhere: there is no \`${token}\` in ${file}${componentFile(sources, from, tokens)}`;
    node = (node as Record<string, unknown>)[token];
  }
  return { source, tokens, node };
}

function missing(sources: Sources, file: string, ref: string): string {
  if (sources.names.has(file)) return `\`${ref}\` leads to a file that is not readable as YAML`;
  return `\`${ref}\` leads nowhere: there is no ${file}${similarFile(sources, file)}`;
}

/** A file of that name elsewhere, or of a similar name in that folder. */
function similarFile(sources: Sources, file: string): string {
  const [name, folder] = [posix.basename(file), posix.dirname(file)];
  const names = [...sources.names];
  const same = names.find((each) => posix.basename(each).toLowerCase() === name.toLowerCase());
  if (same !== undefined) return `: did you mean \`${same}\`?`;
  return didYouMean(
    name,
    names.filter((each) => posix.dirname(each) === folder).map((each) => posix.basename(each)),
  );
}

/** Who writes a reference as it stands in the bundle is shown the file. */
function componentFile(sources: Sources, from: SourceFile, tokens: readonly string[]): string {
  const file = `openapi/${tokens.slice(0, 3).join('/')}.yaml`;
  if (tokens[0] !== 'components' || !sources.names.has(file)) return '';
  return `: did you mean \`${posix.relative(posix.dirname(from.file), file)}\`?`;
}

function isBelow(file: string): boolean {
  return file.startsWith('openapi/');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
