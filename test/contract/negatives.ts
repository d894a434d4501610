// Requests that break exactly one thing, derived from the contract: for each operation one per constraint of its parameters
// and its body, plus what may go wrong with any key and any body. The list grows by itself as the contract grows.
import type { ContractDocument, NamedOperation, ParameterNode, SchemaNode } from './document.js';
import { deref, operationsOf } from './document.js';
import type { PlainRequest, RequestParts } from './requests.js';
import { ordinaryParts, writeRequest } from './requests.js';
import { codesOfMembers } from './published.js';

export interface Negative {
  readonly operation: string;
  /** `body/task maxLength` */
  readonly breaks: string;
  readonly request: PlainRequest;
  readonly status: 400 | 401;
  readonly code: string;
}

/** A value that breaks one constraint of a schema, and the place of that constraint inside the value. */
interface Broken {
  readonly at: readonly (string | number)[];
  readonly constraint: string;
  readonly value: unknown;
}

const strangers: Readonly<Record<string, unknown>> = {
  string: 'text',
  integer: 7,
  number: 0.5,
  boolean: true,
  null: null,
  array: [],
  object: {},
};

/** A small value that the schema allows; only as general as it takes to reach a constraint inside it. */
export function sample(document: ContractDocument, raw: SchemaNode, depth = 0): unknown {
  const schema = deref(document, raw);
  if ('const' in schema) return schema['const'];
  if (Array.isArray(schema['enum'])) return schema['enum'][0];
  if (Array.isArray(schema['examples'])) return schema['examples'][0];
  for (const keyword of ['anyOf', 'oneOf', 'allOf'])
    if (Array.isArray(schema[keyword])) return sample(document, schema[keyword][0] as SchemaNode, depth + 1);
  const type = [schema['type']].flat()[0];
  if (type === 'object') {
    const properties = (schema['properties'] ?? {}) as Record<string, SchemaNode>;
    const required = (schema['required'] ?? []) as string[];
    return Object.fromEntries(
      required.map((name) => [name, sample(document, properties[name] ?? {}, depth + 1)]),
    );
  }
  if (type === 'array')
    return Array.from({ length: Number(schema['minItems'] ?? 0) }, () =>
      sample(document, (schema['items'] ?? {}) as SchemaNode, depth + 1),
    );
  if (type === 'integer' || type === 'number') return schema['minimum'] ?? 1;
  if (type === 'boolean') return true;
  if (type === 'null') return null;
  return 'x'.repeat(Math.max(1, Number(schema['minLength'] ?? 1)));
}

function* scalars(schema: SchemaNode): Generator<Broken> {
  const broken = (constraint: string, value: unknown): Broken => ({ at: [], constraint, value });
  const types = [schema['type']].flat().filter((type) => typeof type === 'string');
  if (types.length > 0)
    for (const [type, value] of Object.entries(strangers)) {
      const allowed = types.includes(type) || (type === 'integer' && types.includes('number'));
      if (!allowed)
        yield broken(`type (${type})`, type === 'number' && types.includes('integer') ? 1.5 : value);
    }
  if (Array.isArray(schema['enum'])) yield broken('enum', `${String(schema['enum'][0])}~`);
  if (typeof schema['minLength'] === 'number' && schema['minLength'] > 0)
    yield broken('minLength', 'x'.repeat(schema['minLength'] - 1));
  if (typeof schema['maxLength'] === 'number') yield broken('maxLength', 'x'.repeat(schema['maxLength'] + 1));
  if (typeof schema['pattern'] === 'string') {
    const pattern = new RegExp(schema['pattern'], 'u');
    const misfit = ['a b', 'ü', '-', '\u007f', 'A', '0', '~'].find((text) => !pattern.test(text));
    if (misfit !== undefined) yield broken('pattern', misfit);
  }
  const step = types.includes('integer') ? 1 : 0.001;
  if (typeof schema['minimum'] === 'number') yield broken('minimum', schema['minimum'] - step);
  if (typeof schema['maximum'] === 'number') yield broken('maximum', schema['maximum'] + step);
  if (typeof schema['exclusiveMinimum'] === 'number')
    yield broken('exclusiveMinimum', schema['exclusiveMinimum']);
  if (typeof schema['exclusiveMaximum'] === 'number')
    yield broken('exclusiveMaximum', schema['exclusiveMaximum']);
  if (typeof schema['multipleOf'] === 'number') yield broken('multipleOf', schema['multipleOf'] / 2);
}

