import { rule } from './rule.js';

const operation = (fields: object) => ({
  paths: { '/a': { get: { summary: 'List agents', description: 'All of them.', ...fields } } },
});
const schema = (fields: object) => ({ components: { schemas: { S: fields } } });
const at = '/paths/~1a/get';

rule('jettson-described', {
  valid: [
    { name: 'an operation with both texts', document: operation({}) },
    { name: 'a summary of exactly 60 characters', document: operation({ summary: 'x'.repeat(60) }) },
    {
      name: 'a property that refers to a described schema',
      document: {
        components: {
          schemas: {
            S: { properties: { r: { $ref: '#/components/schemas/R' } } },
            R: { description: 'A region.' },
          },
        },
      },
    },
    {
      name: 'enum values named around the enum',
      document: schema({
        description: '`a` is one, `b` the other.',
        anyOf: [{ enum: ['a', 'b'] }, { type: 'string' }],
      }),
    },
    {
      name: 'a parameter that is described where it leads',
      document: {
        ...operation({ parameters: [{ $ref: '#/components/parameters/P' }] }),
        components: { parameters: { P: { name: 'p', description: 'How many.' } } },
      },
    },
  ],
  invalid: [
    {
      name: 'no summary',
      document: operation({ summary: undefined }),
      at,
      says: 'this operation has no summary',
    },
    {
      name: 'a long summary',
      document: operation({ summary: 'x'.repeat(61) }),
      at: `${at}/summary`,
      says: 'this summary is longer than 60 characters',
    },
    {
      name: 'a summary with a full stop',
      document: operation({ summary: 'List agents.' }),
      at: `${at}/summary`,
      says: 'this summary ends in a full stop',
    },
    {
      name: 'no description of an operation',
      document: operation({ description: ' ' }),
      at,
      says: 'this operation has no description',
    },
    {
      name: 'no description of a parameter',
      document: operation({ parameters: [{ name: 'limit', in: 'query' }] }),
      at: `${at}/parameters/0`,
      says: 'this parameter has no description',
    },
    {
      name: 'an empty description of a response',
      document: operation({ responses: { '200': { description: '' } } }),
      at: `${at}/responses/200/description`,
      says: 'this response has no description',
    },
    {
      name: 'no description of a header',
      document: operation({ responses: { '200': { description: 'Fine.', headers: { 'X-A': {} } } } }),
      at: `${at}/responses/200/headers/X-A`,
      says: 'this header has no description',
    },
    {
      name: 'no description of a property deep inside',
      document: schema({ items: { properties: { id: {} } } }),
      at: '/components/schemas/S/items/properties/id',
      says: 'the property `id` has no description',
    },
    {
      name: 'a description that repeats the name',
      document: schema({ properties: { agent_id: { description: 'Agent ID.' } } }),
      at: '/components/schemas/S/properties/agent_id',
      says: 'the description of the property `agent_id` says nothing',
    },
    {
      name: 'a description to be written',
      document: schema({ properties: { id: { description: 'TBD' } } }),
      at: '/components/schemas/S/properties/id',
      says: 'the description of the property `id` says nothing',
    },
    {
      name: 'an enum value that nobody explains',
      document: schema({ description: '`a` is one.', enum: ['a', 'b'] }),
      at: '/components/schemas/S/enum',
      says: 'the enum value `b` is not explained',
    },
  ],
  canary: {
    name: 'the container loses the description of its region',
    change: {
      edit: 'openapi/components/schemas/AgentContainer.yaml',
      find: '    description: Where the computer stands, such as `iad`, `lhr` or `syd`. New regions appear without notice.\n',
      put: '',
    },
    rule: 'jettson-described',
    line: '  region:',
  },
});
