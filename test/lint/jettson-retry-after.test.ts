import { rule } from './rule.js';

const seconds = { schema: { type: 'integer', minimum: 0 } };
const answer = (status: string, headers?: object) => ({
  paths: {
    '/agents': {
      post: { responses: { [status]: { description: 'An answer.', ...(headers ? { headers } : {}) } } },
    },
  },
});
const at = (status: string) => `/paths/~1agents/post/responses/${status}`;

rule('jettson-retry-after', {
  valid: [
    { name: 'a 429 that says when', document: answer('429', { 'Retry-After': seconds }) },
    { name: 'a header name in other letters', document: answer('429', { 'retry-after': seconds }) },
    {
      name: 'a header that is referred to',
      document: {
        ...answer('429', { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }),
        components: { headers: { RetryAfter: seconds } },
      },
    },
    { name: 'a 503 with it', document: answer('503', { 'Retry-After': seconds }) },
    { name: 'a 503 without it', document: answer('503') },
  ],
  invalid: [
    {
      name: 'a 429 without it',
      document: answer('429'),
      at: `${at('429')}/description`,
      says: 'this 429 does not say when to retry',
    },
    {
      name: 'a 429 with other headers',
      document: answer('429', { 'X-Wait': seconds }),
      at: `${at('429')}/description`,
      says: 'this 429 does not say when to retry',
    },
    {
      name: 'a 500 with it',
      document: answer('500', { 'Retry-After': seconds }),
      at: `${at('500')}/headers/Retry-After`,
      says: 'a 500 promises `Retry-After`',
    },
    {
      name: 'text in the place of seconds',
      document: answer('429', { 'Retry-After': { schema: { type: 'string' } } }),
      at: `${at('429')}/headers/Retry-After`,
      says: '`Retry-After` is not an integer of 0 or more',
    },
    {
      name: 'seconds that may be negative',
      document: answer('429', { 'Retry-After': { schema: { type: 'integer' } } }),
      at: `${at('429')}/headers/Retry-After`,
      says: '`Retry-After` is not an integer',
    },
  ],
  canary: {
    name: 'the shared 429 loses the header',
    change: {
      edit: 'openapi/components/responses/TooManyRequests.yaml',
      find: 'headers:\n  Retry-After:\n    $ref: ../headers/RetryAfter.yaml\n',
      put: '',
    },
    rule: 'jettson-retry-after',
    line: 'description: |',
  },
});
