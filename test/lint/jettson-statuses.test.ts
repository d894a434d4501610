import { rule } from './rule.js';

const answers = (...statuses: string[]) => ({
  paths: { '/agents': { get: { responses: Object.fromEntries(statuses.map((status) => [status, {}])) } } },
});
const at = '/paths/~1agents/get/responses';

rule('jettson-statuses', {
  valid: [
    {
      name: 'every published status',
      document: answers('200', '201', '204', '400', '401', '402', '404', '429', '500', '503', 'x-note'),
    },
  ],
  invalid: [
    {
      name: 'a status that is not published',
      document: answers('200', '422'),
      at: `${at}/422`,
      says: '`422` is not a status of this API',
    },
    {
      name: 'a default',
      document: answers('200', 'default'),
      at: `${at}/default`,
      says: '`default` is not a status of this API',
    },
    {
      name: 'a range',
      document: answers('200', '4XX'),
      at: `${at}/4XX`,
      says: '`4XX` is not a status of this API',
    },
  ],
  canary: {
    name: 'a put conflicts',
    change: { edit: 'openapi/paths/memory.yaml', find: "    '402':\n", put: "    '409':\n" },
    rule: 'jettson-statuses',
    line: "'409':",
  },
});
