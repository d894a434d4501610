import { rule } from './rule.js';

const v1 = { servers: [{ url: 'https://jettson.dev/api/v1' }] };
const v2 = { servers: [{ url: 'https://jettson.dev/api' }] };
const takes = (parameter: unknown) => ({ ...v1, paths: { '/agents': { get: { parameters: [parameter] } } } });

rule('jettson-server', {
  valid: [
    { name: 'paths without a version', document: { ...v1, paths: { '/agents': {}, '/vaults': {} } } },
    { name: 'a v2 path with its own server', document: { ...v1, paths: { '/v2/agents': v2 } } },
    {
      name: 'a query parameter that is not about the API version',
      document: takes({ name: 'version', in: 'query' }),
    },
  ],
  invalid: [
    {
      name: 'no server',
      document: { paths: {} },
      at: '',
      says: 'the server is not exactly `https://jettson.dev/api/v1`',
    },
    {
      name: 'a second server',
      document: { servers: [...v1.servers, { url: 'https://eu.jettson.dev/api/v1' }] },
      at: '/servers',
      says: 'the server is not exactly',
    },
    {
      name: 'plain HTTP',
      document: { servers: [{ url: 'http://jettson.dev/api/v1' }] },
      at: '/servers/0/url',
      says: 'the server is not exactly',
    },
    {
      name: 'a version in a path',
      document: { ...v1, paths: { '/v1/agents': {} } },
      at: '/paths/~1v1~1agents',
      says: 'the path names a version, `v1`',
    },
    {
      name: 'a version deep in a path',
      document: { ...v1, paths: { '/agents/V3beta': {} } },
      at: '/paths/~1agents~1V3beta',
      says: 'the path names a version, `V3beta`',
    },
    {
      name: 'a v2 path without its server',
      document: { ...v1, paths: { '/v2/agents': {} } },
      at: '/paths/~1v2~1agents',
      says: 'the server is not exactly `https://jettson.dev/api`',
    },
    {
      name: 'a v1 path with a server',
      document: { ...v1, paths: { '/agents': v2 } },
      at: '/paths/~1agents/servers',
      says: 'a path has servers of its own',
    },
    {
      name: 'an operation with a server',
      document: { ...v1, paths: { '/agents': { get: v2 } } },
      at: '/paths/~1agents/get/servers',
      says: 'an operation has servers of its own',
    },
    {
      name: 'a version header',
      document: takes({ name: 'X-API-Version', in: 'header' }),
      at: '/paths/~1agents/get/parameters/0',
      says: 'the parameter `X-API-Version` carries a version',
    },
    {
      name: 'a version parameter',
      document: takes({ name: 'api_version', in: 'query' }),
      at: '/paths/~1agents/get/parameters/0',
      says: 'the parameter `api_version` carries a version',
    },
  ],
  canary: {
    name: 'a path is keyed with v1',
    change: { edit: 'openapi/openapi.yaml', find: '  /memory/search:', put: '  /v1/memory/search:' },
    rule: 'jettson-server',
    line: '/v1/memory/search:',
  },
});
