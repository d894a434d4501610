import { rule } from './rule.js';

const cursor = { name: 'cursor', in: 'query' };
const page = (schema: object, parameters: object[] = [cursor]) => ({
  paths: {
    '/agents': { get: { parameters, responses: { '200': { content: { 'application/json': { schema } } } } } },
  },
});
const properties = { data: { type: 'array' }, next_cursor: { type: ['string', 'null'] } };
const required = ['data', 'next_cursor'];
const at = '/paths/~1agents/get/responses/200/content/application~1json/schema';

rule('jettson-list-envelope', {
  valid: [
    { name: 'the whole envelope', document: page({ properties, required }) },
    {
      name: 'the envelope by reference',
      document: {
        ...page({ $ref: '#/components/schemas/P' }),
        components: { schemas: { P: { properties, required } } },
      },
    },
    {
      name: 'the envelope in two parts',
      document: page({ allOf: [{ properties, required: ['data'] }, { required: ['next_cursor'] }] }),
    },
    {
      name: 'null as an alternative',
      document: page({
        properties: { ...properties, next_cursor: { anyOf: [{ type: 'string' }, { type: 'null' }] } },
        required,
      }),
    },
    { name: 'a list without pages', document: page({ properties: { memories: { type: 'array' } } }, []) },
  ],
  invalid: [
    {
      name: 'a cursor that is not nullable',
      document: page({ properties: { ...properties, next_cursor: { type: 'string' } }, required }),
      at: `${at}/properties/next_cursor`,
      says: 'in the answer of this paginated list, `next_cursor` is not nullable',
    },
    {
      name: 'a cursor that is not required',
      document: page({ properties, required: ['data'] }),
      at: `${at}/required`,
      says: 'in the answer of this paginated list, `next_cursor` is not required',
    },
    {
      name: 'data that is not required',
      document: page({ properties, required: ['next_cursor'] }),
      at: `${at}/required`,
      says: 'in the answer of this paginated list, `data` is not required',
    },
    {
      name: 'data that is no array',
      document: page({ properties: { ...properties, data: { type: 'object' } }, required }),
      at: `${at}/properties/data`,
      says: 'in the answer of this paginated list, `data` is not an array',
    },
    {
      name: 'a next_cursor that cannot be sent',
      document: page({ properties, required }, []),
      at: `${at}/properties/next_cursor`,
      says: '`next_cursor` is answered, but no `cursor` can be sent',
    },
  ],
  canary: {
    name: 'next_cursor becomes optional',
    change: {
      edit: 'openapi/components/schemas/AgentListResponse.yaml',
      find: 'required: [data, next_cursor]',
      put: 'required: [data]',
    },
    rule: 'jettson-list-envelope',
    line: 'required: [data]',
  },
});
