// Matches the two documents: which operation, parameter, body, status, media type and header of one is which of the other,
// and in which direction its messages go. Rules judge the pairs; nothing is judged here.
import type { Body, MediaType, Named, Node, Operation, Response, Side } from './normalize.js';
import { bodyOf, parametersOf, responsesOf, templateNames } from './normalize.js';
import { inheriting } from './operations/inherited.js';
import type { Part } from './operations/encoding.js';
import { matchStatuses, matchTypes } from './operations/negotiation.js';
import { areBytes } from './bytes.js';
import { callbackPairs } from './operations/pairs.js';
import type { TakenOver } from './operations/taken-over.js';
import type { RequestMessage } from './witness/message.js';
import type { Referrer, Referrers } from './referrers.js';
import { referring } from './referrers.js';

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
  readonly referrer?: Referrer;
  readonly inherits?: Record<'security' | 'servers', Referrer> | undefined;
  /** Of base's operation: what head's takes over, where it is new. */
  readonly takesOver?: TakenOver;
  /** What every request says, where only some requests are looked at. */
  readonly values?: RequestMessage['values'];
}

export interface Sides {
  readonly base: Side;
  readonly head: Side;
}

interface Within {
  readonly operation: OperationPair;
  readonly direction: Direction;
  readonly surface: string;
  readonly referrer: Referrer;
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
  partHeader: Within & {
    readonly base: Named | undefined;
    readonly head: Named | undefined;
    readonly part: { readonly base: Part; readonly head: Part };
    readonly media: { readonly base: MediaType; readonly head: MediaType };
    /** Pointers of what is said about the part. */
    readonly owner: { readonly base: string; readonly head: string };
  };
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
    | {
        readonly as: 'value';
        readonly status: string;
        /** What people call it. */
        readonly what: string;
        readonly base: Named;
        readonly head: Named;
      };
  /** The body of a 4xx, 5xx or `default` response: error codes there count as open. */
  readonly isError: boolean;
}

export type Visit =
  | { [K in keyof Pairs]: { readonly kind: K; readonly pair: Pairs[K] } }[keyof Pairs]
  | { readonly kind: 'schema'; readonly pair: SchemaSurface };

const opposite = (direction: Direction): Direction => (direction === 'request' ? 'response' : 'request');

/** Every pair within one pair of operations, callbacks included. */
export function* visits(sides: Sides, pair: OperationPair, referrers: Referrers): Iterable<Visit> {
  const { base, head, direction, prefix } = pair;
  const referrer = referring(referrers, base, head, pair.referrer);
  const operation = { ...pair, referrer };
  yield { kind: 'operation', pair: { ...operation, inherits: inheriting(sides, pair, referrers, referrer) } };
  if (base === undefined || head === undefined) return;
  yield* requestVisits(sides, operation, base, head, direction, prefix, referrers);
  yield* responseVisits(sides, operation, base, head, opposite(direction), prefix, referrers);
  for (const callback of callbackPairs(sides, operation, base, head, referrers))
    yield* visits(sides, callback, referrers);
}

function* requestVisits(
  sides: Sides,
  operation: OperationPair,
  base: Operation,
  head: Operation,
  direction: Direction,
  prefix: string,
  referrers: Referrers,
): Iterable<Visit> {
  const others = new Map(parametersOf(sides.head, head).map((one) => [one.key, one]));
  const pathNames = new Map<string, string>();
  const own = templateNames(base.path);
  const wanted = templateNames(head.path);
  if (own.length === wanted.length)
    for (const [index, name] of own.entries()) pathNames.set(name, wanted[index] ?? name);
  const matched: [Named | undefined, Named | undefined][] = [];
  for (const parameter of parametersOf(sides.base, base)) {
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
    const referrer = referring(referrers, one, other, operation.referrer);
    const within = { operation, direction, surface, referrer };
    yield { kind: 'parameter', pair: { ...within, base: one, head: other } };
    if (one !== undefined && other !== undefined)
      yield* valueVisit(within, one, other, '', `${one.in} parameter \`${one.name}\``);
  }
  const surface = `${prefix}request.body`;
  const bodies = { base: bodyOf(sides.base, base), head: bodyOf(sides.head, head) };
  const referrer = referring(referrers, bodies.base, bodies.head, operation.referrer);
  const within = { operation, direction, surface, referrer };
  yield { kind: 'body', pair: { ...within, ...bodies } };
  if (bodies.base === undefined || bodies.head === undefined) return;
  const content = (body: Body): Content => ({ of: 'request', status: '', owner: body, types: body.content });
  yield* contentVisits(sides, within, content(bodies.base), content(bodies.head), false);
}

