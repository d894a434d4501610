import { serversOf } from '../operations/servers.js';
import { template } from '../normalize.js';
import { covers } from '../operations/taken-over.js';
import { rule } from './rule.js';

/** One more address; the old ones still answer. */
export const serverAdded = rule({
  id: 'server-added',
  waysOut: [],
  judges: {
    *operation({ place, base, head }, sides) {
      if (place !== 'paths' || base === undefined || head === undefined) return;
      if (covers(head.path, base.path) && template(head.path) !== template(base.path)) return; // `/a/b` lives on in `/a/{x}`
      const known = new Set(serversOf(sides.base, base).map(({ url }) => url + template(base.path)));
      for (const { url, pointer } of serversOf(sides.head, head))
        if (!known.has(url + template(head.path)))
          yield {
            level: 'additive',
            about: url === '' ? '/' : url,
            base: null,
            head: pointer,
            surface: 'request',
            message: `the base URL \`${url === '' ? '/' : url}\` is new`,
          };
    },
  },
});
