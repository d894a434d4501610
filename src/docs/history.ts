// What changed from release to release, and since when each thing is there: a comparison of names and shapes for
// readers. Whether a change breaks anybody is the gate's question, not this file's.
import type { Field } from './bodies.js';
import type { Contract, Operation } from './model.js';
import { readContract } from './model.js';

/** One file of openapi/released/. */
export interface Release {
  readonly version: string;
  /** `2026-11-23`; undefined where the index names none. */
  readonly date: string | undefined;
  readonly document: unknown;
}

export type ChangeKind = 'added' | 'changed' | 'deprecated' | 'removed';

export interface Change {
  readonly kind: ChangeKind;
  /** What it is: `spawnAgent`, `spawnAgent · limit`, `Agent · status`. */
  readonly what: string;
  /** Where it stands on today's page; undefined for what is gone. */
  readonly anchor: string | undefined;
}

export interface ReleaseNotes {
  readonly anchor: string;
  readonly version: string;
  readonly date: string | undefined;
  /** Empty for the first release: everything is new in it. */
  readonly changes: readonly Change[];
  readonly isFirst: boolean;
  readonly operations: number;
}

export interface History {
  /** The release a thing first stood in; undefined for what no release has. */
  readonly since: (anchor: string) => string | undefined;
  /** The releases that added or changed an operation, the oldest first. */
  readonly touched: (operationId: string) => readonly string[];
  /** Newest first. */
  readonly notes: readonly ReleaseNotes[];
}

/** What stands in the work but in no release. */
export const unreleased = 'unreleased';

interface Fact {
  readonly what: string;
  /** The operations that have it: one, or all that use the type. */
  readonly users: readonly string[];
  /** True for an operation or a type: what is in it comes and goes with it. */
  readonly isWhole: boolean;
  readonly owner: string;
  readonly shape: string;
  readonly deprecated: boolean;
}

type Facts = ReadonlyMap<string, Fact>;

/** Compares the releases, the oldest first, and what is in work now. */
export function readHistory(current: Contract, releases: readonly Release[]): History {
  const steps = [
    ...releases.map(({ version, date, document }) => ({
      version,
      date,
      contract: readContract(document, []),
    })),
    { version: unreleased, date: undefined, contract: current },
  ].map((step) => ({ ...step, facts: factsOf(step.contract) }));
  const today = factsOf(current);
  const since = new Map<string, string>();
  const touched = new Map<string, Set<string>>();
  const notes: ReleaseNotes[] = [];
  let before: Facts | undefined;
  for (const { version, date, contract, facts } of steps) {
    const changes = before ? compare(before, facts, today) : [];
    const isFirst = before === undefined;
    for (const [anchor] of facts)
      if (version !== unreleased && !since.has(anchor)) since.set(anchor, version);
    const ids = isFirst ? contract.operations.map(({ id }) => id) : changes.flatMap(({ users }) => users);
    for (const id of ids) touched.set(id, (touched.get(id) ?? new Set()).add(version));
    if (version !== unreleased || changes.length > 0 || isFirst)
      notes.unshift({
        anchor: current.anchors.of('release', version.replaceAll('.', '-')),
        version,
        date,
        changes: changes.map(({ change }) => change),
        isFirst,
        operations: contract.operations.length,
      });
    before = facts;
  }
  return {
    since: (anchor) => since.get(anchor),
    touched: (operationId) => [...(touched.get(operationId) ?? [])],
    notes,
  };
}

function factsOf({ operations }: Contract): Facts {
  const facts = new Map<string, Fact>();
  const addFields = (owner: string, users: readonly string[], fields: readonly Field[]): void => {
    for (const field of fields)
      facts.set(field.anchor, {
        what: `${owner} · ${field.path.join('.')}`,
        users,
        isWhole: false,
        owner,
        shape: shapeOf(field),
        deprecated: field.deprecated !== undefined,
      });
  };
  for (const operation of operations) {
    const { id, anchor, method, path, deprecated } = operation;
    const shape = JSON.stringify([method, path]);
    facts.set(anchor, { what: id, users: [id], isWhole: true, owner: id, shape, deprecated: !!deprecated });
    addFields(id, [id], fieldsOf(operation));
  }
  for (const type of new Set(operations.flatMap(({ types }) => types))) {
    const users = operations.filter(({ types }) => types.includes(type)).map(({ id }) => id);
    const { name, anchor } = type;
    facts.set(anchor, { what: name, users, isWhole: true, owner: name, shape: '', deprecated: false });
    addFields(name, users, type.fields);
  }
  return facts;
}

/** Every row that an operation shows itself; shared types show theirs. */
export function fieldsOf(operation: Operation): Field[] {
  return [
    ...operation.parameters,
    ...(operation.body?.fields ?? []),
    ...operation.responses.flatMap(({ headers, body }) => [...headers, ...(body?.fields ?? [])]),
  ];
}

/** What a caller's program can notice of a field; its words may change freely. */
function shapeOf({ type, required, bounds, values }: Field): string {
  return JSON.stringify([type, required, bounds, values?.open, values?.values.map(({ value }) => value)]);
}

function compare(
  before: Facts,
  after: Facts,
  today: Facts,
): { readonly change: Change; readonly users: readonly string[] }[] {
  const changes: { change: Change; users: readonly string[] }[] = [];
  const report = (kind: ChangeKind, anchor: string, { what, users }: Fact): void => {
    changes.push({ change: { kind, what, anchor: today.has(anchor) ? anchor : undefined }, users });
  };
  const news = wholeOnlyIn(after, before);
  const gone = wholeOnlyIn(before, after);
  for (const [anchor, fact] of after) {
    const old = before.get(anchor);
    if (!old) {
      if (fact.isWhole || !news.has(fact.owner)) report('added', anchor, fact);
    } else if (fact.deprecated && !old.deprecated) report('deprecated', anchor, fact);
    else if (fact.shape !== old.shape) report('changed', anchor, fact);
  }
  for (const [anchor, fact] of before)
    if (!after.has(anchor) && (fact.isWhole || !gone.has(fact.owner))) report('removed', anchor, fact);
  return changes;
}

function wholeOnlyIn(these: Facts, others: Facts): Set<string> {
  const found = [...these].filter(([anchor, { isWhole }]) => isWhole && !others.has(anchor));
  return new Set(found.map(([, { owner }]) => owner));
}
