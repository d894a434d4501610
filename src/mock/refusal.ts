// Which documented example answers a request that the contract refuses. Read from the contract alone: a member has a code
// of its own when one of the operation's 400 examples is called invalid_<member>.
import type { Example, MockOperation } from './contract.js';
import type { Fault } from './judge.js';
import type { SeenRequest } from './player.js';
import { matches } from './player.js';

/** `error.code` of an error envelope; undefined for any other body. */
export function errorCode(body: unknown): string | undefined {
  const error = (body as { error?: { code?: unknown } } | null | undefined)?.error;
  return typeof error?.code === 'string' ? error.code : undefined;
}

/**
 * The example of a 400 that fits the faults, most telling first: the code named after a member at fault, then the code named
 * after the place, then `invalid_body` or `invalid_query`, then any. Among examples of one code, the one that shows this very
 * request, else the one named after the code. A fault in the path is answered as a resource that is not there (404), where the operation documents that.
 * Undefined where the operation documents neither.
 */
export function fittingRefusal(
  operation: MockOperation,
  faults: readonly Fault[],
  request: Omit<SeenRequest, 'operation'>,
): Example | undefined {
  const best = (examples: readonly Example[]) =>
    examples.find((example) => example.request && matches(example.request, request)) ??
    examples.find((example) => errorCode(example.value)?.replaceAll('_', '-') === example.case) ??
    examples[0];
  const refusals = operation.examples.filter((example) => example.status === 400);
  if (faults.every((fault) => fault.in === 'path')) {
    const missing = best(operation.examples.filter((example) => example.status === 404));
    if (missing) return missing;
  }
  const members = faults.flatMap((fault) => (fault.member === undefined ? [] : [`invalid_${fault.member}`]));
  const places = faults.map((fault) => `invalid_${fault.in}`);
  for (const code of [...members, ...places, 'invalid_body', 'invalid_query']) {
    const example = best(refusals.filter((one) => errorCode(one.value) === code));
    if (example) return example;
  }
  return best(refusals);
}
