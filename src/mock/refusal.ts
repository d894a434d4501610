// Which documented example answers a request that the contract refuses. Read from the contract alone: a member has a code
// of its own when one of the operation's 400 examples is called invalid_<member>.
import type { Example, MockOperation } from './contract.js';
import type { Fault } from './judge.js';

/** `error.code` of an error envelope; undefined for any other body. */
export function errorCode(body: unknown): string | undefined {
  const error = (body as { error?: { code?: unknown } } | null | undefined)?.error;
  return typeof error?.code === 'string' ? error.code : undefined;
}

/**
 * The example of a 400 that fits the faults, most telling first: the code named after a member at fault, then the code named
 * after the place, then `invalid_body` or `invalid_query`, then any. A fault in the path is answered as a resource that is
 * not there (404), where the operation documents that. Undefined where the operation documents neither.
 */
export function fittingRefusal(operation: MockOperation, faults: readonly Fault[]): Example | undefined {
  const codes = new Map<string, Example>();
  for (const example of operation.examples) {
    const code = example.status === 400 ? errorCode(example.value) : undefined;
    if (code !== undefined && !codes.has(code)) codes.set(code, example);
  }
  const members = faults.flatMap((fault) => (fault.member === undefined ? [] : [`invalid_${fault.member}`]));
  const places = faults.map((fault) => `invalid_${fault.in}`);
  if (faults.every((fault) => fault.in === 'path')) {
    const missing = operation.examples.find((example) => example.status === 404);
    if (missing) return missing;
  }
  for (const code of [...members, ...places, 'invalid_body', 'invalid_query']) {
    const example = codes.get(code);
    if (example) return example;
  }
  return operation.examples.find((example) => example.status === 400);
}
