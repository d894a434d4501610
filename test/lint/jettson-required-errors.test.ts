import { rule } from './rule.js';

const operation = (operationId: string, statuses: readonly string[], more: object = {}) => ({
  paths: {
    '/x': {
      post: { operationId, responses: Object.fromEntries(statuses.map((status) => [status, {}])), ...more },
    },
  },
});
const everywhere = ['200', '401', '429', '500', '503'];
const at = '/paths/~1x/post/responses';

rule('jettson-required-errors', {
  valid: [
    { name: 'an operation without input', document: operation('exportMemory', everywhere) },
    {
      name: 'an operation with input and a 400',
      document: operation('searchMemory', [...everywhere, '400'], { requestBody: {} }),
    },
    {
      name: 'a path parameter alone, which cannot be invalid',
      document: operation('listX', everywhere, { parameters: [{ in: 'path' }] }),
    },
    {
      name: 'a body where there can be none, which is another rule’s business',
      document: {
        paths: {
          '/x': {
            get: {
              operationId: 'listX',
              requestBody: {},
              responses: Object.fromEntries(everywhere.map((status) => [status, {}])),
            },
          },
        },
      },
    },
    {
      name: 'a 404 on an operation that is not listed',
      document: operation('listX', [...everywhere, '404']),
    },
  ],
  invalid: [
    {
      name: 'no answer at all',
      document: { paths: { '/x': { delete: { operationId: 'deleteX' } } } },
      at: '/paths/~1x/delete',
      says: 'deleteX documents no answer',
    },
    {
      name: 'no 401',
      document: operation('listX', ['200', '429', '500', '503']),
      at,
      says: 'listX does not document 401, and every operation can answer it',
    },
    {
      name: 'no 503',
      document: operation('listX', ['200', '401', '429', '500']),
      at,
      says: 'listX does not document 503',
    },
    {
      name: 'a body without a 400',
      document: operation('searchMemory', everywhere, { requestBody: {} }),
      at,
      says: 'searchMemory does not document 400, and it takes a query, a header or a body',
    },
    {
      name: 'a header without a 400',
      document: operation('listX', everywhere, { parameters: [{ in: 'header' }] }),
      at,
      says: 'listX does not document 400',
    },
    {
      name: 'a query parameter of the path item without a 400',
      document: {
        paths: {
          '/x': {
            parameters: [{ in: 'query' }],
            get: {
              operationId: 'listX',
              responses: Object.fromEntries(everywhere.map((status) => [status, {}])),
            },
          },
        },
      },
      at: '/paths/~1x/get/responses',
      says: 'listX does not document 400',
    },
    {
      name: 'a listed operation without its 404',
      document: operation('getAgent', everywhere),
      at,
      says: 'getAgent does not document 404, and it is one of the operations listed',
    },
    {
      name: 'a listed operation without its 402',
      document: operation('spawnAgent', everywhere),
      at,
      says: 'spawnAgent does not document 402',
    },
  ],
  canary: {
    name: 'the namespaces do not say 429',
    change: {
      edit: 'openapi/paths/memory.namespaces.yaml',
      find: "    '429':\n      $ref: ../components/responses/TooManyRequests.yaml\n",
      put: '',
    },
    rule: 'jettson-required-errors',
    line: '  responses:',
  },
});
