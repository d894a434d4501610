// What the mock reads out of an OpenAPI document: operations, parameters, bodies, named examples. Schemas are read by
// schemas.ts. What cannot be mocked is refused here, with its place: before Prism, which loads a `$ref` from anywhere.
import { canBeSent } from './answer.js';

/** A named example of a response, as the build wires it into the bundle (`openapi/README.md`, "Examples"). */
export interface Example {
  readonly case: string;
  readonly status: number;
  /** The body; undefined for a response without content. */
  readonly value: unknown;
  /** Header fields that are sent with this example, as the example file spells them. */
  readonly headers: Readonly<Record<string, string>>;
  /** The request that this example answers, where the example file has one. */
  readonly request?: ExampleRequest;
}

export interface ExampleRequest {
  readonly path?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required: boolean;
  readonly explode: boolean;
  /** JSON pointer of the parameter's schema in the document; undefined where it has none. */
  readonly schema: string | undefined;
}

/** A header field of a response. */
export interface ResponseHeader {
  readonly name: string;
  readonly required: boolean;
  /** JSON pointer of its schema in the document; undefined where it has none. */
  readonly schema: string | undefined;
}

export interface MockOperation {
  readonly id: string;
  /** Upper case, as on the wire. */
  readonly method: string;
  /** The path template, without the base path of `servers`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: {
    readonly required: boolean;
    readonly mediaTypes: ReadonlyMap<string, string | undefined>;
  };
  /** Documented statuses, ascending. */
  readonly statuses: readonly number[];
  /** JSON pointer of the schema of each status's `application/json` body. */
  readonly responseSchemas: ReadonlyMap<number, string>;
  readonly responseHeaders: ReadonlyMap<number, readonly ResponseHeader[]>;
  /** Examples of all statuses; within one status, the default comes first. */
  readonly examples: readonly Example[];
  readonly secured: boolean;
}

export interface Contract {
  /** The path of the first server, without a slash at its end: `/api/v1`. */
  readonly basePath: string;
  /** Where the first server is: `https://jettson.dev`. */
  readonly origin: string;
  readonly operations: readonly MockOperation[];
  readonly document: Readonly<Record<string, unknown>>;
}

type Node = Readonly<Record<string, unknown>>;

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

function isObject(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): Node {
  return isObject(value) ? value : {};
}

