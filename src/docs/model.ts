// The page as plain data: operations, fields, examples, errors, in the order they are shown. No HTML, no addresses'
// syntax, no files. Samples are samples/; since when a thing is there is history.ts; what it looks like is fragments/.
import type { Anchors } from './anchors.js';
import type { Bodies, Body, Field, SharedType } from './bodies.js';
import type { Json, JsonObject } from './contract.js';
import type { Example } from './examples.js';
import type { LedgerEntry } from './ledger.js';
import type { Deprecation, Provenance } from './schema.js';
import { createAnchors } from './anchors.js';
import { contentSchema, createBodies } from './bodies.js';
import { follow, isObject, list, member, members, text, UnreadableContract } from './contract.js';
import { readExamples } from './examples.js';
import { promisesOf } from './ledger.js';
import { deprecationOf, provenanceOf, schemaRow } from './schema.js';

export interface Parameter extends Field {
  readonly place: 'path' | 'query' | 'header' | 'cookie';
  /** How an array or object is written, where that is not the ordinary way. */
  readonly style: string | undefined;
}

export interface Response {
  readonly status: string;
  readonly anchor: string;
  readonly description: string;
  readonly provenance: Provenance | undefined;
  readonly headers: readonly Field[];
  /** Undefined for an answer without a body, and for an error, whose envelope stands in one place. */
  readonly body: Body | undefined;
  readonly isError: boolean;
  /** Error codes seen in the examples. */
  readonly codes: readonly string[];
  readonly examples: readonly Example[];
}

export interface Operation {
  readonly id: string;
  readonly anchor: string;
  readonly method: string;
  readonly path: string;
  readonly url: string;
  readonly summary: string;
  readonly description: string;
  readonly provenance: Provenance | undefined;
  readonly deprecated: Deprecation | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: Body | undefined;
  readonly responses: readonly Response[];
  /** RFC 9110 §9.2.2: GET, HEAD, PUT, DELETE, OPTIONS and TRACE may be repeated. */
  readonly idempotentMethod: boolean;
  readonly idempotencyHeader: string | undefined;
  readonly paginated: boolean;
  /** Shared types that its bodies name, at any depth. */
  readonly types: readonly SharedType[];
  readonly promises: readonly LedgerEntry[];
}

export interface Group {
  readonly name: string;
  readonly anchor: string;
  readonly description: string;
  /** The types that several operations share; each stands in the group that uses it first. */
  readonly types: readonly SharedType[];
  readonly operations: readonly Operation[];
}

/** The order in which methods of one path are shown where the document has no order of its own: OpenAPI 3.1 §4.8.9. */
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const places = ['path', 'query', 'header', 'cookie'] as const;
/** The group of operations that have no tag. */
const untagged = 'Other operations';

export interface Contract {
  readonly document: JsonObject;
  readonly title: string;
  readonly version: string;
  readonly summary: string;
  readonly description: string;
  readonly server: string;
  readonly auth: readonly { readonly name: string; readonly description: string; readonly scheme: string }[];
  readonly groups: readonly Group[];
  readonly operations: readonly Operation[];
  readonly anchors: Anchors;
  /** The error body, once for all operations. */
  readonly envelope: SharedType | undefined;
}

/** Reads a bundle. What cannot be shown is refused by name; what is merely absent is left out. */
export function readContract(
  bundle: unknown,
  ledger: readonly LedgerEntry[],
  fixedIds: readonly string[] = [],
): Contract {
  if (!isObject(bundle) || !/^3\.[01]/.test(text(bundle['openapi']) ?? ''))
    throw new UnreadableContract([
      'this is no OpenAPI 3.0 or 3.1 document: there is no `openapi: 3.x` at its top',
    ]);
  const anchors = createAnchors(fixedIds);
  const bodies = createBodies(bundle, anchors);
  const server = text(member(list(bundle['servers'])[0], 'url')) ?? '';
  const operations = readOperations({ document: bundle, server, anchors, bodies }, ledger);
  const info = member(bundle, 'info');
  return {
    document: bundle,
    title: text(member(info, 'title'))?.trim() || 'API',
    version: text(member(info, 'version')) ?? '',
    summary: text(member(info, 'summary')) ?? '',
    description: text(member(info, 'description')) ?? '',
    server,
    auth: members(member(bundle['components'], 'securitySchemes')).map(([name, scheme]) => ({
      name,
      description: text(member(scheme, 'description')) ?? '',
      scheme: [text(member(scheme, 'type')), text(member(scheme, 'scheme'))].filter(Boolean).join(' '),
    })),
    groups: groupsOf(bundle, operations, anchors),
    operations: operations.map(({ operation }) => operation),
    anchors,
    envelope: bodies.envelope,
  };
}

