import { rule } from './rule.js';

rule('jettson-no-content', {
  valid: [
    {
      name: 'a 204 without content',
      document: { paths: { '/memory': { delete: { responses: { '204': { description: 'Gone.' } } } } } },
    },
    { name: 'a POST with a body', document: { paths: { '/memory': { post: { requestBody: {} } } } } },
  ],
  invalid: [
    {
      name: 'a 204 with content',
      document: { paths: { '/memory': { delete: { responses: { '204': { content: {} } } } } } },
      at: '/paths/~1memory/delete/responses/204/content',
      says: 'this 204 has content',
    },
    {
      name: 'a GET with a body',
      document: { paths: { '/memory': { get: { requestBody: {} } } } },
      at: '/paths/~1memory/get/requestBody',
      says: 'this GET has a body',
    },
    {
      name: 'a DELETE with a body',
      document: { paths: { '/memory': { delete: { requestBody: {} } } } },
      at: '/paths/~1memory/delete/requestBody',
      says: 'this DELETE has a body',
    },
  ],
  canary: {
    name: 'the deletion answers with content',
    change: {
      edit: 'openapi/paths/agents.{agent_id}.yaml',
      find: "    '204':\n      description: The agent was stopped. There is no body.\n",
      put: "    '204':\n      description: The agent was stopped.\n      content: { application/json: {} }\n",
    },
    rule: 'jettson-no-content',
    line: 'content: { application/json: {} }',
  },
});
