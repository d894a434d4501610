// Unions in step: which branch of one is which of the other. Branches that correspond are compared on their own where that
// decides the union (anyOf, or branches that exclude each other); where it does not, the engine is asked about the whole.
import type { Inclusion } from '../include/include.js';
import type { JsonObject } from '../include/json.js';
import { isArray, isObject, keyOf } from '../include/json.js';
import type { Side } from '../normalize.js';
import { lastName, localPointer, lookUp } from '../pointer.js';
import type { Direction } from '../surfaces.js';
import type { Apart } from './apart.js';
import { schemaOf } from './apart.js';
import type { Flat, Union } from './flat.js';
import { schemaAt } from './view.js';
import type { Judged, Same } from './judge.js';
import { additive, causeOf, plain, unionRule } from './judge.js';
import { typesOf } from './types.js';
import { conjuncts } from './view.js';
import type { Cause, Edge, PairNode, Walk } from './walk.js';

type Ask = (sender: JsonObject, receiver: JsonObject) => Promise<Inclusion>;
type NotProved = Exclude<Inclusion, { result: 'proved' }>;

/** A union taken apart into branches. */
export interface Plan {
  readonly pairs: readonly { readonly sent: string; readonly received: string; readonly isSame: boolean }[];
  readonly sentAlone: readonly string[];
  readonly receivedAlone: readonly string[];
}

/** undefined where branch by branch would not decide the union. */
export function planUnions(base: Flat, head: Flat, direction: Direction, same: Same): Plan | undefined {
  const [sends, receives] = direction === 'request' ? [base, head] : [head, base];
  const [one] = sends.unions;
  const [other] = receives.unions;
  if (one === undefined || other === undefined) return undefined;
  if (sends.unions.length > 1 || receives.unions.length > 1) return undefined;
  const sees = (flat: Flat): boolean =>
    flat.keywords.has('unevaluatedProperties') ||
    flat.keywords.has('unevaluatedItems') ||
    flat.rest.length > 0;
  if (sees(base) || sees(head)) return undefined;
  const plan = matched(sends, receives, one, other, (sent, received) =>
    direction === 'request' ? same(sent, received) : same(received, sent),
  );
  const isEqual =
    one.keyword === other.keyword &&
    plan.sentAlone.length + plan.receivedAlone.length === 0 &&
    plan.pairs.every((pair) => pair.isSame);
  const isExclusive = other.keyword === 'oneOf' && !(one.isTagged && other.isTagged);
  if (!isEqual && isExclusive && !areDisjoint(receives.side, other.branches)) return undefined;
  return plan;
}

/** Which branch of the sender's union is which of the receiver's. */
function matched(
  sends: Flat,
  receives: Flat,
  one: Union,
  other: Union,
  isSame: (sent: string, received: string) => boolean,
): Plan {
  const free = new Set(other.branches);
  const found = new Map<string, { received: string; isSame: boolean }>();
  for (const sent of one.branches) {
    const received = [...free].find((branch) => isSame(sent, branch));
    if (received === undefined) continue;
    free.delete(received);
    found.set(sent, { received, isSame: true });
  }
  for (const [index, sent] of one.branches.entries()) {
    if (found.has(sent)) continue;
    const [received] = counterpart(sends, receives, sent, index, one.branches, other.branches) ?? [];
    if (received === undefined || !free.has(received)) continue;
    free.delete(received);
    found.set(sent, { received, isSame: false });
  }
  return {
    pairs: [...found].map(([sent, match]) => ({ sent, ...match })),
    sentAlone: one.branches.filter((sent) => !found.has(sent)),
    receivedAlone: [...free],
  };
}

/** Ways into corresponding branches of unions that are decided as a whole: names, defaults and notice are told there. */
export function intoBranches(node: PairNode, base: Flat, head: Flat, same: Same, pair: Walk['pair']): Edge[] {
  if (base.unions.length !== head.unions.length) return [];
  return base.unions.flatMap((one, index) => {
    const other = head.unions[index];
    if (other === undefined) return [];
    return matched(base, head, one, other, same)
      .pairs.filter(({ isSame }) => !isSame)
      .map(
        ({ sent, received }): Edge => ({
          to: pair(node.mode, [sent], [received], false),
          step: { kind: 'same' },
          otherwise: () => Promise.resolve(undefined),
        }),
      );
  });
}