/** Every way to break a schema in one place, with the rest of the value allowed. */
export function* breakings(document: ContractDocument, raw: SchemaNode, depth = 0): Generator<Broken> {
  const schema = deref(document, raw);
  if (depth > 8) return;
  yield* scalars(schema);
  for (const branch of (schema['allOf'] ?? []) as SchemaNode[]) yield* breakings(document, branch, depth + 1);
  const base = sample(document, schema);

  if (typeof base === 'object' && base !== null && !Array.isArray(base)) {
    const properties = (schema['properties'] ?? {}) as Record<string, SchemaNode>;
    for (const name of (schema['required'] ?? []) as string[]) {
      const { [name]: _left, ...rest } = base as Record<string, unknown>;
      yield { at: [name], constraint: 'required', value: rest };
    }
    if (schema['additionalProperties'] === false)
      yield { at: ['not_a_member'], constraint: 'additionalProperties', value: { ...base, not_a_member: 1 } };
    for (const [name, property] of Object.entries(properties))
      for (const broken of breakings(document, property, depth + 1))
        yield { ...broken, at: [name, ...broken.at], value: { ...base, [name]: broken.value } };
  }
  const items = schema['items'] as SchemaNode | undefined;
  if ([schema['type']].flat().includes('array')) {
    const item = sample(document, items ?? {});
    if (typeof schema['minItems'] === 'number' && schema['minItems'] > 0)
      yield {
        at: [],
        constraint: 'minItems',
        value: Array.from({ length: schema['minItems'] - 1 }, () => item),
      };
    if (typeof schema['maxItems'] === 'number')
      yield {
        at: [],
        constraint: 'maxItems',
        value: Array.from({ length: schema['maxItems'] + 1 }, (_, index) =>
          typeof item === 'string' ? `${item}${index}` : item,
        ),
      };
    if (schema['uniqueItems'] === true) yield { at: [], constraint: 'uniqueItems', value: [item, item] };
    for (const broken of items ? breakings(document, items, depth + 1) : [])
      yield { ...broken, at: [0, ...broken.at], value: [broken.value] };
  }
}

/** A body with the broken members over the ordinary ones. Where the value is no object, it is the body. */
function overlay(ordinary: unknown, { value, at, constraint }: Broken): unknown {
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    typeof ordinary !== 'object' ||
    ordinary === null
  )
    return value;
  const merged: Record<string, unknown> = { ...ordinary, ...value };
  if (constraint === 'required' && at.length === 1) delete merged[String(at[0])];
  return merged;
}

function* ofBody(
  document: ContractDocument,
  operation: NamedOperation,
  parts: RequestParts,
): Generator<Negative> {
  const body = operation.node.requestBody;
  const schema = body?.content['application/json']?.schema;
  if (!body || !schema) return;
  const row = (breaks: string, request: PlainRequest, code = 'invalid_body'): Negative => ({
    operation: operation.id,
    breaks,
    request,
    status: 400,
    code,
  });
  const good = writeRequest(operation, parts);
  const text = String(good.body);
  for (const broken of breakings(document, schema)) {
    const [member] = broken.at;
    const code =
      (typeof member === 'string' ? codesOfMembers[operation.id]?.[member] : undefined) ?? 'invalid_body';
    yield row(
      `body${broken.at.map((part) => `/${part}`).join('')} ${broken.constraint}`,
      writeRequest(operation, { ...parts, body: overlay(parts.body, broken) }),
      code,
    );
  }
  const typed = (type: string | undefined): PlainRequest => {
    const { 'content-type': _json, ...headers } = good.headers as Record<string, string>;
    return {
      ...good,
      body: new TextEncoder().encode(text),
      headers: type === undefined ? headers : { ...headers, 'content-type': type },
    };
  };
  yield row('JSON cut off', { ...good, body: text.slice(0, -1) });
  yield row('JSON with a comma too many', { ...good, body: `${text.slice(0, -1)},}` });
  yield row('two JSON values', { ...good, body: `${text}${text}` });
  yield row('bytes that are no UTF-8', {
    ...good,
    body: new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
  });
  yield row('more than 1 MiB', { ...good, body: `${text}${' '.repeat(1_048_576)}` });
  yield row('media type text/plain', typed('text/plain'));
  yield row('media type of a form', typed('application/x-www-form-urlencoded'));
  yield row('media type application/jsonp', typed('application/jsonp'));
  yield row('no media type', typed(undefined));
  if (body.required)
    yield row('no body', { method: good.method, target: good.target, headers: good.headers });
}

