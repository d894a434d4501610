// Bundle pointer → file, line and column in the hand-authored sources, found only for what is reported.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
} from 'yaml';
import { formatPointer, parsePointer } from './pointer.js';

export interface Position {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  /** Where this is in that file, as a JSON Pointer. */
  readonly pointer: string;
}

export interface Locator {
  /** The place of a bundle pointer in the sources; of the nearest parent that is there, when it is not. */
  locate(pointer: string): Position;
}

interface Source {
  readonly file: string;
  readonly document: Document;
  readonly lines: LineCounter;
}

interface Place {
  source: Source;
  node: Node | null;
  /** Offset of what names this place: its key, or itself. */
  offset: number;
  tokens: string[];
}

/** A locator for the sources of the project at `root`; files are read once, when first needed. */
export function createLocator(root: string): Locator {
  const sources = new Map<string, Source>();
  const open = (file: string): Source => {
    const known = sources.get(file);
    if (known) return known;
    const lines = new LineCounter();
    const document = parseDocument(readFileSync(join(root, file), 'utf8'), {
      lineCounter: lines,
      uniqueKeys: false,
    });
    const source = { file, document, lines };
    sources.set(file, source);
    return source;
  };
  const start = (file: string): Place => {
    const source = open(file);
    return {
      source,
      node: source.document.contents,
      offset: source.document.contents?.range?.[0] ?? 0,
      tokens: [],
    };
  };
  return {
    locate(pointer) {
      const place = walk(parsePointer(pointer), start, (file) => existsSync(join(root, file)));
      const { line, col } = place.source.lines.linePos(place.offset);
      return {
        file: place.source.file,
        line: line || 1,
        column: col || 1,
        pointer: formatPointer(place.tokens),
      };
    },
  };
}

/** Follows `tokens` from the root document, through references, component files and example files. */
function walk(
  tokens: readonly string[],
  start: (file: string) => Place,
  exists: (file: string) => boolean,
  from = 'openapi/openapi.yaml',
): Place {
  const component = componentFile(tokens);
  if (component && exists(component)) return walk(tokens.slice(3), start, exists, component);
  let place = start(from);
  let operationId = '';
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index] ?? '';
    // What stands beside a `$ref` is said here, not where it leads (JSON Schema 2020-12 core §8.2.3.1).
    if (token === '$ref' || !child(place, token)) place = follow(place, start, exists);
    operationId = textOf(child(place, 'operationId')?.node) ?? operationId;
    const example = exampleFile(tokens, index, operationId);
    if (example && exists(example.file)) return walkPlain(start(example.file), example.rest);
    const next = child(place, token);
    if (!next) return place;
    place = next;
  }
  return place;
}

function walkPlain(from: Place, tokens: readonly string[]): Place {
  let place = from;
  for (const token of tokens) {
    const next = child(place, token);
    if (!next) return place;
    place = next;
  }
  return place;
}

/** `examples/<case>/value/…` at an operation stands in openapi/examples/<operationId>.<case>.json. */
function exampleFile(
  tokens: readonly string[],
  index: number,
  operationId: string,
): { file: string; rest: string[] } | undefined {
  const name = tokens[index + 1];
  if (
    tokens[0] !== 'paths' ||
    name === undefined ||
    !['examples', 'x-examples'].includes(tokens[index] ?? '')
  )
    return undefined;
  const [member, ...rest] = tokens.slice(index + 2);
  const side = tokens[3] === 'requestBody' ? 'request' : 'response';
  const inside: Record<string, string[]> = {
    value: [side, 'body', ...rest],
    'x-headers': ['response', 'headers', ...rest],
    'x-request': ['request', ...rest],
    summary: ['summary'],
  };
  return { file: `openapi/examples/${operationId}.${name}.json`, rest: inside[member ?? ''] ?? [] };
}

/** A component that openapi.yaml does not list is named after its file. */
function componentFile([section, kind, name]: readonly string[]): string | undefined {
  return section === 'components' && name !== undefined
    ? `openapi/components/${kind}/${name}.yaml`
    : undefined;
}

/** Through `$ref`s to where the node really stands; a reference that leads nowhere stays. */
function follow(from: Place, start: (file: string) => Place, exists: (file: string) => boolean): Place {
  let place = from;
  for (let hops = 0; hops < 20; hops += 1) {
    const ref = isMap(place.node) ? textOf(place.node.get('$ref', true) as Node | undefined) : undefined;
    if (ref === undefined) return place;
    const [path = '', fragment = ''] = ref.split('#');
    const file =
      path === '' ? place.source.file : posix.normalize(posix.join(dirname(place.source.file), path));
    if (file.startsWith('..') || !exists(file)) return place;
    place = walkPlain(start(file), parsePointer(fragment));
  }
  return place;
}

function child(place: Place, token: string): Place | undefined {
  const { source, node, tokens } = place;
  if (isMap(node)) {
    const pair = node.items.find((item: Pair) => isScalar(item.key) && String(item.key.value) === token);
    if (!pair) return undefined;
    const offset = (pair.key as Node).range?.[0] ?? place.offset;
    return { source, node: pair.value as Node | null, offset, tokens: [...tokens, token] };
  }
  if (isSeq(node)) {
    const item = node.items[Number(token)] as Node | undefined;
    return (
      item && { source, node: item, offset: item.range?.[0] ?? place.offset, tokens: [...tokens, token] }
    );
  }
  return undefined;
}

function textOf(node: Node | null | undefined): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value : undefined;
}

/** `path` relative to `root`, with forward slashes on every system. */
export function projectPath(root: string, path: string): string {
  return relative(root, path).replaceAll('\\', '/');
}
