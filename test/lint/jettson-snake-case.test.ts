import { rule } from './rule.js';

const property = (schema: string, name: string) => ({
  components: { schemas: { [schema]: { properties: { [name]: {} } } } },
});
const takes = (parameter: unknown) => ({ paths: { '/agents': { get: { parameters: [parameter] } } } });

rule('jettson-snake-case', {
  valid: [
    { name: 'words joined by underscores', document: property('Memory', 'expires_in_2_days') },
    { name: 'a listed exception at its schema', document: property('MemoryScoreBreakdown', 'timeDecay') },
    {
      name: 'a header parameter in its own spelling',
      document: takes({ in: 'header', name: 'X-Idempotency-Key' }),
    },
  ],
  invalid: [
    {
      name: 'a path segment that is half a parameter',
      document: { paths: { '/agents/{id': {} } },
      at: '/paths/~1agents~1{id',
      says: 'the path segment `{id` is neither a lower-case word nor a {parameter}',
    },
    {
      name: 'a path segment in camelCase',
      document: { paths: { '/agentTemplates/{agent_id}': {} } },
      at: '/paths/~1agentTemplates~1{agent_id}',
      says: 'the path segment `agentTemplates` is neither',
    },
    {
      name: 'camelCase',
      document: property('Memory', 'createdAt'),
      at: '/components/schemas/Memory/properties/createdAt',
      says: 'the property `createdAt` is not snake_case',
    },
    {
      name: 'a listed exception at another schema',
      document: property('Memory', 'timeDecay'),
      at: '/components/schemas/Memory/properties/timeDecay',
      says: 'the property `timeDecay` is not snake_case',
    },
    {
      name: 'two underscores in a row',
      document: property('Memory', 'created__at'),
      at: '/components/schemas/Memory/properties/created__at',
      says: 'the property `created__at` is not',
    },
    {
      name: 'a property deep inside',
      document: {
        components: { schemas: { M: { anyOf: [{ items: { properties: { 'kebab-case': {} } } }] } } },
      },
      at: '/components/schemas/M/anyOf/0/items/properties/kebab-case',
      says: 'the property `kebab-case` is not snake_case',
    },
    {
      name: 'a query parameter',
      document: takes({ in: 'query', name: 'minScore' }),
      at: '/paths/~1agents/get/parameters/0/name',
      says: 'the parameter `minScore` is not snake_case',
    },
  ],
  canary: {
    name: 'access_count becomes accessCount',
    change: {
      edit: 'openapi/components/schemas/Memory.yaml',
      find: '  access_count:',
      put: '  accessCount:',
    },
    rule: 'jettson-snake-case',
    line: 'accessCount:',
  },
});
