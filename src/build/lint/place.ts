// Offsets and pointers → lines and columns in one source file, computed only for what is reported.
import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import type { Place } from './finding.js';
import type { SourceFile } from './sources.js';
import { formatPointer } from '../pointer.js';

/** Line and column of an offset, both from 1. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lastBreak = before.lastIndexOf('\n');
  return { line: before.split('\n').length, column: offset - lastBreak };
}

const parsed = new WeakMap<SourceFile, Document>();

/** Where `tokens` lead in a file: the key that names the place, or the nearest one above it that is there. */
export function placeIn(source: SourceFile, tokens: readonly (string | number)[]): Place {
  const document = parsed.get(source) ?? parseDocument(source.text, { uniqueKeys: false });
  parsed.set(source, document);
  let node: unknown = document.contents;
  let offset = start(document.contents);
  let depth = 0;
  for (const token of tokens) {
    const next = child(node, token);
    if (!next) break;
    node = next.node;
    offset = next.offset;
    depth += 1;
  }
  return {
    file: source.file,
    pointer: formatPointer(tokens.slice(0, depth)),
    ...lineAndColumn(source.text, offset),
  };
}

function child(node: unknown, token: string | number): { node: unknown; offset: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(token));
    return pair && { node: pair.value, offset: start(pair.key as Node) };
  }
  if (isSeq(node)) {
    const item = node.items[Number(token)];
    return item === undefined ? undefined : { node: item, offset: start(item as Node) };
  }
  return undefined;
}

function start(node: Node | null): number {
  return node?.range?.[0] ?? 0;
}
