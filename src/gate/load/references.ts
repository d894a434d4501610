// Local references must lead somewhere, and to something that is no reference to itself. Neighbour: bundle.ts brings in what
// other files hold.
import type { Json } from '../include/json.js';
import { isObject } from '../include/json.js';
import { localPointer, step, valueAt } from '../pointer.js';
import type { Source } from './read.js';
import { refuse } from './refuse.js';

/** A reference into the document it stands in. */
export interface LocalReference {
  readonly reference: string;
  readonly pointer: () => string;
}

/** Throws a LoadError for the first reference that leads to nothing, or back to itself. */
export function checkReferences(document: Json, local: readonly LocalReference[], source: Source): void {
  /** Each reference once, where it stands first. */
  const places = new Map<string, () => string>();
  for (const { reference, pointer } of local) if (!places.has(reference)) places.set(reference, pointer);
  for (const [reference, pointer] of places) {
    const target = localPointer(reference);
    if (target === undefined) continue; // an anchor: the engine looks for it
    if (valueAt(document, target) === undefined && !throughReferences(document, target))
      refuse(
        source,
        pointer(),
        `\`$ref: ${reference}\` leads to nothing`,
        'Point it at something that exists.',
      );
  }
  refuseLoops(document, places, source);
}

/** A pointer may step through a reference that was written in place of an object. */
function throughReferences(document: Json, pointer: string): boolean {
  let value: Json | undefined = document;
  for (const name of pointer
    .split('/')
    .slice(1)
    .map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'))) {
    const target: string | undefined =
      isObject(value) && typeof value['$ref'] === 'string' ? localPointer(value['$ref']) : undefined;
    if (target !== undefined) value = valueAt(document, target);
    value = step(value, name);
    if (value === undefined) return false;
  }
  return true;
}

/** `a: {$ref: b}`, `b: {$ref: a}` means nothing. A cycle that passes a property is a schema like any other. */
function refuseLoops(document: Json, places: ReadonlyMap<string, () => string>, source: Source): void {
  const fine = new Set<string>();
  for (const [reference, pointer] of places) {
    const seen = new Set<string>();
    let target = localPointer(reference);
    while (target !== undefined && !fine.has(target)) {
      if (seen.has(target))
        refuse(
          source,
          pointer(),
          `\`$ref: ${reference}\` leads back to itself`,
          'Point it at something that is no reference.',
        );
      seen.add(target);
      const value = valueAt(document, target);
      const names = isObject(value) ? Object.keys(value) : [];
      const next = isObject(value) && names.length === 1 ? value['$ref'] : undefined;
      target = typeof next === 'string' ? localPointer(next) : undefined;
    }
    for (const one of seen) fine.add(one);
  }
}
