// Two documents in, one report out. Pure: no file, no clock, no network; lines come from what `load` remembered.
// Neighbours: surfaces.ts pairs, rules/ judge what is no schema, schema/explain.ts judges schemas, report/group.ts folds.
import type { Json, JsonObject } from './include/json.js';
import { equalJson, isArray, isObject } from './include/json.js';
import { checkParsed, placesOf } from './load.js';
import type { Node, Side } from './normalize.js';
import { partHeaderVisits } from './operations/part-headers.js';
import { join } from './pointer.js';
import { judgeUnderPolicy } from './policy/judge.js';
import { historyOf } from './policy/notice.js';
import type { PolicyFile } from './policy/policy.js';
import { policyOf } from './policy/policy.js';
import { assemble } from './report/assemble.js';
import type { Draft } from './report/group.js';
import { group } from './report/group.js';
import type { Finding, Report } from './report/report.js';
import { createReferrers } from './referrers.js';
import type { Difference, Rule } from './rules/rule.js';
import { draftOf } from './rules/draft.js';
import { rules } from './rules/rules.js';
import { typeDrafts } from './rules/type-removed.js';
import { wordingDrafts } from './rules/text-changed.js';
import { isChanged, schemaDrafts } from './schema/drafts.js';
import type { Sameness } from './schema/same.js';
import { sameness } from './schema/same.js';
import type { OperationPair, SchemaSurface, Sides, Visit } from './surfaces.js';
import { operationPairs } from './operations/pairs.js';
import { visits } from './surfaces.js';
import { draftsTakenOver, isPromised, pairTakenOver } from './operations/taken-over.js';
import { waiversOf } from './waivers.js';

export interface CompareOptions {
  /** `tolerant` (the default): clients ignore unknown fields. */
  readonly reading?: 'tolerant' | 'strict';
  /** Steps per pair of schemas, counted and not timed. */
  readonly budgetSteps?: number;
  /** Whether a component schema that goes is a source break: typed clients export them. Default: false. */
  readonly exportedTypes?: boolean;
  /** What the API promises about change: the content of a policy file. Its reading and exported types count unless given here. */
  readonly policy?: PolicyFile;
  /** The contents of waiver files; `file` names one in the report. */
  readonly waivers?: readonly unknown[];
  /** `YYYY-MM-DD`: the day that waivers and sunsets are held against. Without it nothing expires and no notice has run. */
  readonly today?: string;
  /** Wrapper methods that call an operation, by its label: shown beside findings. */
  readonly methodsFor?: (operation: string) => readonly string[];
}

/**
 * Whether a client written for `base` still works against `head`.
 * @param base a parsed OpenAPI 3.0 or 3.1 document, references inside it; from `load` for files and lines
 * @throws LoadError where a document is no such document
 */
export async function compare(base: Json, head: Json, options: CompareOptions = {}): Promise<Report> {
  const numbers = { base: versionOf(base), head: versionOf(head) };
  if (options.policy === undefined && options.waivers === undefined)
    return assemble(await differences(base, head, options), numbers);
  const policy = policyOf(options.policy ?? {});
  const again = (from: Json, to: Json) =>
    differences(from, to, { reading: policy.reading, exportedTypes: policy.exportedTypes, ...options });
  const judged = await judgeUnderPolicy({
    base,
    head,
    findings: await again(base, head),
    again,
    policy,
    waivers: waiversOf(options.waivers ?? []),
    history: historyOf([{ version: numbers.base, document: base }]), // when it was released is not known here
    today: options.today ?? '1970-01-01',
  });
  return assemble(judged.findings, numbers);
}

/** The findings alone, for a caller that has a policy of its own. */
export async function differences(
  base: Json,
  head: Json,
  options: CompareOptions = {},
): Promise<readonly Finding[]> {
  const sides: Sides = { base: sideOf('base', base), head: sideOf('head', head) };
  const words = sameness(sides);
  const pairs = [...operationPairs(sides)];
  const drafts = await draftsOf(pairs, sides, options, words);
  for (const pair of pairs)
    if (pair.takesOver !== undefined && isPromised(sides.base, pair.takesOver))
      for (const draft of await draftsOf([pairTakenOver(pair, pair.takesOver)], sides, options, words))
        for (const one of draftsTakenOver(draft, pair.takesOver, pair.label)) drafts.push(one);
  for (const one of wordingDrafts(sides, words)) drafts.push(one);
  if (options.exportedTypes === true) for (const one of typeDrafts(sides)) drafts.push(one);
  return group(drafts, {
    base,
    head,
    places: {
      base: (pointers) => placesOf(base, pointers),
      head: (pointers) => placesOf(head, pointers),
    },
    methodsFor: options.methodsFor,
  });
}

