// The bundle as the contract tests read it, apart from the mock's own reader: two readers that agree are worth more than one.
import { readFileSync } from 'node:fs';

export interface ExampleNode {
  readonly value?: unknown;
  readonly 'x-headers'?: Readonly<Record<string, string>>;
  readonly 'x-request'?: {
    readonly path?: Readonly<Record<string, unknown>>;
    readonly query?: Readonly<Record<string, unknown>>;
    readonly headers?: Readonly<Record<string, string>>;
    readonly body?: unknown;
  };
}

export interface ResponseNode {
  headers?: Record<
    string,
    { readonly $ref?: string; readonly required?: boolean; readonly schema?: SchemaNode }
  >;
  content?: Record<string, { schema: SchemaNode; examples?: Record<string, ExampleNode> }>;
  'x-examples'?: Record<string, ExampleNode>;
}

export interface ParameterNode {
  readonly $ref?: string;
  name: string;
  in: string;
  required?: boolean;
  explode?: boolean;
  schema: SchemaNode;
}

export interface OperationNode {
  operationId: string;
  parameters?: ParameterNode[];
  requestBody?: {
    required?: boolean;
    content: Record<string, { schema: SchemaNode; examples?: Record<string, ExampleNode> }>;
  };
  responses: Record<string, ResponseNode>;
  security?: unknown;
}

/** A JSON Schema: any keyword, read with care. */
export type SchemaNode = { [keyword: string]: unknown };

export interface ContractDocument {
  servers: { url: string }[];
  security?: unknown;
  paths: Record<string, Record<string, OperationNode>>;
  components: {
    schemas: Record<string, SchemaNode>;
    parameters?: Record<string, ParameterNode>;
    headers?: Record<string, { schema: SchemaNode; required?: boolean }>;
  };
}

export interface NamedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly node: OperationNode;
}

const bundle = readFileSync(new URL('../../generated/openapi.json', import.meta.url), 'utf8');

/** A fresh copy of the bundle, to read or to break. */
export function contractDocument(): ContractDocument {
  return JSON.parse(bundle) as ContractDocument;
}

/** The operations of a document, in its order. */
export function operationsOf(document: ContractDocument): NamedOperation[] {
  return Object.entries(document.paths).flatMap(([path, item]) =>
    ['get', 'put', 'post', 'delete', 'patch'].flatMap((method) => {
      const node = item[method];
      return node ? [{ id: node.operationId, method: method.toUpperCase(), path, node }] : [];
    }),
  );
}

/** Follows `$ref`s that point into the document. */
export function deref<T extends object>(document: ContractDocument, node: T): T {
  let found: unknown = node;
  for (let hops = 0; hops < 20; hops++) {
    const reference = (found as { $ref?: unknown } | undefined)?.$ref;
    if (typeof reference !== 'string') break;
    found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (at, part) =>
          (at as Record<string, unknown> | undefined)?.[
            decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
          ],
        document,
      );
  }
  return found as T;
}

export interface ContractExample extends ExampleNode {
  readonly case: string;
  readonly status: number;
}

/** Every named example of an operation's responses. */
export function examplesOf({ node }: NamedOperation): ContractExample[] {
  return Object.entries(node.responses).flatMap(([status, response]) =>
    Object.entries(response.content?.['application/json']?.examples ?? response['x-examples'] ?? {}).map(
      ([name, example]) => ({
        ...example,
        case: name,
        status: Number(status),
      }),
    ),
  );
}

/** The document with the paths of some operations only; what they share stays. */
export function sliced(document: ContractDocument, operations: readonly string[]): ContractDocument {
  const paths = Object.entries(document.paths).filter(([, item]) =>
    Object.values(item).some((node) => operations.includes(node.operationId)),
  );
  return { ...document, paths: Object.fromEntries(paths) };
}
