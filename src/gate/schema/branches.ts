// Branches in step: which branch of one union is which of the other, and whether that decides the union.
// Neighbour: unions.ts asks about the branches and tells what it finds.
import type { JsonObject } from '../include/json.js';
import { isObject } from '../include/json.js';
import { lastName, localPointer, lookUp } from '../pointer.js';
import type { Direction } from '../surfaces.js';
import { nothing } from '../surfaces.js';
import type { Flat, Union } from './flat.js';
import { createBeside } from './beside.js';
import type { Comparison, Same } from './comparison.js';
import { createRivals } from './rivals.js';
import { areDisjoint, haveSameTag, tagsOf } from './tags.js';
import { typesOf } from './types.js';
import type { Edge, Otherwise, PairNode, Walk } from './walk.js';

/** A union taken apart into branches. */
export interface Plan {
  readonly pairs: readonly { readonly sent: string; readonly received: string; readonly isSame: boolean }[];
  readonly sentAlone: readonly string[];
  readonly receivedAlone: readonly string[];
}

/** undefined where branch by branch would not decide the union. */
export function planUnions(
  base: Flat,
  head: Flat,
  direction: Direction,
  resembles: Same,
  isAlone: () => boolean,
): Plan | undefined {
  const [sends, receives] = direction === 'request' ? [base, head] : [head, base];
  const [one] = sends.unions;
  const [other] = receives.unions;
  if (one === undefined || other === undefined) return undefined;
  if (sends.unions.length > 1 || receives.unions.length > 1 || !isAlone()) return undefined;
  const sees = (flat: Flat): boolean =>
    flat.keywords.has('unevaluatedProperties') ||
    flat.keywords.has('unevaluatedItems') ||
    flat.rest.length > 0;
  if (sees(base) || sees(head)) return undefined;
  const plan = matched(sends, receives, one, other, (sent, received) =>
    direction === 'request' ? resembles(sent, received) : resembles(received, sent),
  );
  const beside = createBeside(base, head, direction, resembles);
  const isEntered = (sent: string, received: string): boolean =>
    beside.isEntered(
      direction === 'request' ? { base: [sent], head: [received] } : { base: [received], head: [sent] },
    );
  if (plan.pairs.some(({ sent, received, isSame }) => !isSame && isEntered(sent, received))) return undefined;
  const isEqual =
    one.keyword === other.keyword &&
    plan.sentAlone.length + plan.receivedAlone.length === 0 &&
    plan.pairs.every((pair) => pair.isSame);
  const isExclusive = other.keyword === 'oneOf' && !(one.isTagged && other.isTagged);
  if (isEqual || !isExclusive || areDisjoint(receives.side, other.branches)) return plan;
  const isReadOnce = createRivals({ flat: sends, union: one }, { flat: receives, union: other }, direction);
  return plan.pairs.every(({ sent, received }) => isReadOnce(sent, received)) ? plan : undefined;
}

/** Branches that changed, times those they are held against, and branches of which any changed: a union of more is not decided. */
const maxLooks = 400_000;
const maxBranches = 6000;

/** Whether so many branches of a large union changed at once that holding each against all others would take for ever. */
export function areTooMany(base: Flat, head: Flat, resembles: Same): boolean {
  return base.unions.some(({ branches }, at) => {
    const others = head.unions[at]?.branches ?? [];
    const all = branches.length + others.length;
    const most = all > maxBranches ? 0 : maxLooks / all;
    if (all <= most) return false;
    const isKept = (one: string, index: number): boolean =>
      resembles(one, others[index] ?? nothing) || others.some((other) => resembles(one, other));
    let gone = 0;
    if (branches.some((one, index) => !isKept(one, index) && ++gone > most)) return true;
    return gone + Math.max(0, others.length - branches.length + gone) > most;
  });
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
    for (const received of free) {
      if (!isSame(sent, received)) continue;
      free.delete(received);
      found.set(sent, { received, isSame: true });
      break;
    }
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

/** For a part that is decided with the place around it: what it alone says of names, defaults and notice is told. */
export const decidedAsWhole: Otherwise = {
  isRead: () => Promise.resolve(true),
  cause: () => Promise.resolve(undefined),
};

/** Ways into corresponding branches of unions that are decided as a whole: names, defaults and notice are told there. */
export function intoBranches(
  node: PairNode,
  base: Flat,
  head: Flat,
  { same, resembles }: Pick<Comparison, 'same' | 'resembles'>,
  pair: Walk['pair'],
): Edge[] {
  if (base.unions.length !== head.unions.length) return [];
  return base.unions.flatMap((one, index) => {
    const other = head.unions[index];
    if (other === undefined) return [];
    const { pairs } = matched(base, head, one, other, resembles);
    // Those that are the same branch now are told where their words differ.
    for (const { sent, received, isSame } of pairs) if (isSame) same(sent, received);
    return pairs
      .filter(({ isSame }) => !isSame)
      .map(
        ({ sent, received }): Edge => ({
          to: pair(node.mode, [sent], [received], 'branch'),
          from: { base: [sent], head: [received] },
          step: { kind: 'same' },
          otherwise: decidedAsWhole,
        }),
      );
  });
}

/** What people call a branch: its component, title, tag or type. */
export function branchName(flat: Flat, branch: string, index: number): string {
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
export function counterpart(
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
