import { rule } from './rule.js';

const answers = (tag: string, schemas: Record<string, object>) => ({
  paths: {
    '/a': {
      get: {
        tags: [tag],
        responses: {
          '200': {
            content: {
              'application/json': { schema: { $ref: `#/components/schemas/${Object.keys(schemas)[0]}` } },
            },
          },
        },
      },
    },
  },
  components: { schemas },
});
const text = { type: 'string', format: 'date-time', description: 'When, as an RFC 3339 date and time.' };
const number = { type: 'integer', description: 'When, in milliseconds since 1970.' };
const at = '/components/schemas/S/properties/made_at';

rule('jettson-timestamps', {
  valid: [
    { name: 'text on agents', document: answers('agents', { S: { properties: { made_at: text } } }) },
    {
      name: 'text or null on agents',
      document: answers('agents', { S: { properties: { made_at: { ...text, type: ['string', 'null'] } } } }),
    },
    { name: 'an integer in memory', document: answers('memory', { S: { properties: { made_at: number } } }) },
    {
      name: 'an integer or null as alternatives',
      document: answers('memory', {
        S: {
          properties: {
            made_at: { description: number.description, anyOf: [{ type: 'integer' }, { type: 'null' }] },
          },
        },
      }),
    },
    {
      name: 'a listed exception',
      document: answers('agents', { AgentProgressEntry: { properties: { ts: number } } }),
    },
    {
      name: 'a duration',
      document: answers('agents', { S: { properties: { spawn_time_ms: { type: 'integer' } } } }),
    },
  ],
  invalid: [
    {
      name: 'an integer on agents',
      document: answers('agents', { S: { properties: { made_at: number } } }),
      at,
      says: 'the timestamp `made_at` is not an RFC 3339 date-time',
    },
    {
      name: 'text without a format on agents',
      document: answers('agents', { S: { properties: { made_at: { ...text, format: 'date' } } } }),
      at,
      says: 'the timestamp `made_at` is not an RFC 3339',
    },
    {
      name: 'text in memory',
      document: answers('memory', { S: { properties: { made_at: text } } }),
      at,
      says: 'the timestamp `made_at` is not an integer of milliseconds',
    },
    {
      name: 'text or number in memory',
      document: answers('memory', {
        S: { properties: { made_at: { ...number, type: ['integer', 'string'] } } },
      }),
      at,
      says: 'the timestamp `made_at` is not an integer',
    },
    {
      name: 'a description without the unit',
      document: answers('memory', {
        S: { properties: { made_at: { type: 'integer', description: 'When.' } } },
      }),
      at,
      says: 'the description of the timestamp `made_at` does not name its unit',
    },
    {
      name: 'a date-time under another name in memory',
      document: answers('memory', { S: { properties: { born: text } } }),
      at: '/components/schemas/S/properties/born',
      says: 'the timestamp `born` is not an integer',
    },
    {
      name: 'an exception at another schema',
      document: answers('agents', { S: { properties: { ts: number } } }),
      at: '/components/schemas/S/properties/ts',
      says: 'the timestamp `ts` is not an RFC 3339',
    },
    {
      name: 'an exception that does not name its unit',
      document: answers('agents', {
        AgentProgressEntry: { properties: { ts: { type: 'integer', description: 'When.' } } },
      }),
      at: '/components/schemas/AgentProgressEntry/properties/ts',
      says: 'the description of the timestamp `ts`',
    },
  ],
  canary: {
    name: 'a memory is created at a date-time',
    change: {
      edit: 'openapi/components/schemas/MemorySearchResult.yaml',
      find: '  created_at:\n    type: integer\n',
      put: '  created_at:\n    type: string\n',
    },
    rule: 'jettson-timestamps',
    line: '  created_at:',
  },
});
