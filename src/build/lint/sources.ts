// The files people write, read and parsed once; what cannot be read is a finding with its place. RFC 3629, YAML 1.2.2, RFC 8259.
import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  EVENT_ALIAS,
  EVENT_DOCUMENT,
  EVENT_POP,
  EVENT_SCALAR,
  type Event,
  load,
  parseEvents,
  YAMLException,
} from 'js-yaml';
import { type Finding, finding } from './finding.js';
import { lineAndColumn } from './place.js';

export interface SourceFile {
  /** Relative to the project, with forward slashes. */
  readonly file: string;
  readonly text: string;
  readonly data: unknown;
}

export interface Sources {
  /** Every YAML and JSON file under openapi/ that could be read, by name and in the order of names. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** Every file under openapi/, read or not. */
  readonly names: ReadonlySet<string>;
  /** Why the others could not. */
  readonly unreadable: readonly Finding[];
}

const sourceName = /\.(?:ya?ml|json)$/;

/** Deeper than any contract, shallower than any stack. */
const maxDepth = 100;

/** Ten times all that is written by hand today. */
const maxBytes = 2_000_000;

/** Released bundles are the gate's: it checks them against their hashes. */
const notOurs = 'openapi/released/';

/** Reads everything under `openapi/` of the project at `root`. */
export async function readSources(root: string): Promise<Sources> {
  const names = await filesBelow(root, 'openapi');
  const files = new Map<string, SourceFile>();
  const unreadable: Finding[] = [];
  if (!names.includes('openapi/openapi.yaml'))
    unreadable.push(
      finding('source-syntax', 'there is no contract: openapi/openapi.yaml is where it begins', {
        file: 'openapi/openapi.yaml',
        line: 1,
        column: 1,
        pointer: '',
      }),
    );
  // By name, not by which was read first: of two files that contradict each other, the later is always the one found.
  for (const read of await Promise.all(names.map((file) => readSource(root, file)))) {
    if (!read) continue;
    if ('rule' in read) unreadable.push(read);
    else files.set(read.file, read);
  }
  return { files, names: new Set(names), unreadable };
}

async function filesBelow(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((): Dirent[] => []);
  const nested = await Promise.all(
    entries
      // Editors and systems leave hidden files; nobody wrote them.
      .filter((entry) => !entry.name.startsWith('.'))
      .map((entry) => {
        const path = `${folder}/${entry.name}`;
        return entry.isDirectory() && !sourceName.test(path) ? filesBelow(root, path) : [path];
      }),
  );
  return nested.flat().sort();
}

