// JSON Pointers (RFC 6901) and local references (`#/…`, percent-encoded as RFC 3986 asks). Neighbour: operations/objects.ts says what stands where.
import type { Json } from './include/json.js';
import { isArray, isObject, member } from './include/json.js';

/** `/a~1b/c`: one more step down. */
export function join(pointer: string, ...names: readonly (string | number)[]): string {
  let joined = pointer;
  for (const name of names) joined += `/${typeof name === 'number' ? name : escaped(name)}`;
  return joined;
}

function escaped(name: string): string {
  return /[~/]/.test(name) ? name.replace(/~/g, '~0').replace(/\//g, '~1') : name;
}

function unescaped(part: string): string {
  return part.includes('~') ? part.replace(/~1/g, '/').replace(/~0/g, '~') : part;
}

/** The names a pointer is made of. */
export function names(pointer: string): string[] {
  return pointer.split('/').slice(1).map(unescaped);
}

/** The last name, or the empty string for the document itself. */
export function lastName(pointer: string): string {
  return names(pointer.slice(pointer.lastIndexOf('/')))[0] ?? '';
}

export function parent(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

/** What stands at a pointer, own members only; undefined where nothing does. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const name of names(pointer)) value = step(value, name);
  return value;
}

export function step(value: Json | undefined, name: string): Json | undefined {
  if (isArray(value)) return /^(0|[1-9][0-9]*)$/.test(name) ? value[Number(name)] : undefined;
  return isObject(value) ? member(value, name) : undefined;
}

/** The longest part of the pointer at which the document has something: where a removal is shown. */
export function nearest(document: Json, pointer: string): string {
  let value: Json | undefined = document;
  let found = '';
  for (const name of names(pointer)) {
    value = step(value, name);
    if (value === undefined) return found;
    found = join(found, name);
  }
  return found;
}

/** The pointer of a reference into the same document, or undefined for any other reference. */
export function localPointer(reference: string): string | undefined {
  if (reference === '' || reference === '#') return '';
  if (!reference.startsWith('#/')) return undefined;
  if (!reference.includes('%')) return reference.slice(1);
  try {
    return decodeURIComponent(reference.slice(1));
  } catch {
    return reference.slice(1);
  }
}

/** A reference to a pointer, safe in a URI fragment; half a surrogate pair, which has no UTF-8 form, stays as it is. */
export function referenceTo(pointer: string): string {
  return `#${pointer.replace(/[^A-Za-z0-9\-._~!$&'()*+,;=:@/?\p{Cs}]/gu, (character) => encodeURIComponent(character))}`;
}

const known = new WeakMap<object, Map<string, Json | undefined>>();

/** As `valueAt`, for a document that no longer changes: each place is one step from its parent, and parents are kept. */
export function lookUp(document: Json, pointer: string): Json | undefined {
  if (typeof document !== 'object' || document === null || pointer.length > 12_000)
    return valueAt(document, pointer);
  let places = known.get(document);
  if (places === undefined) {
    places = new Map([['', document]]);
    known.set(document, places);
  }
  const there = places.get(pointer);
  if (there !== undefined) return there;
  let end = pointer.length;
  let above: string;
  do {
    end = pointer.lastIndexOf('/', end - 1);
    if (end < 0) return valueAt(document, pointer);
    above = pointer.slice(0, end);
  } while (!places.has(above));
  let value = places.get(above);
  for (;;) {
    const next = pointer.indexOf('/', end + 1);
    if (next < 0) return step(value, unescaped(pointer.slice(end + 1)));
    value = step(value, unescaped(pointer.slice(end + 1, next)));
    end = next;
    places.set(pointer.slice(0, end), value);
  }
}
