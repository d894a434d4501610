// What breaks at a union: its branches are asked about one by one, and those that correspond are followed on their own.
// Neighbours: branches.ts says which branch is which, judge.ts decides whether the union is taken apart.
import { hasList } from '../include/declared.js';
import type { Json, JsonObject } from '../include/json.js';
import { isArray } from '../include/json.js';
import type { Plan } from './branches.js';
import { branchName, counterpart } from './branches.js';
import type { Direction } from '../surfaces.js';
import { accepts } from './accepts.js';
import type { Apart } from './apart.js';
import { schemaOf } from './apart.js';
import { additive, causeOf, plain, unionRule } from './cause.js';
import type { Comparison, Judged, NotProved } from './comparison.js';
import { questions, rolesOf } from './comparison.js';
import { confirmed } from './confirmed.js';
import type { Flat } from './flat.js';
import { createRivals } from './rivals.js';
import { saidAt } from './said.js';
import { areDisjoint } from './tags.js';
import { typesOf } from './types.js';
import { conjuncts, schemaAt } from './view.js';
import type { Cause, Edge } from './walk.js';

/** The findings of a union that was taken apart: corresponding branches are followed, single ones are asked about. */
export async function planned(comparison: Comparison, plan: Plan): Promise<Judged> {
  const { node, base, head, apart, pair } = comparison;
  const isRequest = node.mode.direction === 'request';
  const { sends, receives } = rolesOf(comparison);
  const { proves, provesBack } = questions(node);
  const where = { base: unionPointer(base), head: unionPointer(head) };
  const receiver = schemaOf(receives, apart);
  const alone = branchAlone(sends, apart, node.mode.direction);
  const told = (branch: string, why: NotProved, says = lost): Cause => {
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
      says(name, isRequest),
      receives,
    );
  };
  const edges: Edge[] = plan.pairs
    .filter(({ isSame }) => !isSame)
    .map(({ sent, received }): Edge => {
      const [one, other] = isRequest ? [sent, received] : [received, sent];
      return {
        to: pair(node.mode, [one], [other], 'branch'),
        from: { base: [one], head: [other] },
        step: { kind: 'same' },
        isTagged: apart.readsTags,
        otherwise: {
          isRead: () => proves(alone(sent), receiver),
          cause: async () => {
            const refusal = await refusalOf(comparison, sent, receiver);
            return refusal === undefined ? undefined : told(sent, refusal, narrowed);
          },
        },
      };
    });
  const causes: Cause[] = [];
  for (const branch of plan.sentAlone) {
    const refusal = await refusalOf(comparison, branch, receiver);
    if (refusal !== undefined) causes.push(told(branch, refusal));
  }
  for (const branch of plan.receivedAlone) {
    const name = branchName(receives, branch, receives.unions[0]?.branches.indexOf(branch) ?? 0);
    const at = isRequest ? { base: where.base, head: branch } : { base: branch, head: where.head };
    // Whether it adds anything is asked the other way round, of the documents exchanged.
    const isKnown = await provesBack({ allOf: [schemaAt(receives.side, branch)] }, schemaOf(sends, apart));
    if (isKnown) continue;
    causes.push(additive(unionRule, { about: name, ...at }, gained(name, isRequest)));
  }
  return { causes, edges };
}

const unionPointer = (flat: Flat): string =>
  flat.unions[0]?.pointer ?? flat.all[0]?.pointer ?? flat.pointers[0] ?? '';

