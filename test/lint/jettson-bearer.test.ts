import { rule } from './rule.js';

const key = {
  security: [{ bearerAuth: [] }],
  components: { securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer' } } },
};

rule('jettson-bearer', {
  valid: [{ name: 'one global bearer key', document: { ...key, paths: { '/agents': { get: {} } } } }],
  invalid: [
    {
      name: 'no global security',
      document: { components: key.components },
      at: '',
      says: 'the global security is not exactly `bearerAuth`',
    },
    {
      name: 'an alternative without a key',
      document: { ...key, security: [{ bearerAuth: [] }, {}] },
      at: '/security',
      says: 'the global security is not exactly',
    },
    {
      name: 'a key in the query',
      document: { ...key, paths: { '/a': { get: { parameters: [{ name: 'api_key', in: 'query' }] } } } },
      at: '/paths/~1a/get/parameters/0',
      says: 'the parameter `api_key` is a second way to send a key',
    },
    {
      name: 'a second scheme',
      document: {
        ...key,
        components: {
          securitySchemes: {
            ...key.components.securitySchemes,
            apiKey: { type: 'apiKey', in: 'query', name: 'key' },
          },
        },
      },
      at: '/components/securitySchemes/apiKey',
      says: '`apiKey` is a second way to send a key',
    },
    {
      name: 'a scheme of another kind',
      document: {
        ...key,
        components: { securitySchemes: { bearerAuth: { type: 'http', scheme: 'basic' } } },
      },
      at: '/components/securitySchemes/bearerAuth',
      says: '`bearerAuth` is not `type: http`, `scheme: bearer`',
    },
    {
      name: 'an operation without a key',
      document: { ...key, paths: { '/agents': { get: { security: [] } } } },
      at: '/paths/~1agents/get/security',
      says: 'the GET operation chooses its own security',
    },
    {
      name: 'a header parameter called authorization',
      document: {
        ...key,
        paths: { '/agents': { get: { parameters: [{ in: 'header', name: 'authorization' }] } } },
      },
      at: '/paths/~1agents/get/parameters/0',
      says: 'the key is described as a header parameter',
    },
  ],
  canary: {
    name: 'the list of agents needs no key',
    change: {
      edit: 'openapi/paths/agents.yaml',
      find: '  operationId: listAgents\n',
      put: '  operationId: listAgents\n  security: []\n',
    },
    rule: 'jettson-bearer',
    line: 'security: []',
  },
});
