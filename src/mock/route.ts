// From a method and a raw path to an operation, or to the nearest one for the hint.
import type { Contract, MockOperation } from './contract.js';
import { nearest } from './nearest.js';

export type Route =
  | {
      readonly kind: 'operation';
      readonly operation: MockOperation;
      readonly path: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'unknown'; readonly hint: string; readonly allow: readonly string[] };

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray % is part of the text
  }
}

function match(template: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const values: Record<string, string> = {};
  for (const [index, part] of template.entries()) {
    const segment = segments[index] ?? '';
    const name = /^\{([^{}]+)\}$/.exec(part)?.[1];
    if (name !== undefined) {
      if (segment === '') return undefined;
      values[name] = decode(segment);
    } else if (part !== decode(segment)) return undefined;
  }
  return values;
}

/** Builds the router of a contract. A concrete path wins over a templated one: OpenAPI 3.1 §4.8.8.2. */
export function createRouter(contract: Contract): (method: string, path: string) => Route {
  const table = contract.operations
    .map((operation) => ({ operation, template: operation.path.split('/') }))
    .sort((a, b) => a.operation.path.split('{').length - b.operation.path.split('{').length);
  const written = new Map(
    contract.operations.map((operation) => [
      `${operation.method} ${contract.basePath}${operation.path}`,
      operation,
    ]),
  );

  return (method, path) => {
    const inside = path.startsWith(`${contract.basePath}/`);
    const segments = inside ? path.slice(contract.basePath.length).split('/') : [];
    const others = new Map<string, MockOperation>(); // this path by another method
    for (const { operation, template } of inside ? table : []) {
      const values = match(template, segments);
      if (!values) continue;
      if (operation.method === method) return { kind: 'operation', operation, path: values };
      if (!others.has(operation.method)) others.set(operation.method, operation);
    }
    const [near = ''] = nearest(`${method} ${path}`, written.keys(), 1);
    const allow = [...others.keys()].sort();
    const hint =
      allow.length > 0
        ? `${path.slice(0, 200)} answers ${allow.map((one) => `${one} (${others.get(one)?.id})`).join(', ')}`
        : `the nearest operation is ${near} (${written.get(near)?.id})`;
    return { kind: 'unknown', hint, allow };
  };
}
