// What an OpenAPI document says, with every way of writing it read the same: references followed, path-level parts merged
// into operations, OpenAPI's own defaults filled in. Neighbours: surfaces.ts pairs, operations/security.ts and servers.ts own their fields.
import type { Json, JsonObject } from './include/json.js';
import { isArray, isObject, member } from './include/json.js';
import { join, localPointer, lookUp } from './pointer.js';
import type { Hop, Way } from './referrers.js';
import { inherited } from './referrers.js';

/** One of the two documents. */
export interface Side {
  readonly name: 'base' | 'head';
  readonly document: JsonObject;
  readonly dialect: 'openapi-3.0' | 'openapi-3.1';
}

/** An object of a document and where it stands, references followed. */
export interface Node {
  readonly pointer: string;
  readonly value: JsonObject;
  /** How references led here from where it is used. */
  readonly way?: Way;
}

/** A node that was looked for where it is used. Written out field by field wherever it is passed on: there are many. */
interface Followed extends Node {
  readonly way: Way;
}

export interface MediaType extends Node {
  /** As written. */
  readonly name: string;
  /** Lower case, parameters sorted, `charset=utf-8` dropped: RFC 9110 §8.3, RFC 8259 §8.1. */
  readonly type: string;
  /** Pointer of the schema, where there is one. */
  readonly schema: string | undefined;
}

/** A parameter or a response header: a named value with a serialization. OpenAPI 3.1.1 §4.8.12, §4.8.21. */
export interface Named extends Node {
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly name: string;
  /** What makes it the same one: headers ignore case. */
  readonly key: string;
  readonly required: boolean;
  readonly style: string;
  readonly explode: boolean;
  readonly allowReserved: boolean;
  readonly allowEmptyValue: boolean;
  readonly schema: string | undefined;
  readonly content: MediaType | undefined;
}

export interface Body extends Node {
  readonly required: boolean;
  readonly content: readonly MediaType[];
}

export interface Response extends Node {
  /** `200`, `2XX` or `default`. */
  readonly status: string;
  readonly headers: readonly Named[];
  readonly content: readonly MediaType[];
}

export interface Operation extends Node {
  readonly method: string;
  /** The template, as written. */
  readonly path: string;
  readonly id: string | undefined;
  /** The path item it stands in, then what that refers to: the first to say something wins. */
  readonly item: readonly Node[];
}

export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** Header parameters that OpenAPI ignores (3.1.1 §4.8.12.1), and the response header that content describes (§4.8.17). */
const ignoredParameters = new Set(['accept', 'content-type', 'authorization']);

/** Follows Reference Objects; a loop or a reference to nothing ends in an empty object, which `load` has refused before. */
export function follow(side: Side, pointer: string, value: Json | undefined): Followed | undefined {
  let at = pointer;
  let here = value;
  const hops: Hop[] = [];
  while (hops.length < 100) {
    if (!isObject(here)) return undefined;
    const reference = here['$ref'];
    if (typeof reference !== 'string') return { pointer: at, value: here, way: { start: pointer, hops } };
    const target = localPointer(reference);
    if (target === undefined) return undefined;
    hops.push({ at, to: target });
    at = target;
    here = lookUp(side.document, target);
  }
  return undefined;
}

/** Members of a map whose names are not extensions, references followed. */
export function entries(side: Side, node: Node, name: string): (Followed & { readonly key: string })[] {
  const map = member(node.value, name);
  if (!isObject(map)) return [];
  const found: (Followed & { readonly key: string })[] = [];
  for (const key of Object.keys(map)) {
    if (key.startsWith('x-') && name !== 'headers') continue;
    const one = follow(side, join(node.pointer, name, key), map[key]);
    if (one !== undefined) found.push({ pointer: one.pointer, value: one.value, way: one.way, key });
  }
  return found;
}

/** A path item may refer to another and still say something itself (3.1.1 §4.8.9): its own words come first. */
function pathItem(side: Side, pointer: string, value: Json | undefined): Node[] {
  const found: Node[] = [];
  let at: string | undefined = pointer;
  for (let here = value; at !== undefined && isObject(here) && found.length < 100; ) {
    found.push({ pointer: at, value: here });
    const reference: Json | undefined = here['$ref'];
    at = typeof reference === 'string' ? localPointer(reference) : undefined;
    here = at === undefined ? undefined : lookUp(side.document, at);
  }
  return found.slice(); // without the room that a list which grew keeps for more
}

/** The operations of a map of path items: `paths`, `webhooks`, or a callback. */
export function operationsOf(side: Side, pointer: string, map: Json | undefined): Operation[] {
  if (!isObject(map)) return [];
  const found: Operation[] = [];
  for (const path of Object.keys(map)) {
    if (path.startsWith('x-')) continue;
    const item = pathItem(side, join(pointer, path), map[path]);
    for (const method of methods) {
      const depth = item.findIndex((one) => isObject(one.value[method]));
      const owner = item[depth];
      const value = owner?.value[method];
      if (owner === undefined || !isObject(value)) continue;
      const id = value['operationId'];
      found.push({
        method,
        path,
        item,
        pointer: join(owner.pointer, method),
        value,
        way: {
          start: join(pointer, path),
          hops: item
            .slice(1, depth + 1)
            .map((one, index) => ({ at: item[index]?.pointer ?? '', to: one.pointer })),
        },
        id: typeof id === 'string' ? id : undefined,
      });
    }
  }
  return found;
}

