// The question of one pair of schemas: is every value the first accepts accepted by the second?

import { keyOf, type Json } from './json.js';

export type { Json } from './json.js';

export type Dialect = '2020-12' | 'openapi-3.0' | 'openapi-3.1';

/** `proved` by sound steps only; `refuted` only with a value that both validators confirm; else `unknown` and why. */
export type Inclusion =
  | { readonly result: 'proved' }
  | { readonly result: 'refuted'; readonly witness: Json }
  | { readonly result: 'unknown'; readonly reason: string };

export interface IncludeOptions {
  /** How both schemas are read (2020-12). */
  readonly dialect?: Dialect;
  /** Steps after which the answer is `unknown`: counted, not timed, so that the same input gives the same answer. */
  readonly budgetSteps?: number;
}

/** Whether L(a) ⊆ L(b), literally. References must be inside their own schema. Never throws for a schema. */
export async function include(a: Json, b: Json, _options: IncludeOptions = {}): Promise<Inclusion> {
  if (b === true || keyOf(a) === keyOf(b)) return { result: 'proved' };
  return { result: 'unknown', reason: 'the schemas differ' };
}
