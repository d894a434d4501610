// Bundle → generated/operations.ts: what the wrappers need to know of an operation, so that they hold no literal path.
import type { Bundle } from './bundle.js';

interface OperationFacts {
  readonly method: string;
  readonly path: string;
  readonly tag: string;
  readonly success: readonly number[];
  readonly paginated: boolean;
  readonly idempotent: boolean;
  readonly idempotencyHeader?: string;
  readonly errors: Readonly<Record<number, readonly string[]>>;
}

interface Parameter {
  readonly $ref?: string;
  readonly name?: string;
  readonly in?: string;
}

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly responses: Record<
    string,
    { content?: Record<string, { examples?: Record<string, { value?: unknown }> }> }
  >;
}

const header = `// Generated from openapi/ by \`npm run build\`. Do not edit: change the contract.

/** One operation of the contract. */
export interface Operation {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'PATCH';
  /** Path template, below the server's base path. */
  readonly path: string;
  readonly tag: string;
  /** Documented 2xx statuses. */
  readonly success: readonly number[];
  /** True when it takes a cursor and answers \`{ data, next_cursor }\`. */
  readonly paginated: boolean;
  /** True when a repeat is harmless: by its method (RFC 9110 §9.2.2), or by an idempotency key. */
  readonly idempotent: boolean;
  /** Header that carries the idempotency key, where there is one. */
  readonly idempotencyHeader?: string;
  /** Known error codes by status. */
  readonly errors: Readonly<Record<number, readonly string[]>>;
}
`;

const idempotentMethods = new Set(['get', 'put', 'delete']);

/** The text of generated/operations.ts. Error codes are those that the operation's examples show. */
export function operationsText(document: Bundle): string {
  const server = (document['servers'] as { url: string }[])[0]?.url ?? '';
  const facts: [string, OperationFacts][] = [];
  for (const [path, item] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(item))
      if (operation && 'operationId' in operation) {
        const typed = operation as unknown as Operation;
        facts.push([typed.operationId, factsOf(document, path, method, typed)]);
      }
  const lines = facts.map(([id, fact]) => `  ${id}: ${literal(fact).replaceAll('\n', '\n  ')},`);
  const routes = facts.map(([id, { method, path }]) => `  ${id}: ${JSON.stringify(`${method} ${path}`)},`);
  const keys = facts.flatMap(([id, { idempotencyHeader: key }]) =>
    key === undefined ? [] : [`  ${id}: ${JSON.stringify(key)},`],
  );
  return `${header}
/** Base URL of the API. */
export const server = ${JSON.stringify(server)};

/** Every operation, by operation id. */
export const operations = {
${lines.join('\n')}
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** Method and path template of every operation. All that calls need at run time: \`operations\` stays out of their bundle. */
export const routes = {
${routes.join('\n')}
} as const satisfies Record<OperationId, string>;

/** The header that carries an idempotency key, for the operations that take one. */
export const idempotencyHeaders = {
${keys.join('\n')}
} as const satisfies Partial<Record<OperationId, string>>;
`;
}

/** JSON as a person would write it in TypeScript: short arrays on one line, keys without quotes. */
function literal(fact: OperationFacts): string {
  return JSON.stringify(fact, null, 2)
    .replace(/\[\s+([^[\]]*?)\s+\]/g, (_, items: string) => `[${items.replace(/\s+/g, ' ')}]`)
    .replace(/^(\s*)"(\w+)":/gm, '$1$2:');
}

function factsOf(document: Bundle, path: string, method: string, operation: Operation): OperationFacts {
  const parameters = (operation.parameters ?? []).map((parameter) => resolve(document, parameter));
  const key = parameters.find(
    (parameter) => parameter.in === 'header' && /idempotency-key$/i.test(parameter.name ?? ''),
  );
  return {
    method: method.toUpperCase(),
    path,
    tag: operation.tags?.[0] ?? '',
    success: Object.keys(operation.responses)
      .map(Number)
      .filter((status) => status >= 200 && status < 300),
    paginated: parameters.some((parameter) => parameter.in === 'query' && parameter.name === 'cursor'),
    idempotent: idempotentMethods.has(method) || key !== undefined,
    ...(key?.name ? { idempotencyHeader: key.name } : {}),
    errors: errorsOf(operation),
  };
}

function resolve(document: Bundle, parameter: Parameter): Parameter {
  const name = parameter.$ref?.slice('#/components/parameters/'.length);
  return name === undefined ? parameter : ((document.components['parameters']?.[name] ?? {}) as Parameter);
}

function errorsOf(operation: Operation): Record<number, string[]> {
  const errors: Record<number, string[]> = {};
  for (const [status, response] of Object.entries(operation.responses)) {
    if (Number(status) < 400) continue;
    const examples = Object.values(response.content?.['application/json']?.examples ?? {});
    const codes = examples.map(
      (example) => (example.value as { error?: { code?: unknown } } | undefined)?.error?.code,
    );
    errors[Number(status)] = [...new Set(codes.filter((code) => typeof code === 'string'))].sort();
  }
  return errors;
}
