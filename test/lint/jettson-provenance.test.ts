import { rule } from './rule.js';

const schema = (fields: object) => ({ components: { schemas: { S: fields } } });
const published = { 'x-provenance': 'published' };
const at = '/components/schemas/S';

rule('jettson-provenance', {
  valid: [
    { name: 'a published schema', document: schema(published) },
    {
      name: 'an inferred schema with its reason',
      document: schema({ 'x-provenance': 'inferred', 'x-provenance-reason': 'A9: no length is published.' }),
    },
    {
      name: 'a published operation',
      document: { paths: { '/a': { get: { operationId: 'listA', ...published } } } },
    },
    {
      name: 'a parameter by reference',
      document: {
        paths: { '/a': { get: { ...published, parameters: [{ $ref: '#/components/parameters/P' }] } } },
        components: { parameters: { P: published } },
      },
    },
    {
      name: 'a property that is called x-provenance',
      document: schema({ ...published, properties: { 'x-provenance': { type: 'string' } } }),
    },
    {
      name: 'an example that holds the word',
      document: schema({ ...published, default: { 'x-provenance': 'somewhere' } }),
    },
  ],
  invalid: [
    {
      name: 'a schema without a mark',
      document: schema({}),
      at,
      says: 'the schema `S` does not say where it comes from',
    },
    {
      name: 'an operation without a mark',
      document: { paths: { '/a': { get: { operationId: 'listA' } } } },
      at: '/paths/~1a/get',
      says: 'the operation `listA` does not say where it comes from',
    },
    {
      name: 'a parameter without a mark',
      document: { paths: { '/a': { get: { ...published, parameters: [{ name: 'p' }] } } } },
      at: '/paths/~1a/get/parameters/0',
      says: 'this parameter does not say where it comes from',
    },
    {
      name: 'another word',
      document: schema({ 'x-provenance': 'guessed' }),
      at: `${at}/x-provenance`,
      says: '`guessed` is neither published nor inferred',
    },
    {
      name: 'an inference without a reason',
      document: schema({ ...published, properties: { p: { 'x-provenance': 'inferred' } } }),
      at: `${at}/properties/p/x-provenance`,
      says: 'this is inferred without a reason',
    },
    {
      name: 'a reason for what is published',
      document: schema({ ...published, 'x-provenance-reason': 'A1: so.' }),
      at: `${at}/x-provenance-reason`,
      says: 'this has a reason for an inference',
    },
  ],
  canary: {
    name: 'the version of an export loses the reason of its inference',
    change: {
      edit: 'openapi/components/schemas/MemoryExport.yaml',
      find: "    x-provenance-reason: 'A17: the field is published, its type is not; narrowing it later is no break.'\n",
      put: '',
    },
    rule: 'jettson-provenance',
    line: 'x-provenance: inferred',
  },
});