async function draftsOf(
  pairs: readonly OperationPair[],
  sides: Sides,
  options: CompareOptions,
  words: Sameness,
): Promise<Draft[]> {
  const drafts: Draft[] = [];
  const surfaces: SchemaSurface[] = [];
  const referrers = createReferrers(sides);
  const see = (visit: Visit): void => {
    if (visit.kind === 'schema') {
      if (isChanged(visit.pair, words)) surfaces.push(visit.pair);
    } else for (const one of judge(visit, sides)) drafts.push(one);
  };
  for (const pair of pairs) {
    if (isUnchanged(pair, sides, words)) continue;
    for (const visit of visits(sides, pair, referrers)) {
      see(visit);
      if (visit.kind === 'encoding')
        for (const header of partHeaderVisits(sides, visit.pair, referrers)) see(header);
    }
  }
  return [...drafts, ...(await schemaDrafts(sides, surfaces, options, words, referrers))];
}

/** The same operation under the same globals and in the same path item: nothing to look at, and most of a large document. */
function isUnchanged({ base, head }: OperationPair, sides: Sides, words: Sameness): boolean {
  if (base === undefined || head === undefined) return false;
  if (!words.same(base.pointer, head.pointer, 'operation') || base.path !== head.path) return false;
  return (
    sameGlobals(sides) &&
    base.item.length === head.item.length &&
    base.item.every((one, at) => sayTheSame(one, head.item[at] as typeof one, words))
  );
}

/** What two path items say of all their operations. */
function sayTheSame(one: Node, other: Node, words: Sameness): boolean {
  const [parameters, others] = [one, other].map(({ value }) => value['parameters'] ?? []);
  return (
    equalJson(one.value['servers'] ?? null, other.value['servers'] ?? null) &&
    isArray(parameters) &&
    isArray(others) &&
    parameters.length === others.length &&
    parameters.every((_, at) =>
      words.same(
        join(one.pointer, 'parameters', String(at)),
        join(other.pointer, 'parameters', String(at)),
        'parameter',
      ),
    )
  );
}

const globals = new WeakMap<Sides, boolean>();

/** Servers and security, which operations inherit. */
function sameGlobals(sides: Sides): boolean {
  const known = globals.get(sides);
  if (known !== undefined) return known;
  const schemes = (side: Side): Json => {
    const components = side.document['components'];
    return isObject(components) ? (components['securitySchemes'] ?? null) : null;
  };
  const isSame =
    equalJson(schemes(sides.base), schemes(sides.head)) &&
    ['servers', 'security'].every((name) =>
      equalJson(sides.base.document[name] ?? null, sides.head.document[name] ?? null),
    );
  globals.set(sides, isSame);
  return isSame;
}

function sideOf(name: 'base' | 'head', document: Json): Side {
  checkParsed(document);
  const version = isObject(document) ? document['openapi'] : undefined;
  return {
    name,
    document: document as JsonObject,
    dialect: typeof version === 'string' && version.startsWith('3.0') ? 'openapi-3.0' : 'openapi-3.1',
  };
}

function versionOf(document: Json): string {
  const info = isObject(document) ? document['info'] : undefined;
  const version = isObject(info) ? info['version'] : undefined;
  return typeof version === 'string' ? version : '';
}

const byKind = new Map<Visit['kind'], Rule[]>();
for (const rule of rules)
  for (const kind of Object.keys(rule.judges) as Visit['kind'][]) {
    const list = byKind.get(kind) ?? [];
    list.push(rule);
    byKind.set(kind, list);
  }

function* judge(visit: Exclude<Visit, { kind: 'schema' }>, sides: Sides): Iterable<Draft> {
  for (const rule of byKind.get(visit.kind) ?? []) {
    // The record's key is the visit's kind, which the compiler cannot follow through the union.
    const differences = rule.judges[visit.kind] as
      | ((pair: Visit['pair'], sides: Sides) => Iterable<Difference>)
      | undefined;
    if (differences === undefined) continue;
    const operation = 'operation' in visit.pair ? visit.pair.operation : (visit.pair as OperationPair);
    const within = 'surface' in visit.pair ? visit.pair : undefined;
    for (const difference of differences(visit.pair, sides))
      yield draftOf(
        rule,
        difference,
        operation,
        within ?? { surface: 'request', direction: operation.direction, referrer: operation.referrer },
        sides,
      );
  }
}
