// Walks JSON text without building it: which names come twice, where it stops being JSON (RFC 8259). JSON.parse stays the
// reader; this runs for what is reported, and to count names. No recursion: depth is the document's. Neighbour: positions.ts.

/** Called for a name that stands twice in one object. */
export type Repeated = (name: string, offset: number) => void;

/** The offset at which the text stops being JSON, or undefined. With `repeated`, text that `JSON.parse` has accepted. */
export function scanJson(text: string, repeated?: Repeated): number | undefined {
  /** The objects and arrays around: names so far, or undefined for an array. */
  const open: (Set<string> | undefined)[] = [];
  const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
  let at = 0;
  const skip = (): void => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at++;
    }
  };
  /** The end of the string that starts at `from`, or -1. */
  const endOf = (from: number): number => {
    if (repeated !== undefined) return endOfString(text, from);
    for (let position = from + 1; position < text.length; position++) {
      const code = text.charCodeAt(position);
      if (code === 0x22) return position + 1;
      if (code === 0x5c) position++;
      else if (code < 0x20) return -1;
    }
    return -1;
  };
  let wants: 'value' | 'name' | 'next' = 'value';
  for (;;) {
    skip();
    const names = open.at(-1);
    if (wants === 'next') {
      if (open.length === 0) return at === text.length ? undefined : at;
      const character = text[at];
      if (character === ',') {
        at++;
        wants = names ? 'name' : 'value';
        continue;
      }
      if (character === (names ? '}' : ']')) {
        at++;
        open.pop();
        continue;
      }
      return at;
    }
    if (wants === 'name') {
      if (text[at] !== '"') return at;
      const end = endOf(at);
      if (end < 0) return at;
      if (names && repeated !== undefined) {
        const name = JSON.parse(text.slice(at, end)) as string;
        if (names.has(name)) repeated(name, at);
        names.add(name);
      }
      at = end;
      skip();
      if (text[at] !== ':') return at;
      at++;
      skip();
    }
    const character = text[at];
    if (character === '{' || character === '[') {
      const isObject = character === '{';
      at++;
      skip();
      open.push(isObject ? new Set() : undefined);
      if (text[at] === (isObject ? '}' : ']')) {
        at++;
        open.pop();
        wants = 'next';
      } else wants = isObject ? 'name' : 'value';
      continue;
    }
    if (character === '"') {
      const end = endOf(at);
      if (end < 0) return at;
      at = end;
    } else {
      scalar.lastIndex = at;
      if (scalar.exec(text) === null) return at;
      at = scalar.lastIndex;
    }
    wants = 'next';
  }
}

/** The end of the string that starts at `from`, in text that is JSON, or -1. */
export function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slash = end - 1;
    while (text.charCodeAt(slash) === 0x5c) slash--;
    if ((end - slash) % 2 === 1) return end + 1;
  }
  return -1;
}

/** How many members the objects of valid JSON text have, counting repeated ones each time. */
export function countNames(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at = endOfString(text, at);
    if (at < 0) return count;
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++at);
    if (code === 0x3a) count++;
  }
  return count;
}
