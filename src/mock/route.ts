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

/** A segment of a path template: the texts around its parameters, and their names. `{id}.json` → ['', '.json'], ['id'] */
interface Part {
  readonly texts: readonly string[];
  readonly names: readonly string[];
}

function readPart(segment: string): Part {
  const pieces = segment.split(/\{([^{}]+)\}/);
  return {
    texts: pieces.filter((_, index) => index % 2 === 0),
    names: pieces.filter((_, index) => index % 2 === 1),
  };
}

/** Matches a segment in one pass; a parameter has at least one character and ends where the text after it first stands. */
function matchPart({ texts, names }: Part, segment: string, values: Record<string, string>): boolean {
  const [first = '', ...rest] = texts;
  if (names.length === 0) return first === decode(segment);
  if (!segment.startsWith(first)) return false;
  let start = first.length;
  for (const [index, name] of names.entries()) {
    const after = rest[index] ?? '';
    const isLast = index === names.length - 1;
    const end = isLast ? segment.length - after.length : segment.indexOf(after, start + 1);
    if (end <= start || !segment.startsWith(after, end)) return false;
    values[name] = decode(segment.slice(start, end));
    start = end + after.length;
  }
  return true;
}

function match(template: readonly Part[], segments: readonly string[]): Record<string, string> | undefined {
  if (template.length !== segments.length) return undefined;
  const values: Record<string, string> = {};
  return template.every((part, index) => matchPart(part, segments[index] ?? '', values)) ? values : undefined;
}

/**
 * Builds the router of a contract. A concrete path wins over a templated one: OpenAPI 3.1 §4.8.8.2. What answers GET answers
 * HEAD: RFC 9110 §9.1, §9.3.2.
 */
export function createRouter(contract: Contract): (method: string, path: string) => Route {
  const written = new Map(
    contract.operations.map((operation) => [
      `${operation.method} ${contract.basePath}${operation.path}`,
      operation,
    ]),
  );
  const table = contract.operations
    .flatMap((operation) => {
      const { method, path } = operation;
      const template = path.split('/').map(readPart);
      const methods =
        method === 'GET' && !written.has(`HEAD ${contract.basePath}${path}`) ? ['GET', 'HEAD'] : [method];
      return methods.map((one) => ({ method: one, operation, template }));
    })
    .sort((a, b) => a.operation.path.split('{').length - b.operation.path.split('{').length);

  return (method, path) => {
    const inside = path.startsWith(`${contract.basePath}/`);
    const segments = inside ? path.slice(contract.basePath.length).split('/') : [];
    const others = new Map<string, MockOperation>(); // this path by another method
    for (const { method: answered, operation, template } of inside ? table : []) {
      const values = match(template, segments);
      if (!values) continue;
      if (answered === method) return { kind: 'operation', operation, path: values };
      if (!others.has(answered)) others.set(answered, operation);
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
