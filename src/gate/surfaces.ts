// Matches the two documents: which operation, parameter, body, status, media type and header of one is which of the other,
// and in which direction its messages go. Rules judge the pairs; nothing is judged here.
import { isObject } from './include/json.js';
import type { Body, MediaType, Named, Node, Operation, Response, Side } from './normalize.js';
import { bodyOf, follow, operationsOf, parametersOf, responsesOf, template } from './normalize.js';
import { join } from './pointer.js';
import { basePath, serversOf } from './servers.js';

/** `request`: old senders, new receivers. `response`: new senders, old receivers. */
export type Direction = 'request' | 'response';

export interface OperationPair {
  readonly base: Operation | undefined;
  readonly head: Operation | undefined;
  /** Of its request: `request` where clients call it, `response` where the API does (webhooks, callbacks). */
  readonly direction: Direction;
  readonly place: 'paths' | 'webhooks' | 'callbacks';
  /** `METHOD path` or id, from base where base has it. */
  readonly label: string;
  /** What stands before `request.` and `response.` in a surface: empty, or the callback's name. */
  readonly prefix: string;
  /** Where the map of path items stands, for what is missing on one side. */
  readonly owner: { readonly base: string | null; readonly head: string | null };
}

export interface Sides {
  readonly base: Side;
  readonly head: Side;
}

interface Within {
  readonly operation: OperationPair;
  readonly direction: Direction;
  readonly surface: string;
}

export interface Pairs {
  operation: OperationPair;
  parameter: Within & { readonly base: Named | undefined; readonly head: Named | undefined };
  body: Within & { readonly base: Body | undefined; readonly head: Body | undefined };
  /** The content of one body or one response, media types not yet matched. */
  content: Within & { readonly base: Content; readonly head: Content };
  status: Within & {
    readonly status: string;
    readonly base: Response | undefined;
    readonly head: Response | undefined;
    /** Whether the receiver describes what the sender may send under this status. */
    readonly described: boolean;
  };
  header: Within & {
    readonly status: string;
    readonly base: Named | undefined;
    readonly head: Named | undefined;
    readonly owner: { readonly base: Node; readonly head: Node };
  };
  encoding: Within & { readonly base: MediaType; readonly head: MediaType };
}

export interface Content {
  readonly of: 'request' | 'response';
  readonly status: string;
  readonly owner: Node;
  readonly types: readonly MediaType[];
}

/** Two places whose schemas are compared. */
export interface SchemaSurface extends Within {
  readonly base: string;
  readonly head: string;
  /** How a value there travels. */
  readonly carries:
    | {
        readonly as: 'body';
        readonly of: 'request' | 'response';
        readonly status: string;
        readonly base: MediaType;
        readonly head: MediaType;
      }
    | { readonly as: 'value'; readonly status: string; readonly base: Named; readonly head: Named };
  /** The body of a 4xx, 5xx or `default` response: error codes there count as open. */
  readonly isError: boolean;
}

export type Visit =
  | { [K in keyof Pairs]: { readonly kind: K; readonly pair: Pairs[K] } }[keyof Pairs]
  | { readonly kind: 'schema'; readonly pair: SchemaSurface };

/** The operations clients call, and those the API calls, matched. */
export function* operationPairs(sides: Sides): Iterable<OperationPair> {
  const own = (side: Side) => operationsOf(side, '/paths', side.document['paths']);
  yield* pairOperations(sides, own(sides.base), own(sides.head));
  const hooks = (side: Side) => operationsOf(side, '/webhooks', side.document['webhooks']);
  yield* byName(hooks(sides.base), hooks(sides.head), 'webhooks', '', '/webhooks', '/webhooks', 'response');
}

function labelOf(operation: Operation): string {
  return operation.id ?? `${operation.method.toUpperCase()} ${operation.path}`;
}

