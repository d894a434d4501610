// A union and what stands beside it speak of the same value. Which names a sender sends, and what it puts under them, both of
// them say together (../README.md "Undeclared properties"): where the one lets names be sent that the receiver reads in the other,
// they cannot be compared one without the other. Neighbours: walk.ts goes to the parts, branches.ts to the branches.
import { lookUp } from '../pointer.js';
import type { Side } from '../normalize.js';
import type { Direction } from '../surfaces.js';
import type { Same } from './comparison.js';
import type { Flat } from './flat.js';
import { ofTheValue } from './keyword.js';
import type { Declaration, Said } from './said.js';
import { hasProjected, saidAt } from './said.js';

/** Places on both sides that are to be compared on their own. */
export interface Compared {
  readonly base: readonly string[];
  readonly head: readonly string[];
}

export interface Beside {
  /** Whether a branch lets names be sent under a property that the property alone does not tell of. */
  entersName(name: string, compared: Compared): boolean;
  /** The same of names that are not listed beside the union. */
  entersNames(compared: Compared): boolean;
  entersItems(compared: Compared): boolean;
  /** Whether what stands beside the union lets names be sent that two branches alone do not tell of. */
  isEntered(branches: Compared): boolean;
}

export function createBeside(base: Flat, head: Flat, direction: Direction, resembles: Same): Beside {
  const isRequest = direction === 'request';
  const [sends, receives] = isRequest ? [base, head] : [head, base];
  const isSame = (sent: string, received: string): boolean =>
    isRequest ? resembles(sent, received) : resembles(received, sent);
  const isJoined = (compared: Compared, also: Said): boolean => {
    const [sent, received] = isRequest ? [compared.base, compared.head] : [compared.head, compared.base];
    return entering(sends.side, receives.side, isSame)(sent, received, also);
  };
  let known: readonly Said[] | undefined;
  const branches = (): readonly Said[] => {
    known ??= sends.unions.flatMap((union) => union.branches.map((branch) => saidAt(sends.side, [branch])));
    return known;
  };
  const among = (compared: Compared, places: (said: Said) => readonly string[], isOpen: boolean): boolean => {
    const also = saidAt(sends.side, branches().flatMap(places));
    return isJoined(compared, { ...also, isOpen: also.isOpen || isOpen });
  };
  const isAnyOpen = (): boolean => branches().some(({ isOpen }) => isOpen);
  return {
    entersName: (name, compared) => among(compared, ({ names }) => placesOf(names.get(name)), isAnyOpen()),
    entersNames: (compared) =>
      among(compared, ({ names }) => [...names.values()].flatMap(placesOf), isAnyOpen()),
    entersItems: (compared) => among(compared, ({ items }) => items, false),
    isEntered: (compared) =>
      isJoined(compared, withoutUnions(sends)) ||
      isHiding(base, compared.base, direction) ||
      isHiding(head, compared.head, direction),
  };
}

const placesOf = (declarations: readonly Declaration[] = []): readonly string[] =>
  declarations.map(({ place }) => place);

/** Whether a name of the branch does not travel for what is said of it elsewhere at the place. */
function isHiding(flat: Flat, branch: readonly string[], direction: Direction): boolean {
  if (flat.projected.size === 0) return false;
  const { names } = saidAt(flat.side, branch);
  return [...flat.projected.keys()].some((name) => {
    const declarations = names.get(name);
    return declarations !== undefined && !hasProjected(flat.side, declarations, direction);
  });
}

/** What a place says, its unions apart. */
function withoutUnions(flat: Flat): Said {
  const names = new Map<string, readonly Declaration[]>();
  for (const name of flat.required.keys()) names.set(name, []);
  for (const [name, places] of flat.properties)
    names.set(
      name,
      places.map((place) => ({ place, owner: '', schema: lookUp(flat.side.document, place) ?? true })),
    );
  const items = [...flat.prefix, ...(flat.items === undefined ? [] : [flat.items])];
  return { names, items, isOpen: holdsOthers(flat), hasList: flat.hasList };
}

/** So many parts are looked at; schemas that refer to each other have no end of them. With more, the place decides. */
const maxParts = 100;

/**
 * Whether something that is said of a sender's value besides (`also`) lets names be sent that its own places do not declare,
 * and that the receiver's places read: at the value itself, or at a part of it of which all three speak.
 */
function entering(sends: Side, receives: Side, isSame: (sent: string, received: string) => boolean) {
  const seen = new Set<string>();
  const isNew = (...lists: readonly (readonly string[])[]): boolean => {
    const key = lists.map((list) => list.join()).join(' ');
    return seen.size < seen.add(key).size;
  };
  const enters = (sentAt: readonly string[], receivedAt: readonly string[], also: Said): boolean => {
    if (also.names.size === 0 && also.items.length === 0 && !also.isOpen) return false;
    if (seen.size > maxParts) return true;
    if (sentAt.length === receivedAt.length && sentAt.every((one, at) => isSame(one, receivedAt[at] ?? '')))
      return false;
    // What only some branches of the sender's declare the others do not send.
    const sent = saidAt(sends, sentAt, () => []);
    const received = saidAt(receives, receivedAt);
    for (const name of new Set([...received.names.keys(), ...saidAt(sends, sentAt).names.keys()])) {
      const more = also.names.get(name);
      if (more === undefined && !also.isOpen) continue;
      const own = sent.names.get(name);
      if (own === undefined) return true;
      const [ownAt, readAt, moreAt] = [placesOf(own), placesOf(received.names.get(name)), placesOf(more)];
      // Without a declaration anything may stand there.
      const inside = more === undefined ? anything : saidAt(sends, moreAt);
      if (isNew(ownAt, readAt, moreAt) && enters(ownAt, readAt, inside)) return true;
    }
    return (
      received.items.length > 0 &&
      also.items.length > 0 &&
      isNew(sent.items, received.items, also.items) &&
      enters(sent.items, received.items, saidAt(sends, also.items))
    );
  };
  return enters;
}

const anything: Said = { names: new Map(), items: [], isOpen: true, hasList: false };

/** Keywords that declare no name. */
const silent = new Set<string>([...ofTheValue, 'additionalProperties']);

/** Whether the place itself, its unions apart, speaks of names that it does not list. */
function holdsOthers(flat: Flat): boolean {
  return (
    flat.patterns.size > 0 ||
    flat.additional !== undefined ||
    flat.rest.length > 0 ||
    [...flat.keywords.keys()].some((keyword) => !silent.has(keyword))
  );
}

/** Whether a message of the place may have the name for what the place itself says, its unions apart. */
export const maySend = (flat: Flat, name: string): boolean =>
  flat.properties.has(name) || flat.projected.has(name) || flat.required.has(name) || holdsOthers(flat);
