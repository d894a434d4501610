// Is this request allowed by the contract? Stricter than Prism's own judge, which takes `?LIMIT=5` for `limit`, `?limit=`
// for an absent limit, `0x10` for an integer, and a body of `null` for no body.
import type { MockOperation, Parameter } from './contract.js';
import type { ErrorObject, Schemas } from './schemas.js';

/** One reason why a request is refused. */
export interface Fault {
  readonly in: 'path' | 'query' | 'header' | 'body';
  /** The parameter, or the member of the body, that is at fault; undefined when the body is at fault as a whole. */
  readonly member?: string;
  /** One line for people: `body/task must NOT have fewer than 1 characters`. */
  readonly message: string;
}

export interface JudgedRequest {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

export interface Judgement {
  readonly faults: readonly Fault[];
  /** The body as JSON, when there is one and it is JSON. */
  readonly body?: unknown;
}

const readings: Readonly<Record<string, (text: string) => unknown>> = {
  integer: (text) => (/^-?(?:0|[1-9]\d*)$/.test(text) ? Number(text) : undefined),
  number: (text) => (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text) ? Number(text) : undefined),
  boolean: (text) => (text === 'true' ? true : text === 'false' ? false : undefined),
  null: (text) => (text === 'null' ? null : undefined),
};

/** The JSON value that a parameter's text stands for; the text itself where no type of the schema can be read from it. */
export function readValue(text: string, types: ReadonlySet<string>): unknown {
  for (const type of types) {
    const value = readings[type]?.(text);
    if (value !== undefined) return value;
  }
  return text;
}

function readParameter(
  parameter: Parameter,
  texts: readonly string[],
  schemas: Schemas,
): { value: unknown } | { problem: string } {
  const pointer = parameter.schema;
  const types = pointer === undefined ? new Set<string>() : schemas.types(pointer);
  if (pointer !== undefined && types.has('array')) {
    const items = schemas.itemTypes(pointer);
    const parts = parameter.explode ? texts : texts.flatMap((text) => text.split(','));
    return { value: parts.map((part) => readValue(part, items)) };
  }
  if (texts.length > 1) return { problem: 'is given more than once' };
  return { value: readValue(texts[0] ?? '', types) };
}

function textsOf(parameter: Parameter, request: JudgedRequest): readonly string[] | undefined {
  if (parameter.in === 'query') {
    const all = request.query.getAll(parameter.name); // names are case-sensitive: OpenAPI 3.1 §4.8.12.1
    return all.length > 0 ? all : undefined;
  }
  const one =
    parameter.in === 'path' ? request.path[parameter.name] : request.headers[parameter.name.toLowerCase()];
  return one === undefined ? undefined : [one];
}

function* judgeParameters(
  operation: MockOperation,
  request: JudgedRequest,
  schemas: Schemas,
): Generator<Fault> {
  for (const parameter of operation.parameters) {
    const { name, in: place } = parameter;
    if (place === 'cookie') continue;
    const fault = (text: string): Fault => ({ in: place, member: name, message: `${place}/${name} ${text}` });
    const texts = textsOf(parameter, request);
    if (!texts) {
      if (parameter.required) yield fault('is required');
      continue;
    }
    const read = readParameter(parameter, texts, schemas);
    if ('problem' in read) yield fault(read.problem);
    else if (parameter.schema !== undefined)
      for (const error of schemas.errors(parameter.schema, read.value))
        yield fault(
          `${error.instancePath ? `${error.instancePath.slice(1)} ` : ''}${error.message ?? 'is not allowed'}`,
        );
  }
}

function member(error: ErrorObject): string | undefined {
  const [, first] = error.instancePath.split('/');
  if (first !== undefined) return first.replaceAll('~1', '/').replaceAll('~0', '~');
  const { missingProperty, additionalProperty, unevaluatedProperty } = error.params as Readonly<
    Record<string, string>
  >;
  return missingProperty ?? additionalProperty ?? unevaluatedProperty;
}

function bodyFault(error: ErrorObject): Fault {
  const name = member(error);
  const extra = error.params['additionalProperty'] ?? error.params['unevaluatedProperty'];
  return {
    in: 'body',
    ...(name === undefined ? {} : { member: name }),
    message: `body${error.instancePath} ${error.message ?? 'is not allowed'}${extra === undefined ? '' : `: ${extra}`}`,
  };
}

/** The media type of a Content-Type header, lower case and without parameters. RFC 9110 §8.3.1. */
export function mediaType(header: string | undefined): string {
  return (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Judges a target for what no URI has: a `%` that begins no percent-encoded UTF-8. RFC 3986 §2.1, §2.5. */
export function judgeTarget(path: string, query: string): Fault[] {
  const faults = (place: 'path' | 'query', parts: readonly string[]): Fault[] =>
    parts
      .filter((part) => !decodes(part))
      .map((part) => ({
        in: place,
        message: `${place} is not percent-encoded UTF-8: ${part.slice(0, 100)}`,
      }));
  return [...faults('path', path.split('/')), ...faults('query', query.split('&'))];
}

/** Judges a request against its operation. Every fault is reported, the body's in the order Ajv finds them. */
export function judge(operation: MockOperation, request: JudgedRequest, schemas: Schemas): Judgement {
  const faults = [...judgeParameters(operation, request, schemas)];
  const expected = operation.body;
  if (!expected) return { faults }; // content on GET or DELETE has no defined meaning: RFC 9110 §9.3.1, §9.3.5
  const refuse = (message: string): Judgement => ({ faults: [...faults, { in: 'body', message }] });

  if (request.body.byteLength === 0) return expected.required ? refuse('body is required') : { faults };
  const type = mediaType(request.headers['content-type']);
  if (!expected.mediaTypes.has(type))
    return refuse(
      `Content-Type is ${type || 'missing'}, not ${[...expected.mediaTypes.keys()].join(' or ')}`,
    );
  const isJson = /^application\/(?:.+\+)?json$/.test(type); // RFC 6839 §3.1
  let body: unknown;
  try {
    body = isJson ? JSON.parse(utf8.decode(request.body)) : new TextDecoder().decode(request.body);
  } catch (error) {
    return refuse(`body is not JSON: ${(error as Error).message}`);
  }
  const schema = expected.mediaTypes.get(type);
  const errors = schema === undefined ? [] : schemas.errors(schema, body);
  return { faults: [...faults, ...errors.map(bodyFault)], body };
}