interface Tagged {
  readonly tag: string;
  readonly operation: Operation;
}

function readOperations(context: Context, ledger: readonly LedgerEntry[]): Tagged[] {
  const { document } = context;
  const faults: string[] = [];
  const seen = new Map<string, string>();
  const found: Tagged[] = [];
  for (const [path, item] of members(document['paths'])) {
    const shared = follow(document, item);
    const present = Object.keys(shared).filter((name) => methods.includes(name));
    for (const method of present) {
      const value = shared[method];
      const place = `${method.toUpperCase()} ${path}`;
      if (!isObject(value)) {
        faults.push(`${place} is no operation: it must be an object`);
        continue;
      }
      const id = text(value['operationId']) ?? place;
      const other = seen.get(id);
      if (other !== undefined) faults.push(`${place} and ${other} have the same operationId, ${id}`);
      seen.set(id, place);
      const tag = text(list(value['tags'])[0]) ?? untagged;
      found.push({ tag, operation: readOperation({ ...context, path, method, id }, shared, value, ledger) });
    }
  }
  if (faults.length > 0) throw new UnreadableContract(faults);
  return found;
}

interface Context {
  readonly document: JsonObject;
  readonly server: string;
  readonly anchors: Anchors;
  readonly bodies: Bodies;
}

interface Where extends Context {
  readonly path: string;
  readonly method: string;
  readonly id: string;
}

function readOperation(
  where: Where,
  item: JsonObject,
  value: JsonObject,
  ledger: readonly LedgerEntry[],
): Operation {
  const { document, anchors, id, method, path } = where;
  const parameters = readParameters(where, [...list(item['parameters']), ...list(value['parameters'])]);
  const taken = new Set<string>();
  const responses = members(value['responses']).map(([status, response]) =>
    readResponse(where, status, response, text(member(value['x-inferred-responses'], status)), taken),
  );
  return {
    id,
    anchor: anchors.of('operation', id),
    method: method.toUpperCase(),
    path,
    url: `${where.server}${path}`,
    summary: text(value['summary'])?.trim() || id,
    description: text(value['description']) ?? '',
    provenance: provenanceOf(value),
    deprecated: deprecationOf(value),
    parameters,
    body: readRequestBody(where, value['requestBody']),
    responses,
    idempotentMethod: ['get', 'head', 'put', 'delete', 'options', 'trace'].includes(method),
    idempotencyHeader: parameters.find(
      ({ place, path: names }) => place === 'header' && /idempotency-key$/i.test(names[0] ?? ''),
    )?.path[0],
    paginated: parameters.some(({ place, path: names }) => place === 'query' && names[0] === 'cursor'),
    types: where.bodies.typesOf(withoutErrors(value)),
    promises: promisesOf(document, path, method, ledger),
  };
}

/** Errors share their envelope; what they name is no type of the operation. */
function withoutErrors(operation: JsonObject): JsonObject {
  const good = members(operation['responses']).filter(([status]) => /^[123]/.test(status));
  return { ...operation, responses: Object.fromEntries(good) };
}