function* ofParameter(
  document: ContractDocument,
  operation: NamedOperation,
  parts: RequestParts,
  raw: ParameterNode,
): Generator<Negative> {
  const parameter = deref(document, raw);
  const place = parameter.in === 'header' ? 'headers' : parameter.in;
  if (place !== 'query' && place !== 'headers') return; // a fault in the path is an unknown resource, not a 400
  const code = place === 'query' ? 'invalid_query' : 'invalid_body'; // only spawn has a header, and no code for it
  const others = { ...parts[place] } as Record<string, string>;
  delete others[parameter.name];
  const row = (constraint: string, values: Record<string, unknown>): Negative => ({
    operation: operation.id,
    breaks: `${parameter.in}/${parameter.name} ${constraint}`,
    request: writeRequest(operation, { ...parts, [place]: values }),
    status: 400,
    code,
  });
  const good = parts[place]?.[parameter.name] ?? sample(document, parameter.schema);
  if (parameter.required) yield row('required', others);
  const types = [deref(document, parameter.schema)['type']].flat();
  for (const { at, constraint, value } of breakings(document, parameter.schema)) {
    if (constraint.startsWith('type (') && types.some((type) => type === 'string' || type === 'array'))
      continue; // any text is a string, and a list of one
    if (at.length > 0 && constraint.startsWith('type (')) continue;
    if (place === 'headers' && typeof value === 'string' && !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
      continue; // cannot be sent
    yield row(constraint, { ...others, [parameter.name]: value });
  }
  if (types.includes('integer'))
    for (const text of ['', '0x5', '1e1', ' 5', '5 ', '+5', '5.0', 'five'])
      yield row(`type (${JSON.stringify(text)})`, { ...others, [parameter.name]: text });
  if (types.includes('boolean'))
    for (const text of ['', '1', 'TRUE', 'yes'])
      yield row(`type (${JSON.stringify(text)})`, { ...others, [parameter.name]: text });
  if (place === 'query' && !types.includes('array')) {
    const { target, ...request } = writeRequest(operation, {
      ...parts,
      query: { ...others, [parameter.name]: good },
    });
    const twice = `${target}&${new URLSearchParams({ [parameter.name]: String(good) })}`;
    yield { ...row('given twice', others), request: { ...request, target: twice } };
  }
}

function* ofKey(operation: NamedOperation, parts: RequestParts): Generator<Negative> {
  const good = writeRequest(operation, parts);
  const { authorization: key = '', ...headers } = good.headers as Record<string, string>;
  const keys = {
    'no key': undefined,
    'an empty key': 'Bearer ',
    'another scheme': key.replace('Bearer', 'Basic'),
    'no scheme': key.replace('Bearer ', ''),
  };
  for (const [breaks, authorization] of Object.entries(keys))
    yield {
      operation: operation.id,
      breaks,
      status: 401,
      code: 'invalid_api_key',
      request: { ...good, headers: authorization === undefined ? headers : { ...headers, authorization } },
    };
}

/** Every negative request of a document. */
export function negativesOf(document: ContractDocument): Negative[] {
  return operationsOf(document).flatMap((operation) => {
    const parts = ordinaryParts(operation);
    return [
      ...ofKey(operation, parts),
      ...(operation.node.parameters ?? []).flatMap((parameter) => [
        ...ofParameter(document, operation, parts, parameter),
      ]),
      ...ofBody(document, operation, parts),
    ];
  });
}
