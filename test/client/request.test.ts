// `client.request` and `client.http`: paths, methods and parameters that no wrapper has checked.
import { testRefused, wrong } from './refused.js';

testRefused([
  {
    name: 'request with a whole URL',
    call: (client) => client.request('GET', 'https://evil.example/'),
    argument: 'path',
    says: 'below the base URL',
  },
  {
    name: 'request to //host',
    call: (client) => client.request('GET', '//evil.example/'),
    argument: 'path',
    says: 'segments',
  },
  {
    name: 'request with dots',
    call: (client) => client.request('DELETE', '/agents/..'),
    argument: 'path',
    says: 'segments',
  },
  {
    name: 'request with encoded dots',
    call: (client) => client.request('DELETE', '/agents/%2E%2e/x'),
    argument: 'path',
    says: 'segments',
  },
  {
    name: 'request with a query in the path',
    call: (client) => client.request('GET', '/agents?limit=1'),
    argument: 'path',
    says: '`query`',
  },
  {
    name: 'request without a value',
    call: (client) => client.request('GET', '/agents/{agent_id}'),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'request with an odd method',
    call: (client) => client.request('GET /', '/agents'),
    argument: 'method',
    says: 'HTTP method',
  },
  {
    name: 'http with dots',
    call: ({ http }) => http.DELETE('/agents/{agent_id}', { params: { path: { agent_id: '..' } } }),
    argument: 'agent_id',
    says: 'not "." or ".."',
  },
  {
    name: 'http without a value',
    call: ({ http }) => http.GET('/agents/{agent_id}', wrong({})),
    argument: 'agent_id',
    says: 'must be a string',
  },
  {
    name: 'http with a Date in the query',
    call: ({ http }) => http.GET('/agents', { params: { query: { cursor: wrong(new Date(0)) } } }),
    argument: 'cursor',
    says: 'must be a string',
  },
  {
    name: 'http with an Authorization parameter',
    call: ({ http }) => http.GET('/agents', { params: { header: wrong({ Authorization: 'x' }) } }),
    argument: 'headers.Authorization',
    says: 'the client sets itself',
  },
  {
    name: 'request without a method',
    call: (client) => client.request(wrong(undefined), '/agents'),
    argument: 'method',
    says: 'HTTP method',
  },
  {
    name: 'request by a symbol',
    call: (client) => client.request(wrong(Symbol('GET')), '/agents'),
    argument: 'method',
    says: 'HTTP method',
  },
  {
    name: 'request of a method that fetch does not send',
    call: (client) => client.request('connect', '/agents'),
    argument: 'method',
    says: 'HTTP method',
  },
  {
    name: 'request of a path that is a symbol',
    call: (client) => client.request('GET', wrong(Symbol('/agents'))),
    argument: 'path',
    says: 'such as /agents',
  },
  {
    name: 'a GET with a body',
    call: (client) => client.request('GET', '/agents', { body: {} }),
    argument: 'method',
    says: 'takes a body, such as POST',
  },
  {
    name: 'request with parameters that are a text',
    call: (client) => client.request('GET', '/agents', wrong('x')),
    argument: 'params',
    says: 'must be an object',
  },
  {
    name: 'request with a query that is a text',
    call: (client) => client.request('GET', '/agents', { query: wrong('limit=1') }),
    argument: 'query',
    says: 'must be an object',
  },
  {
    name: 'request with path values that are a text',
    call: (client) => client.request('GET', '/agents', { path: wrong('x') }),
    argument: 'path',
    says: 'must be an object',
  },
  {
    name: 'half a surrogate pair as the name of a query parameter',
    call: (client) => client.request('GET', '/agents', { query: { '\ud800': 1 } }),
    argument: 'query',
    says: 'surrogate',
  },
  {
    name: 'http with an init that is a text',
    call: ({ http }) => http.GET('/agents', wrong('x')),
    argument: 'init',
    says: 'must be an object',
  },
  {
    name: 'http with middleware of openapi-fetch',
    call: ({ http }) => http.GET('/agents', { middleware: [{ onRequest: () => undefined }] }),
    argument: 'middleware',
    says: 'the client has',
  },
  {
    name: 'http with an option of fetch',
    call: ({ http }) => http.GET('/agents', { credentials: 'include' }),
    argument: 'credentials',
    says: '`fetchOptions`',
  },
  {
    name: 'http with an Authorization header',
    call: ({ http }) => http.GET('/agents', { headers: { Authorization: 'x' } }),
    argument: 'headers.Authorization',
    says: 'the client sets itself',
  },
]);