/** Whether branches exclude each other for a reason that is seen at once: their types, or a required property with known values. */
function areDisjoint(side: Side, branches: readonly string[]): boolean {
  const seen = branches.map((branch) => ({
    types: new Set(typesOf(side, branch)),
    tags: tagsOf(side, branch),
  }));
  return seen.every((one, index) =>
    seen.slice(index + 1).every((other) => {
      if (![...one.types].some((type) => other.types.has(type))) return true;
      const shared = [...one.types].filter((type) => other.types.has(type));
      if (shared.join() !== 'object') return false;
      return [...one.tags].some(([name, values]) => {
        const others = other.tags.get(name);
        return others !== undefined && ![...values].some((value) => others.has(value));
      });
    }),
  );
}

function tagsOf(side: Side, branch: string): ReadonlyMap<string, ReadonlySet<string>> {
  const all = conjuncts(side, [branch]) ?? [];
  const required = new Set(
    all.flatMap(({ schema }) => (isArray(schema['required']) ? schema['required'] : [])),
  );
  const tags = new Map<string, Set<string>>();
  for (const { schema, pointer } of all)
    for (const name of Object.keys(isObject(schema['properties']) ? schema['properties'] : {})) {
      if (!required.has(name)) continue;
      for (const { schema: own } of conjuncts(side, [
        `${pointer}/properties/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`,
      ]) ?? []) {
        const values = isArray(own['enum'])
          ? own['enum']
          : own['const'] === undefined
            ? undefined
            : [own['const']];
        if (values !== undefined) tags.set(name, new Set(values.map(keyOf)));
      }
    }
  return tags;
}

/** The findings of a union that was taken apart: corresponding branches are followed, single ones are asked about. */
export async function planned(
  node: PairNode,
  base: Flat,
  head: Flat,
  plan: Plan,
  apart: Apart,
  pair: Walk['pair'],
  ask: Ask,
): Promise<Judged> {
  const isRequest = node.mode.direction === 'request';
  const [sends, receives] = isRequest ? [base, head] : [head, base];
  const where = { base: unionPointer(base), head: unionPointer(head) };
  const receiver = schemaOf(receives, apart);
  const alone = (branch: string): JsonObject => through(sends, branch, apart);
  const told = (branch: string, why: NotProved): Cause => {
    const name = branchName(sends, branch, sends.unions[0]?.branches.indexOf(branch) ?? 0);
    return causeOf(
      node,
      unionRule,
      {
        ...plain(node),
        about: name,
        ...(isRequest ? { base: branch, head: where.head } : { base: where.base, head: branch }),
      },
      why,
      isRequest
        ? `the alternative ${name} is no longer accepted`
        : `the alternative ${name} is new to old clients`,
      receives,
    );
  };
  const edges: Edge[] = plan.pairs
    .filter(({ isSame }) => !isSame)
    .map(({ sent, received }) => ({
      to: isRequest ? pair(node.mode, [sent], [received], false) : pair(node.mode, [received], [sent], false),
      step: { kind: 'same' },
      isTagged: apart.readsTags,
      otherwise: async () => {
        const answer = await ask(alone(sent), receiver);
        return answer.result === 'proved' ? undefined : told(sent, answer);
      },
    }));
  const causes: Cause[] = [];
  for (const branch of plan.sentAlone) {
    const answer = await ask(alone(branch), receiver);
    if (answer.result !== 'proved') causes.push(told(branch, answer));
  }
  for (const branch of plan.receivedAlone) {
    const name = branchName(receives, branch, receives.unions[0]?.branches.indexOf(branch) ?? 0);
    const at = isRequest ? { base: where.base, head: branch } : { base: branch, head: where.head };
    // Whether it adds anything is asked the other way round, of the documents exchanged.
    const isKnown = await node.mode.backward().proves(
      isRequest
        ? {
            base: { schema: { allOf: [schemaAt(receives.side, branch)] } },
            head: { schema: schemaOf(sends, apart) },
          }
        : {
            base: { schema: schemaOf(sends, apart) },
            head: { schema: { allOf: [schemaAt(receives.side, branch)] } },
          },
      node.mode.reading,
    );
    if (isKnown) continue;
    const message = `the alternative ${name} is ${isRequest ? 'new' : 'no longer sent'}`;
    causes.push(additive(unionRule, { about: name, ...at }, message));
  }
  return { causes, edges };
}

