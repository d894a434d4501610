// Which operation of one document is which of the other: by what is on the wire for calls, by name for webhooks and callbacks.
// Neighbour: ../surfaces.ts goes on inside a pair.
import { isObject } from '../include/json.js';
import type { Node, Operation, Side } from '../normalize.js';
import { follow, label, operationsOf, template } from '../normalize.js';
import { join } from '../pointer.js';
import type { Referrers } from '../referrers.js';
import { referring } from '../referrers.js';
import { basePath, serversOf } from './servers.js';
import type { Direction, OperationPair, Sides } from '../surfaces.js';
import { covering, takenOver, templated } from './taken-over.js';

/** The operations clients call, and those the API calls, matched. */
export function* operationPairs(sides: Sides): Iterable<OperationPair> {
  const own = (side: Side) => operationsOf(side, '/paths', side.document['paths']);
  yield* pairOperations(sides, own(sides.base), own(sides.head));
  const hooks = (side: Side) => operationsOf(side, '/webhooks', side.document['webhooks']);
  yield* byName(hooks(sides.base), hooks(sides.head), 'webhooks', '', '/webhooks', '/webhooks', 'response');
}

/**
 * What an operation is found by, best first: method, base path and path, then without the base path. At each, a path as it is
 * written comes before its template: documents have `/a/{id}` beside `/a/{name}`, which the specification forbids.
 */
function keysOf(side: Side, operation: Operation): readonly string[] {
  const { method, path } = operation;
  const paths = [path, template(path)];
  const full = serversOf(side, operation).map(({ url }) => basePath(url));
  return [
    ...paths.flatMap((written) => full.map((base) => `${method} full ${base}${written}`)),
    ...paths.map((written) => `${method} ${written}`),
  ];
}

/** Paths match by their keys; then `/a/b` by `/a/{x}`. */
function* pairOperations(
  sides: Sides,
  base: readonly Operation[],
  head: readonly Operation[],
): Iterable<OperationPair> {
  const index = new Map<string, Operation>();
  for (const operation of head)
    for (const key of keysOf(sides.head, operation)) if (!index.has(key)) index.set(key, operation);
  const answering = covering(head.filter(({ path }) => path.includes('{')));
  const taken = new Set<Operation>();
  const owner = { base: '/paths', head: '/paths' };
  const common = { direction: 'request', place: 'paths', prefix: '', owner } as const;
  for (const operation of base) {
    const same = keysOf(sides.base, operation).find((key) => index.has(key));
    const match = same === undefined ? answering(operation)[0] : index.get(same);
    if (match !== undefined) taken.add(match);
    yield { ...common, base: operation, head: match, label: label(operation) };
  }
  const wider = templated(base);
  for (const operation of head) {
    if (taken.has(operation)) continue;
    const takesOver = takenOver(sides, wider(operation), operation);
    const pair = { ...common, base: undefined, head: operation, label: label(operation) };
    yield takesOver === undefined ? pair : { ...pair, takesOver };
  }
}

/** Webhooks and callbacks match by name and method. */
export function* byName(
  base: readonly Operation[],
  head: readonly Operation[],
  place: 'webhooks' | 'callbacks',
  prefix: string,
  baseOwner: string | null,
  headOwner: string | null,
  direction: Direction,
): Iterable<OperationPair> {
  const key = (operation: Operation): string => `${operation.method} ${operation.path}`;
  const others = new Map(head.map((operation) => [key(operation), operation]));
  const common = { direction, place, prefix, owner: { base: baseOwner, head: headOwner } } as const;
  for (const operation of base) {
    const match = others.get(key(operation));
    others.delete(key(operation));
    yield { ...common, base: operation, head: match, label: label(operation) };
  }
  for (const operation of others.values())
    yield { ...common, base: undefined, head: operation, label: label(operation) };
}

/** The calls that an operation announces, matched. */
export function* callbackPairs(
  sides: Sides,
  operation: OperationPair,
  base: Operation,
  head: Operation,
  referrers: Referrers,
): Iterable<OperationPair> {
  const bases = isObject(base.value['callbacks']) ? base.value['callbacks'] : {};
  const heads = isObject(head.value['callbacks']) ? head.value['callbacks'] : {};
  for (const name of new Set([...Object.keys(bases), ...Object.keys(heads)])) {
    if (name.startsWith('x-')) continue;
    const own = (
      side: Side,
      owner: Operation,
      map: Readonly<Record<string, unknown>>,
    ): [Operation[], string, Node | undefined] => {
      const pointer = join(owner.pointer, 'callbacks', name);
      const value = Object.hasOwn(map, name) ? (map[name] as Node['value']) : undefined;
      const node = follow(side, pointer, value);
      return [
        node === undefined ? [] : operationsOf(side, node.pointer, node.value),
        node?.pointer ?? pointer,
        node,
      ];
    };
    const [one, baseOwner, callback] = own(sides.base, base, bases);
    const [other, headOwner, counterpart] = own(sides.head, head, heads);
    const direction = operation.direction === 'request' ? 'response' : 'request';
    const prefix = `${operation.prefix}callback.${name}.`;
    const referrer = referring(referrers, callback, counterpart, operation.referrer);
    for (const pair of byName(one, other, 'callbacks', prefix, baseOwner, headOwner, direction)) {
      const { label } = operation;
      yield { ...pair, label, referrer };
    }
  }
}
