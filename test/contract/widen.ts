// The answers that v1 may send tomorrow: each example with unknown members at every object, and with unknown values in
// every open enum. A contract that keeps its promise accepts them all.
import type { ContractDocument, SchemaNode } from './document.js';
import { deref } from './document.js';

export const newMember = 'x_member_of_tomorrow';
export const newValue = 'value-of-tomorrow';

/** A value and the place where it was widened: `/data/0`. */
export interface Widened {
  readonly at: string;
  readonly value: unknown;
}

type Path = readonly (string | number)[];

function* objects(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield path;
  for (const [key, item] of Object.entries(value))
    yield* objects(item, [...path, Array.isArray(value) ? Number(key) : key]);
}

function at(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Record<string | number, unknown>)[key], value);
}

/** A copy in which the value at a path is another. */
function replaced(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >;
  copy[key] = replaced(copy[key], rest, by);
  return copy;
}

/** The value once for each of its objects, with an unknown member in that object, and once with one in every object. */
export function* withNewMembers(value: unknown): Generator<Widened> {
  let everywhere = value;
  for (const path of objects(value)) {
    yield {
      at: `/${path.join('/')}`,
      value: replaced(value, path, { ...(at(value, path) as object), [newMember]: { nested: [1, null] } }),
    };
    everywhere = replaced(everywhere, path, { ...(at(everywhere, path) as object), [newMember]: true });
  }
  yield { at: 'everywhere', value: everywhere };
}

function branches(document: ContractDocument, raw: SchemaNode): SchemaNode[] {
  const schema = deref(document, raw);
  const inner = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (schema[keyword] ?? []) as SchemaNode[]);
  return [schema, ...inner.flatMap((branch) => branches(document, branch))];
}

/**
 * Every place of a value that a schema describes by an enum, with the reason why that enum is closed, where it is.
 * Closed is what says so: `x-closed-because`.
 */
export function* enumPlaces(
  document: ContractDocument,
  raw: SchemaNode,
  value: unknown,
  path: Path = [],
): Generator<{ path: Path; closed: boolean }> {
  const all = branches(document, raw);
  const listed = all.filter((schema) => Array.isArray(schema['enum']) || 'const' in schema);
  if (listed.length > 0 && typeof value === 'string')
    yield { path, closed: all.some((schema) => 'x-closed-because' in schema) };
  if (typeof value !== 'object' || value === null) return;
  for (const schema of all)
    for (const [key, item] of Object.entries(value)) {
      const described = Array.isArray(value)
        ? schema['items']
        : (schema['properties'] as Record<string, SchemaNode> | undefined)?.[key];
      if (described)
        yield* enumPlaces(document, described as SchemaNode, item, [
          ...path,
          Array.isArray(value) ? Number(key) : key,
        ]);
    }
}

/** The value once for each open enum in it, with an unknown value there. */
export function* withNewValues(
  document: ContractDocument,
  schema: SchemaNode,
  value: unknown,
): Generator<Widened> {
  const seen = new Set<string>();
  for (const { path, closed } of enumPlaces(document, schema, value)) {
    const place = `/${path.join('/')}`;
    if (closed || seen.has(place)) continue;
    seen.add(place);
    yield { at: place, value: replaced(value, path, newValue) };
  }
}
