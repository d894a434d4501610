// What is thrown for a document that cannot be read: the only exception of the gate that a document can cause. Exit 3.

/** Where in a text, both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** A document that is unreadable, invalid or refused. `message` says where (`file:line:column`), what, and what to do. */
export class LoadError extends Error {
  override readonly name = 'LoadError';
  readonly file: string | undefined;
  readonly line: number | undefined;
  readonly column: number | undefined;

  constructor(what: {
    readonly file?: string | undefined;
    readonly at?: Position | undefined;
    readonly says: string;
    readonly wayOut: string;
  }) {
    const place = [what.file, what.at?.line, what.at?.column].filter((part) => part !== undefined).join(':');
    super(`${place === '' ? '' : `${place}: `}${what.says}. ${what.wayOut}`);
    this.file = what.file;
    this.line = what.at?.line;
    this.column = what.at?.column;
  }
}

/** Line and column of an offset in UTF-16 units; CRLF, LF and CR end a line. */
export function positionOf(text: string, offset: number): Position {
  let line = 1;
  let start = 0;
  const breaks = /\r\n?|\n/g;
  for (let found = breaks.exec(text); found !== null && found.index < offset; found = breaks.exec(text)) {
    if (breaks.lastIndex > offset) break;
    line++;
    start = breaks.lastIndex;
  }
  return { line, column: offset - start + 1 };
}
