// Bytes to values: encoding, JSON or YAML, repeated names. Neighbours: files.ts finds the bytes, yaml.ts reads YAML, bundle.ts follows references.
import type { Json } from '../include/json.js';
import { LoadError, positionOf } from './error.js';
import { yamlDepth } from './positions.js';
import { countNames, scanJson } from './scan.js';
import { parseYaml } from './yaml.js';

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
      refuseUnfaithful(text, value, file);
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

/**
 * What `JSON.parse` reads as something else: of two equal names it keeps the last, so that fewer members come out than stand in
 * the text, and a number that is too large becomes infinite.
 */
function refuseUnfaithful(text: string, value: Json, file: string): void {
  let members = 0;
  const stack: Json[] = [value];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if (Array.isArray(node)) {
      for (const item of node)
        if (typeof item === 'object' && item !== null) stack.push(item as Json);
        else if (item === Infinity || item === -Infinity) throw tooLarge(text, file);
      continue;
    }
    const object = node as { readonly [name: string]: Json };
    for (const name in object) {
      members++;
      const item = object[name];
      if (typeof item === 'object' && item !== null) stack.push(item);
      else if (item === Infinity || item === -Infinity) throw tooLarge(text, file);
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

function tooLarge(text: string, file: string): LoadError {
  const strings = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g;
  const number = [...text.matchAll(strings)].find(([written]) => Math.abs(Number(written)) === Infinity);
  return new LoadError({
    file,
    at: positionOf(text, number?.index ?? 0),
    says: `the number ${number?.[0].slice(0, 20)} is larger than programs read`,
    wayOut: 'Write one below 1.8e308, or leave it out.',
  });
}
