// Lines for pointers, in JSON by a scan and in YAML by the parser's events, only for the pointers asked for.
import { EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';

import { join, names } from '../pointer.js';
import type { Position } from './error.js';
import { positionOf } from './error.js';
import { scanJson } from './scan.js';

interface Wanted {
  readonly below: Map<string, Wanted>;
  readonly pointer: string;
}

function tree(pointers: Iterable<string>): Wanted {
  const root: Wanted = { below: new Map(), pointer: '' };
  for (const pointer of pointers) {
    let at = root;
    for (const name of names(pointer)) {
      let next = at.below.get(name);
      if (next === undefined) {
        next = { below: new Map(), pointer: join(at.pointer, name) };
        at.below.set(name, next);
      }
      at = next;
    }
  }
  return root;
}

/** YAML nests no deeper than this: the parser's stack, and nobody writes it by hand. */
export const yamlDepth = 1000;

function inJson(text: string, wanted: Wanted): Map<string, number> {
  const found = new Map<string, number>();
  const path: (Wanted | undefined)[] = [];
  scanJson(text, {
    value(depth, name, offset) {
      const at = name === undefined ? wanted : path[depth - 1]?.below.get(String(name));
      path[depth] = at;
      path.length = depth + 1;
      if (at !== undefined) found.set(at.pointer, offset);
    },
  });
  return found;
}

function inYaml(text: string, wanted: Wanted): Map<string, number> {
  const found = new Map<string, number>();
  interface Frame {
    readonly isMap: boolean;
    readonly at: Wanted | undefined;
    index: number;
    key: { readonly name: string; readonly offset: number } | undefined;
  }
  const frames: Frame[] = [];
  for (const event of parseEvents(text, { maxDepth: yamlDepth })) {
    if (event.type === EVENT_ID.DOCUMENT) {
      frames.push({ isMap: false, at: undefined, index: -1, key: undefined });
      continue;
    }
    if (event.type === EVENT_ID.POP) {
      frames.pop();
      continue;
    }
    const top = frames.at(-1);
    if (top === undefined) continue;
    const offset =
      event.type === EVENT_ID.ALIAS
        ? event.anchorStart
        : event.type === EVENT_ID.SCALAR
          ? event.valueStart
          : event.start;
    let here: Wanted | undefined;
    if (frames.length === 1) {
      here = wanted;
      found.set('', offset);
    } else if (!top.isMap) {
      here = top.at?.below.get(String(top.index++));
      if (here !== undefined) found.set(here.pointer, offset);
    } else if (top.key === undefined) {
      const name = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      top.key = { name, offset };
    } else {
      here = top.at?.below.get(top.key.name);
      if (here !== undefined) found.set(here.pointer, top.key.offset);
      top.key = undefined;
      if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.ALIAS) continue;
      frames.push({ isMap: event.type === EVENT_ID.MAPPING, at: here, index: 0, key: undefined });
      continue;
    }
    if (event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE)
      frames.push({ isMap: event.type === EVENT_ID.MAPPING, at: here, index: 0, key: undefined });
  }
  return found;
}

/** Positions of pointers in a text that parsed; a pointer without one (behind an alias, say) gets its nearest parent's. */
export function positions(
  text: string,
  format: 'json' | 'yaml',
  pointers: readonly string[],
): ReadonlyMap<string, Position> {
  const wanted = tree(pointers);
  const offsets = format === 'json' ? inJson(text, wanted) : inYaml(text, wanted);
  const lines = lineStarts(text);
  const answer = new Map<string, Position>();
  for (const pointer of pointers) {
    let near = pointer;
    while (near !== '' && !offsets.has(near)) near = near.slice(0, near.lastIndexOf('/'));
    answer.set(pointer, lines(offsets.get(near) ?? 0));
  }
  return answer;
}

function lineStarts(text: string): (offset: number) => Position {
  if (!text.includes('\r')) {
    const starts = [0];
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return (offset) => {
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if ((starts[middle] ?? 0) <= offset) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 };
    };
  }
  return (offset) => positionOf(text, offset);
}