/** The schemas of a parameter or a header, as one pair. */
export function* valueVisit(
  within: Within,
  base: Named,
  head: Named,
  status: string,
  what: string,
): Iterable<Extract<Visit, { kind: 'schema' }>> {
  const baseSchema = base.schema ?? base.content?.schema;
  const headSchema = head.schema ?? head.content?.schema;
  const carries = { as: 'value', status, what, base, head } as const;
  if (baseSchema !== undefined || headSchema !== undefined)
    yield {
      kind: 'schema',
      pair: { ...within, base: baseSchema ?? nothing, head: headSchema ?? nothing, carries, isError: false },
    };
}

/** Stands for a schema that is not there: it accepts everything. */
export const nothing = '(no schema)';

function* contentVisits(
  sides: Sides,
  within: Within,
  base: Content,
  head: Content,
  isError: boolean,
): Iterable<Visit> {
  yield { kind: 'content', pair: { ...within, base, head } };
  for (const [one, other] of matchTypes(base.types, head.types, within.direction)) {
    const isSaid = one.schema !== undefined || other.schema !== undefined;
    if (isSaid && !areBytes(sides, one, other))
      yield {
        kind: 'schema',
        pair: {
          ...within,
          base: one.schema ?? nothing,
          head: other.schema ?? nothing,
          carries: { as: 'body', of: base.of, status: base.status, base: one, head: other },
          isError,
        },
      };
    if (base.of === 'request') yield { kind: 'encoding', pair: { ...within, base: one, head: other } };
  }
}

function* responseVisits(
  sides: Sides,
  operation: OperationPair,
  base: Operation,
  head: Operation,
  direction: Direction,
  prefix: string,
  referrers: Referrers,
): Iterable<Visit> {
  const bases = responsesOf(sides.base, base);
  const heads = responsesOf(sides.head, head);
  const [senders, receivers] = direction === 'request' ? [bases, heads] : [heads, bases];
  const seen = new Set<string>();
  for (const { status, sender, receiver } of matchStatuses(senders, receivers)) {
    const [one, other] = direction === 'request' ? [sender, receiver] : [receiver, sender];
    const referrer = referring(referrers, one, other, operation.referrer);
    const within = { operation, direction, surface: `${prefix}response.${status}`, referrer };
    seen.add(status);
    yield {
      kind: 'status',
      pair: { ...within, status, base: one, head: other, described: receiver !== undefined },
    };
    if (one === undefined || other === undefined) continue;
    yield* headerVisits(within, status, one, other, referrers);
    const content = (response: Response): Content => ({
      of: 'response',
      status,
      owner: response,
      types: response.content,
    });
    const isError = status === 'default' || /^[45]/.test(status);
    yield* contentVisits(
      sides,
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
      const referrer = referring(referrers, one, other, operation.referrer);
      const within = { operation, direction, surface: `${prefix}response.${status}`, referrer };
      yield { kind: 'status', pair: { ...within, status, base: one, head: other, described: true } };
    }
}

function* headerVisits(
  within: Within,
  status: string,
  base: Response,
  head: Response,
  referrers: Referrers,
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
    const own = { ...within, surface, referrer: referring(referrers, one, other, within.referrer) };
    yield { kind: 'header', pair: { ...own, status, base: one, head: other, owner: { base, head } } };
    if (one !== undefined && other !== undefined)
      yield* valueVisit(own, one, other, status, `response header \`${one.name}\``);
  }
}