/** One reference token of a JSON pointer. RFC 6901 §3. */
export function token(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** Refuses a document that is not a bundle: with a `$ref` that leads out of it. */
function checkBundled(document: Node): void {
  const rest: [unknown, string][] = [[document, '']];
  for (let next = rest.pop(); next; next = rest.pop()) {
    const [node, pointer] = next;
    if (typeof node !== 'object' || node === null) continue;
    const { $ref: reference } = node as Node;
    if (typeof reference === 'string' && !reference.startsWith('#'))
      throw new Error(`the $ref ${reference} at ${pointer} leads out of the document: bundle it first`);
    for (const [name, value] of Object.entries(node)) rest.push([value, `${pointer}/${token(name)}`]);
  }
}

/** Follows `$ref`s inside the document, at most 20 of them; keeps the pointer of what it finds. */
function resolve(document: Node, pointer: string, node: unknown): { node: Node; pointer: string } {
  let found = { node: object(node), pointer };
  for (let hops = 0; typeof found.node['$ref'] === 'string'; hops++) {
    const reference = found.node['$ref'];
    let target: unknown = document;
    for (const part of reference.slice(2).split('/')) {
      const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
      target = Array.isArray(target) ? target[Number(name)] : object(target)[name];
    }
    if (!isObject(target) || hops === 20)
      throw new Error(`the $ref ${reference} at ${pointer} leads to nothing that can be read`);
    found = { node: target, pointer: reference.slice(1) };
  }
  return found;
}

function readParameter(document: Node, pointer: string, raw: unknown): Parameter {
  const { node, pointer: at } = resolve(document, pointer, raw);
  const place = String(node['in']) as Parameter['in'];
  const usual = place === 'query' || place === 'cookie' ? 'form' : 'simple';
  const style = node['style'] ?? usual;
  if (style !== usual || 'content' in node)
    throw new Error(
      `the ${place} parameter ${node['name']} at ${at} is not written in the style ${usual}, the only one that the mock reads`,
    );
  return {
    name: String(node['name']),
    in: place,
    required: node['required'] === true,
    explode: typeof node['explode'] === 'boolean' ? node['explode'] : style === 'form', // OpenAPI 3.1 §4.8.12.2
    schema: 'schema' in node ? `${at}/schema` : undefined,
  };
}

/** The only example of a media type that names none, under the name that Prism gives it. */
function unnamed(media: Node): Node {
  return 'example' in media ? { default: { value: media['example'] } } : {};
}

function readHeader(document: Node, name: string, pointer: string, raw: unknown): ResponseHeader {
  const { node, pointer: at } = resolve(document, pointer, raw);
  return {
    name,
    required: node['required'] === true,
    schema: 'schema' in node ? `${at}/schema` : undefined,
  };
}

function readExamples(document: Node, pointer: string, status: number, raw: unknown): Example[] {
  return Object.entries(object(raw)).map(([name, value]) => {
    const { node: example } = resolve(document, `${pointer}/${token(name)}`, value);
    const headers: Record<string, string> = {};
    for (const [key, text] of Object.entries(object(example['x-headers'])))
      if (canBeSent(key, String(text))) headers[key] = String(text);
      else throw new Error(`the header ${key} at ${pointer}/${token(name)} cannot be sent`);
    return {
      case: name,
      status,
      value: example['value'],
      headers,
      ...(isObject(example['x-request']) ? { request: example['x-request'] as ExampleRequest } : {}),
    };
  });
}

function readOperation(
  document: Node,
  path: string,
  method: string,
  item: Node,
  itemAt: string,
): MockOperation {
  const pointer = `${itemAt}/${method}`;
  const operation = object(item[method]);
  const parameters = new Map<string, Parameter>();
  for (const [where, list] of [
    [`${itemAt}/parameters`, item['parameters']],
    [`${pointer}/parameters`, operation['parameters']],
  ] as const)
    for (const [index, raw] of (Array.isArray(list) ? list : []).entries()) {
      const parameter = readParameter(document, `${where}/${index}`, raw);
      parameters.set(`${parameter.in} ${parameter.name}`, parameter); // the operation's own wins: OpenAPI 3.1 §4.8.10
    }

  const responseSchemas = new Map<number, string>();
  const responseHeaders = new Map<number, ResponseHeader[]>();
  const examples: Example[] = [];
  const statuses: number[] = [];
  for (const [code, raw] of Object.entries(object(operation['responses']))) {
    if (!/^[1-5]\d\d$/.test(code)) continue;
    const status = Number(code);
    statuses.push(status);
    const { node, pointer: at } = resolve(document, `${pointer}/responses/${code}`, raw);
    const mediaAt = `${at}/content/application~1json`;
    const media = object(object(node['content'])['application/json']);
    if ('schema' in media) responseSchemas.set(status, `${mediaAt}/schema`);
    responseHeaders.set(
      status,
      Object.entries(object(node['headers']))
        .filter(([name]) => name.toLowerCase() !== 'content-type') // ignored: OpenAPI 3.1 §4.8.17.1
        .map(([name, header]) => readHeader(document, name, `${at}/headers/${token(name)}`, header)),
    );
    examples.push(
      ...readExamples(document, `${mediaAt}/examples`, status, media['examples'] ?? unnamed(media)),
      ...readExamples(document, `${at}/x-examples`, status, node['x-examples']),
    );
  }

  const { node: body, pointer: bodyAt } = resolve(
    document,
    `${pointer}/requestBody`,
    operation['requestBody'],
  );
  const mediaTypes = new Map<string, string | undefined>();
  for (const [type, media] of Object.entries(object(body['content'])))
    mediaTypes.set(
      type.toLowerCase(),
      isObject(media) && 'schema' in media ? `${bodyAt}/content/${token(type)}/schema` : undefined,
    );
  const security = operation['security'] ?? document['security'];
  return {
    id: String(operation['operationId'] ?? `${method.toUpperCase()} ${path}`),
    method: method.toUpperCase(),
    path,
    parameters: [...parameters.values()],
    ...(mediaTypes.size > 0 ? { body: { required: body['required'] === true, mediaTypes } } : {}),
    statuses: statuses.sort((a, b) => a - b),
    responseSchemas,
    responseHeaders,
    examples,
    secured:
      Array.isArray(security) &&
      security.length > 0 &&
      security.every((one) => Object.keys(object(one)).length > 0),
  };
}

/** The first server, the variables of its URL filled in. A relative URL is one of a host that does not exist: RFC 2606 §2. */
function readServer(document: Node): { origin: string; basePath: string } {
  const server = object(Array.isArray(document['servers']) ? document['servers'][0] : undefined);
  const url = String(server['url'] ?? '/').replace(/\{([^{}]+)\}/g, (_, name: string) =>
    String(object(object(server['variables'])[name])['default'] ?? ''),
  );
  if (!URL.canParse(url, 'http://mock.invalid'))
    throw new Error(`the URL of the first server is none: ${url}`);
  const { origin, pathname } = new URL(url, 'http://mock.invalid');
  return { origin, basePath: pathname.replace(/\/+$/, '') };
}

/** Reads an OpenAPI 3.1 document. Throws a sentence when it is none, or describes no operation. */
export function readContract(input: unknown): Contract {
  const document = object(input);
  if (typeof document['openapi'] !== 'string' || !document['openapi'].startsWith('3.1'))
    throw new Error('the mock reads OpenAPI 3.1 documents, and this is none: `openapi` is not 3.1');
  checkBundled(document);
  const operations: MockOperation[] = [];
  for (const [path, raw] of Object.entries(object(document['paths']))) {
    const { node: item, pointer } = resolve(document, `/paths/${token(path)}`, raw);
    for (const method of methods)
      if (isObject(item[method])) operations.push(readOperation(document, path, method, item, pointer));
  }
  if (operations.length === 0)
    throw new Error('this document describes no operation: there is nothing to mock');
  return { ...readServer(document), operations, document };
}
