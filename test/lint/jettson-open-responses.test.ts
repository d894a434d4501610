import { rule } from './rule.js';

const answers = (schema: object, schemas: object = {}) => ({
  paths: { '/a': { get: { responses: { '200': { content: { 'application/json': { schema } } } } } } },
  components: { schemas },
});
const at = '/paths/~1a/get/responses/200/content/application~1json/schema';

rule('jettson-open-responses', {
  valid: [
    {
      name: 'an object that says nothing about other keys',
      document: answers({ type: 'object', properties: {} }),
    },
    {
      name: 'a closed object in a request',
      document: {
        paths: {
          '/a': {
            post: {
              requestBody: { content: { 'application/json': { schema: { additionalProperties: false } } } },
            },
          },
        },
      },
    },
    {
      name: 'a property that is called additionalProperties',
      document: answers({ properties: { additionalProperties: { type: 'boolean' } } }),
    },
    {
      name: 'a schema that refers to itself',
      document: answers(
        { $ref: '#/components/schemas/T' },
        { T: { properties: { t: { $ref: '#/components/schemas/T' } } } },
      ),
    },
  ],
  invalid: [
    {
      name: 'additionalProperties: false',
      document: answers({ additionalProperties: false }),
      at: `${at}/additionalProperties`,
      says: 'a response object is closed by `additionalProperties: false`',
    },
    {
      name: 'unevaluatedProperties: false',
      document: answers({ unevaluatedProperties: false }),
      at: `${at}/unevaluatedProperties`,
      says: 'a response object is closed by `unevaluatedProperties: false`',
    },
    {
      name: 'additionalProperties: true',
      document: answers({ additionalProperties: true }),
      at: `${at}/additionalProperties`,
      says: 'a response object invites any key',
    },
    {
      name: 'patternProperties',
      document: answers({ patternProperties: { '^x': {} } }),
      at: `${at}/patternProperties`,
      says: 'a response object invites keys by `patternProperties`',
    },
    {
      name: 'propertyNames',
      document: answers({ propertyNames: { enum: ['a'] } }),
      at: `${at}/propertyNames`,
      says: 'a response object is closed by `propertyNames`',
    },
    {
      name: 'a closed object far behind references, at its own place',
      document: answers(
        { $ref: '#/components/schemas/Page' },
        {
          Page: { properties: { data: { items: { allOf: [{ $ref: '#/components/schemas/Agent' }] } } } },
          Agent: { properties: { c: { anyOf: [{ type: 'null' }, { additionalProperties: false }] } } },
        },
      ),
      at: '/components/schemas/Agent/properties/c/anyOf/1/additionalProperties',
      says: 'a response object is closed',
    },
    {
      name: 'a closed object in the items of a tuple',
      document: answers({ prefixItems: [{ additionalProperties: false }] }),
      at: `${at}/prefixItems/0/additionalProperties`,
      says: 'a response object is closed',
    },
  ],
  canary: {
    name: 'the agent is closed',
    change: {
      edit: 'openapi/components/schemas/Agent.yaml',
      find: 'type: object\n',
      put: 'type: object\nadditionalProperties: false\n',
    },
    rule: 'jettson-open-responses',
    line: 'additionalProperties: false',
  },
});
