// What an operation has from around it: security, servers and parameters of its path or document, until it says the same itself.
// Where it does so from now on, the operation is the cause. Neighbour: ../referrers.ts, for references.
import type { Node, Operation, Side } from '../normalize.js';
import type { Referrer, Referrers } from '../referrers.js';
import { inherited, referring } from '../referrers.js';
import { securityOf } from './security.js';
import { serversOf } from './servers.js';
import type { OperationPair, Sides } from '../surfaces.js';

/** Which place is told of what operations have from around them. */
export function inheriting(
  sides: Sides,
  { base, head, place }: OperationPair,
  referrers: Referrers,
  outer: Referrer,
): OperationPair['inherits'] {
  if (base === undefined || head === undefined) return undefined;
  const listOf = (operation: Operation, pointer: string): Node => {
    const list = pointer.replace(/\/[0-9]+$/, '');
    const isOwn = list.startsWith(`${operation.pointer}/`);
    return {
      pointer: list,
      value: operation.value,
      way: isOwn ? { start: list, hops: [] } : inherited(operation, { start: list, hops: [] }),
    };
  };
  const told = (find: (side: Side, operation: Operation) => string | undefined): Referrer => {
    const [one, other] = [find(sides.base, base), find(sides.head, head)];
    return one === undefined || other === undefined
      ? outer
      : referring(referrers, listOf(base, one), listOf(head, other), outer);
  };
  return {
    security: told((side, operation) => securityOf(side, operation, place === 'paths')[0]?.pointer),
    servers: told((side, operation) => serversOf(side, operation)[0]?.pointer),
  };
}
