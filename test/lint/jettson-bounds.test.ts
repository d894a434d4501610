import { rule } from './rule.js';

const takes = (schema: object, schemas: object = {}) => ({
  paths: { '/a': { post: { requestBody: { content: { 'application/json': { schema } } } } } },
  components: { schemas },
});
const at = '/paths/~1a/post/requestBody/content/application~1json/schema';

rule('jettson-bounds', {
  valid: [
    {
      name: 'every bound',
      document: takes({
        type: 'object',
        additionalProperties: false,
        properties: {
          s: { type: 'string', maxLength: 9 },
          n: { type: 'number', minimum: 0, exclusiveMaximum: 1 },
          a: { type: 'array', maxItems: 3 },
        },
      }),
    },
    { name: 'an enum', document: takes({ type: 'string', enum: ['a'] }) },
    { name: 'a reason', document: takes({ type: 'string', 'x-unbounded': 'No length is published.' }) },
    {
      name: 'one bound and a reason for the other',
      document: takes({ type: 'integer', minimum: 1, 'x-unbounded': 'No maximum is published.' }),
    },
    {
      name: 'an open object with a reason',
      document: takes({ type: 'object', 'x-unbounded': 'Its members are the caller’s own.' }),
    },
    {
      name: 'an object closed beside its alternatives',
      document: takes({ type: 'object', unevaluatedProperties: false, anyOf: [{ type: 'object' }] }),
    },
    {
      name: 'a bound in the other half of allOf',
      document: takes(
        { allOf: [{ $ref: '#/components/schemas/S' }, { maxLength: 9 }] },
        { S: { type: 'string' } },
      ),
    },
    {
      name: 'a bound that stands before the alternatives',
      document: takes({ maxLength: 9, anyOf: [{ type: 'string' }, { type: 'null' }] }),
    },
    {
      name: 'a response without bounds',
      document: {
        paths: {
          '/a': {
            get: {
              responses: { '200': { content: { 'application/json': { schema: { type: 'string' } } } } },
            },
          },
        },
      },
    },
  ],
  invalid: [
    {
      name: 'a string',
      document: takes({ type: 'string', minLength: 1 }),
      at,
      says: 'this request string has no `maxLength`',
    },
    {
      name: 'a string or null',
      document: takes({ type: ['string', 'null'] }),
      at,
      says: 'this request string has no `maxLength`',
    },
    {
      name: 'an array',
      document: takes({ type: 'array', items: { type: 'boolean' } }),
      at,
      says: 'this request array has no `maxItems`',
    },
    {
      name: 'an integer without a maximum',
      document: takes({ type: 'integer', minimum: 1 }),
      at,
      says: 'this request integer has no `maximum`',
    },
    {
      name: 'a number without anything',
      document: takes({ type: 'number' }),
      at,
      says: 'this request number has no `minimum` and no `maximum`',
    },
    {
      name: 'an object that takes any member',
      document: takes({ type: 'object', properties: {} }),
      at,
      says: 'this request object has no `additionalProperties: false`',
    },
    {
      name: 'an object that invites any member',
      document: takes({ type: 'object', additionalProperties: true }),
      at,
      says: 'this request object has no `additionalProperties: false`',
    },
    {
      name: 'a closed object with a reason for being open',
      document: takes({ type: 'object', additionalProperties: false, 'x-unbounded': 'Anything goes.' }),
      at: `${at}/x-unbounded`,
      says: 'this request object has bounds',
    },
    {
      name: 'a value of any type',
      document: takes({
        type: 'object',
        additionalProperties: false,
        properties: { v: { description: 'Anything.' } },
      }),
      at: `${at}/properties/v`,
      says: 'this request value of any type has no bounds',
    },
    {
      name: 'items behind a reference',
      document: takes(
        { $ref: '#/components/schemas/L' },
        { L: { type: 'array', maxItems: 2, items: { type: 'string' } } },
      ),
      at: '/components/schemas/L/items',
      says: 'this request string has no `maxLength`',
    },
    {
      name: 'an alternative',
      document: takes({ anyOf: [{ type: 'string' }, { type: 'null' }] }),
      at: `${at}/anyOf/0`,
      says: 'this request string has no `maxLength`',
    },
    {
      name: 'a header parameter',
      document: { paths: { '/a': { get: { parameters: [{ in: 'header', schema: { type: 'string' } }] } } } },
      at: '/paths/~1a/get/parameters/0/schema',
      says: 'this request string',
    },
    {
      name: 'a reason that a bound contradicts',
      document: takes({ type: 'string', maxLength: 9, 'x-unbounded': 'No length is published.' }),
      at: `${at}/x-unbounded`,
      says: 'this request string has bounds',
    },
  ],
  canary: {
    name: 'the key loses its length',
    change: {
      edit: 'openapi/components/schemas/MemoryInput.yaml',
      find: '    minLength: 1\n    maxLength: 128\n',
      put: '    minLength: 1\n',
    },
    rule: 'jettson-bounds',
    line: '  key:',
  },
});
