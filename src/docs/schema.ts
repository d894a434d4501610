// A schema as rows of a table: one row per property, named by its path. JSON Schema 2020-12. Bounds and enums in words
// are constraints.ts and enums.ts; what a row looks like is fragments/field-table.tsx.
import type { Json, JsonObject } from './contract.js';
import type { EnumValues } from './enums.js';
import { describeBounds } from './constraints.js';
import { descriptionsOf, follow, isObject, list, member, members, refName, text } from './contract.js';
import { readEnum } from './enums.js';

/** What the contract says about where a statement comes from. */
export interface Provenance {
  readonly mark: string;
  readonly note: string | undefined;
}

export interface Deprecation {
  readonly sunset: string | undefined;
  readonly replacedBy: string | undefined;
}

/** One row: a property, an item, a variant. Everything in plain data, nothing in HTML. */
export interface SchemaRow {
  /** Names from the root of the body: `['data', '[]', 'status']`. */
  readonly path: readonly string[];
  readonly type: string;
  /** What the row's address is made of: the nearest named type and the path from there, else the path from the body. */
  readonly home: Home;
  /** Set where the row, or each of its items, is a type that the page describes once for all its uses. */
  readonly shared: string | undefined;
  readonly required: boolean;
  readonly bounds: readonly string[];
  readonly values: EnumValues | undefined;
  readonly description: string;
  readonly provenance: Provenance | undefined;
  readonly deprecated: Deprecation | undefined;
  /** Set where the row is not opened because a row above it has the same schema: that row. */
  readonly sameAs: { readonly path: readonly string[]; readonly home: Home } | undefined;
}

/** A place in a named type, or (without one) in the body at hand. */
export interface Home {
  readonly type: string | undefined;
  readonly path: readonly string[];
}

export interface SchemaRows {
  readonly rows: readonly SchemaRow[];
  /** True when there was more than a page can hold. */
  readonly cut: boolean;
}

/** More rows than this in one table help nobody; a schema that doubles at each level would never end. */
const mostRows = 600;

interface Open {
  readonly schema: Json | undefined;
  readonly path: readonly string[];
  readonly home: Home;
  readonly required: boolean;
  /** The references on the way down, with the row each opened. */
  readonly above: readonly { readonly ref: string; readonly path: readonly string[]; readonly home: Home }[];
  /** With true the schema gets a row of its own, else only its members do. */
  readonly row: boolean;
}

const nowhere: Home = { type: undefined, path: [] };

/**
 * The rows of a body's schema, parents before children, in the order of the contract. Types in `shared` (references) are
 * named and not opened, but for the schema itself. The depth is the document's, so this is a work list.
 */
export function schemaRows(
  document: JsonObject,
  schema: Json | undefined,
  shared: ReadonlySet<string> = new Set(),
): SchemaRows {
  const rows: SchemaRow[] = [];
  const stack: Open[] = [{ schema, path: [], home: nowhere, required: true, above: [], row: false }];
  for (let open = stack.pop(); open; open = stack.pop()) {
    if (rows.length >= mostRows) return { rows, cut: true };
    const unwrapped = unwrap(document, open.schema);
    const { refs, core } = unwrapped;
    const seen = open.above.find(({ ref }) => refs.includes(ref));
    const name = open.row ? sharedName(document, unwrapped, shared) : undefined;
    if (open.row) rows.push({ ...rowOf(document, open, unwrapped, name ? undefined : seen), shared: name });
    if (seen || name !== undefined) continue;
    for (const child of childrenOf(document, core, open, refs).reverse()) stack.push(child);
  }
  return { rows, cut: false };
}

/** The name of the shared type that a row is, or that its items are. */
function sharedName(
  document: JsonObject,
  { refs, core }: Unwrapped,
  shared: ReadonlySet<string>,
): string | undefined {
  const items = isObject(core['items']) ? unwrap(document, core['items']).refs : [];
  const ref = [...refs, ...items].find((one) => shared.has(one));
  return ref === undefined ? undefined : refName({ $ref: ref });
}

/** The row of a single schema: a parameter's or a header's. */
export function schemaRow(
  document: JsonObject,
  schema: Json | undefined,
  name: string,
  required: boolean,
): SchemaRow {
  const open: Open = { schema, path: [name], home: nowhere, required, above: [], row: true };
  return rowOf(document, open, unwrap(document, schema), undefined);
}