/** Paths match by what is on the wire: method, base path and template; then by template alone; then `/a/b` by `/a/{x}`. */
function* pairOperations(
  sides: Sides,
  base: readonly Operation[],
  head: readonly Operation[],
): Iterable<OperationPair> {
  const index = new Map<string, Operation>();
  for (const operation of head) {
    const key = `${operation.method} ${template(operation.path)}`;
    if (!index.has(`template ${key}`)) index.set(`template ${key}`, operation);
  }
  const fullPaths = (side: Side, operation: Operation): string[] =>
    serversOf(side, operation).map(
      ({ url }) => `full ${operation.method} ${basePath(url)}${template(operation.path)}`,
    );
  for (const operation of head)
    for (const key of fullPaths(sides.head, operation)) if (!index.has(key)) index.set(key, operation);
  const byLength = new Map<string, Operation[]>();
  const shape = (operation: Operation): string => `${operation.method} ${operation.path.split('/').length}`;
  for (const operation of head)
    if (operation.path.includes('{')) {
      const list = byLength.get(shape(operation)) ?? [];
      list.push(operation);
      byLength.set(shape(operation), list);
    }
  const taken = new Set<Operation>();
  const owner = { base: '/paths', head: '/paths' };
  const common = { direction: 'request', place: 'paths', prefix: '', owner } as const;
  for (const operation of base) {
    const wider = (): Operation | undefined =>
      byLength.get(shape(operation))?.find((candidate) => covers(candidate.path, operation.path));
    const full = fullPaths(sides.base, operation)
      .map((key) => index.get(key))
      .find((found) => found !== undefined);
    const match = full ?? index.get(`template ${operation.method} ${template(operation.path)}`) ?? wider();
    if (match !== undefined) taken.add(match);
    yield { ...common, base: operation, head: match, label: labelOf(operation) };
  }
  for (const operation of head)
    if (!taken.has(operation))
      yield { ...common, base: undefined, head: operation, label: labelOf(operation) };
}

/** Whether every path of the second template is one of the first: a parameter stands where the other has a word. */
export function covers(wider: string, path: string): boolean {
  const parts = path.split('/');
  return (
    wider.split('/').every((part, index) => part === parts[index] || /^\{[^{}]*\}$/.test(part)) &&
    wider.split('/').length === parts.length
  );
}

function* byName(
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
    yield { ...common, base: operation, head: match, label: labelOf(operation) };
  }
  for (const operation of others.values())
    yield { ...common, base: undefined, head: operation, label: labelOf(operation) };
}

const opposite = (direction: Direction): Direction => (direction === 'request' ? 'response' : 'request');

/** Every pair within one pair of operations, callbacks included. */
export function* visits(sides: Sides, operation: OperationPair): Iterable<Visit> {
  yield { kind: 'operation', pair: operation };
  const { base, head, direction, prefix } = operation;
  if (base === undefined || head === undefined) return;
  yield* requestVisits(sides, operation, base, head, direction, prefix);
  yield* responseVisits(sides, operation, base, head, opposite(direction), prefix);
  yield* callbackVisits(sides, operation, base, head);
}

