import { authority, basePath, serversOf } from '../operations/servers.js';
import type { OperationPair, Sides } from '../surfaces.js';
import { template } from '../normalize.js';
import { rule } from './rule.js';

/** Every base URL under which an operation was documented still answers. OpenAPI 3.1.1 §4.8.5. */
export const serverRemoved = rule({
  id: 'server-removed',
  waysOut: ['keep the old server in `servers` beside the new one'],
  judges: {
    *operation(pair, sides) {
      if (pair.place !== 'paths' || pair.base === undefined || pair.head === undefined) return;
      for (const { url, pointer } of missing(pair, sides))
        yield {
          level: 'breaking',
          about: url === '' ? '/' : url,
          base: pointer,
          head: pointer,
          surface: 'request',
          referrer: pair.inherits?.servers,
          message: `the base URL \`${url === '' ? '/' : url}\` is gone`,
          witness: { is: 'request', by: 'base', server: url },
          complaint: 'head documents no server at that address',
        };
    },
  },
});

function missing({ base, head }: OperationPair, sides: Sides): { url: string; pointer: string }[] {
  if (base === undefined || head === undefined) return [];
  const servers = serversOf(sides.head, head);
  const there = new Set(servers.map(({ url }) => url + template(head.path)));
  // An address without a host is relative to wherever the document was found: it names no host that could go.
  const paths = new Set(servers.map(({ url }) => basePath(url) + template(head.path)));
  // `/a/b` that lives on in `/a/{x}` is looked up under the wider template.
  const suffix =
    template(base.path).split('/').length === template(head.path).split('/').length
      ? template(head.path)
      : template(base.path);
  return serversOf(sides.base, base).filter(({ url }) => {
    const candidates = [template(base.path), suffix];
    if (candidates.some((path) => there.has(url + path))) return false;
    return authority(url) !== '' || !candidates.some((path) => paths.has(basePath(url) + path));
  });
}
