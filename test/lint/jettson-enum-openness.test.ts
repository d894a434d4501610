import { rule } from './rule.js';

const answers = (schema: object, schemas: object = {}) => ({
  paths: { '/a': { get: { responses: { '200': { content: { 'application/json': { schema } } } } } } },
  components: { schemas },
});
const takes = (schema: object) => ({ paths: { '/a': { get: { parameters: [{ in: 'query', schema }] } } } });
const known = { type: 'string', enum: ['a', 'b'] };
const open = { anyOf: [known, { type: 'string' }] };
const at = '/paths/~1a/get/responses/200/content/application~1json/schema';
const closed = 'an enum in a response is closed without a reason';

rule('jettson-enum-openness', {
  valid: [
    { name: 'an open enum', document: answers(open) },
    {
      name: 'an open enum whose known values have a name',
      document: answers({ anyOf: [{ $ref: '#/components/schemas/K' }, { type: 'string' }] }, { K: known }),
    },
    {
      name: 'an open enum that may be null',
      document: answers({ anyOf: [known, { type: 'string', description: 'Others.' }, { type: 'null' }] }),
    },
    {
      name: 'an open enum of numbers',
      document: answers({ anyOf: [{ enum: [1, 2] }, { type: 'integer' }] }),
    },
    {
      name: 'a closed enum with its reason',
      document: answers({ ...known, 'x-closed-because': 'There are two sides to a coin.' }),
    },
    { name: 'a closed enum in a request', document: takes(known) },
  ],
  invalid: [
    { name: 'a closed enum', document: answers(known), at: `${at}/enum`, says: closed },
    {
      name: 'a reason that is empty',
      document: answers({ ...known, 'x-closed-because': ' ' }),
      at: `${at}/enum`,
      says: closed,
    },
    { name: 'a const', document: answers({ const: 'agent' }), at: `${at}/const`, says: closed },
    {
      name: 'oneOf, which a known value fails',
      document: answers({ oneOf: [known, { type: 'string' }] }),
      at: `${at}/oneOf/0/enum`,
      says: closed,
    },
    {
      name: 'an open branch that has limits',
      document: answers({ anyOf: [known, { type: 'string', pattern: '^x' }] }),
      at: `${at}/anyOf/0/enum`,
      says: closed,
    },
    {
      name: 'an open branch of another type',
      document: answers({ anyOf: [known, { type: 'integer' }] }),
      at: `${at}/anyOf/0/enum`,
      says: closed,
    },
    {
      name: 'an enum beside an open one',
      document: answers({ allOf: [open, known] }),
      at: `${at}/allOf/1/enum`,
      says: closed,
    },
    {
      name: 'an enum in the property of an open object',
      document: answers({ anyOf: [{ properties: { s: known } }, { type: 'string' }] }),
      at: `${at}/anyOf/0/properties/s/enum`,
      says: closed,
    },
    {
      name: 'an enum behind items and references, at its own place',
      document: answers(
        { items: { $ref: '#/components/schemas/M' } },
        { M: { properties: { s: { $ref: '#/components/schemas/S' } } }, S: known },
      ),
      at: '/components/schemas/S/enum',
      says: closed,
    },
    {
      name: 'an enum in a response header',
      document: {
        paths: { '/a': { get: { responses: { '200': { headers: { 'X-Plan': { schema: known } } } } } } },
      },
      at: '/paths/~1a/get/responses/200/headers/X-Plan/schema/enum',
      says: closed,
    },
    {
      name: 'an open enum in a request',
      document: takes(open),
      at: '/paths/~1a/get/parameters/0/schema/anyOf/0/enum',
      says: 'an enum in a request is open',
    },
  ],
  canary: {
    name: 'the kinds of progress are closed',
    change: {
      edit: 'openapi/components/schemas/AgentProgressEntry.yaml',
      find: '      - type: string\n        enum: [info, tool_use, complete, error]\n      - type: string\n',
      put: '      - type: string\n        enum: [info, tool_use, complete, error]\n      - type: integer\n',
    },
    rule: 'jettson-enum-openness',
    line: 'enum: [info, tool_use, complete, error]',
  },
});
