// Bodies as tables. A named type that several bodies refer to is described once, in the group that uses it first; a
// field of a named type has the type's address, so that a link stays when another operation starts to use the type.
import type { Anchors } from './anchors.js';
import type { Json, JsonObject } from './contract.js';
import type { Home, Provenance, SchemaRow, SchemaRows } from './schema.js';
import { encode, follow, isObject, list, member, members, refName, text } from './contract.js';
import { provenanceOf, schemaRows, sharedTypes } from './schema.js';

/** A row of a table with its address. */
export interface Field extends SchemaRow {
  readonly anchor: string;
  /** Where `sameAs` points. */
  readonly sameAsAnchor: string | undefined;
  /** Where `shared` is described. */
  readonly sharedAnchor: string | undefined;
  /** The names of that type's fields. */
  readonly sharedMembers: readonly string[];
}

export interface Body {
  readonly anchor: string;
  readonly description: string;
  readonly required: boolean;
  readonly typeName: string | undefined;
  /** Set where the whole body is a shared type: its fields stand there. */
  readonly shared: SharedType | undefined;
  readonly fields: readonly Field[];
  readonly cut: boolean;
  /** True when members that are not listed are refused. */
  readonly closed: boolean;
  readonly provenance: Provenance | undefined;
}

/** Who sends a value: it decides what "required" and "closed" mean to a reader. */
export type Sender = 'caller' | 'server' | 'both';

/** A type that the page describes once. */
export interface SharedType {
  readonly sender: Sender;
  /** The operation that describes it, because it is that one's request body; undefined for a section of its own. */
  readonly home: string | undefined;
  readonly name: string;
  readonly anchor: string;
  readonly description: string;
  readonly fields: readonly Field[];
  readonly cut: boolean;
  readonly provenance: Provenance | undefined;
}

export interface Bodies {
  /** Undefined for a holder without content. `names` is the address of the body itself. */
  readonly read: (holder: JsonObject, operationId: string, part: string) => Body | undefined;
  /** True for an error answer whose body is the envelope that all errors share. */
  readonly isEnvelope: (response: JsonObject) => boolean;
  readonly envelope: SharedType | undefined;
  /** The shared types that an operation's bodies name, at any depth, in the order of first sight. */
  readonly typesOf: (document: JsonObject) => readonly SharedType[];
}

/** The schema of a request body's or an answer's first media type. */
export function contentSchema(holder: JsonObject): Json | undefined {
  return member(members(holder['content'])[0]?.[1], 'schema');
}

/** Reads bodies against one document and its addresses. */
export function createBodies(document: JsonObject, anchors: Anchors): Bodies {
  const envelopeName = findEnvelope(document);
  const shared = sharedTypes(document, bodySchemas(document, envelopeName));
  const refs = new Set(shared.keys());
  const typeAnchor = (name: string): string => anchors.of('type', name);
  const fieldsOf = ({ rows }: SchemaRows, bodyNames: readonly string[]): Field[] => {
    const anchorOf = ({ type, path }: Home): string => {
      const names = path.map((name) => (name === '[]' ? 'items' : name));
      return type === undefined
        ? anchors.of('operation', ...bodyNames, ...names)
        : anchors.of('type', type, ...names);
    };
    return rows.map((row) => ({
      ...row,
      anchor: anchorOf(row.home),
      sameAsAnchor: row.sameAs && anchorOf(row.sameAs.home),
      sharedAnchor: row.shared === undefined ? undefined : typeAnchor(row.shared),
      sharedMembers: row.shared === undefined ? [] : memberNames(document, row.shared, refs),
    }));
  };
  const describe = (name: string, schema: Json): SharedType => {
    const rows = schemaRows(document, schema, refs);
    const core = follow(document, schema);
    return {
      name,
      ...usersOf(document, `#/components/schemas/${encode(name)}`),
      anchor: typeAnchor(name),
      description: text(core['description']) ?? '',
      fields: fieldsOf(rows, [name]),
      cut: rows.cut,
      provenance: provenanceOf(core),
    };
  };
  const types = new Map(
    [...shared].map(([ref, schema]) => [ref, describe(refName({ $ref: ref }) ?? ref, schema)]),
  );
  return {
    read: (holder, operationId, part) => {
      const schema = contentSchema(holder);
      if (schema === undefined) return undefined;
      const whole = types.get(text(member(schema, '$ref')) ?? '');
      const rows = whole ? { rows: [], cut: false } : schemaRows(document, schema, refs);
      const core = follow(document, schema);
      return {
        anchor: anchors.of('operation', operationId, part),
        description: text(holder['description']) ?? '',
        required: holder['required'] === true,
        typeName: refName(schema),
        shared: whole,
        fields: fieldsOf(rows, [operationId, part]),
        cut: rows.cut,
        closed: core['additionalProperties'] === false || core['unevaluatedProperties'] === false,
        provenance: provenanceOf(core),
      };
    },
    isEnvelope: (response) => {
      const name = refName(contentSchema(response));
      return name !== undefined && name === envelopeName;
    },
    envelope:
      envelopeName === undefined
        ? undefined
        : describe(envelopeName, { $ref: `#/components/schemas/${envelopeName}` }),
    typesOf: (part) => [...types].filter(([ref]) => mentions(document, part, ref)).map(([, type]) => type),
  };
}

