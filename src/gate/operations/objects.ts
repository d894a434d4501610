// The objects of OpenAPI 3.0 and 3.1, field by field: what stands below, and whether the gate compares it or why not.
// One table for everybody who walks a document: structure check, bundling, dialect, references, the coverage test.
// Schema keywords have their own table of verdicts in include/; here they only say where further schemas stand.

export type Kind = keyof typeof objects;

/** What stands below a field: one object, a map or a list of them, lists of lists never. */
export interface Below {
  readonly shape: 'one' | 'map' | 'list';
  readonly kind: string;
}

export interface Field {
  /** JSON type the field must have; undefined: any. */
  readonly json?: 'object' | 'array' | 'string' | 'boolean' | 'number';
  readonly below?: Below;
  /** Either the rules that compare it, or `annotation` with the reason why no client can notice. */
  readonly verdict: { readonly compared: string } | { readonly annotation: string };
}

const compared = (by: string) => ({ compared: by });
const annotation = (because: string) => ({ annotation: because });
const text = annotation('text for people; a change is docs');
const field = (json: Field['json'], verdict: Field['verdict']): Field =>
  json === undefined ? { verdict } : { json, verdict };
const one = (kind: string, by: string): Field => ({
  json: 'object',
  below: { shape: 'one', kind },
  verdict: compared(by),
});
const map = (kind: string, by: string): Field => ({
  json: 'object',
  below: { shape: 'map', kind },
  verdict: compared(by),
});
const list = (kind: string, by: string): Field => ({
  json: 'array',
  below: { shape: 'list', kind },
  verdict: compared(by),
});
const schema = (by = 'every schema rule'): Field => ({
  below: { shape: 'one', kind: 'schema' },
  verdict: compared(by),
});
const note = (json: Field['json'], below?: Below): Field =>
  below === undefined ? field(json, text) : { ...(json === undefined ? {} : { json }), below, verdict: text };

const docs = note('object', { shape: 'one', kind: 'externalDocs' });
const examples = note('object', { shape: 'map', kind: 'example' });
const unused = 'a component is on the wire only where something refers to it; compared there';
const operations = 'operation-removed, operation-added';

const serialized = {
  description: note('string'),
  deprecated: field('boolean', compared('deprecation-changed')),
  style: field('string', compared('parameter-serialization-changed')),
  explode: field('boolean', compared('parameter-serialization-changed')),
  schema: schema(),
  content: map('mediaType', 'parameter-serialization-changed, every schema rule'),
  example: note(undefined),
  examples,
} as const;

