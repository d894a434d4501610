// Decides whether a conjunction of literals has a value. It alone owns the work list, the memo and the budget; it knows no keyword, only families.

import { holds, negated, type Truth } from './evaluate.js';
import type { Json, JsonType } from './json.js';
import { librariesLoaded, wantsLibraries } from './libraries.js';
import { literal, typeBits, typeOrder, type Literal, type Node, type Nodes } from './node.js';
import { exclusions, solveOfType } from './one-type.js';
import { empty, found, unknown, type Asking, type Budget, type Outcome, type Question } from './question.js';
import { saturate, type Clause } from './saturate.js';
import { simplify } from './simplify.js';

export interface Solver {
  /** A value of which all literals hold, none, or unknown once `steps` are used up. */
  solve(question: Question, steps: number): Outcome;
}

interface Frame {
  readonly key: string;
  readonly work: Asking<Outcome>;
  /** The lowest frame whose emptiness this one took for granted. */
  low: number;
  /** Questions above this frame that were answered "empty" on trust. */
  readonly trusting: string[];
}

/** Questions nest this deep: a value this deep is no witness anyone can read. */
const maxFrames = 300;
/** Steps after which a question that wants a library is broken off and asked again with it: what it goes on to rests on guesses. */
const stepsWithoutLibrary = 300;
/**
 * Patience with documents whose places are all hard: after so many steps that led to no answer a question gets this part of
 * its budget. Counted as steps are, so that the same documents get the same answers.
 */
const patience = [
  { inVain: 80_000, share: 0.01 },
  { inVain: 40_000, share: 0.2 },
] as const;

export function createSolver(nodes: Nodes): Solver {
  const decided = new Map<string, Outcome>();
  const undecided = new Map<string, Outcome>();
  const trusted = new Map<string, { readonly outcome: Outcome; readonly low: number }>();
  let libraries = librariesLoaded();
  let steps = 0;
  let inVain = 0;
  const budget: Budget = {
    spend: (count = 1) => {
      steps -= count;
      return steps >= 0;
    },
  };

  function solve(question: Question, limit: number): Outcome {
    forgetIfMoreIsLoaded();
    const share = patience.find((level) => inVain >= level.inVain)?.share ?? 1;
    steps = Math.ceil(limit * share);
    nodes.takeSteps();
    const before = steps;
    const outcome = search(question, steps - stepsWithoutLibrary);
    if (outcome.kind === 'unknown' && !wantsLibraries()) inVain += before - Math.max(steps, 0);
    return outcome;
  }

  function search(question: Question, waitsUntil: number): Outcome {
    trusted.clear();
    const frames: Frame[] = [];
    const open = new Map<string, number>();
    const enter = (key: string, literals: Question): void => {
      open.set(key, frames.length);
      frames.push({ key, work: answer(literals, nodes, budget), low: frames.length, trusting: [] });
    };
    const first = keyOfQuestion(question);
    let outcome = recall(first);
    if (outcome) return outcome;
    enter(first, question);
    for (;;) {
      const at = frames.length - 1;
      const top = frames[at] as Frame;
      const step = top.work.next(outcome ?? empty);
      budget.spend(nodes.takeSteps());
      outcome = undefined;
      // What is left of the frames would be done in vain.
      if (steps < 0 && !(step.done && at === 0)) return unknown('the budget of steps is used up');
      if (steps < waitsUntil && !step.done && wantsLibraries()) return unknown('a library is not loaded');
      if (!step.done) {
        const key = keyOfQuestion(step.value);
        outcome = ask(key, top, frames.length, open);
        if (!outcome) enter(key, step.value);
        continue;
      }
      frames.pop();
      open.delete(top.key);
      const parent = frames[at - 1];
      settle(top, at, step.value, parent);
      if (!parent) return step.value;
      outcome = step.value;
    }
  }

  function recall(key: string): Outcome | undefined {
    return decided.get(key) ?? undecided.get(key);
  }

  /** The answer that is there already, or undefined where the question must be entered. */
  function ask(
    key: string,
    top: Frame,
    depth: number,
    open: ReadonlyMap<string, number>,
  ): Outcome | undefined {
    const known = recall(key);
    if (known) return known;
    const taken = trusted.get(key);
    if (taken) {
      top.low = Math.min(top.low, taken.low);
      return taken.outcome;
    }
    const below = open.get(key);
    if (below !== undefined) {
      // A least value of this question would contain a smaller one: assume there is none until one turns up.
      top.low = Math.min(top.low, below);
      return empty;
    }
    if (depth > maxFrames) return unknown('the schemas nest too deep');
    return budget.spend() ? undefined : unknown('the budget of steps is used up');
  }

  /** Files an outcome; what rested on a frame that turned out not to be empty is withdrawn. */
  function settle(frame: Frame, at: number, outcome: Outcome, parent: Frame | undefined): void {
    if (outcome.kind === 'empty' && frame.low < at && parent) {
      trusted.set(frame.key, { outcome, low: frame.low });
      parent.low = Math.min(parent.low, frame.low);
      parent.trusting.push(frame.key);
      for (const key of frame.trusting) parent.trusting.push(key);
      return;
    }
    for (const key of frame.trusting) {
      const taken = trusted.get(key);
      trusted.delete(key);
      if (taken && outcome.kind === 'empty') decided.set(key, taken.outcome);
    }
    if (outcome.kind !== 'unknown') decided.set(frame.key, outcome);
    else if (steps >= 0) undecided.set(frame.key, outcome);
  }

  /** A value that was found without a library need not be the one found with it, whoever had it loaded. */
  function forgetIfMoreIsLoaded(): void {
    const loaded = librariesLoaded();
    if (loaded === libraries) return;
    libraries = loaded;
    decided.clear();
    undecided.clear();
  }

  return { solve };
}