function readParameters({ document, anchors, id }: Where, parameters: readonly Json[]): Parameter[] {
  const byKey = new Map<string, Parameter>();
  for (const raw of parameters) {
    const parameter = follow(document, raw);
    const name = text(parameter['name']) ?? '';
    const place = places.find((known) => known === parameter['in']);
    if (place === undefined)
      throw new UnreadableContract([
        `${id}: parameter ${name} is in ${String(parameter['in'])}, which is no place`,
      ]);
    const required = parameter['required'] === true;
    const row = schemaRow(document, parameter['schema'] ?? contentSchema(parameter), name, required);
    byKey.set(`${place} ${name}`, {
      ...row,
      description: text(parameter['description']) ?? row.description,
      provenance: row.provenance ?? provenanceOf(parameter),
      deprecated: deprecationOf(parameter) ?? row.deprecated,
      place,
      style: styleInWords(parameter, row.type),
      anchor: anchors.of('operation', id, place, name),
      sameAsAnchor: undefined,
      sharedAnchor: undefined,
      sharedMembers: [],
    });
  }
  return [...byKey.values()].sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place));
}

/** OpenAPI 3.1 §4.8.12.2: an array in a query is repeated unless `explode` is false. */
function styleInWords(parameter: JsonObject, type: string): string | undefined {
  if (!type.startsWith('array')) return undefined;
  return parameter['explode'] === false ? 'joined by commas in one parameter' : 'repeated, once per item';
}

function readRequestBody(where: Where, raw: Json | undefined): Body | undefined {
  if (raw === undefined) return undefined;
  return where.bodies.read(follow(where.document, raw), where.id, 'body');
}

function readResponse(
  where: Where,
  status: string,
  raw: Json,
  inferred: string | undefined,
  taken: Set<string>,
): Response {
  const { document, anchors, bodies, id } = where;
  const response = follow(document, raw);
  const isError = !/^[123]/.test(status);
  const examples = readExamples(document, anchors, id, status, response, taken);
  const mark = provenanceOf(response);
  return {
    status,
    anchor: anchors.of('operation', id, status),
    description: text(response['description']) ?? '',
    provenance: inferred === undefined ? mark : { mark: 'inferred', note: inferred },
    headers: members(response['headers']).map(([name, raw]) => {
      const header = follow(document, raw);
      const row = schemaRow(document, header['schema'], name, header['required'] === true);
      return {
        ...row,
        description: text(header['description']) ?? row.description,
        anchor: anchors.of('operation', id, status, 'header', name),
        sameAsAnchor: undefined,
        sharedAnchor: undefined,
        sharedMembers: [],
      };
    }),
    body: isError && bodies.isEnvelope(response) ? undefined : bodies.read(response, id, status),
    isError,
    codes: [...new Set(examples.flatMap(({ body }) => text(member(member(body, 'error'), 'code')) ?? []))],
    examples,
  };
}

/** Groups in the order of `tags`, then those that only operations name, then the operations without any. */
function groupsOf(document: JsonObject, operations: readonly Tagged[], anchors: Anchors): Group[] {
  const declared = list(document['tags']).flatMap((tag) => {
    const name = text(member(tag, 'name'));
    return name === undefined ? [] : [{ name, description: text(member(tag, 'description')) ?? '' }];
  });
  const names = [...declared.map(({ name }) => name), ...operations.map(({ tag }) => tag)];
  const ordered = [...new Set(names)].sort((a, b) => Number(a === untagged) - Number(b === untagged));
  const described = new Set<SharedType>();
  const firstUses = (used: readonly SharedType[]): SharedType[] => {
    const fresh = used.filter((type) => !described.has(type));
    for (const type of fresh) described.add(type);
    return [...new Set(fresh)];
  };
  return ordered
    .map((name) => ({
      name,
      own: operations.filter(({ tag }) => tag === name).map(({ operation }) => operation),
    }))
    .filter(({ own }) => own.length > 0)
    .map(({ name, own }) => ({
      name,
      anchor: anchors.of('group', name),
      description: declared.find((tag) => tag.name === name)?.description ?? '',
      types: firstUses(own.flatMap(({ types }) => types)),
      operations: own,
    }));
}
