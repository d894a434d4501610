// Lines for pointers, in JSON by a scan and in YAML by the parser's events, only for the pointers asked for.
import { EVENT_ID, type Event, getScalarValue, parseEvents } from 'js-yaml';

import { join, names } from '../pointer.js';
import type { Position } from './error.js';
import { endOfString } from './scan.js';

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

/** In text that `JSON.parse` has read. The way to what is wanted is followed name by name; all else is stepped over. */
function inJson(text: string, root: Wanted): ReadonlyMap<string, Position> {
  const found = new Map<string, Position>();
  const open: { readonly wanted: Wanted; readonly isObject: boolean; index: number }[] = [];
  let at = 0;
  let line = 1;
  let lineAt = 0;
  /** To the end of a value, or of the white space before one. Everything in between is met here, so lines are counted here. */
  const skip = (what: 'space' | 'value'): void => {
    let depth = 0;
    let to = at;
    for (; to < text.length; to++) {
      const code = text.charCodeAt(to);
      if (code <= 0x20) {
        if (code === 0x0a || (code === 0x0d && text.charCodeAt(to + 1) !== 0x0a)) {
          line++;
          lineAt = to + 1;
        }
      } else if (what === 'space') break;
      else if (code === 0x22) to = endOfString(text, to) - 1;
      else if (code === 0x7b || code === 0x5b) depth++;
      else if (code === 0x7d || code === 0x5d) {
        if (depth === 0) break;
        if (--depth === 0) {
          to++;
          break;
        }
      } else if (code === 0x2c && depth === 0) break;
    }
    at = to;
  };
  const position = (): Position => ({ line, column: at - lineAt + 1 });
  const enter = (wanted: Wanted | undefined): void => {
    const code = text.charCodeAt(at);
    const isObject = code === 0x7b;
    if (wanted === undefined || wanted.below.size === 0 || !(isObject || code === 0x5b)) skip('value');
    else {
      open.push({ wanted, isObject, index: 0 });
      at++;
    }
  };
  skip('space');
  found.set('', position());
  enter(root);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    skip('space');
    const code = text.charCodeAt(at);
    if (code === 0x2c || code === 0x7d || code === 0x5d) {
      if (code !== 0x2c) open.pop();
      at++;
      continue;
    }
    const here = position();
    let name = String(top.index++);
    if (top.isObject) {
      const start = at;
      at = endOfString(text, at);
      const written = text.slice(start, at);
      name = written.includes('\\') ? (JSON.parse(written) as string) : written.slice(1, -1);
      skip('space');
      at++;
      skip('space');
    }
    const wanted = top.wanted.below.get(name);
    if (wanted !== undefined) found.set(wanted.pointer, here);
    enter(wanted);
  }
  return found;
}

type NodeEvent = Exclude<Event, { readonly type: typeof EVENT_ID.DOCUMENT | typeof EVENT_ID.POP }>;

/** Where a node begins in its text; below 0 for one without text. */
export function startOf(event: NodeEvent): number {
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart;
  return event.type === EVENT_ID.SCALAR ? event.valueStart : event.start;
}

function inYaml(text: string, wanted: Wanted): ReadonlyMap<string, Position> {
  const found = new Map<string, Position>();
  const lines = lineStarts(text);
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
    const offset = startOf(event);
    let here: Wanted | undefined;
    if (frames.length === 1) {
      here = wanted;
      found.set('', lines(offset));
    } else if (!top.isMap) {
      here = top.at?.below.get(String(top.index++));
      if (here !== undefined) found.set(here.pointer, lines(offset));
    } else if (top.key === undefined) {
      const name = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      top.key = { name, offset };
    } else {
      here = top.at?.below.get(top.key.name);
      if (here !== undefined) found.set(here.pointer, lines(top.key.offset));
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
  const found = format === 'json' ? inJson(text, wanted) : inYaml(text, wanted);
  const answer = new Map<string, Position>();
  for (const pointer of pointers) {
    let near = pointer;
    while (near !== '' && !found.has(near)) near = near.slice(0, near.lastIndexOf('/'));
    answer.set(pointer, found.get(near) ?? { line: 1, column: 1 });
  }
  return answer;
}

/** Where lines start, asked by offset in UTF-16 units. CRLF, LF and CR end a line. */
function lineStarts(text: string): (offset: number) => Position {
  const starts = [0];
  for (const { 0: end, index } of text.matchAll(/\r\n?|\n/g)) starts.push(index + end.length);
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
