import { rule } from './rule.js';

const error = (
  description: string,
  schema: object = { $ref: '#/components/schemas/ErrorEnvelope' },
  headers?: object,
) => ({
  description,
  content: { 'application/json': { schema } },
  ...(headers ? { headers } : {}),
});
const three = (...responses: object[]) => ({
  paths: Object.fromEntries(
    responses.map((response, index) => [`/${index}`, { get: { responses: { '401': response } } }]),
  ),
});
const envelope = (schema: object) => ({ paths: {}, components: { schemas: { ErrorEnvelope: schema } } });

rule('jettson-error-envelope', {
  valid: [
    {
      name: 'an envelope that requires what the overview shows',
      document: envelope({ required: ['error'], properties: { error: { required: ['code', 'message'] } } }),
    },
    { name: 'the same envelope everywhere', document: three(error('No key.'), error('No key.')) },
    {
      name: 'examples that differ',
      document: three(error('No key.'), { ...error('No key.'), 'x-examples': { other: {} } }),
    },
    {
      name: 'successes of any shape',
      document: { paths: { '/a': { get: { responses: { '200': {}, '204': {} } } } } },
    },
  ],
  invalid: [
    {
      name: 'a body of its own',
      document: three(error('No key.', { type: 'object' })),
      at: '/paths/~10/get/responses/401/content/application~1json/schema',
      says: 'the body of this 401 is not the error envelope',
    },
    {
      name: 'keywords beside the reference',
      document: three(error('No key.', { $ref: '#/components/schemas/ErrorEnvelope', minProperties: 2 })),
      at: '/paths/~10/get/responses/401/content/application~1json/schema',
      says: 'the body of this 401 is not the error envelope',
    },
    {
      name: 'no body',
      document: three({ description: 'No key.' }),
      at: '/paths/~10/get/responses/401/description',
      says: 'the body of this 401 is not the error envelope',
    },
    {
      name: 'the one description that differs',
      document: three(error('No key.'), error('Key, please.'), error('No key.')),
      at: '/paths/~11/get/responses/401',
      says: "the description of this 401 differs from the other operations'",
    },
    {
      name: 'the one with other headers',
      document: three(
        error('No key.', undefined, { A: {} }),
        error('No key.', undefined, { B: {} }),
        error('No key.', undefined, { A: {} }),
      ),
      at: '/paths/~11/get/responses/401',
      says: "the headers of this 401 differs from the other operations'",
    },
    {
      name: 'an envelope that need not hold an error',
      document: envelope({ properties: { error: { required: ['code', 'message'] } } }),
      at: '/components/schemas/ErrorEnvelope',
      says: 'the error envelope does not require `error`',
    },
    {
      name: 'an envelope whose error needs no code',
      document: envelope({ required: ['error'], properties: { error: { required: ['message'] } } }),
      at: '/components/schemas/ErrorEnvelope/properties/error/required',
      says: 'the error envelope does not require `code`',
    },
  ],
  canary: {
    name: 'the 404 of getAgent is written by hand',
    change: {
      edit: 'openapi/paths/agents.{agent_id}.yaml',
      find: "    '404':\n      $ref: ../components/responses/NotFound.yaml\n",
      put: "    '404': # by hand\n      description: Gone.\n      content:\n        application/json:\n          schema:\n            $ref: ../components/schemas/ErrorEnvelope.yaml\n",
    },
    rule: 'jettson-error-envelope',
    line: '# by hand',
  },
});