/** Every object of OpenAPI 3.0.4 §4.7 and 3.1.1 §4.8. Fields that start with `x-` are extensions. */
export const objects = {
  document: {
    openapi: field('string', compared('the dialect: 3.0 is read as its 3.1 equivalent')),
    info: { json: 'object', below: { shape: 'one', kind: 'info' }, verdict: text },
    jsonSchemaDialect: field('string', compared('schema-changed, by the engine')),
    servers: list('server', 'server-removed, server-added'),
    paths: map('pathItem', operations),
    webhooks: map('pathItem', 'webhook-removed, webhook-added'),
    components: {
      json: 'object',
      below: { shape: 'one', kind: 'components' },
      verdict: annotation(unused),
    },
    security: list('securityRequirement', 'security-changed'),
    tags: note('array', { shape: 'list', kind: 'tag' }),
    externalDocs: docs,
  },
  info: {
    title: note('string'),
    summary: note('string'),
    description: note('string'),
    termsOfService: note('string'),
    contact: note('object', { shape: 'one', kind: 'contact' }),
    license: note('object', { shape: 'one', kind: 'license' }),
    version: field('string', compared('the declared version in the report')),
  },
  contact: { name: note('string'), url: note('string'), email: note('string') },
  license: { name: note('string'), identifier: note('string'), url: note('string') },
  server: {
    url: field('string', compared('server-removed, server-added')),
    description: note('string'),
    variables: map('serverVariable', 'server-removed, server-added'),
  },
  serverVariable: {
    enum: field('array', compared('server-removed, server-added')),
    default: field('string', compared('server-removed, server-added')),
    description: note('string'),
  },
  components: {
    schemas: map('schema', 'type-removed where exported types count'),
    responses: { json: 'object', below: { shape: 'map', kind: 'response' }, verdict: annotation(unused) },
    parameters: { json: 'object', below: { shape: 'map', kind: 'parameter' }, verdict: annotation(unused) },
    examples,
    requestBodies: {
      json: 'object',
      below: { shape: 'map', kind: 'requestBody' },
      verdict: annotation(unused),
    },
    headers: { json: 'object', below: { shape: 'map', kind: 'header' }, verdict: annotation(unused) },
    securitySchemes: {
      json: 'object',
      below: { shape: 'map', kind: 'securityScheme' },
      verdict: annotation(unused),
    },
    links: note('object', { shape: 'map', kind: 'link' }),
    callbacks: { json: 'object', below: { shape: 'map', kind: 'callback' }, verdict: annotation(unused) },
    pathItems: { json: 'object', below: { shape: 'map', kind: 'pathItem' }, verdict: annotation(unused) },
  },
  pathItem: {
    $ref: field('string', compared('followed')),
    summary: note('string'),
    description: note('string'),
    get: one('operation', operations),
    put: one('operation', operations),
    post: one('operation', operations),
    delete: one('operation', operations),
    options: one('operation', operations),
    head: one('operation', operations),
    patch: one('operation', operations),
    trace: one('operation', operations),
    servers: list('server', 'server-removed, server-added'),
    parameters: list('parameter', 'merged into each operation'),
  },
  operation: {
    tags: note('array'),
    summary: note('string'),
    description: note('string'),
    externalDocs: docs,
    operationId: field('string', compared('operation-id-changed')),
    parameters: list('parameter', 'parameter-required, parameter-added, parameter-removed'),
    requestBody: one('requestBody', 'request-body-required, request-body-removed, request-body-added'),
    responses: map('response', 'response-status-added, response-status-removed'),
    callbacks: map('callback', 'callback-removed, callback-added'),
    deprecated: field('boolean', compared('deprecation-changed')),
    security: list('securityRequirement', 'security-changed'),
    servers: list('server', 'server-removed, server-added'),
  },
  externalDocs: { description: note('string'), url: note('string') },
  parameter: {
    $ref: field('string', compared('followed')),
    name: field('string', compared('parameter-removed, path-parameter-renamed')),
    in: field('string', compared('parameter-removed, parameter-added')),
    required: field('boolean', compared('parameter-required')),
    allowEmptyValue: field('boolean', compared('parameter-serialization-changed')),
    allowReserved: field('boolean', compared('parameter-serialization-changed')),
    ...serialized,
  },
  header: {
    $ref: field('string', compared('followed')),
    required: field('boolean', compared('response-header-required')),
    // In the metaschemas of 3.0 a header may carry them, and neither means anything there (3.0.4 §4.7.21).
    allowEmptyValue: field('boolean', annotation('only query parameters have it')),
    allowReserved: field('boolean', annotation('only query parameters have it')),
    ...serialized,
  },
  requestBody: {
    $ref: field('string', compared('followed')),
    description: note('string'),
    content: map('mediaType', 'request-media-type-removed, request-media-type-added'),
    required: field('boolean', compared('request-body-required')),
  },
  mediaType: {
    schema: schema(),
    example: note(undefined),
    examples,
    encoding: map('encoding', 'encoding-changed'),
  },
  encoding: {
    contentType: field('string', compared('encoding-changed')),
    headers: map('header', 'encoding-changed'),
    style: field('string', compared('encoding-changed')),
    explode: field('boolean', compared('encoding-changed')),
    allowReserved: field('boolean', compared('encoding-changed')),
  },
  response: {
    $ref: field('string', compared('followed')),
    description: note('string'),
    headers: map('header', 'response-header-required, response-header-removed, response-header-added'),
    content: map('mediaType', 'response-media-type-removed, response-media-type-added'),
    links: note('object', { shape: 'map', kind: 'link' }),
  },
  callback: { $ref: field('string', compared('followed')) },
  example: {
    $ref: field('string', compared('followed')),
    summary: note('string'),
    description: note('string'),
    value: note(undefined),
    externalValue: note('string'),
  },
  link: {
    $ref: field('string', compared('followed')),
    operationRef: note('string'),
    operationId: note('string'),
    parameters: note('object'),
    requestBody: note(undefined),
    description: note('string'),
    server: note('object', { shape: 'one', kind: 'server' }),
  },
  tag: { name: note('string'), description: note('string'), externalDocs: docs },
  securityScheme: {
    $ref: field('string', compared('followed')),
    type: field('string', compared('security-changed')),
    description: note('string'),
    name: field('string', compared('security-changed')),
    in: field('string', compared('security-changed')),
    scheme: field('string', compared('security-changed')),
    bearerFormat: field('string', annotation('a hint about the token, never checked: 3.1.1 §4.8.27')),
    flows: one('oauthFlows', 'security-changed'),
    openIdConnectUrl: field('string', compared('security-changed')),
  },
  oauthFlows: {
    implicit: one('oauthFlow', 'security-changed'),
    password: one('oauthFlow', 'security-changed'),
    clientCredentials: one('oauthFlow', 'security-changed'),
    authorizationCode: one('oauthFlow', 'security-changed'),
  },
  oauthFlow: {
    authorizationUrl: field('string', compared('security-changed')),
    tokenUrl: field('string', compared('security-changed')),
    refreshUrl: field('string', compared('security-changed')),
    scopes: field('object', annotation('a list of names with texts; what is required stands in security')),
  },
  securityRequirement: {},
  schema: {
    $ref: field('string', compared('followed')),
    properties: map('schema', 'every schema rule'),
    patternProperties: map('schema', 'every schema rule'),
    additionalProperties: schema(),
    unevaluatedProperties: schema(),
    propertyNames: schema(),
    dependentSchemas: map('schema', 'every schema rule'),
    items: schema(),
    prefixItems: list('schema', 'every schema rule'),
    unevaluatedItems: schema(),
    contains: schema(),
    allOf: list('schema', 'every schema rule'),
    anyOf: list('schema', 'every schema rule'),
    oneOf: list('schema', 'every schema rule'),
    not: schema(),
    if: schema(),
    // biome-ignore lint/suspicious/noThenProperty: the keyword `then` of JSON Schema; nobody awaits this table
    then: schema(),
    else: schema(),
    $defs: map('schema', 'followed where something refers to it'),
    definitions: map('schema', 'followed where something refers to it'),
    contentSchema: note(undefined, { shape: 'one', kind: 'schema' }),
  },
} as const satisfies Record<string, Readonly<Record<string, Field>>>;

/** Kinds whose own keys are names, not fields: each value is one object of the kind given. */
export const keyed: Readonly<Record<string, string>> = { callback: 'pathItem' };

const fields = new Map<string, ReadonlyMap<string, Field>>(
  Object.entries(objects).map(([kind, of]) => [kind, new Map<string, Field>(Object.entries(of))]),
);

/** The field of a kind of object, or undefined where it is an extension or unknown. */
export function fieldOf(kind: string, name: string): Field | undefined {
  const found = fields.get(kind)?.get(name);
  if (found !== undefined) return found;
  const of = keyed[kind];
  return of === undefined || name.startsWith('x-')
    ? undefined
    : { json: 'object', below: { shape: 'one', kind: of }, verdict: { compared: 'callback-removed' } };
}

/** Kinds that may be written as a Reference Object or carry `$ref`. */
export function mayRefer(kind: string): boolean {
  return fields.get(kind)?.has('$ref') ?? false;
}
