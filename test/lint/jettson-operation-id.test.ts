import { rule } from './rule.js';

const get = (operationId: unknown) => ({ paths: { '/agents': { get: { operationId } } } });
const at = '/paths/~1agents/get/operationId';

rule('jettson-operation-id', {
  valid: [
    { name: 'a verb of the list and a noun', document: get('listAgents') },
    { name: 'a noun of several words', document: get('listMemoryNamespaces') },
    {
      name: 'no id at all, which is the business of another rule',
      document: { paths: { '/agents': { get: {} } } },
    },
  ],
  invalid: [
    {
      name: 'a verb that is not in the list',
      document: get('fetchAgent'),
      at,
      says: 'the operation id `fetchAgent` is not one of our verbs',
    },
    {
      name: 'a verb without a noun',
      document: get('list'),
      at,
      says: 'the operation id `list` is not one of our verbs',
    },
    {
      name: 'the noun first',
      document: get('agentGet'),
      at,
      says: 'the operation id `agentGet` is not one of our verbs',
    },
    {
      name: 'PascalCase',
      document: get('ListAgents'),
      at,
      says: 'the operation id `ListAgents` is not lowerCamelCase',
    },
    {
      name: 'snake_case',
      document: get('list_agents'),
      at,
      says: 'the operation id `list_agents` is not lowerCamelCase',
    },
    {
      name: 'an id used twice, at the second use',
      document: {
        paths: { '/a': { get: { operationId: 'getAgent' } }, '/b': { post: { operationId: 'getAgent' } } },
      },
      at: '/paths/~1b/post/operationId',
      says: 'the operation id `getAgent` is taken by GET /a',
    },
  ],
  canary: {
    name: 'listAgents becomes fetchAgents',
    change: {
      edit: 'openapi/paths/agents.yaml',
      find: 'operationId: listAgents',
      put: 'operationId: fetchAgents',
    },
    rule: 'jettson-operation-id',
    line: 'operationId: fetchAgents',
  },
});
