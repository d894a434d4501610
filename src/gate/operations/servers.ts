// The base URLs under which an operation answers: OpenAPI 3.1.1 §4.8.5; the nearest `servers` counts (§4.8.9, §4.8.10).
import { isArray, isObject } from '../include/json.js';
import type { Node, Operation, Side } from '../normalize.js';
import { join } from '../pointer.js';

export interface Server {
  /** Variables filled in, no slash at the end; the empty string is the document's own place. */
  readonly url: string;
  readonly pointer: string;
}

const maxUrlsPerServer = 256;

/** Every base URL of an operation. A variable with `enum` stands for each of its values, one without for its default. */
export function serversOf(side: Side, operation: Operation): readonly Server[] {
  for (const owner of [operation, ...operation.item]) {
    const own = listedBy(owner);
    if (own !== undefined) return own;
  }
  let common = ofDocument.get(side);
  if (common === undefined) {
    common = listedBy({ pointer: '', value: side.document }) ?? [{ url: '', pointer: '/servers' }];
    ofDocument.set(side, common);
  }
  return common;
}

/** What most operations have: read once. */
const ofDocument = new WeakMap<Side, readonly Server[]>();

function listedBy(owner: Node): readonly Server[] | undefined {
  const list = owner.value['servers'];
  if (!isArray(list) || list.length === 0) return undefined;
  return list.flatMap((server, index) => {
    if (!isObject(server) || typeof server['url'] !== 'string') return [];
    const pointer = join(owner.pointer, 'servers', index);
    const variables = isObject(server['variables']) ? server['variables'] : {};
    return expand(server['url'], variables).map((url) => ({ url: plain(url), pointer }));
  });
}

function expand(url: string, variables: Readonly<Record<string, unknown>>): string[] {
  let urls = [url];
  for (const [, name = ''] of url.matchAll(/\{([^{}]*)\}/g)) {
    const variable = Object.hasOwn(variables, name) ? variables[name] : undefined;
    const { default: usual, enum: known } = (variable ?? {}) as { default?: unknown; enum?: unknown };
    const values =
      Array.isArray(known) && known.length > 0 ? known : usual === undefined ? [`{${name}}`] : [usual];
    urls = urls.flatMap((one) => values.map((value) => one.replace(`{${name}}`, String(value))));
    if (urls.length > maxUrlsPerServer) return urls.slice(0, maxUrlsPerServer);
  }
  return urls;
}

/** Scheme and host ignore case, default ports, dot segments and a slash at the end say nothing: RFC 3986 §6.2. */
function plain(url: string): string {
  const found = /^([a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)(.*)$/i.exec(url);
  if (found === null) return withoutDots(url).replace(/\/+$/, '');
  const [, scheme = '', host = '', rest = ''] = found;
  const port = scheme.toLowerCase() === 'https:' ? ':443' : scheme.toLowerCase() === 'http:' ? ':80' : '';
  const authority = port !== '' && host.endsWith(port) ? host.slice(0, -port.length) : host;
  return `${scheme.toLowerCase()}//${authority.toLowerCase()}${withoutDots(rest).replace(/\/+$/, '')}`;
}

/** `/a/./b/../c` is `/a/c`: RFC 3986 §5.2.4. A relative path keeps the steps up that leave it. */
function withoutDots(path: string): string {
  const kept: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '.') continue;
    const last = kept.at(-1);
    if (segment === '..' && last !== undefined && last !== '..') {
      if (last !== '') kept.pop();
    } else kept.push(segment);
  }
  return kept.join('/');
}

/** The path of a base URL, `/api/v1` or the empty string: what stands before the template in a request line. */
export function basePath(url: string): string {
  const path = url.replace(/^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i, '');
  return path === '' || path.startsWith('/') ? path : `/${path}`;
}

/** Scheme and host of a base URL, or the empty string where it is relative. */
export function authority(url: string): string {
  return /^([a-z][a-z0-9+.-]*:)?\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
}
