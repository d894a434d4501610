// A document is refused at a place of its own text.
import { LoadError } from './error.js';
import { positions } from './positions.js';
import type { Source } from './read.js';

/** Throws a LoadError at a pointer of a source. */
export function refuse(source: Source, pointer: string, says: string, wayOut: string): never {
  const at = positions(source.text, source.format, [pointer]).get(pointer);
  throw new LoadError({ file: source.file, at, says, wayOut });
}

export const checkWayOut = 'See the OpenAPI specification for the shape of this object.';
