import { rule } from './rule.js';

const answers = (media: object, more: object = {}) => ({
  paths: { '/a': { get: { responses: { '200': { content: { 'application/json': media } }, ...more } } } },
});
const shown = { examples: { 'one-page': { value: {} } } };
const at = '/paths/~1a/get/responses/200/content/application~1json';

rule('jettson-examples', {
  valid: [
    { name: 'a named example', document: answers(shown) },
    {
      name: 'a case in the request and its answer',
      document: {
        paths: {
          '/a': {
            post: {
              requestBody: { content: { 'application/json': shown } },
              responses: { '201': { content: { 'application/json': shown } } },
            },
          },
        },
      },
    },
    {
      name: 'a response without content',
      document: { paths: { '/a': { delete: { responses: { '204': { description: 'Gone.' } } } } } },
    },
    {
      name: 'a parameter with one example',
      document: { paths: { '/a': { get: { parameters: [{ name: 'p', in: 'query', example: 1 }] } } } },
    },
  ],
  invalid: [
    {
      name: 'a response without an example',
      document: answers({}),
      at: '/paths/~1a/get/responses/200',
      says: 'the body of this 200 has no example',
    },
    {
      name: 'a request body without an example',
      document: { paths: { '/a': { post: { requestBody: { content: { 'application/json': {} } } } } } },
      at: '/paths/~1a/post/requestBody/content/application~1json',
      says: 'this request body has no example',
    },
    {
      name: 'an example without a name',
      document: answers({ ...shown, example: {} }),
      at: `${at}/example`,
      says: 'this body has an `example` without a name',
    },
    {
      name: 'a case name used for two answers',
      document: answers(shown, { '404': { content: { 'application/json': shown } } }),
      at: '/paths/~1a/get/responses/404/content/application~1json/examples/one-page',
      says: 'the case `one-page` is already an example of the 200',
    },
    {
      name: 'a case name that is not kebab-case',
      document: answers({ examples: { onePage: { value: {} } } }),
      at: `${at}/examples/onePage`,
      says: 'the case name `onePage` is not kebab-case',
    },
    {
      name: 'a parameter with both keywords',
      document: {
        paths: {
          '/a': {
            get: { parameters: [{ name: 'p', in: 'query', example: 1, examples: { two: { value: 2 } } }] },
          },
        },
      },
      at: '/paths/~1a/get/parameters/0/example',
      says: '`example` stands beside `examples`',
    },
  ],
  canary: {
    name: 'the only example of a 500 is removed',
    change: { remove: 'openapi/examples/exportMemory.internal-error.json' },
    rule: 'jettson-examples',
    file: 'openapi/paths/memory.export.yaml',
    line: "    '500':",
  },
});
