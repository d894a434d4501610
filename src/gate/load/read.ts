// Bytes to values: encoding, JSON or YAML, repeated names, aliases. Neighbours: files.ts finds the bytes, bundle.ts follows references.
import { CORE_SCHEMA, load, mergeTag, YAMLException } from 'js-yaml';

import type { Json } from '../include/json.js';
import { LoadError, positionOf } from './error.js';
import { yamlDepth } from './positions.js';
import { countNames, scanJson } from './scan.js';

/** A file's text and what it says. */
export interface Source {
  /** As shown to people: relative to the working folder where it is inside, `git:REV:path` for a revision. */
  readonly file: string;
  readonly text: string;
  readonly format: 'json' | 'yaml';
  readonly value: Json;
}

/** A document larger than this is refused: it would not fit the limits of time and memory. */
export const maxBytes = 100 * 1024 * 1024;
/** What aliases may expand to: beyond, a few lines of YAML stand for more than can be walked. */
const maxExpandedNodes = 3_000_000;

export function decode(bytes: Uint8Array, file: string): string {
  if ((bytes[0] === 0xfe && bytes[1] === 0xff) || (bytes[0] === 0xff && bytes[1] === 0xfe))
    throw new LoadError({ file, says: 'this is UTF-16', wayOut: 'Save it as UTF-8.' });
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes); // drops a byte order mark
  } catch {
    const readable = new TextDecoder('utf-8').decode(bytes);
    const at = positionOf(readable, Math.max(0, readable.indexOf('\ufffd')));
    throw new LoadError({ file, at, says: 'these bytes are not UTF-8', wayOut: 'Save the file as UTF-8.' });
  }
}

/** Reads a text as JSON where it is JSON, else as YAML 1.2; throws a LoadError with its place. */
export function parse(text: string, file: string): Source {
  if (/^\s*$/.test(text))
    throw new LoadError({ file, at: { line: 1, column: 1 }, says: 'the file is empty', wayOut: needs });
  const looksLikeJson = /^\s*[{[]/.test(text);
  if (looksLikeJson || /\.json$/i.test(file)) {
    try {
      const value = JSON.parse(text) as Json;
      refuseRepeated(text, value, file);
      return { file, text, format: 'json', value };
    } catch (error) {
      if (error instanceof LoadError) throw error;
      if (/\.json$/i.test(file) || tooDeep(text)) throw notJson(text, file);
    }
  }
  return { file, text, format: 'yaml', value: parseYaml(text, file) };
}

const needs = 'An OpenAPI 3.0 or 3.1 document starts with `openapi: 3.1.1`.';

function notJson(text: string, file: string): LoadError {
  const offset = scanJson(text) ?? text.length;
  const found =
    offset >= text.length ? 'the file ends too early' : `unexpected ${JSON.stringify(text[offset])}`;
  return new LoadError({
    file,
    at: positionOf(text, offset),
    says: `this is not JSON: ${found}`,
    wayOut: 'Correct the text, or name the file .yaml if it is YAML.',
  });
}

/** Brackets deeper than the YAML parser's stack: flow text that is not JSON and not for people. */
function tooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x7b || code === 0x5b) {
      if (++depth > yamlDepth) return true;
    } else if (code === 0x7d || code === 0x5d) depth--;
  }
  return false;
}

/** `JSON.parse` keeps the last of two equal names; then fewer members come out than stand in the text. */
function refuseRepeated(text: string, value: Json, file: string): void {
  let members = 0;
  const stack: Json[] = [value];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) {
      for (const item of node) if (typeof item === 'object' && item !== null) stack.push(item as Json);
      continue;
    }
    const object = node as { readonly [name: string]: Json };
    for (const name in object) {
      members++;
      const item = object[name];
      if (typeof item === 'object' && item !== null) stack.push(item);
    }
  }
  if (members === countNames(text)) return;
  scanJson(text, (name, offset) => {
    throw new LoadError({
      file,
      at: positionOf(text, offset),
      says: `the name ${JSON.stringify(name)} stands twice in one object`,
      wayOut: 'Keep one of the two: readers disagree on which one counts.',
    });
  });
}

function parseYaml(text: string, file: string): Json {
  let value: unknown;
  try {
    value = load(text, {
      filename: file,
      schema: CORE_SCHEMA.withTags(mergeTag),
      maxDepth: yamlDepth,
      maxTotalMergeKeys: 100_000,
    });
  } catch (error) {
    if (error instanceof YAMLException) {
      const mark = error.mark;
      const repeated = /duplicated mapping key/.test(error.reason);
      throw new LoadError({
        file,
        at: mark === undefined ? undefined : { line: mark.line + 1, column: mark.column + 1 },
        says: repeated ? 'a name stands twice in one object' : `this is not YAML: ${error.reason}`,
        wayOut: repeated
          ? 'Keep one of the two: readers disagree on which one counts.'
          : 'Correct the text at that line.',
      });
    }
    if (error instanceof RangeError)
      throw new LoadError({
        file,
        says: `this nests deeper than ${yamlDepth} levels`,
        wayOut: 'Give the inner parts names of their own and refer to them with `$ref`, or write it as JSON.',
      });
    throw error;
  }
  refuseExpansion(value as Json, text, file);
  return value as Json;
}

/** Aliases are shared nodes; the walkers after us see each place. Counts what they would see, without seeing it. */
function refuseExpansion(value: Json, text: string, file: string): void {
  const says = (what: string) =>
    new LoadError({
      file,
      at: positionOf(text, Math.max(0, text.search(/[:\-[,{]\s*\*[^\s]/)) + 1),
      says: what,
      wayOut: 'Write the parts as components and refer to them with `$ref`.',
    });
  const sizes = new Map<object, number>();
  const open = new Set<object>();
  const stack: { readonly node: object; readonly isLeaving: boolean }[] = [];
  if (typeof value === 'object' && value !== null) stack.push({ node: value, isLeaving: false });
  for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
    const { node } = task;
    const items = (Array.isArray(node) ? node : Object.values(node)) as unknown[];
    if (task.isLeaving) {
      let size = 1;
      for (const item of items)
        size += typeof item === 'object' && item !== null ? (sizes.get(item) ?? 0) : 1;
      sizes.set(node, size);
      open.delete(node);
      continue;
    }
    if (sizes.has(node)) continue;
    if (open.has(node)) throw says('an alias stands inside what it stands for');
    open.add(node);
    stack.push({ node, isLeaving: true });
    for (const item of items) {
      if (typeof item === 'number' && !Number.isFinite(item))
        throw new LoadError({
          file,
          says: 'a number here has no value in JSON (.nan or .inf)',
          wayOut: 'Leave it out, or quote it if it is a string.',
        });
      if (typeof item === 'object' && item !== null) {
        if (open.has(item)) throw says('an alias stands inside what it stands for');
        stack.push({ node: item, isLeaving: false });
      }
    }
  }
  const size = typeof value === 'object' && value !== null ? (sizes.get(value) ?? 0) : 1;
  if (size > maxExpandedNodes && size > sizes.size * 20)
    throw says(`its aliases expand to ${size > 1e12 ? 'more than 10^12' : size} values`);
}