/**
 * The named object types that the page describes once, because bodies refer to them more than once; by reference, in
 * the order of first sight.
 */
export function sharedTypes(document: JsonObject, bodies: readonly Json[]): Map<string, Json> {
  const uses = new Map<string, { count: number; schema: Json }>();
  const stack: Open[] = bodies
    .map((schema) => ({ schema, path: [], home: nowhere, required: true, above: [], row: false }))
    .reverse();
  for (let open = stack.pop(); open; open = stack.pop()) {
    const { refs, core } = unwrap(document, open.schema);
    let opened = false;
    for (const ref of refs.filter((one) => one.startsWith('#/components/schemas/'))) {
      const use = uses.get(ref) ?? { count: 0, schema: { $ref: ref } };
      opened ||= use.count > 0;
      use.count += 1;
      uses.set(ref, use);
    }
    if (!opened) stack.push(...childrenOf(document, core, { ...open, path: [] }, []).reverse());
  }
  const many = [...uses].filter(
    ([, { count, schema }]) => count > 1 && 'properties' in unwrap(document, schema).core,
  );
  return new Map(many.map(([ref, { schema }]) => [ref, schema]));
}

interface Unwrapped {
  readonly core: JsonObject;
  readonly nullable: boolean;
  /** What is said of it on the way, the nearest first. */
  readonly told: readonly string[];
  readonly refs: readonly string[];
}

/** A schema without its references, its `| null` and its `allOf`. */
function unwrap(document: JsonObject, schema: Json | undefined): Unwrapped {
  const refs: string[] = [];
  const told: string[] = [];
  let at = schema;
  let nullable = false;
  for (let depth = 0; depth < 8; depth += 1) {
    const ref = text(member(at, '$ref'));
    if (ref !== undefined) refs.push(ref);
    told.push(...descriptionsOf(document, at));
    const core = follow(document, at);
    const options = list(core['anyOf'] ?? core['oneOf']);
    const others = options.filter((option) => !isNull(option));
    if (others.length !== 1 || others.length === options.length)
      return { core: mergeAll(document, core), nullable, told, refs };
    nullable = true;
    const { anyOf: _, oneOf: __, ...outside } = core;
    const inner = others[0];
    at = isObject(inner) ? { ...inner, ...outside } : outside;
  }
  return { core: follow(document, at), nullable, told, refs };
}

function isNull(schema: Json): boolean {
  return member(schema, 'type') === 'null' || ('const' in Object(schema) && member(schema, 'const') === null);
}

/** The parts of an `allOf` as one schema: members side by side, required names joined. */
function mergeAll(document: JsonObject, schema: JsonObject): JsonObject {
  const parts = list(schema['allOf']).map((part) => follow(document, part));
  if (parts.length === 0) return schema;
  const { allOf: _, ...own } = schema;
  const all = [...parts, own as JsonObject];
  const properties = Object.fromEntries(all.flatMap((part) => members(part['properties'])));
  const required = [...new Set(all.flatMap((part) => list(part['required'])))];
  return {
    ...(Object.assign({}, ...parts.map(withoutWords)) as JsonObject),
    ...own,
    ...(Object.keys(properties).length > 0 ? { properties } : {}),
    ...(required.length > 0 ? { required } : {}),
  };
}

/** What a part says about itself is not what the whole is. */
function withoutWords(schema: JsonObject): JsonObject {
  const { title: _, description: __, ...rest } = schema;
  return rest;
}

function childrenOf(document: JsonObject, core: JsonObject, open: Open, refs: readonly string[]): Open[] {
  const above = [...open.above, ...refs.map((ref) => ({ ref, path: open.path, home: open.home }))];
  const named = refs.findLast((ref) => ref.startsWith('#/components/schemas/'));
  const home = named === undefined ? open.home : { type: refName({ $ref: named }), path: [] };
  const child = (schema: Json, name: string, required: boolean): Open => ({
    schema,
    path: [...open.path, name],
    home: { ...home, path: [...home.path, name] },
    required,
    above,
    row: true,
  });
  const needed = new Set(list(core['required']));
  const out = members(core['properties']).map(([name, schema]) => child(schema, name, needed.has(name)));
  for (const [pattern, schema] of members(core['patternProperties']))
    out.push(child(schema, `/${pattern}/`, false));
  if (isObject(core['additionalProperties']) && Object.keys(core['additionalProperties']).length > 0)
    out.push(child(core['additionalProperties'], '*', false));
  for (const [index, schema] of list(core['prefixItems']).entries())
    out.push(child(schema, `[${index}]`, true));
  if (isObject(core['items'])) out.push(...itemsOf(document, core['items'], child));
  if (!readEnum(core)) out.push(...variantsOf(document, core, child));
  return out;
}

