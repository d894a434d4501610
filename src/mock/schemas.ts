// Compiles the schemas of a document once, with Ajv in JSON Schema 2020-12. A schema that does not compile is refused here,
// because Prism silently skips the validation of any schema that its own Ajv cannot compile.
import type { AnySchema, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Contract } from './contract.js';
import { token } from './contract.js';

export type { ErrorObject } from 'ajv/dist/2020.js';

export interface Schemas {
  /** The faults of a value under the schema at a JSON pointer of the document; empty when it has none. */
  errors(pointer: string, value: unknown): readonly ErrorObject[];
  /** The JSON types that the schema at a pointer names at its top, through `$ref` and combinators; empty when it names none. */
  types(pointer: string): ReadonlySet<string>;
  /** The same of the items of an array. */
  itemTypes(pointer: string): ReadonlySet<string>;
}

/** OpenAPI's own annotations beside JSON Schema. OpenAPI 3.1 §4.8.24.1. */
const annotations = ['discriminator', 'xml', 'externalDocs', 'example'];

function extensions(node: unknown, found: Set<string>): Set<string> {
  const rest: unknown[] = [node];
  for (let next = rest.pop(); rest.length > 0 || next !== undefined; next = rest.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    for (const [key, value] of Object.entries(next)) {
      if (key.startsWith('x-')) found.add(key);
      else rest.push(value);
    }
  }
  return found;
}

function at(document: unknown, pointer: string): unknown {
  let node = document;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof node !== 'object' || node === null) return undefined;
    node = (node as Readonly<Record<string, unknown>>)[name];
  }
  return node;
}

/** The pointers of a schema and of those that it applies to the same value, through `$ref` and combinators. */
function* applied(document: unknown, pointer: string, depth = 0): Generator<string> {
  const node = at(document, pointer);
  if (typeof node !== 'object' || node === null || depth > 20) return;
  yield pointer;
  const { $ref: reference, ...schema } = node as Readonly<Record<string, unknown>>;
  if (typeof reference === 'string' && reference.startsWith('#/'))
    yield* applied(document, decodeURIComponent(reference.slice(1)), depth + 1);
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    const branches = schema[keyword];
    for (const index of Array.isArray(branches) ? branches.keys() : [])
      yield* applied(document, `${pointer}/${keyword}/${index}`, depth + 1);
  }
}

function typeOf(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function typesAt(document: unknown, pointer: string): Set<string> {
  const found = new Set<string>();
  for (const place of applied(document, pointer)) {
    const schema = at(document, place) as Readonly<Record<string, unknown>>;
    const named = [schema['type']].flat().filter((type) => typeof type === 'string');
    const values = Array.isArray(schema['enum'])
      ? schema['enum']
      : 'const' in schema
        ? [schema['const']]
        : [];
    for (const type of named.length > 0 ? named : values.map(typeOf)) found.add(type);
  }
  return found;
}

/** The JSON pointers of the components, which other schemas refer to. */
function components({ document }: Contract): string[] {
  const named = at(document, '/components/schemas');
  return typeof named === 'object' && named !== null
    ? Object.keys(named).map((name) => `/components/schemas/${token(name)}`)
    : [];
}

/** Every JSON pointer at which the contract's requests and responses put a schema. */
function pointers(contract: Contract): string[] {
  const found = new Set<string>();
  for (const operation of contract.operations) {
    for (const { schema } of operation.parameters) if (schema !== undefined) found.add(schema);
    for (const schema of operation.body?.mediaTypes.values() ?? [])
      if (schema !== undefined) found.add(schema);
    for (const schema of operation.responseSchemas.values()) found.add(schema);
    for (const headers of operation.responseHeaders.values())
      for (const { schema } of headers) if (schema !== undefined) found.add(schema);
  }
  return [...found];
}

/** Where a schema that is nothing but a reference leads; the pointer itself for any other. */
function target(document: unknown, pointer: string): string {
  let found = pointer;
  for (let hops = 0; hops < 20; hops++) {
    const node = at(document, found) as Readonly<Record<string, unknown>> | undefined;
    const reference = node?.['$ref'];
    if (typeof reference !== 'string' || !reference.startsWith('#/') || Object.keys(node ?? {}).length > 1)
      break;
    found = decodeURIComponent(reference.slice(1));
  }
  return found;
}

let dialect: Ajv2020 | undefined; // its meta-schema takes its time to compile: once per process

/** Throws what the meta-schema says against a schema: for Prism such a schema is one that does not compile. */
function checkDialect(schema: unknown): void {
  dialect ??= new Ajv2020({ code: { optimize: false }, logger: false });
  if (!dialect.validateSchema(schema as AnySchema))
    throw new Error(dialect.errorsText(dialect.errors?.slice(0, 1), { dataVar: 'schema' }));
}

/** What `run` gives; where it throws, the sentence begins with `what`. */
function refusing<Result>(what: string, run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    throw new Error(`${what}: ${(error as Error).message}`);
  }
}

/** Compiles every schema that a request or a response of the contract meets. Throws a sentence that names the first that does not compile. */
export function compileSchemas(contract: Contract): Schemas {
  const ajv = new Ajv2020({
    allErrors: true,
    strictSchema: true, // a misspelt keyword would otherwise constrain nothing
    strictTypes: false,
    strictTuples: false,
    allowUnionTypes: true,
    inlineRefs: false, // components are compiled once, not once per operation
    code: { optimize: false }, // a third less time to start, and no slower on values of this size
    validateSchema: false, // `checkDialect` does it, for the schema itself instead of the reference that is compiled
    logger: false,
  });
  addFormats.default(ajv);
  // Ajv meets the document's root on the way to a schema inside it, so its members count as annotations too.
  ajv.addVocabulary([
    ...annotations,
    ...extensions(contract.document, new Set(Object.keys(contract.document))),
  ]);
  refusing('a schema of the document cannot be read', () =>
    ajv.addSchema({ ...contract.document }, 'contract', undefined, false),
  );

  const places = pointers(contract);
  for (const pointer of new Set([...components(contract), ...places]))
    refusing(`the schema at ${pointer} is none of JSON Schema 2020-12`, () =>
      checkDialect(at(contract.document, pointer)),
    );
  const compiled = new Map<string, ValidateFunction>();
  for (const pointer of places) {
    const place = target(contract.document, pointer);
    const fragment = place.split('/').map(encodeURIComponent).join('/');
    const validate =
      compiled.get(place) ??
      refusing(`the schema at ${pointer} does not compile`, () =>
        ajv.compile({ $ref: `contract#${fragment}` }),
      );
    compiled.set(place, validate).set(pointer, validate);
  }
  const known = new Map<string, ReadonlySet<string>>();
  const remembered = (key: string, find: () => ReadonlySet<string>): ReadonlySet<string> => {
    const found = known.get(key) ?? find();
    known.set(key, found);
    return found;
  };
  const { document } = contract;
  return {
    errors(pointer, value) {
      const validate = compiled.get(pointer);
      if (!validate) throw new Error(`no schema was compiled for ${pointer}`);
      return validate(value) ? [] : (validate.errors ?? []);
    },
    types: (pointer) => remembered(pointer, () => typesAt(document, pointer)),
    itemTypes: (pointer) =>
      remembered(
        `${pointer}/items`,
        () =>
          new Set(
            [...applied(document, pointer)].flatMap((place) => [...typesAt(document, `${place}/items`)]),
          ),
      ),
  };
}