/** Which branch the trouble comes from: each of the sender's is asked about alone, then followed into its counterpart. */
export async function unions(
  comparison: Comparison,
  answer: NotProved,
  receiver: JsonObject,
): Promise<Judged> {
  const { node, base, head, apart, resembles, pair } = comparison;
  const isRequest = node.mode.direction === 'request';
  const { sends, receives } = rolesOf(comparison);
  const { proves } = questions(node);
  const where = { base: unionPointer(base), head: unionPointer(head) };
  const told = (about: string, message: string, why: NotProved, place = where): Cause =>
    causeOf(node, unionRule, { ...plain(node), about, ...place }, why, message, receives);
  if (sends.unions.length > 1 || receives.unions.length > 1)
    return { causes: [told('union', changed, answer)], edges: [] };
  const branches = sends.unions[0]?.branches;
  const others = receives.unions[0]?.branches;
  const causes: Cause[] = [];
  const edges: Edge[] = [];
  const bySide = (sent: string, received: string): [string, string] =>
    isRequest ? [sent, received] : [received, sent];
  const alone = branchAlone(sends, apart, node.mode.direction);
  const followed = new Set<string>();
  for (const [index, branch] of (branches ?? [undefined]).entries()) {
    if (
      branch !== undefined &&
      others?.some((other) => resembles(...bySide(branch, other))) === true &&
      others.length === branches?.length
    )
      continue;
    if (branch !== undefined && (await proves(alone(branch), receiver))) continue;
    const name = branch === undefined ? 'union' : branchName(sends, branch, index);
    const place =
      branch === undefined
        ? where
        : isRequest
          ? { base: branch, head: where.head }
          : { base: where.base, head: branch };
    const sent = branch === undefined ? [...sends.pointers] : [branch];
    const received = counterpart(sends, receives, branch, index, branches, others);
    const says = received === undefined ? lost : narrowed;
    const otherwise = async (): Promise<Cause | undefined> => {
      if (branch === undefined) return told(name, changed, answer, place);
      const refusal = await refusalOf(comparison, branch, receiver);
      return refusal === undefined ? undefined : told(name, says(name, isRequest), refusal, place);
    };
    if (received === undefined) {
      const cause = await otherwise();
      if (cause !== undefined) causes.push(cause);
      if (cause !== undefined && branch !== undefined) followed.add(branch);
      continue;
    }
    if (branch !== undefined) followed.add(branch);
    const [one, other] = isRequest ? [sent, received] : [received, sent];
    edges.push({
      to: pair(node.mode, one, other, 'branch'),
      from: { base: one, head: other },
      step: { kind: 'same' },
      otherwise: { isRead: () => Promise.resolve(false), cause: otherwise },
      isRefuted: true,
    });
  }
  const taken = new Set(edges.flatMap(({ to }) => (isRequest ? to.head : to.base)));
  for (const [index, other] of (others ?? []).entries()) {
    if (
      taken.has(other) ||
      branches === undefined ||
      branches.some((branch) => resembles(...bySide(branch, other)))
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
    causes.push(additive(unionRule, { about: name, ...at }, gained(name, isRequest)));
  }
  // A branch that is as before, or that is read as a whole, may carry what the others make ambiguous now.
  const isElsewhere =
    branches !== undefined &&
    answer.result === 'refuted' &&
    ![...followed].some((branch) => isOf(sends, branch, answer.witness, node.mode.direction));
  if (isElsewhere || (!causes.some(({ level }) => level !== 'additive') && edges.length === 0))
    causes.push(told('union', changed, answer));
  return { causes, edges };
}

const isOf = (sends: Flat, branch: string, value: Json, direction: Direction): boolean =>
  accepts(sends.side, branch, value, { direction, tolerant: false }) !== false;

/** What the receiver says to a value that is sent through the branch and that it does not read; undefined where there is none. */
async function refusalOf(
  comparison: Comparison,
  branch: string,
  receiver: JsonObject,
): Promise<NotProved | undefined> {
  const { sends } = rolesOf(comparison);
  const { direction } = comparison.node.mode;
  const aloneWith = (apart: Apart): JsonObject => branchAlone(sends, apart, direction)(branch);
  const answer = await questions(comparison.node).ask(aloneWith(comparison.apart), receiver);
  return answer.result === 'proved' ? undefined : confirmed(comparison, answer, receiver, aloneWith);
}

/**
 * What is sent through one branch, with all that the place says beside the union. Where a value must match exactly one
 * branch, a value of this one that matches another, too, is not sent; and where another branch lists its properties, this one
 * is no free-form object (../README.md "Undeclared properties").
 */
function branchAlone(sends: Flat, apart: Apart, direction: Direction): (branch: string) => JsonObject {
  const [union] = sends.unions;
  const branches = union?.branches ?? [];
  const isOverlapping = union?.keyword === 'oneOf' && !areDisjoint(sends.side, branches);
  const offer = isOverlapping ? { flat: sends, union } : undefined;
  const isReadOnce = offer === undefined ? undefined : createRivals(offer, offer, direction);
  const [within, without] = [schemaOf(sends, apart), schemaOf(sends, { ...apart, unions: true })];
  const lists = (branch: string): boolean => saidAt(sends.side, [branch]).hasList;
  const isFree = (branch: string): boolean =>
    typesOf(sends.side, branch).includes('object') &&
    !(conjuncts(sends.side, [branch]) ?? []).some(({ schema }) => hasList(schema));
  let isListed: boolean | undefined;
  return (branch) => {
    isListed ??= branches.some(lists);
    const isAlone = isReadOnce?.(branch, branch) !== false && !(isListed && isFree(branch));
    const place = isAlone ? without : within;
    const beside: readonly Json[] = isArray(place['allOf']) ? place['allOf'] : [];
    return { ...place, allOf: [...beside, schemaAt(sends.side, branch)] };
  };
}

const changed = 'the alternatives (anyOf, oneOf) changed';

const lost = (name: string, isRequest: boolean): string =>
  `the alternative ${name} is ${isRequest ? 'no longer accepted' : 'new to old clients'}`;

/** Of a branch that is still there. */
const narrowed = (name: string, isRequest: boolean): string =>
  `part of the alternative ${name} is ${isRequest ? 'no longer accepted' : 'new to old clients'}`;

const gained = (name: string, isRequest: boolean): string =>
  `the alternative ${name} is ${isRequest ? 'new' : 'no longer sent'}`;
