// The question of one pair of schemas: is every value the first accepts accepted by the second? Literal: what a sender would not send is engine.ts's business.

import { createCanonical } from './canonical.js';
import { createCompiler } from './compiler.js';
import { decision } from './decide.js';
import type { Json } from './json.js';
import type { Dialect } from './keywords.js';
import { createNodes } from './node.js';
import { createReader, type Schema } from './schema.js';
import { createShrink } from './shrink.js';
import { createSolver } from './solver.js';
import { createSource } from './source.js';

export type { Json } from './json.js';
export type { Dialect } from './keywords.js';

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

/** Questions one pair may ask. */
export const defaultBudgetSteps = 20_000;

/** Whether L(a) ⊆ L(b), literally. References must be inside their own schema. Never throws for a schema. */
export async function include(a: Json, b: Json, options: IncludeOptions = {}): Promise<Inclusion> {
  const { dialect = '2020-12', budgetSteps = defaultBudgetSteps } = options;
  const [left, right] = [schemaOf(a, dialect), schemaOf(b, dialect)];
  if (!left || !right) return { result: 'unknown', reason: 'a schema is an object or a boolean' };
  const canonical = createCanonical();
  const nodes = createNodes();
  const compiler = createCompiler(nodes, canonical);
  if (canonical.idOf(left) === canonical.idOf(right)) return { result: 'proved' };
  const pair = {
    sender: compiler.node(left),
    receiver: compiler.node(right),
    accepting: left,
    refusing: right,
  };
  const verdict = await decision(pair, {
    nodes,
    solver: createSolver(nodes),
    shrink: createShrink(),
    steps: budgetSteps,
  }).verdict();
  return verdict.result === 'refuted' ? { result: 'refuted', witness: verdict.witness } : verdict;
}

function schemaOf(raw: Json, dialect: Dialect): Schema | undefined {
  if (typeof raw !== 'boolean' && (typeof raw !== 'object' || raw === null || Array.isArray(raw)))
    return undefined;
  const source = createSource(raw, dialect);
  return createReader({ source }).schema({ raw, pointer: '', resource: source.root });
}
