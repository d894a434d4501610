// Values of path parameters: one segment of the URL, whatever they are, or refused.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillPath } from '../../src/client/arguments.js';
import type { Jettson } from '../../src/index.js';
import { testRefused, wrong } from './refused.js';

const ids = [
  '',
  '.',
  '..',
  '%2e',
  '%2e%2e',
  '.%2E',
  '%2E.',
  'a/b',
  '/',
  '..\\..',
  '%2F',
  'a%5cb',
  '\ud800',
  'a\udc00',
];
const calls = [
  ['get', ({ agents }: Jettson, id: string) => agents.get(id)],
  ['cancel', ({ agents }: Jettson, id: string) => agents.cancel(id)],
  ['wait', ({ agents }: Jettson, id: string) => agents.wait(id)],
] as const;
testRefused(
  ids.flatMap((id) =>
    calls.map(([method, call]) => ({
      name: `${method}(${JSON.stringify(id)})`,
      call: (client: Jettson) => call(client, id),
      argument: 'agent_id',
      says: 'one path segment',
    })),
  ),
);
testRefused([
  {
    name: 'get(undefined)',
    call: ({ agents }) => agents.get(wrong(undefined)),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'get(7)',
    call: ({ agents }) => agents.get(wrong(7)),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'wait(null)',
    call: ({ agents }) => agents.wait(wrong(null)),
    argument: 'agent_id',
    says: 'must be a string',
  },
]);

const segment = fc
  .string({ unit: 'grapheme', minLength: 1 })
  .filter((text) => !/[/\\]|%2f|%5c/i.test(text) && !/^(?:\.|%2e){1,2}$/i.test(text));

test('a path value is one segment of the URL, and reads back as it was', () => {
  fc.assert(
    fc.property(segment, (value) => {
      const url = new URL(`https://jettson.dev/api/v1${fillPath('/agents/{agent_id}', { agent_id: value })}`);
      const parts = url.pathname.split('/');
      expect(parts.slice(0, 4)).toEqual(['', 'api', 'v1', 'agents']);
      expect(parts.slice(4).map(decodeURIComponent)).toEqual([value]);
      expect([url.search, url.hash, url.host]).toEqual(['', '', 'jettson.dev']);
    }),
  );
});

test('no value of any kind reaches another path: it is one segment, or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.anything()), (value) => {
      let path: string;
      try {
        path = fillPath('/agents/{agent_id}', { agent_id: value });
      } catch (thrown) {
        expect((thrown as Error).name).toBe('JettsonArgumentError');
        return;
      }
      expect(new URL(`https://jettson.dev${path}`).pathname.split('/').length).toBe(3);
    }),
  );
});