function memberNames(document: JsonObject, type: string, shared: ReadonlySet<string>): string[] {
  const { rows } = schemaRows(document, { $ref: `#/components/schemas/${encode(type)}` }, shared);
  return rows.map(({ path }) => dotted(path)).filter((name) => !name.endsWith('[]'));
}

/** `data[].status`: a path as one name. */
export function dotted(path: readonly string[]): string {
  return path.reduce((all, name) => (name === '[]' || all === '' ? `${all}${name}` : `${all}.${name}`), '');
}

function usersOf(document: JsonObject, ref: string): Pick<SharedType, 'sender' | 'home'> {
  const operations = operationsOf(document);
  const sent = operations.some((operation) => mentions(document, operation['requestBody'] ?? null, ref));
  const answered = operations.some((operation) => mentions(document, operation['responses'] ?? null, ref));
  const whole = operations.find(
    ({ requestBody }) => member(contentSchema(follow(document, requestBody)), '$ref') === ref,
  );
  const home = answered ? undefined : text(whole?.['operationId']);
  return { sender: sent && answered ? 'both' : sent ? 'caller' : 'server', home };
}

function operationsOf(document: JsonObject): JsonObject[] {
  return members(document['paths']).flatMap(([, item]) =>
    members(follow(document, item)).flatMap(([, value]) =>
      isObject(value) && 'responses' in value ? [value] : [],
    ),
  );
}

/** Every request and answer, without the error envelope. */
function bodySchemas(document: JsonObject, envelopeName: string | undefined): Json[] {
  const holders = operationsOf(document).flatMap((operation) => [
    operation['requestBody'],
    ...members(operation['responses']).map(([, response]) => response),
  ]);
  return holders.flatMap((holder) => {
    const schema = contentSchema(follow(document, holder));
    return schema === undefined || refName(schema) === envelopeName ? [] : [schema];
  });
}

/** The component that is an error envelope: an object `error` with a `code`. */
function findEnvelope(document: JsonObject): string | undefined {
  const schemas = member(document['components'], 'schemas');
  return members(schemas).find(([, schema]) => {
    const error = member(member(schema, 'properties'), 'error');
    return error !== undefined && member(member(follow(document, error), 'properties'), 'code') !== undefined;
  })?.[0];
}

/** True when a part of the document refers to `wanted`, at any distance. */
function mentions(document: JsonObject, part: Json, wanted: string): boolean {
  const seen = new Set<string>();
  const todo: Json[] = [part];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    const ref = text(member(at, '$ref'));
    if (ref === wanted) return true;
    if (ref !== undefined && !seen.has(ref)) {
      seen.add(ref);
      todo.push(follow(document, { $ref: ref }));
    }
    for (const [name, value] of members(at)) if (name !== 'examples' && name !== 'example') todo.push(value);
    todo.push(...list(at));
  }
  return false;
}