/** The file, why it cannot be read, or nothing where it is no source. */
async function readSource(root: string, file: string): Promise<SourceFile | Finding | undefined> {
  const fault = (rule: string, message: string, offset: number, text: string): Finding =>
    finding(rule, message, { file, pointer: '', ...lineAndColumn(text, offset) });
  const unusable = (why: string): Finding =>
    fault('source-syntax', `this file cannot be read (${why}): put a regular file here, or remove it`, 0, '');
  let bytes: Buffer;
  try {
    if (await leadsOut(root, file))
      return fault('source-reference', 'a link that leads out of openapi/: put the file itself here', 0, '');
    if (!sourceName.test(file) || file.startsWith(notOurs)) return undefined;
    const found = await stat(join(root, file));
    if (!found.isFile()) return unusable('it is no file'); // reading a pipe would wait for ever
    if (found.size > maxBytes)
      return fault('source-syntax', `larger than ${maxBytes / 1e6} MB: split it into files`, 0, '');
    bytes = await readFile(join(root, file));
  } catch (error) {
    return unusable((error as NodeJS.ErrnoException).code ?? 'unknown error');
  }
  const wrongByte = firstWrongByte(bytes);
  if (wrongByte !== undefined) {
    const before = bytes.subarray(0, wrongByte).toString('utf8');
    const how = 'save the file as UTF-8 without a byte order mark';
    const what =
      wrongByte === 0 && hasMark(bytes) ? 'the file begins with a byte order mark' : 'this is not UTF-8';
    return fault('source-encoding', `${what}: ${how}`, before.length, before);
  }
  const text = bytes.toString('utf8');
  const loneReturn = text.search(/\r(?!\n)/);
  if (loneReturn !== -1)
    return fault(
      'source-syntax',
      'a line ends in a carriage return alone, which not every parser takes for an end: save the file with line feeds',
      loneReturn,
      text,
    );
  const conflict = text.search(/^(?:<{7}|>{7}|\|{7}) /m);
  if (conflict !== -1)
    return fault('source-syntax', 'a merge conflict stands here: settle it', conflict, text);
  const lost = /(?<=^|[\s{,])["']?__proto__["']?\s*:/m.exec(text);
  if (lost)
    return fault(
      'source-syntax',
      'a key `__proto__`, which programs lose or obey: rename it',
      lost.index,
      text,
    );
  try {
    return { file, text, data: file.endsWith('.json') ? await readJson(text) : readYaml(text) };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return fault('source-syntax', error.message, error.offset, text);
  }
}

/** True for a symbolic link to a place outside openapi/. */
async function leadsOut(root: string, file: string): Promise<boolean> {
  const path = relative(await realpath(join(root, 'openapi')), await realpath(join(root, file)));
  return path === '..' || path.startsWith(`..${sep}`);
}

class Unreadable extends Error {
  constructor(
    message: string,
    readonly offset: number,
  ) {
    super(message);
    this.name = 'Unreadable';
  }
}

function hasMark(bytes: Buffer): boolean {
  return (
    [0xef, 0xbb, 0xbf].every((byte, index) => bytes[index] === byte) || bytes[0] === 0xff || bytes[0] === 0xfe
  );
}

/** Where the first byte stands that does not belong to UTF-8 text without a mark. */
function firstWrongByte(bytes: Buffer): number | undefined {
  if (hasMark(bytes)) return 0;
  const text = bytes.toString('utf8');
  if (!text.includes('\uFFFD')) return undefined;
  // Decoding puts U+FFFD for what is wrong; one that is really there survives encoding again.
  const again = Buffer.from(text, 'utf8');
  const end = Math.min(bytes.length, again.length);
  for (let index = 0; index < end; index += 1) if (bytes[index] !== again[index]) return index;
  return bytes.length === again.length ? undefined : end;
}

function readYaml(text: string): unknown {
  try {
    refuseIndirection(text, parseEvents(text, { maxDepth }));
    const data: unknown = load(text, { maxDepth });
    if (typeof data !== 'object' || data === null)
      throw new Unreadable(`the file holds no mapping: ${instead}`, 0);
    return data;
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    throw new Unreadable(yamlSentence(error.reason), error.mark?.position ?? 0);
  }
}

const instead = 'write what its name promises, or remove it';

function yamlSentence(reason: string): string {
  if (reason.includes('tab characters')) return 'a tab indents this line: YAML indents by spaces only';
  if (reason.includes('duplicated mapping key'))
    return 'this key stands twice in one mapping: keep one of them';
  if (reason.includes('input is empty')) return `the file is empty: ${instead}`;
  if (reason.includes('single document')) return 'the file holds more than one document: keep one';
  if (reason.includes('maxDepth') || reason.includes('nesting'))
    return `nested deeper than ${maxDepth} levels: split it into files`;
  return `this is not YAML (${reason}): correct it`;
}

/** Anchors, aliases and tags would make one place stand at many, up to millions from one line: a `$ref` says it with a name. */
function refuseIndirection(text: string, events: readonly Event[]): void {
  for (const event of events) {
    if (event.type === EVENT_DOCUMENT || event.type === EVENT_POP) continue;
    if (event.type === EVENT_SCALAR && text.slice(event.valueStart, event.valueEnd) === '<<')
      throw new Unreadable(
        'a merge key (`<<`), which parsers read differently: write the keys',
        event.valueStart,
      );
    if (event.anchorStart >= 0)
      throw new Unreadable(
        `an ${event.type === EVENT_ALIAS ? 'alias' : 'anchor'} (\`${text.slice(event.anchorStart - 1, event.anchorEnd)}\`): use a \`$ref\` instead`,
        event.anchorStart - 1,
      );
    if ('tagStart' in event && event.tagStart >= 0)
      throw new Unreadable(
        `a YAML tag (\`${text.slice(event.tagStart, event.tagEnd)}\`): write plain values only`,
        event.tagStart,
      );
  }
}

async function readJson(text: string): Promise<unknown> {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw new Unreadable(`nested deeper than ${maxDepth} levels`, 0);
    const position = / at position (\d+)/.exec(error.message)?.[1];
    const offset = position === undefined ? await firstFault(text) : Number(position);
    const words = error.message.replace(/ in JSON at position.*$/s, '').replace(/, "(?:.|\n)*$/, '');
    throw new Unreadable(`this is not JSON (${words}): correct it`, offset);
  }
  // JSON is YAML (YAML 1.2.2 §1.2); JSON.parse keeps the last of two equal keys and says nothing.
  try {
    load(text, { maxDepth });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    if (error.reason.includes('duplicated') || error.reason.includes('epth'))
      throw new Unreadable(yamlSentence(error.reason), error.mark?.position ?? 0);
  }
  return data;
}

/** Where a tolerant parser first stumbles: JSON.parse does not always say. */
async function firstFault(text: string): Promise<number> {
  const { Json } = await import('@stoplight/spectral-parsers');
  const [first] = Json.parse(text).diagnostics;
  return first ? offsetOf(text, first.range.start) : 0;
}

function offsetOf(text: string, { line, character }: { line: number; character: number }): number {
  let offset = 0;
  for (let passed = 0; passed < line; passed += 1) offset = text.indexOf('\n', offset) + 1;
  return offset + character;
}