/** The items of an array have a row of their own only where they are more than a name: objects open into `name[].member`. */
function itemsOf(document: JsonObject, items: JsonObject, child: OpenChild): Open[] {
  const { core } = unwrap(document, items);
  const opens = 'properties' in core || 'anyOf' in core || 'oneOf' in core || 'items' in core;
  const says = 'description' in items || describeBounds(core).length > 0 || readEnum(core) !== undefined;
  if (!opens && !says) return [];
  return [{ ...child(items, '[]', true), row: !opens || 'description' in items }];
}

type OpenChild = (schema: Json, name: string, required: boolean) => Open;

function variantsOf(document: JsonObject, core: JsonObject, child: OpenChild): Open[] {
  const options = list(core['anyOf'] ?? core['oneOf']).filter((option) => !isNull(option));
  const objects = options.filter((option) => 'properties' in unwrap(document, option).core);
  return objects.map((option, index) => {
    const title = refName(option) ?? text(member(option, 'title')) ?? `variant ${index + 1}`;
    return child(option, `‹${title}›`, false);
  });
}

function rowOf(
  document: JsonObject,
  open: Open,
  { core, nullable, told }: Unwrapped,
  sameAs: SchemaRow['sameAs'],
): SchemaRow {
  const values = readEnum(core, told);
  return {
    path: open.path,
    type: typeInWords(document, core, nullable, values),
    home: open.home,
    shared: undefined,
    required: open.required,
    bounds: describeBounds(core),
    values,
    description: text(values?.description ?? core['description']) ?? '',
    provenance: provenanceOf(core),
    deprecated: deprecationOf(core),
    sameAs: sameAs && { path: sameAs.path, home: sameAs.home },
  };
}

function itemsSchema(core: JsonObject): Json | undefined {
  return isObject(core['items']) ? core['items'] : undefined;
}

/** `string`, `integer or null`, `array of string`: the type in words. */
export function typeInWords(
  document: JsonObject,
  core: JsonObject,
  nullable: boolean,
  values: EnumValues | undefined,
): string {
  const named = [core['type']].flat().filter((type): type is string => typeof type === 'string');
  const types = named.length > 0 ? named : impliedTypes(document, core, values);
  const words = types.filter((type) => type !== 'null').map((type) => nameOf(document, core, type));
  const all = [...new Set(words.length > 0 ? words : ['any value'])];
  if (nullable || types.includes('null')) all.push('null');
  return all.join(' or ');
}

function impliedTypes(document: JsonObject, core: JsonObject, values: EnumValues | undefined): string[] {
  if (values) return [...new Set(values.values.map(({ value }) => typeOf(value)))];
  if ('properties' in core) return ['object'];
  if ('items' in core || 'prefixItems' in core) return ['array'];
  const options = list(core['anyOf'] ?? core['oneOf']);
  return options.flatMap((option) =>
    typeInWords(document, follow(document, option), false, readEnum(follow(document, option))).split(' or '),
  );
}

function typeOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value === 'number' ? 'number' : typeof value;
}

function nameOf(document: JsonObject, core: JsonObject, type: string): string {
  if (type !== 'array') return type;
  const items = itemsSchema(core);
  if (!items) return 'array';
  const name = refName(items);
  const inner = unwrap(document, items);
  if (name !== undefined && 'properties' in inner.core) return `array of ${name}`;
  // One level is enough for words; what is deeper has rows of its own.
  const within = [inner.core['type']].flat().filter((one): one is string => typeof one === 'string');
  return within.length > 0 ? `array of ${within.join(' or ')}` : 'array';
}

export function provenanceOf(value: JsonObject): Provenance | undefined {
  const mark = text(value['x-provenance']);
  return mark === undefined ? undefined : { mark, note: text(value['x-provenance-reason']) };
}

export function deprecationOf(value: JsonObject): Deprecation | undefined {
  if (value['deprecated'] !== true) return undefined;
  return { sunset: text(value['x-sunset']), replacedBy: text(value['x-replaced-by']) };
}
