// Whether two places say the same, structure for structure, annotations apart; and where only their words differ.
// Cheap and incomplete: what it calls different goes to the walk. What is referred to is looked at once.
import type { Json } from '../include/json.js';
import { localPointer, lookUp } from '../pointer.js';
import type { Sides } from '../surfaces.js';
import { createOutlines } from './outline.js';
import { createStructure } from './structure.js';
import type { Wording } from './wording.js';
import { wordings } from './wording.js';

/** A pair of places that is compared on its own. */
interface Entry {
  same: boolean;
  /** Word for word the same, whatever became of what the words refer to. */
  isRepeated: boolean;
  /** What differs in words, where that was not to be told yet. */
  untold: readonly Wording[];
  /** The pairs that differ if this one does; some of them more than once. */
  readonly usedBy: Entry[];
}

type Pointers = Readonly<Record<'base' | 'head', string>>;
type Values = readonly [base: Json | undefined, head: Json | undefined];

export interface Sameness {
  /** Whether the two places of a kind say the same. */
  same(basePointer: string, headPointer: string, kind: string): boolean;
  /** Whether two places that are not the same say it in the same words, so that only what they refer to differs. */
  repeats(basePointer: string, headPointer: string): boolean;
  /** As `same`, of schemas that need have nothing to do with each other: how their words differ is nobody's change. */
  resembles(basePointer: string, headPointer: string): boolean;
  /** Objects met so far that differ in words only, or also in words. */
  readonly wording: readonly Wording[];
}

export function sameness(sides: Sides): Sameness {
  const isDialect = sides.base.dialect === sides.head.dialect;
  const { wording, tell } = wordings();
  const { look, areUnlike } = createStructure(sides);
  /** Of places that have one pointer on both sides: most, and all that is referred to. */
  const inPlace = new Map<string, Entry>();
  /** Of others: by pointer in base, then in head. */
  const moved = new Map<string, Map<string, Entry>>();
  const known = (base: string, head: string): Entry | undefined =>
    base === head ? inPlace.get(base) : moved.get(base)?.get(head);
  const enter = (base: string, head: string, same: boolean): Entry => {
    const entry = { same, isRepeated: same, untold: [], usedBy: [] };
    if (base === head) inPlace.set(base, entry);
    else moved.set(base, (moved.get(base) ?? new Map<string, Entry>()).set(head, entry));
    return entry;
  };

  const tellAll = (entry: Entry): void => {
    tell(entry.untold);
    entry.untold = [];
  };
  const work: { readonly pointer: string; readonly kind: string; readonly entry: Entry }[] = [];
  const refer = (user: Entry, reference: string, kind: string): void => {
    const pointer = localPointer(reference);
    if (pointer === undefined) {
      user.same = false;
      return;
    }
    let entry = inPlace.get(pointer);
    if (entry === undefined) {
      entry = enter(pointer, pointer, true);
      work.push({ pointer, kind, entry });
    } else tellAll(entry);
    if (!entry.same) user.same = false;
    else if (entry.usedBy.at(-1) !== user) entry.usedBy.push(user);
  };
  const differs = (entry: Entry): void => {
    const queue = [entry];
    for (let one = queue.pop(); one !== undefined; one = queue.pop()) {
      one.same = false;
      for (const user of one.usedBy.splice(0)) if (user.same) queue.push(user);
    }
  };
  /** Compares the two places of an entry; what they refer to is under entries of its own. */
  const fill = (entry: Entry, [one, other]: Values, at: Pointers, kind: string): readonly Wording[] => {
    const { isSame, told, untold } = look(one, other, kind, at, (reference, of) =>
      refer(entry, reference, of),
    );
    for (const branch of untold) {
      const held = known(branch.base, branch.head) ?? enter(branch.base, branch.head, false);
      held.untold = [...held.untold, branch.wording];
    }
    if (!isSame) entry.isRepeated = false;
    if (!isSame || !entry.same) differs(entry);
    return told;
  };
  const valuesAt = (base: string, head: string): Values => [
    lookUp(sides.base.document, base),
    lookUp(sides.head.document, head),
  ];
  const compare = (base: string, head: string, kind: string, tells: boolean): boolean => {
    let entry = known(base, head);
    if (entry === undefined) {
      const values = valuesAt(base, head);
      if (areUnlike(...values)) return false;
      entry = enter(base, head, true);
      entry.untold = fill(entry, values, { base, head }, kind);
      for (let task = work.pop(); task !== undefined; task = work.pop()) {
        const { pointer } = task;
        tell(fill(task.entry, valuesAt(pointer, pointer), { base: pointer, head: pointer }, task.kind));
      }
    }
    if (tells) tellAll(entry);
    return entry.same && isDialect;
  };

  const outlineOf = createOutlines();
  /** By pointer, in base and in head. */
  const outlines = { base: new Map<string, number>(), head: new Map<string, number>() };
  const outlineAt = (side: 'base' | 'head', pointer: string): number => {
    const found = outlines[side].get(pointer) ?? outlineOf(lookUp(sides[side].document, pointer));
    outlines[side].set(pointer, found);
    return found;
  };
  return {
    wording,
    same: (base, head, kind) => compare(base, head, kind, true),
    repeats: (base, head) => isDialect && known(base, head)?.isRepeated === true,
    resembles: (base, head) =>
      outlineAt('base', base) === outlineAt('head', head) && compare(base, head, 'schema', false),
  };
}