function keyOfQuestion(question: Question): string {
  return [...new Set(question)].sort((a, b) => a - b).join();
}

/** One question, worked out: for each type the atoms first, then the choices that the value found so far does not meet. */
function* answer(question: Question, nodes: Nodes, budget: Budget): Asking<Outcome> {
  const saturated = saturate(question, nodes);
  if (saturated === 'conflict') return empty;
  // A frame holds what it knows while it waits: size is paid for in steps.
  if (saturated === 'overfull' || !budget.spend(Math.floor(saturated.size / 50))) return tooLarge;
  if (saturated.finite) return amongFinite(saturated.finite, question, nodes);
  let reason: string | undefined;
  for (const type of typeOrder) {
    if ((saturated.types & typeBits[type]) === 0) continue;
    // Where it is the only type left, everything is taken apart already.
    const isOnly = saturated.types === typeBits[type];
    const typed = isOnly ? question : [...question, literal(nodes.types(typeBits[type]), true)];
    const outcome = yield* ofType(type, typed, isOnly ? saturated : saturate(typed, nodes), nodes, budget);
    if (outcome.kind === 'value') return outcome;
    if (outcome.kind === 'unknown') reason ??= outcome.reason;
  }
  return reason === undefined ? empty : unknown(reason);
}

const tooLarge = unknown('the schemas are too large in one place');

function amongFinite(values: readonly Json[], question: Question, nodes: Nodes): Outcome {
  let isOpen = false;
  for (const value of values) {
    const truth = satisfies(question, value, nodes);
    if (truth === true) return found(value);
    if (truth === undefined) isOpen = true;
  }
  return isOpen ? unknown('a listed value could not be checked') : empty;
}

function satisfies(question: Question, value: Json, nodes: Nodes): Truth {
  let result: Truth = true;
  for (const part of question) {
    const truth = literalHolds(part, value, nodes);
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

function literalHolds(part: Literal, value: Json, nodes: Nodes): Truth {
  const truth = holds(nodes.byId[part >> 1] as Node, value);
  return (part & 1) === 0 ? truth : negated(truth);
}

function* ofType(
  type: JsonType,
  start: Question,
  saturated: ReturnType<typeof saturate>,
  nodes: Nodes,
  budget: Budget,
): Asking<Outcome> {
  const question = [...start];
  if (saturated === 'conflict') return empty;
  if (saturated === 'overfull') return tooLarge;
  let clauses: readonly Clause[] = [
    ...saturated.takeClauses(),
    ...exclusions(saturated.excluded, type, nodes),
  ];
  for (;;) {
    if (saturated.finite) return amongFinite(saturated.finite, question, nodes);
    const simplified = simplify(clauses, type, saturated, nodes);
    if (simplified === 'conflict') return empty;
    clauses = simplified.clauses;
    if (simplified.units.length === 0) break;
    const before = saturated.excluded.length;
    if (!saturated.add(simplified.units)) return empty;
    for (const one of simplified.units) question.push(one);
    const fresh = saturated.excluded.slice(before);
    clauses = [...clauses, ...saturated.takeClauses(), ...exclusions(fresh, type, nodes)];
    if (saturated.isOverfull || !budget.spend()) return tooLarge;
  }
  const relaxed = yield* solveOfType(type, saturated, nodes, budget);
  if (relaxed.kind === 'empty') return empty;
  let open = clauses;
  if (relaxed.kind === 'value') {
    const { value } = relaxed;
    const missed = clauses.filter(
      (clause) => !clause.some((part) => literalHolds(part, value, nodes) === true),
    );
    if (missed.length === 0) {
      const truth = satisfies(question, value, nodes);
      if (truth === true) return relaxed;
      if (clauses.length === 0) {
        return unknown(
          truth === false
            ? (saturated.opaque[0] ?? 'the engine contradicts itself')
            : (saturated.opaque[0] ?? 'a value could not be checked'),
        );
      }
    } else open = missed;
  }
  const clause = shortest(open);
  if (!clause)
    return relaxed.kind === 'unknown'
      ? relaxed
      : unknown(saturated.opaque[0] ?? 'a value could not be checked');
  let reason: string | undefined;
  for (const part of clause) {
    const outcome: Outcome = yield [...question, part];
    if (outcome.kind === 'value') return outcome;
    if (outcome.kind === 'unknown') reason ??= outcome.reason;
  }
  return reason === undefined ? empty : unknown(reason);
}

function shortest(clauses: readonly Clause[]): Clause | undefined {
  let best: Clause | undefined;
  for (const clause of clauses) if (!best || clause.length < best.length) best = clause;
  return best;
}
