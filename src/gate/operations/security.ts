// What a caller must prove: OR of ANDs over schemes as the wire sees them (OpenAPI 3.1.1 §4.8.27, §4.8.30). Names are not on the wire.
import type { JsonObject } from '../include/json.js';
import { isArray, isObject, member } from '../include/json.js';
import type { Operation, Side } from '../normalize.js';
import { follow } from '../normalize.js';
import { join } from '../pointer.js';

export interface Scheme {
  readonly type: string;
  /** Header, query or cookie of a key; scheme of `http`; address of `openIdConnect`. */
  readonly detail: string;
  /** Flow → its addresses by field, for `oauth2`. */
  readonly flows: ReadonlyMap<string, JsonObject>;
  readonly value: JsonObject;
}

export interface Demand {
  readonly scheme: Scheme;
  readonly scopes: readonly string[];
}

/** One way in: all of its demands together. No demands: anonymous. */
export interface Alternative {
  readonly demands: readonly Demand[];
  readonly pointer: string;
}

/** The ways in of an operation; `inherits` is false where the document's own `security` is about other calls. */
export function securityOf(side: Side, operation: Operation, inherits: boolean): Alternative[] {
  const own = operation.value['security'];
  const [list, pointer] = isArray(own)
    ? [own, join(operation.pointer, 'security')]
    : [inherits ? side.document['security'] : undefined, '/security'];
  if (!isArray(list) || list.length === 0) return [{ demands: [], pointer }];
  return list.flatMap((requirement, index) => {
    if (!isObject(requirement)) return [];
    const demands = Object.entries(requirement).map(([name, scopes]) => ({
      scheme: schemeOf(side, name),
      scopes: isArray(scopes) ? scopes.filter((scope): scope is string => typeof scope === 'string') : [],
    }));
    return [{ demands, pointer: join(pointer, index) }];
  });
}

function schemeOf(side: Side, name: string): Scheme {
  const components = member(side.document, 'components');
  const all = isObject(components) ? components['securitySchemes'] : undefined;
  const pointer = join('/components/securitySchemes', name);
  const found = isObject(all) ? follow(side, pointer, member(all, name)) : undefined;
  if (found === undefined)
    return { type: 'undefined', detail: name, flows: new Map(), value: { type: 'undefined' } };
  const text = (key: string): string => {
    const value = found.value[key];
    return typeof value === 'string' ? value : '';
  };
  const type = text('type');
  const flows = new Map<string, JsonObject>();
  const declared = found.value['flows'];
  if (type === 'oauth2' && isObject(declared))
    for (const [flow, value] of Object.entries(declared))
      if (isObject(value) && !flow.startsWith('x-')) flows.set(flow, value);
  const detail =
    type === 'apiKey'
      ? `${text('in')} ${text('in') === 'header' ? text('name').toLowerCase() : text('name')}`
      : type === 'http'
        ? text('scheme').toLowerCase()
        : type === 'openIdConnect'
          ? text('openIdConnectUrl')
          : '';
  return { type, detail, flows, value: found.value };
}

/** Whether who satisfies `held` satisfies `asked`: every demand is met by one that is held. */
export function satisfies(held: Alternative, asked: Alternative): boolean {
  return asked.demands.every((demand) =>
    held.demands.some(
      (own) => meets(own.scheme, demand.scheme) && demand.scopes.every((scope) => own.scopes.includes(scope)),
    ),
  );
}

function meets(held: Scheme, asked: Scheme): boolean {
  // A token from OAuth or OpenID Connect travels as a bearer token: RFC 6750 §2.1.
  if (
    asked.type === 'http' &&
    asked.detail === 'bearer' &&
    (held.type === 'oauth2' || held.type === 'openIdConnect')
  )
    return true;
  if (held.type !== asked.type || held.detail !== asked.detail) return false;
  // How the token was got must still work: each flow that was offered is offered, each of its addresses is the same.
  return [...held.flows].every(([flow, offered]) => {
    const now = asked.flows.get(flow);
    return ['authorizationUrl', 'tokenUrl', 'refreshUrl'].every(
      (field) => now !== undefined && (offered[field] === undefined || offered[field] === now[field]),
    );
  });
}

/** `API key in header x-key` … for messages. */
export function describe(alternative: Alternative): string {
  if (alternative.demands.length === 0) return 'no credentials';
  return alternative.demands
    .map(({ scheme, scopes }) => {
      const name =
        scheme.type === 'apiKey'
          ? `API key in ${scheme.detail}`
          : scheme.type === 'http'
            ? `HTTP ${scheme.detail}`
            : scheme.type === 'undefined'
              ? `undefined scheme ${scheme.detail}`
              : scheme.type;
      return scopes.length === 0 ? name : `${name} with ${scopes.join(', ')}`;
    })
    .join(' and ');
}

/** The headers (or query, or cookie) a caller sends for one way in, with placeholders instead of secrets. */
export function credentials(
  alternative: Alternative,
): { readonly in: 'header' | 'query' | 'cookie'; readonly name: string; readonly text: string }[] {
  return alternative.demands.flatMap(({ scheme, scopes }) => {
    const granted = scopes.length === 0 ? '' : ` with ${scopes.join(' ')}`;
    if (scheme.type === 'apiKey') {
      const place = scheme.value['in'];
      const name = String(scheme.value['name']);
      return [{ in: place === 'query' || place === 'cookie' ? place : 'header', name, text: '<key>' }];
    }
    if (scheme.type === 'mutualTLS') return [];
    const kind = scheme.type === 'http' ? scheme.detail : 'bearer';
    const word = kind === '' ? 'Bearer' : kind[0]?.toUpperCase() + kind.slice(1);
    return [{ in: 'header' as const, name: 'authorization', text: `${word} <credentials${granted}>` }];
  });
}