/**
 * What is sent through one branch of the place's union: where a value must match exactly one branch, a value of this one
 * that matches another, too, is not sent.
 */
function through(sends: Flat, branch: string, apart: Apart): JsonObject {
  const isExclusive =
    sends.unions[0]?.keyword === 'oneOf' && !areDisjoint(sends.side, sends.unions[0].branches);
  const place = schemaOf(sends, isExclusive ? apart : { ...apart, unions: true });
  return {
    ...place,
    allOf: [...(isArray(place['allOf']) ? place['allOf'] : []), schemaAt(sends.side, branch)],
  };
}

const unionPointer = (flat: Flat): string =>
  flat.unions[0]?.pointer ?? flat.all[0]?.pointer ?? flat.pointers[0] ?? '';

/** Which branch the trouble comes from: each of the sender's is asked about alone, then followed into its counterpart. */
export async function unions(
  node: PairNode,
  base: Flat,
  head: Flat,
  apart: Apart,
  answer: Exclude<Inclusion, { result: 'proved' }>,
  same: Same,
  pair: Walk['pair'],
  ask: (sender: JsonObject, receiver: JsonObject) => Promise<Inclusion>,
  receiver: JsonObject,
): Promise<Judged> {
  const isRequest = node.mode.direction === 'request';
  const [sends, receives] = isRequest ? [base, head] : [head, base];
  const where = { base: unionPointer(base), head: unionPointer(head) };
  const told = (
    about: string,
    message: string,
    why: Exclude<Inclusion, { result: 'proved' }>,
    place = where,
  ): Cause => causeOf(node, unionRule, { ...plain(node), about, ...place }, why, message, receives);
  if (sends.unions.length > 1 || receives.unions.length > 1)
    return { causes: [told('union', 'the alternatives (anyOf, oneOf) changed', answer)], edges: [] };
  const branches = sends.unions[0]?.branches;
  const others = receives.unions[0]?.branches;
  const causes: Cause[] = [];
  const edges: Edge[] = [];
  const bySide = (sent: string, received: string): [string, string] =>
    isRequest ? [sent, received] : [received, sent];
  const bare = schemaOf(sends, { ...apart, unions: true });
  for (const [index, branch] of (branches ?? [undefined]).entries()) {
    if (
      branch !== undefined &&
      others?.some((other) => same(...bySide(branch, other))) === true &&
      others.length === branches?.length
    )
      continue;
    const alone = branch === undefined ? bare : through(sends, branch, apart);
    const found = branches === undefined ? answer : await ask(alone, receiver);
    if (found.result === 'proved') continue;
    const name = branch === undefined ? 'union' : branchName(sends, branch, index);
    const place =
      branch === undefined
        ? where
        : isRequest
          ? { base: branch, head: where.head }
          : { base: where.base, head: branch };
    const otherwise = told(
      name,
      branch === undefined
        ? 'the alternatives (anyOf, oneOf) changed'
        : isRequest
          ? `the alternative ${name} is no longer accepted`
          : `the alternative ${name} is new to old clients`,
      found,
      place,
    );
    const sent = branch === undefined ? [...sends.pointers] : [branch];
    const received = counterpart(sends, receives, branch, index, branches, others);
    if (received === undefined) {
      causes.push(otherwise);
      continue;
    }
    const [one, other] = isRequest ? [sent, received] : [received, sent];
    edges.push({
      to: pair(node.mode, one, other, false),
      step: { kind: 'same' },
      otherwise: () => Promise.resolve(otherwise),
      isRefuted: true,
    });
  }
  const taken = new Set(edges.flatMap(({ to }) => (isRequest ? to.head : to.base)));
  for (const [index, other] of (others ?? []).entries()) {
    if (
      taken.has(other) ||
      branches === undefined ||
      branches.some((branch) => same(...bySide(branch, other)))
    )
      continue;
    if (
      branches.some((branch, at) =>
        counterpart(sends, receives, branch, at, branches, others)?.includes(other),
      )
    )
      continue;
    const name = branchName(receives, other, index);
    const at = isRequest ? { base: where.base, head: other } : { base: other, head: where.head };
    const message = `the alternative ${name} is ${isRequest ? 'new' : 'no longer sent'}`;
    causes.push(additive(unionRule, { about: name, ...at }, message));
  }
  if (!causes.some(({ level }) => level !== 'additive') && edges.length === 0)
    causes.push(told('union', 'the alternatives (anyOf, oneOf) changed', answer));
  return { causes, edges };
}

