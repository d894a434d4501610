// Unions within unions. `oneOf: [Text, Media]` with Media a `oneOf: [Image, Video]` of its own lists the same alternatives as
// `oneOf: [Text, Image, Video]`: where one document writes the one and the other the other, branches are held to branches.
import { isArray, isObject } from '../include/json.js';
import { isTagged } from '../include/schema.js';
import type { Side } from '../normalize.js';
import { join, lookUp } from '../pointer.js';
import type { Same } from './comparison.js';
import type { Flat, Union } from './flat.js';
import { annotations } from './keyword.js';
import { areDisjoint } from './tags.js';
import { conjuncts } from './view.js';

/** Unions within unions are followed so far; a union may lead back to itself. */
const maxUnions = 6;

/** Both places, a union within a union opened on the side where the other side lists what is in it. */
export function inStep(base: Flat, head: Flat, same: Same): { readonly base: Flat; readonly head: Flat } {
  const [one] = base.unions;
  const [other] = head.unions;
  if (one === undefined || other === undefined || base.unions.length + head.unions.length > 2)
    return { base, head };
  const sameBack: Same = (two, first) => same(first, two);
  return { base: opened(base, one, head, other, same), head: opened(head, other, base, one, sameBack) };
}

function opened(flat: Flat, union: Union, others: Flat, other: Union, same: Same): Flat {
  const hasOther = (branch: string): boolean => {
    const reference = referenceAt(flat.side, branch);
    return other.branches.some(
      (each) =>
        (reference !== undefined && reference === referenceAt(others.side, each)) || same(branch, each),
    );
  };
  let isOpened = false;
  let isAny = union.keyword === 'anyOf';
  const open = (branch: string, depth: number): readonly string[] => {
    const inner = depth < maxUnions ? unionAt(flat.side, branch) : undefined;
    if (inner === undefined || hasOther(branch)) return [branch];
    const branches = inner.branches.flatMap((each) => open(each, depth + 1));
    if (!branches.some(hasOther)) return [branch];
    isOpened = true;
    isAny &&= inner.keyword === 'anyOf';
    return branches;
  };
  const branches = union.isTagged ? union.branches : union.branches.flatMap((branch) => open(branch, 0));
  // What matches exactly one of some that matches exactly one need not match exactly one of all.
  if (!isOpened || !(isAny || areDisjoint(flat.side, branches))) return flat;
  return { ...flat, unions: [{ ...union, branches }] };
}

/** The union that a branch is, and nothing else. */
function unionAt(side: Side, branch: string): Pick<Union, 'keyword' | 'branches'> | undefined {
  const [only, ...more] = conjuncts(side, [branch]) ?? [];
  if (only === undefined || more.length > 0 || isTagged(only.schema)) return undefined;
  const [keyword, ...others] = Object.keys(only.schema).filter(
    (name) => !annotations.has(name) && !name.startsWith('x-'),
  );
  if ((keyword !== 'anyOf' && keyword !== 'oneOf') || others.length > 0) return undefined;
  const branches = only.schema[keyword];
  return isArray(branches)
    ? { keyword, branches: branches.map((_, index) => join(only.pointer, keyword, index)) }
    : undefined;
}

function referenceAt(side: Side, pointer: string): string | undefined {
  const value = lookUp(side.document, pointer);
  return isObject(value) && typeof value['$ref'] === 'string' ? value['$ref'] : undefined;
}
