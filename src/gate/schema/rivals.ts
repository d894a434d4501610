// Whether a message of one branch can be taken for another one: where exactly one branch of the receiver must match, that decides
// whether the union may be compared branch by branch. Neighbours: tags.ts sees what excludes branches as such, branches.ts plans.
import type { Direction } from '../surfaces.js';
import { maySend } from './beside.js';
import type { Flat, Union } from './flat.js';
import { flatten } from './flat.js';
import { areDisjoint } from './tags.js';
import { typesOf } from './types.js';

/** A place with one union. */
export interface Offer {
  readonly flat: Flat;
  readonly union: Union;
}

/** Whether no other branch of the receiver reads what is sent through a branch and read by its reader. */
export function createRivals(
  sends: Offer,
  receives: Offer,
  direction: Direction,
): (branch: string, reader: string) => boolean {
  const ownOf = opener(sends.flat, direction);
  const rivalOf = opener(receives.flat, direction);
  // A value of an `anyOf` may be of several branches, and carries the names of all of them.
  const isOfOne = sends.union.keyword === 'oneOf' && !sends.union.isTagged;
  /** The rival asks for a name that the branch does not declare: it is not sent (../README.md "Undeclared properties"). */
  const isLacking = (branch: string, rival: string): boolean => {
    if (!isOfOne) return false;
    const own = ownOf(branch);
    const other = rivalOf(rival);
    if (own?.hasList !== true || own.unions.length > 0 || other === undefined) return false;
    if (![own, other].some((flat) => typesOf(flat.side, flat.pointers[0] ?? '').join() === 'object'))
      return false;
    return [...other.required.keys()].some(
      (name) => other.properties.has(name) && !maySend(own, name) && !maySend(sends.flat, name),
    );
  };
  return (branch, reader) =>
    receives.union.branches.every(
      (rival) =>
        rival === reader || areDisjoint(receives.flat.side, [reader, rival]) || isLacking(branch, rival),
    );
}

function opener(flat: Flat, direction: Direction): (branch: string) => Flat | undefined {
  const opened = new Map<string, Flat | undefined>();
  return (branch) => {
    if (!opened.has(branch)) opened.set(branch, flatten(flat.side, [branch], direction));
    return opened.get(branch);
  };
}