function branchName(flat: Flat, branch: string, index: number): string {
  const value = lookUp(flat.side.document, branch);
  const reference = isObject(value) && typeof value['$ref'] === 'string' ? value['$ref'] : undefined;
  if (reference !== undefined) return lastName(localPointer(reference) ?? reference);
  const title = isObject(value) ? value['title'] : undefined;
  if (typeof title === 'string') return title;
  const [tag] = tagsOf(flat.side, branch);
  if (tag?.[1].size === 1) return `${tag[0]}: ${[...tag[1]].join()}`;
  const types = typesOf(flat.side, branch);
  return types.length === 1 ? `${types[0]}` : `number ${index + 1}`;
}

/** The branch of the receiver that a branch of the sender most likely is: same reference, tag, title, type, then position. */
function counterpart(
  sends: Flat,
  receives: Flat,
  branch: string | undefined,
  index: number,
  branches: readonly string[] | undefined,
  others: readonly string[] | undefined,
): readonly string[] | undefined {
  if (others === undefined)
    return branch === undefined || typesOf(sends.side, branch).join() === 'null'
      ? undefined
      : receives.pointers;
  if (branch === undefined) {
    const notNull = others.filter((other) => typesOf(receives.side, other).join() !== 'null');
    return notNull.length === 1 ? notNull : undefined;
  }
  const value = (flat: Flat, pointer: string): JsonObject => {
    const found = lookUp(flat.side.document, pointer);
    return isObject(found) ? found : {};
  };
  const own = value(sends, branch);
  const by = (test: (other: string) => boolean): readonly string[] | undefined => {
    const found = others.filter(test);
    return found.length === 1 ? found : undefined;
  };
  const types = typesOf(sends.side, branch).join();
  const tags = tagsOf(sends.side, branch);
  const byTag = new Map(others.map((other) => [other, haveSameTag(tags, tagsOf(receives.side, other))]));
  const mayBe = (other: string): boolean => byTag.get(other) !== false;
  const atSamePlace = branches?.length === others.length ? others[index] : undefined;
  return (
    (typeof own['$ref'] === 'string'
      ? by((other) => value(receives, other)['$ref'] === own['$ref'])
      : undefined) ??
    by((other) => byTag.get(other) === true) ??
    (typeof own['title'] === 'string'
      ? by((other) => mayBe(other) && value(receives, other)['title'] === own['title'])
      : undefined) ??
    by((other) => mayBe(other) && typesOf(receives.side, other).join() === types) ??
    (atSamePlace !== undefined && mayBe(atSamePlace) ? [atSamePlace] : undefined)
  );
}

type Tags = ReturnType<typeof tagsOf>;

/** Whether two branches can carry the same tag; undefined where they read no tag in common. */
function haveSameTag(one: Tags, other: Tags): boolean | undefined {
  for (const [name, values] of one) {
    const others = other.get(name);
    if (others !== undefined) return [...values].some((value) => others.has(value));
  }
  return undefined;
}
