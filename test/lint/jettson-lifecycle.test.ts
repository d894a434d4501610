import { rule } from './rule.js';

const going = { deprecated: true, 'x-sunset': '2027-06-30', 'x-replaced-by': 'listAgents' };
const operation = (fields: object) => ({
  paths: {
    '/a': { get: { operationId: 'searchAgents', ...fields } },
    '/b': { get: { operationId: 'listAgents' } },
  },
});
const schema = (fields: object) => ({ components: { schemas: { S: fields } } });
const at = '/paths/~1a/get';

rule('jettson-lifecycle', {
  valid: [
    { name: 'an operation with date and successor', document: operation(going) },
    {
      name: 'no successor, and the reason',
      document: operation({ ...going, 'x-replaced-by': 'none', description: 'Nobody needs it.' }),
    },
    {
      name: 'a property that a sibling replaces',
      document: schema({ properties: { old: { ...going, 'x-replaced-by': 'fresh' }, fresh: {} } }),
    },
    {
      name: 'an enum value that another replaces',
      document: schema({
        enum: ['a', 'b'],
        'x-deprecated-values': { a: { sunset: '2027-06-30', replaced_by: 'b' } },
      }),
    },
    {
      name: 'a property that is called deprecated',
      document: schema({ properties: { deprecated: { type: 'boolean' } } }),
    },
  ],
  invalid: [
    {
      name: 'no date',
      document: operation({ ...going, 'x-sunset': undefined }),
      at: `${at}/deprecated`,
      says: 'this is deprecated without the date of its end',
    },
    {
      name: 'a date that the calendar does not have',
      document: operation({ ...going, 'x-sunset': '2027-02-30' }),
      at: `${at}/x-sunset`,
      says: '`2027-02-30` is no date of the calendar',
    },
    {
      name: 'no successor',
      document: operation({ ...going, 'x-replaced-by': undefined }),
      at: `${at}/deprecated`,
      says: 'this is deprecated and does not name what replaces it',
    },
    {
      name: 'a successor that does not exist',
      document: operation({ ...going, 'x-replaced-by': 'findAgents' }),
      at: `${at}/x-replaced-by`,
      says: '`findAgents` cannot replace this',
    },
    {
      name: 'itself as successor',
      document: operation({ ...going, 'x-replaced-by': 'searchAgents' }),
      at: `${at}/x-replaced-by`,
      says: '`searchAgents` cannot replace this',
    },
    {
      name: 'none without a reason',
      document: operation({ ...going, 'x-replaced-by': 'none' }),
      at: `${at}/x-replaced-by`,
      says: 'this is deprecated, not replaced, and does not say why',
    },
    {
      name: 'a date on what stays',
      document: operation({ 'x-sunset': '2027-06-30' }),
      at: `${at}/x-sunset`,
      says: '`x-sunset` stands on something that is not deprecated',
    },
    {
      name: 'a deprecated property without a date',
      document: schema({ properties: { old: { deprecated: true, 'x-replaced-by': 'fresh' }, fresh: {} } }),
      at: '/components/schemas/S/properties/old/deprecated',
      says: 'this is deprecated without the date',
    },
    {
      name: 'a deprecated value that the enum does not have',
      document: schema({ enum: ['a'], 'x-deprecated-values': { z: {} } }),
      at: '/components/schemas/S/x-deprecated-values/z',
      says: '`z` is not a value of this enum',
    },
    {
      name: 'a deprecated value replaced by one that goes too',
      document: schema({
        enum: ['a', 'b'],
        'x-deprecated-values': { a: { sunset: '2027-06-30', replaced_by: 'a' } },
      }),
      at: '/components/schemas/S/x-deprecated-values/a',
      says: 'the value `a` is deprecated without a value that stays',
    },
  ],
  canary: {
    name: 'the export is deprecated without a date',
    change: {
      edit: 'openapi/paths/memory.export.yaml',
      find: '  operationId: exportMemory\n',
      put: '  operationId: exportMemory\n  deprecated: true\n  x-replaced-by: listMemory\n',
    },
    rule: 'jettson-lifecycle',
    line: 'deprecated: true',
  },
});
