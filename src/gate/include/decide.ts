// From a question about formulas to a verdict: solve, load what was missing, confirm the witness, try another where the validators disagree.

import { emit } from './emit.js';
import { holds } from './evaluate.js';
import type { Inclusion } from './include.js';
import { isDeeperThan, type Json } from './json.js';
import { loadLibraries, wantsLibraries } from './libraries.js';
import { literal, type Node, type Nodes } from './node.js';
import { unknown, type Outcome } from './question.js';
import type { Schema } from './schema.js';
import type { Shrink } from './shrink.js';
import type { Solver } from './solver.js';
import { confirm } from '../witness/confirm.js';

export interface Pair {
  /** What the sender can send, as the solver reads it. */
  readonly sender: Node;
  readonly receiver: Node;
  /** The same two for the validators. */
  readonly accepting: Schema;
  readonly refusing: Schema;
}

export type Verdict = Inclusion & { readonly complaint?: string };

/** Values handed to the validators before the answer is `unknown`. */
const maxWitnesses = 6;
/** A witness that nests deeper is not given to validators, which recurse. */
const maxWitnessDepth = 200;
/** Schemas that nest deeper, counted in JSON, are compared by their structure alone. */
const maxSchemaDepth = 3000;

/** One pair, decided as far as somebody asks. Each step is taken once. */
export interface Decision {
  /** Whether it is proved. Where it is not, no witness is sought: the validators are not asked. */
  isProved(): Promise<boolean>;
  verdict(): Promise<Verdict>;
}

export interface Means {
  readonly nodes: Nodes;
  readonly solver: Solver;
  readonly shrink: Shrink;
  /** Steps for each pair. */
  readonly steps: number;
}

export function decision(pair: Pair, means: Means): Decision {
  const isTooDeep =
    isDeeperThan(pair.accepting.raw, maxSchemaDepth) || isDeeperThan(pair.refusing.raw, maxSchemaDepth);
  let first: Promise<Outcome> | undefined;
  let verdict: Promise<Verdict> | undefined;
  const solved = (): Promise<Outcome> => {
    first ??= isTooDeep ? Promise.resolve(unknown('the schemas nest too deep')) : solve(pair, [], means);
    return first;
  };
  return {
    isProved: async () => (await solved()).kind === 'empty',
    verdict() {
      verdict ??= decide(pair, solved, means);
      return verdict;
    },
  };
}

async function decide(pair: Pair, first: () => Promise<Outcome>, means: Means): Promise<Verdict> {
  const tried: Json[] = [];
  let reason = '';
  while (tried.length < maxWitnesses) {
    const outcome = await (tried.length === 0 ? first() : solve(pair, tried, means));
    if (outcome.kind === 'empty') {
      return tried.length === 0 ? { result: 'proved' } : { result: 'unknown', reason };
    }
    if (outcome.kind === 'unknown') return { result: 'unknown', reason: reason || outcome.reason };
    if (isDeeperThan(outcome.value, maxWitnessDepth))
      return { result: 'unknown', reason: 'the witness nests too deep for the validators' };
    const value = means.shrink(
      outcome.value,
      (shorter) => holds(pair.sender, shorter) === true && holds(pair.receiver, shorter) === false,
    );
    const accepting = emit(pair.accepting, value);
    const refusing = emit(pair.refusing, value);
    if ('reason' in accepting) return { result: 'unknown', reason: accepting.reason };
    if ('reason' in refusing) return { result: 'unknown', reason: refusing.reason };
    const confirmation = await confirm(accepting.schema, refusing.schema, value);
    if (confirmation.result === 'confirmed')
      return { result: 'refuted', witness: value, complaint: confirmation.complaint };
    reason ||= confirmation.reason;
    tried.push(value);
  }
  return { result: 'unknown', reason };
}

async function solve(pair: Pair, tried: readonly Json[], { nodes, solver, steps }: Means): Promise<Outcome> {
  const question = [literal(pair.sender, true), literal(pair.receiver, false)];
  if (tried.length > 0) question.push(literal(nodes.values(tried), false));
  let outcome = solver.solve(question, steps);
  // Libraries are loaded only once a pattern or a format turns out to matter.
  while (outcome.kind !== 'empty' && wantsLibraries()) {
    await loadLibraries();
    outcome = solver.solve(question, steps);
  }
  return outcome;
}
