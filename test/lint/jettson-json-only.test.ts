import { rule } from './rule.js';

const answers = (response: unknown) => ({
  paths: { '/agents': { get: { responses: { '200': response } } } },
});
const takes = (parameter: unknown) => ({ paths: { '/agents': { get: { parameters: [parameter] } } } });

rule('jettson-json-only', {
  valid: [
    { name: 'application/json', document: answers({ content: { 'application/json': {} } }) },
    { name: 'a response without content', document: answers({ description: 'Done.' }) },
    {
      name: 'a query parameter that happens to be called accept',
      document: takes({ name: 'accept', in: 'query' }),
    },
  ],
  invalid: [
    {
      name: 'another media type beside it',
      document: answers({ content: { 'application/json': {}, 'text/plain': {} } }),
      at: '/paths/~1agents/get/responses/200/content/text~1plain',
      says: '`text/plain` is a media type other than application/json',
    },
    {
      name: 'a media type with a parameter',
      document: {
        paths: {
          '/agents': { post: { requestBody: { content: { 'application/json; charset=utf-8': {} } } } },
        },
      },
      at: '/paths/~1agents/post/requestBody/content/application~1json; charset=utf-8',
      says: '`application/json; charset=utf-8` is a media type other',
    },
    {
      name: 'content without a media type',
      document: answers({ content: {} }),
      at: '/paths/~1agents/get/responses/200/content',
      says: 'this body names no media type',
    },
    {
      name: 'a Content-Type parameter',
      document: takes({ name: 'content-type', in: 'header' }),
      at: '/paths/~1agents/get/parameters/0',
      says: 'the header `content-type` is described by hand',
    },
    {
      name: 'a Content-Type response header',
      document: answers({ headers: { 'Content-Type': {} } }),
      at: '/paths/~1agents/get/responses/200/headers/Content-Type',
      says: 'the header `Content-Type` is described by hand',
    },
  ],
  canary: {
    name: 'the export is answered as text/csv',
    change: { edit: 'openapi/paths/memory.export.yaml', find: 'application/json:', put: 'text/csv:' },
    rule: 'jettson-json-only',
    line: 'text/csv:',
  },
});
