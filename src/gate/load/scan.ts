// Walks JSON text without building it: where things stand, which names come twice, where it stops being JSON (RFC 8259).
// JSON.parse stays the reader; this runs for what is reported, and to count names. No recursion: depth is the document's.

export interface Scan {
  /** Called for every value with its place: the offset of the member's name, or of the value in an array. */
  value?(depth: number, name: string | number | undefined, offset: number): void;
  /** Called for a name that stands twice in one object. */
  repeated?(name: string, offset: number): void;
}

interface Open {
  readonly names: Set<string> | undefined;
  index: number;
}

/** The offset at which the text stops being JSON, or undefined. */
export function scanJson(text: string, scan: Scan): number | undefined {
  const open: Open[] = [];
  const scalar = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|true|false|null/y;
  let at = 0;
  const skip = (): void => {
    for (;;) {
      const code = text.charCodeAt(at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      at++;
    }
  };
  /** Text that `JSON.parse` has accepted holds no control characters in strings: their ends are found at once. */
  const isValid = scan.value !== undefined || scan.repeated !== undefined;
  /** The end of the string that starts at `from`, or -1. */
  const endOfString = (from: number): number => {
    if (isValid) {
      for (let end = text.indexOf('"', from + 1); end >= 0; end = text.indexOf('"', end + 1)) {
        let slash = end - 1;
        while (text.charCodeAt(slash) === 0x5c) slash--;
        if ((end - slash) % 2 === 1) return end + 1;
      }
      return -1;
    }
    for (let position = from + 1; position < text.length; position++) {
      const code = text.charCodeAt(position);
      if (code === 0x22) return position + 1;
      if (code === 0x5c) position++;
      else if (code < 0x20) return -1;
    }
    return -1;
  };
  const place = (offset: number, name: string | number | undefined): void =>
    scan.value?.(open.length, name, offset);

  let wants: 'value' | 'name' | 'next' = 'value';
  let name: string | number | undefined;
  let nameAt = 0;
  for (;;) {
    skip();
    const top = open.at(-1);
    if (wants === 'next') {
      if (top === undefined) return at === text.length ? undefined : at;
      const character = text[at];
      if (character === ',') {
        at++;
        wants = top.names ? 'name' : 'value';
        continue;
      }
      if (character === (top.names ? '}' : ']')) {
        at++;
        open.pop();
        continue;
      }
      return at;
    }
    if (wants === 'name') {
      if (text[at] !== '"') return at;
      const end = endOfString(at);
      if (end < 0) return at;
      const raw = text.slice(at + 1, end - 1);
      if (raw.includes('\\'))
        try {
          name = JSON.parse(`"${raw}"`) as string;
        } catch {
          return at;
        }
      else name = raw;
      nameAt = at;
      if (scan.repeated !== undefined) {
        if (top?.names?.has(name)) scan.repeated(name, at);
        top?.names?.add(name);
      }
      at = end;
      skip();
      if (text[at] !== ':') return at;
      at++;
      skip();
    } else if (top !== undefined) {
      name = top.index++;
      nameAt = at;
    } else {
      name = undefined;
      nameAt = at;
    }
    place(nameAt, name);
    const character = text[at];
    if (character === '{' || character === '[') {
      const isObject = character === '{';
      at++;
      skip();
      open.push({ names: isObject ? new Set() : undefined, index: 0 });
      if (text[at] === (isObject ? '}' : ']')) {
        at++;
        open.pop();
        wants = 'next';
      } else wants = isObject ? 'name' : 'value';
      continue;
    }
    if (character === '"') {
      const end = endOfString(at);
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

/** How many members the objects of valid JSON text have, counting repeated ones each time. */
export function countNames(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    let end = text.indexOf('"', at + 1);
    while (end >= 0) {
      let slash = end - 1;
      while (text.charCodeAt(slash) === 0x5c) slash--;
      if ((end - slash) % 2 === 1) break;
      end = text.indexOf('"', end + 1);
    }
    if (end < 0) return count;
    at = end + 1;
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) code = text.charCodeAt(++at);
    if (code === 0x3a) count++;
  }
  return count;
}