function mediaTypes(side: Side, node: Node): MediaType[] {
  return entries(side, node, 'content').map(({ key, pointer, value }) => ({
    pointer,
    value,
    name: key,
    type: mediaType(key),
    schema: value['schema'] === undefined ? undefined : join(pointer, 'schema'),
  }));
}

export function mediaType(name: string): string {
  const [type = '', ...parameters] = name.split(';').map((part) => part.trim());
  const kept = parameters
    .map((parameter) => {
      const [key = '', ...value] = parameter.split('=');
      return `${key.trim().toLowerCase()}=${value
        .join('=')
        .trim()
        .replace(/^"(.*)"$/, '$1')}`;
    })
    .filter((parameter) => parameter !== '=' && !/^charset=utf-?8$/i.test(parameter));
  const written = [type.toLowerCase(), ...kept.sort()].join('; ');
  return written === name ? name : written; // one string, and not one for each place that says it
}

function named(side: Side, node: Followed, place: Named['in'], name: string): Named {
  const { pointer, value, way } = node;
  const style =
    typeof value['style'] === 'string'
      ? value['style']
      : place === 'query' || place === 'cookie'
        ? 'form'
        : 'simple';
  return {
    pointer,
    value,
    way,
    in: place,
    name,
    key: `${place} ${place === 'header' ? name.toLowerCase() : name}`,
    required: place === 'path' || value['required'] === true,
    style,
    explode: typeof value['explode'] === 'boolean' ? value['explode'] : style === 'form',
    allowReserved: place === 'query' && value['allowReserved'] === true,
    allowEmptyValue: place === 'query' && value['allowEmptyValue'] === true,
    schema: value['schema'] === undefined ? undefined : join(pointer, 'schema'),
    content: mediaTypes(side, node)[0],
  };
}

/** Operations of which what was read is kept. */
const maxKept = 5000;

/** Every finding about an operation reads it again, to write its message: it is read once, or once more after very many others. */
function once<Found>(read: (side: Side, operation: Operation) => Found) {
  let known = new WeakMap<Operation, Found>();
  let kept = 0;
  return (side: Side, operation: Operation): Found => {
    if (known.has(operation)) return known.get(operation) as Found;
    if (++kept > maxKept) {
      known = new WeakMap();
      kept = 1;
    }
    const found = read(side, operation);
    known.set(operation, found);
    return found;
  };
}

/** Path-level parameters with the operation's own over them, by place and name. OpenAPI 3.1.1 §4.8.10. */
export const parametersOf = once((side, operation): readonly Named[] => {
  const found = new Map<string, Named>();
  for (const owner of [...operation.item.toReversed(), operation]) {
    const list = owner.value['parameters'];
    if (!isArray(list)) continue;
    for (const [index, item] of list.entries()) {
      const node = follow(side, join(owner.pointer, 'parameters', index), item);
      const name = node?.value['name'];
      const place = node?.value['in'];
      if (node === undefined || typeof name !== 'string') continue;
      if (place !== 'path' && place !== 'query' && place !== 'header' && place !== 'cookie') continue;
      if (place === 'header' && ignoredParameters.has(name.toLowerCase())) continue;
      // What a path says, an operation inherits until it says the same itself; places in lists move, names stay.
      const said = (): string => join(owner.pointer, 'parameters', `${place} ${name}`);
      const way =
        owner === operation ? node.way : inherited(operation, { start: said(), hops: node.way.hops });
      const parameter = named(side, { pointer: node.pointer, value: node.value, way }, place, name);
      found.set(parameter.key, parameter);
    }
  }
  return [...found.values()];
});

export const bodyOf = once((side, operation): Body | undefined => {
  const node = follow(side, join(operation.pointer, 'requestBody'), operation.value['requestBody']);
  if (node === undefined) return undefined;
  return { ...node, required: node.value['required'] === true, content: mediaTypes(side, node) };
});

export const responsesOf = once((side, operation): readonly Response[] =>
  entries(side, operation, 'responses').map((node) => ({
    pointer: node.pointer,
    value: node.value,
    way: node.way,
    status: node.key.toLowerCase() === 'default' ? 'default' : node.key.toUpperCase(),
    headers: headersOf(side, node),
    content: mediaTypes(side, node),
  })),
);

export function headersOf(side: Side, node: Node): Named[] {
  return entries(side, node, 'headers')
    .filter(({ key }) => key.toLowerCase() !== 'content-type')
    .map((header) => named(side, header, 'header', header.key));
}

/** `/a/{id}/b` → `/a/{}/b`: templates are the same modulo the names of their parameters. */
export function template(path: string): string {
  return path.replace(/\{[^{}]*\}/g, '{}');
}

/** The parameter names of a template, in order. */
export function templateNames(path: string): string[] {
  return [...path.matchAll(/\{([^{}]*)\}/g)].map((found) => found[1] ?? '');
}

/** How people call an operation: its id, or `METHOD path`. */
export function label(operation: Operation): string {
  return operation.id ?? `${operation.method.toUpperCase()} ${operation.path}`;
}
