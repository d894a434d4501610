// Plays a scenario: which of its steps answers this request, and which steps never ran.
import type { MockOperation } from './contract.js';
import type { Scenario } from './scenario.js';
import type { Step, When } from './step.js';

/** What a step may look at. */
export interface SeenRequest {
  readonly operation: MockOperation;
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

export interface Player {
  readonly scenario: Scenario;
  /** The first step that is not used up and matches; undefined where none does. A step that is returned counts as played. */
  next(request: SeenRequest): Step | undefined;
  /** One line for each step that ran less often than it says. Empty when the scenario was played to its end. */
  unplayed(): string[];
}

/** Whether `actual` holds everything that `expected` names: members of objects, items of arrays by position. */
export function includes(expected: unknown, actual: unknown): boolean {
  const pairs: [unknown, unknown][] = [[expected, actual]];
  for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
    const [want, have] = pair;
    if (typeof want !== 'object' || want === null) {
      if (want !== have) return false;
    } else if (Array.isArray(want)) {
      if (!Array.isArray(have) || have.length !== want.length) return false;
      for (const [index, item] of want.entries()) pairs.push([item, have[index]]);
    } else {
      if (typeof have !== 'object' || have === null || Array.isArray(have)) return false;
      for (const [name, item] of Object.entries(want)) {
        if (!Object.hasOwn(have, name)) return false;
        pairs.push([item, (have as Readonly<Record<string, unknown>>)[name]]);
      }
    }
  }
  return true;
}

/** A parameter as it travels: an array is comma-joined. */
function written(value: unknown): string {
  return Array.isArray(value) ? value.join(',') : String(value);
}

/** Whether a request carries the parameters, headers and body members that `when` names; null stands for "is not sent". */
export function matches(when: When, request: Omit<SeenRequest, 'operation'>): boolean {
  const texts: [Readonly<Record<string, unknown>> | undefined, (name: string) => string | undefined][] = [
    [when.path, (name) => request.path[name]],
    [when.query, (name) => (request.query.has(name) ? request.query.getAll(name).join(',') : undefined)],
    [when.headers, (name) => request.headers[name.toLowerCase()]],
  ];
  for (const [expected, read] of texts)
    for (const [name, value] of Object.entries(expected ?? {}))
      if (read(name) !== (value === null ? undefined : written(value))) return false;
  return when.body === undefined || includes(when.body, request.body);
}

/** Starts a scenario from its beginning. */
export function createPlayer(scenario: Scenario): Player {
  const played = scenario.steps.map(() => 0);
  const last = new Map<string, Readonly<Record<string, string>>>(); // operation → headers of the step played last
  return {
    scenario,
    next(request) {
      for (const [index, step] of scenario.steps.entries()) {
        const times = played[index] ?? 0;
        if (step.operation.id !== request.operation.id) continue;
        if (step.repeat !== 'always' && times >= step.repeat) continue;
        if (step.when && !matches(step.when, request)) continue;
        if (step.same !== undefined) {
          const before = last.get(request.operation.id)?.[step.same];
          if (before === undefined || before !== request.headers[step.same]) continue;
        }
        played[index] = times + 1;
        last.set(request.operation.id, request.headers);
        return step;
      }
      return undefined;
    },
    unplayed() {
      return scenario.steps.flatMap((step, index) => {
        const times = played[index] ?? 0;
        const due = step.repeat === 'always' ? 1 : step.repeat;
        const what = `${step.at}  the step on ${step.operation.id}`;
        return times >= due
          ? []
          : [times === 0 ? `${what} never ran` : `${what} ran ${times} of ${due} times`];
      });
    },
  };
}
