import { rule } from './rule.js';

const answers = (schema?: object) => ({
  paths: {
    '/a': { get: { responses: { '200': { content: { 'application/json': schema ? { schema } : {} } } } } },
  },
});
const schema = (name: string, fields: object) => ({ components: { schemas: { [name]: fields } } });
const object = (properties: object) => ({ type: 'object', properties });
const at = '/paths/~1a/get/responses/200/content/application~1json/schema';

rule('jettson-components', {
  valid: [
    { name: 'a named body', document: answers({ $ref: '#/components/schemas/Agent' }) },
    { name: 'one anonymous object', document: schema('S', object({ error: object({ code: {} }) })) },
    {
      name: 'anonymous objects side by side',
      document: schema('S', object({ a: object({ x: {} }), b: object({ x: {} }) })),
    },
    {
      name: 'the alternatives of one anonymous object',
      document: schema('S', object({ a: { anyOf: [object({ x: {} }), object({ y: {} })] } })),
    },
    {
      name: 'a named object in an anonymous one',
      document: schema('S', object({ a: object({ b: { $ref: '#/components/schemas/B' } }) })),
    },
  ],
  invalid: [
    {
      name: 'a body without a name',
      document: answers({ type: 'object' }),
      at,
      says: 'the schema of this body has no name',
    },
    {
      name: 'a list of named things, without a name of its own',
      document: answers({ type: 'array', items: { $ref: '#/components/schemas/Agent' } }),
      at,
      says: 'the schema of this body has no name',
    },
    {
      name: 'an anonymous object in an anonymous object',
      document: schema('S', object({ a: object({ b: object({ c: {} }) }) })),
      at: '/components/schemas/S/properties/a/properties/b',
      says: 'an anonymous object is nested in an anonymous object',
    },
    {
      name: 'an anonymous object in the items of one',
      document: schema('S', object({ a: object({ b: { items: object({ c: {} }) } }) })),
      at: '/components/schemas/S/properties/a/properties/b/items',
      says: 'an anonymous object is nested',
    },
    {
      name: 'a name that is no type',
      document: schema('agent-list', {}),
      at: '/components/schemas/agent-list',
      says: '`agent-list` is not the name of a TypeScript type',
    },
  ],
  canary: {
    name: 'the answer of the list is written at the operation',
    change: {
      edit: 'openapi/paths/memory.list.yaml',
      find: '            $ref: ../components/schemas/MemoryListResponse.yaml',
      put: '            type: object',
    },
    rule: 'jettson-components',
    line: '          schema:',
  },
});
