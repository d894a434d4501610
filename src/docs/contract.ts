// Reads the bundle as foreign JSON: what is not there is absent, what cannot be followed is refused by name.
// OpenAPI 3.1. Nothing here knows how a page looks.

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [name: string]: Json | undefined;
}

/** A document that no page can be made of: each line says what is wrong, and where. */
export class UnreadableContract extends Error {
  override readonly name = 'UnreadableContract';
  readonly faults: readonly string[];
  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}

/** The members of an object, own ones only; nothing for anything else. */
export function members(value: unknown): [string, Json][] {
  return isObject(value) ? (Object.entries(value) as [string, Json][]) : [];
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value[name]`, looking at own members only: `__proto__` and `constructor` are names like any other. */
export function member(value: unknown, name: string): Json | undefined {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

export function list(value: unknown): readonly Json[] {
  return Array.isArray(value) ? (value as Json[]) : [];
}

export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** How many `$ref`s may stand behind one another: more is a chain that leads nowhere. */
const longestRefChain = 32;

/**
 * Follows `$ref`s inside the document (RFC 6901 pointers) until something else stands there. Members beside a `$ref`
 * win over those of its target: that is what OpenAPI 3.1 §4.8.23 says of descriptions, and JSON Schema 2020-12 core
 * §8.2.3.1 lets a schema stand beside its reference.
 */
export function follow(document: JsonObject, value: Json | undefined): JsonObject {
  let at = value;
  const beside: JsonObject[] = [];
  const seen: string[] = [];
  for (;;) {
    if (!isObject(at)) return Object.assign({}, ...beside.reverse()) as JsonObject;
    const ref = text(member(at, '$ref'));
    if (ref === undefined) return Object.assign({}, at, ...beside.reverse()) as JsonObject;
    seen.push(ref);
    if (seen.length > longestRefChain)
      throw new UnreadableContract([`$ref ${seen[0]} leads to itself and never to a definition`]);
    const { $ref: _, ...rest } = at;
    beside.push(rest);
    at = resolve(document, ref);
  }
}

/** The descriptions on the way of `follow`, the outermost first: a type still says what its values mean where a property describes itself. */
export function descriptionsOf(document: JsonObject, value: Json | undefined): string[] {
  const found: string[] = [];
  let at = value;
  for (let links = 0; isObject(at) && links <= longestRefChain; links += 1) {
    const description = text(member(at, 'description'));
    if (description !== undefined) found.push(description);
    const ref = text(member(at, '$ref'));
    at = ref === undefined ? undefined : resolve(document, ref);
  }
  return found;
}

/** The last name of the first `$ref` of a value: what a component is called. */
export function refName(value: Json | undefined): string | undefined {
  const ref = text(member(value, '$ref'));
  return ref === undefined ? undefined : decode(ref.slice(ref.lastIndexOf('/') + 1));
}

/** What a local reference points to. A reference to another file, or to nothing, is refused by name. */
export function resolve(document: JsonObject, ref: string): Json {
  if (ref !== '#' && !ref.startsWith('#/'))
    throw new UnreadableContract([`$ref ${ref} leaves the document: bundle it first`]);
  let at: Json | undefined = document;
  for (const token of ref.split('/').slice(1).map(decode))
    at = Array.isArray(at) ? (at as Json[])[Number(token)] : member(at, token);
  if (at === undefined) throw new UnreadableContract([`$ref ${ref} points to nothing`]);
  return at;
}

/** One token of a JSON pointer in a URI fragment: RFC 6901 §6. */
function decode(token: string): string {
  let plain = token;
  try {
    plain = decodeURIComponent(token);
  } catch {
    // A stray percent sign is a character of the name.
  }
  return plain.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** The token of a JSON pointer for a name: RFC 6901 §3. */
export function encode(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