function* requestVisits(
  sides: Sides,
  operation: OperationPair,
  base: Operation,
  head: Operation,
  direction: Direction,
  prefix: string,
): Iterable<Visit> {
  const others = new Map(parametersOf(sides.head, head).map((one) => [one.key, one]));
  const own = parametersOf(sides.base, base);
  const pathNames = new Map<string, string>();
  const names = (path: string): string[] => [...path.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  const wanted = names(head.path);
  if (template(base.path) === template(head.path))
    for (const [index, name] of names(base.path).entries()) pathNames.set(name, wanted[index] ?? name);
  else if (names(base.path).length === wanted.length)
    for (const [index, name] of names(base.path).entries()) pathNames.set(name, wanted[index] ?? name);
  const matched: [Named | undefined, Named | undefined][] = [];
  for (const parameter of own) {
    const key =
      parameter.in === 'path' ? `path ${pathNames.get(parameter.name) ?? parameter.name}` : parameter.key;
    const match = others.get(key);
    others.delete(key);
    matched.push([parameter, match]);
  }
  for (const parameter of others.values()) matched.push([undefined, parameter]);
  for (const [one, other] of matched) {
    const named = (one ?? other) as Named;
    const surface = `${prefix}request.${named.in}.${named.name}`;
    const within = { operation, direction, surface };
    yield { kind: 'parameter', pair: { ...within, base: one, head: other } };
    if (one !== undefined && other !== undefined) yield* valueVisit(within, one, other, '');
  }
  const surface = `${prefix}request.body`;
  const within = { operation, direction, surface };
  const bodies = { base: bodyOf(sides.base, base), head: bodyOf(sides.head, head) };
  yield { kind: 'body', pair: { ...within, ...bodies } };
  if (bodies.base === undefined || bodies.head === undefined) return;
  const content = (body: Body): Content => ({ of: 'request', status: '', owner: body, types: body.content });
  yield* contentVisits(within, content(bodies.base), content(bodies.head), false);
}

function* valueVisit(
  within: { readonly operation: OperationPair; readonly direction: Direction; readonly surface: string },
  base: Named,
  head: Named,
  status: string,
): Iterable<Visit> {
  const baseSchema = base.schema ?? base.content?.schema;
  const headSchema = head.schema ?? head.content?.schema;
  const carries = { as: 'value', status, base, head } as const;
  if (baseSchema !== undefined || headSchema !== undefined)
    yield {
      kind: 'schema',
      pair: { ...within, base: baseSchema ?? nothing, head: headSchema ?? nothing, carries, isError: false },
    };
}

/** Stands for a schema that is not there: it accepts everything. */
export const nothing = '(no schema)';

function* contentVisits(
  within: { readonly operation: OperationPair; readonly direction: Direction; readonly surface: string },
  base: Content,
  head: Content,
  isError: boolean,
): Iterable<Visit> {
  yield { kind: 'content', pair: { ...within, base, head } };
  for (const [one, other] of matchTypes(base.types, head.types, within.direction)) {
    const surface = base.types.length > 1 || head.types.length > 1 ? `${within.surface}` : within.surface;
    if (one.schema !== undefined || other.schema !== undefined)
      yield {
        kind: 'schema',
        pair: {
          ...within,
          surface,
          base: one.schema ?? nothing,
          head: other.schema ?? nothing,
          carries: { as: 'body', of: base.of, status: base.status, base: one, head: other },
          isError,
        },
      };
    if (base.of === 'request') yield { kind: 'encoding', pair: { ...within, base: one, head: other } };
  }
}

/** Media types that may carry the same message: each of the sender's with the receiver's most specific one for it. */
export function matchTypes(
  base: readonly MediaType[],
  head: readonly MediaType[],
  direction: Direction,
): [MediaType, MediaType][] {
  const [senders, receivers] = direction === 'request' ? [base, head] : [head, base];
  const pairs: [MediaType, MediaType][] = [];
  for (const sender of senders) {
    const receiver = accepting(receivers, sender.type);
    if (receiver !== undefined) pairs.push(direction === 'request' ? [sender, receiver] : [receiver, sender]);
  }
  // A range of the receiver's that the sender fills with one of its types is matched above; a sender's range that takes
  // the place of the receiver's type is a finding of its own, and its messages still have to fit.
  for (const receiver of receivers)
    for (const sender of senders)
      if (
        sender.type !== receiver.type &&
        inRange(receiver.type, sender.type) &&
        !senders.some((one) => one.type === receiver.type)
      )
        pairs.push(direction === 'request' ? [sender, receiver] : [receiver, sender]);
  return pairs;
}

/** The most specific of the types under which a message of the given type is described: RFC 9110 §12.5.1. */
export function accepting(types: readonly MediaType[], type: string): MediaType | undefined {
  const bare = type.split(';')[0] ?? type;
  return (
    types.find((one) => one.type === type) ??
    types.find((one) => one.type === bare && !one.type.includes('*')) ??
    types
      .filter((one) => inRange(type, one.type))
      .sort((a, b) => Number(a.type.startsWith('*')) - Number(b.type.startsWith('*')))[0]
  );
}

/** Whether a type (or a range) lies within a range: `image/png` in `image/*`, `image/*` in `*` `/*`. */
export function inRange(type: string, range: string): boolean {
  if (range === '*/*' || range === '*') return true;
  const bare = type.split(';')[0] ?? type;
  if (range.endsWith('/*')) return bare.startsWith(range.slice(0, -1));
  return bare === range;
}

/** `default` describes whatever has no code or range of its own: OpenAPI 3.1.1 §4.8.16. */
export function describing(responses: readonly Response[], code: string): Response | undefined {
  const range = `${code[0]}XX`;
  return (
    responses.find(({ status }) => status === code) ??
    responses.find(({ status }) => status === range) ??
    responses.find(({ status }) => status === 'default')
  );
}

export const isSuccess = (status: string): boolean => /^[123]/.test(status);

/** Pairs of what a sender may answer with what the receiver was told, per status. */
export function matchStatuses(
  senders: readonly Response[],
  receivers: readonly Response[],
): { readonly status: string; readonly sender: Response; readonly receiver: Response | undefined }[] {
  const exact = (list: readonly Response[]) => list.filter(({ status }) => /^[0-9]{3}$/.test(status));
  const find = (list: readonly Response[], status: string) => list.find((one) => one.status === status);
  const pairs: { status: string; sender: Response; receiver: Response | undefined }[] = [];
  for (const sender of senders) {
    const { status } = sender;
    if (/^[0-9]{3}$/.test(status)) pairs.push({ status, sender, receiver: describing(receivers, status) });
    else if (status !== 'default') {
      for (const receiver of exact(receivers))
        if (receiver.status[0] === status[0] && find(senders, receiver.status) === undefined)
          pairs.push({ status: receiver.status, sender, receiver });
      pairs.push({ status, sender, receiver: find(receivers, status) ?? find(receivers, 'default') });
    } else {
      for (const receiver of receivers) {
        if (receiver.status === 'default') continue;
        const range = `${receiver.status[0]}XX`;
        if (find(senders, receiver.status) === undefined && find(senders, range) === undefined)
          pairs.push({ status: receiver.status, sender, receiver });
      }
      pairs.push({ status, sender, receiver: find(receivers, 'default') });
    }
  }
  return pairs;
}

function* responseVisits(
  sides: Sides,
  operation: OperationPair,
  base: Operation,
  head: Operation,
  direction: Direction,
  prefix: string,
): Iterable<Visit> {
  const bases = responsesOf(sides.base, base);
  const heads = responsesOf(sides.head, head);
  const [senders, receivers] = direction === 'request' ? [bases, heads] : [heads, bases];
  const seen = new Set<string>();
  for (const { status, sender, receiver } of matchStatuses(senders, receivers)) {
    const [one, other] = direction === 'request' ? [sender, receiver] : [receiver, sender];
    const within = { operation, direction, surface: `${prefix}response.${status}` };
    seen.add(status);
    yield {
      kind: 'status',
      pair: { ...within, status, base: one, head: other, described: receiver !== undefined },
    };
    if (one === undefined || other === undefined) continue;
    yield* headerVisits(within, status, one, other);
    const content = (response: Response): Content => ({
      of: 'response',
      status,
      owner: response,
      types: response.content,
    });
    const isError = status === 'default' || /^[45]/.test(status);
    yield* contentVisits(
      { ...within, surface: `${within.surface}.body` },
      content(one),
      content(other),
      isError,
    );
  }
  for (const response of receivers)
    if (!seen.has(response.status) && !senders.some(({ status }) => status === response.status)) {
      const [one, other] = direction === 'request' ? [undefined, response] : [response, undefined];
      const { status } = response;
      const within = { operation, direction, surface: `${prefix}response.${status}` };
      yield { kind: 'status', pair: { ...within, status, base: one, head: other, described: true } };
    }
}

function* headerVisits(
  within: { readonly operation: OperationPair; readonly direction: Direction; readonly surface: string },
  status: string,
  base: Response,
  head: Response,
): Iterable<Visit> {
  const others = new Map(head.headers.map((header) => [header.key, header]));
  const matched: [Named | undefined, Named | undefined][] = base.headers.map((header) => {
    const match = others.get(header.key);
    others.delete(header.key);
    return [header, match];
  });
  for (const header of others.values()) matched.push([undefined, header]);
  for (const [one, other] of matched) {
    const surface = `${within.surface}.header.${((one ?? other) as Named).name}`;
    const pair = { ...within, surface, status, base: one, head: other, owner: { base, head } };
    yield { kind: 'header', pair };
    if (one !== undefined && other !== undefined)
      yield* valueVisit({ ...within, surface }, one, other, status);
  }
}

function* callbackVisits(
  sides: Sides,
  operation: OperationPair,
  base: Operation,
  head: Operation,
): Iterable<Visit> {
  const bases = isObject(base.value['callbacks']) ? base.value['callbacks'] : {};
  const heads = isObject(head.value['callbacks']) ? head.value['callbacks'] : {};
  for (const name of new Set([...Object.keys(bases), ...Object.keys(heads)])) {
    if (name.startsWith('x-')) continue;
    const own = (
      side: Side,
      owner: Operation,
      map: Readonly<Record<string, unknown>>,
    ): [Operation[], string] => {
      const pointer = join(owner.pointer, 'callbacks', name);
      const value = Object.hasOwn(map, name) ? (map[name] as Node['value']) : undefined;
      const node = follow(side, pointer, value);
      return [
        node === undefined ? [] : operationsOf(side, node.pointer, node.value),
        node?.pointer ?? pointer,
      ];
    };
    const [one, baseOwner] = own(sides.base, base, bases);
    const [other, headOwner] = own(sides.head, head, heads);
    const direction = opposite(operation.direction);
    const prefix = `${operation.prefix}callback.${name}.`;
    for (const pair of byName(one, other, 'callbacks', prefix, baseOwner, headOwner, direction)) {
      const outer = operation.label;
      yield* visits(sides, { ...pair, label: outer });
    }
  }
}
