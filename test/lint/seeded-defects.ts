// Defects to seed into the sources, one at a time, and the place where each has to be reported.
import { Buffer } from 'node:buffer';
import type { Change, Defect } from './sandbox.js';

export interface SeededDefect extends Defect {
  readonly kind:
    | 'structure'
    | 'source'
    | 'reference'
    | 'example'
    | 'schema'
    | 'style'
    | 'answer'
    | 'provenance'
    | 'lifecycle';
}

const agents = 'openapi/paths/agents.yaml';
const agent = 'openapi/paths/agents.{agent_id}.yaml';
const memory = 'openapi/paths/memory.yaml';
const schemas = 'openapi/components/schemas';
const examples = 'openapi/examples';

const edit = (file: string, find: string, put: string): Change => ({ edit: file, find, put });
const write = (file: string, content: string | Uint8Array): Change => ({ write: file, content });

// biome-ignore format: a table, one defect a line
export const seededDefects: readonly SeededDefect[] = [
  // Files that no tool should have to guess about.
  { kind: 'source', name: 'a key stands twice', change: edit(`${schemas}/Memory.yaml`, 'type: object\n', 'type: object\ntitle: Twice\n'), rule: 'source-syntax', line: 'title: Twice', exitCode: 3 },
  { kind: 'source', name: 'a tab indents', change: edit(`${schemas}/Memory.yaml`, '  key:\n    type', '  key:\n\ttype'), rule: 'source-syntax', line: '\ttype', exitCode: 3 },
  { kind: 'source', name: 'a bracket stays open', change: edit(agents, 'tags: [agents]', 'tags: [agents'), rule: 'source-syntax', line: 'summary: Spawn an agent', exitCode: 3 },
  { kind: 'source', name: 'a colon in plain text', change: edit(`${schemas}/Region.yaml`, 'title: Region', 'title: Region: of all'), rule: 'source-syntax', line: 'title: Region: of all', exitCode: 3 },
  { kind: 'source', name: 'a file is Latin-1', change: write('openapi/components/schemas/Cafe.yaml', Buffer.from('title: Cafe\ndescription: Caf\xe9.\n', 'latin1')), rule: 'source-encoding', line: 'description', exitCode: 3 },
  { kind: 'source', name: 'a file begins with a byte order mark', change: write('openapi/components/schemas/Mark.yaml', '\uFEFFtitle: Mark\n'), rule: 'source-encoding', exitCode: 3 },
  { kind: 'source', name: 'a file is UTF-16', change: write('openapi/components/schemas/Wide.yaml', Buffer.from('\uFEFFtitle: Wide\n', 'utf16le')), rule: 'source-encoding', exitCode: 3 },
  { kind: 'source', name: 'aliases multiply', change: write('openapi/components/schemas/Bomb.yaml', 'a: &a [1, 1]\nb: &b [*a, *a]\nc: [*b, *b]\n'), rule: 'source-syntax', line: 'a: &a', exitCode: 3 },
  { kind: 'source', name: 'a mapping is merged into another', change: edit(`${schemas}/Region.yaml`, 'type: string\n', 'type: string\n<<: { minLength: 3 }\n'), rule: 'source-syntax', line: '<<:', exitCode: 3 },
  { kind: 'source', name: 'an example has a comment', change: edit(`${examples}/getAgent.not-found.json`, '    "status": 404,', '    // gone\n    "status": 404,'), rule: 'source-syntax', line: '// gone', exitCode: 3 },
  { kind: 'source', name: 'a mapping is nested a thousand deep', change: write('openapi/components/schemas/Deep.yaml', `title: Deep\nnot: ${'{ not: '.repeat(1000)}true${' }'.repeat(1000)}\n`), rule: 'source-syntax', line: 'not:', exitCode: 3 },
  { kind: 'source', name: 'a file is empty', change: write('openapi/components/schemas/Empty.yaml', ''), rule: 'source-syntax', exitCode: 3 },
  { kind: 'source', name: 'a folder is named like a file', change: write(`${schemas}/Folder.yaml/Inner.yaml`, 'title: Inner\n'), rule: 'source-syntax', file: `${schemas}/Folder.yaml`, exitCode: 3 },
  { kind: 'source', name: 'a file is larger than anybody writes', change: write(`${schemas}/Giant.yaml`, `title: ${'x'.repeat(2_000_000)}\n`), rule: 'source-syntax', exitCode: 3 },
  { kind: 'source', name: 'a key that JavaScript obeys', change: edit(`${schemas}/Region.yaml`, 'type: string\n', 'type: string\n__proto__: { type: object }\n'), rule: 'source-syntax', line: '__proto__', exitCode: 3 },
  { kind: 'source', name: 'a file holds two documents', change: edit(`${schemas}/Region.yaml`, 'type: string\n', '---\ntype: string\n'), rule: 'source-syntax', exitCode: 3 },
  { kind: 'source', name: 'openapi.yaml is gone', change: { remove: 'openapi/openapi.yaml' }, rule: 'source-syntax', file: 'openapi/openapi.yaml', exitCode: 3 },
  { kind: 'source', name: 'an example is not JSON', change: edit(`${examples}/getAgent.not-found.json`, '"status": 404,', '"status": 404'), rule: 'source-syntax', line: '"body"', exitCode: 3 },
  { kind: 'source', name: 'an example has a key twice', change: edit(`${examples}/getAgent.not-found.json`, '"status": 404,', '"status": 404,\n    "status" : 404,'), rule: 'source-syntax', line: '"status" : 404', exitCode: 3 },
  { kind: 'example', name: 'a default that is no yes or no', change: edit(`${examples}/getAgent.not-found.json`, '"default": true', '"default": "yes"'), rule: 'example-file', line: '"default": "yes"' },
  // References.
  { kind: 'reference', name: 'a schema that is not there', change: edit(agents, 'schemas/Agent.yaml', 'schemas/Agnet.yaml'), rule: 'source-reference', line: 'Agnet.yaml', exitCode: 3 },
  { kind: 'reference', name: 'a fragment that is not there', change: edit(agents, 'schemas/Agent.yaml', 'schemas/Agent.yaml#/properties/nothing'), rule: 'source-reference', line: 'nothing', exitCode: 3 },
  { kind: 'reference', name: 'a URL', change: edit(agents, '../components/schemas/Agent.yaml', 'https://jettson.dev/schemas/Agent.yaml'), rule: 'source-reference', line: 'https://jettson.dev', exitCode: 3 },
  { kind: 'reference', name: 'a path out of openapi/', change: edit(agents, '../components/schemas/Agent.yaml', '../../package.json'), rule: 'source-reference', line: '../../package.json', exitCode: 3 },
  { kind: 'reference', name: 'an encoded path out of openapi/', change: edit(agents, '../components/schemas/Agent.yaml', "'%2e%2e/%2e%2e/package.json'"), rule: 'source-reference', line: '%2e%2e', exitCode: 3 },
  { kind: 'reference', name: 'an absolute path', change: edit(agents, '../components/schemas/Agent.yaml', '/etc/hostname'), rule: 'source-reference', line: '/etc/hostname', exitCode: 3 },
  { kind: 'reference', name: 'a link that leads out of openapi/', change: { linkOut: `${schemas}/AgentContainer.yaml` }, rule: 'source-reference', exitCode: 3 },
  { kind: 'reference', name: 'a URL in a default, which tools would fetch', change: edit(`${schemas}/SpawnAgentRequest.yaml`, '    additionalProperties: true\n', '    additionalProperties: true\n    default: { $ref: "https://jettson.dev/x.yaml" }\n'), rule: 'source-reference', line: 'https://jettson.dev/x.yaml', exitCode: 3 },
  { kind: 'reference', name: 'an example kept elsewhere', change: edit('openapi/components/parameters/MemoryKey.yaml', 'schema:\n', 'examples: { one: { externalValue: "https://jettson.dev/x.json" } }\nschema:\n'), rule: 'source-reference', line: 'externalValue', exitCode: 3 },
  { kind: 'reference', name: 'a file that refers to itself', change: edit(`${schemas}/AgentContainer.yaml`, 'type: object\n', '$ref: AgentContainer.yaml\ntype: object\n'), rule: 'source-reference', line: '$ref: AgentContainer.yaml', exitCode: 3 },
  { kind: 'reference', name: 'a schema that nobody refers to', change: write(`${schemas}/Plan.yaml`, 'title: Plan\ntype: object\n'), rule: 'source-unreferenced' },
  { kind: 'reference', name: 'a path file that nobody refers to', change: write('openapi/paths/plans.yaml', 'get:\n  operationId: listPlans\n'), rule: 'source-unreferenced' },
  // The form of the document.
  { kind: 'structure', name: 'a misspelt keyword of OpenAPI', change: edit(agents, '  requestBody:', '  requestbody:'), rule: 'redocly/struct', line: 'requestbody:' },
  { kind: 'structure', name: 'a parameter of a place that does not exist', change: edit('openapi/components/parameters/MemoryKey.yaml', 'in: query', 'in: body'), rule: 'redocly/struct', line: 'in: body' },
  { kind: 'structure', name: 'a path parameter that nobody describes', change: edit('openapi/openapi.yaml', '  /memory/search:', '  /memory/{scope}/search:'), rule: 'redocly/path-parameters-defined', file: 'openapi/paths/memory.search.yaml', line: 'post:' },
  { kind: 'structure', name: 'a path parameter that is optional', change: edit('openapi/components/parameters/AgentId.yaml', 'required: true', 'required: false'), rule: 'spectral/path-params', line: 'name: agent_id' },
  { kind: 'structure', name: 'two paths that mean the same', change: edit('openapi/openapi.yaml', '  /memory:\n', "  /agents/{id}:\n    $ref: 'paths/agents.{agent_id}.yaml'\n  /memory:\n"), rule: 'redocly/no-identical-paths', line: '/agents/{id}:' },
  { kind: 'structure', name: 'a path that ends in a slash', change: edit('openapi/openapi.yaml', '  /memory/list:', '  /memory/list/:'), rule: 'redocly/no-path-trailing-slash', line: '/memory/list/:' },
  { kind: 'structure', name: 'a path with a query', change: edit('openapi/openapi.yaml', '  /memory/list:', '  /memory/list?all=true:'), rule: 'spectral/path-not-include-query', line: '/memory/list?all=true:' },
  { kind: 'structure', name: 'an operation that never succeeds', change: edit('openapi/paths/memory.namespaces.yaml', "    '200':", "    '404':"), rule: 'redocly/operation-2xx-response', line: '  responses:' },
  { kind: 'structure', name: 'a required property that does not exist', change: edit(`${schemas}/Agent.yaml`, 'created_at, model]', 'created_at, modell]'), rule: 'redocly/no-required-schema-properties-undefined', line: 'modell]' },
  { kind: 'structure', name: 'a parameter twice', change: edit(memory, '    - $ref: ../components/parameters/MemoryKey.yaml\n', '    - $ref: ../components/parameters/MemoryKey.yaml\n    - $ref: ../components/parameters/MemoryKey.yaml # again\n'), rule: 'redocly/operation-parameters-unique', line: '# again' },
  { kind: 'structure', name: 'a script in a description', change: edit('openapi/openapi.yaml', '    Any HTTP client will do', '    <script>alert(1)</script> Any HTTP client will do'), rule: 'redocly/no-unsafe-markdown', line: 'description: |' },
  { kind: 'structure', name: 'a webhook', change: edit('openapi/openapi.yaml', 'paths:\n', 'webhooks:\n  done:\n    post:\n      operationId: getDone\n      summary: x\n      responses: { "200": { description: Fine. } }\npaths:\n'), rule: 'redocly/rule/no-webhooks', line: 'webhooks:' },
  { kind: 'structure', name: 'a callback', change: edit(agents, '  operationId: spawnAgent\n', '  operationId: spawnAgent\n  callbacks: { done: { "{$request.body#/url}": { post: { summary: x, operationId: getDone, responses: { "200": { description: Fine. }, "400": { description: No. } } } } } }\n'), rule: 'redocly/rule/no-callbacks', line: 'callbacks:' },
  { kind: 'structure', name: 'a version in words', change: edit('openapi/openapi.yaml', '  version: 1.0.0', '  version: first'), rule: 'redocly/rule/info-version', line: 'version: first' },
  { kind: 'structure', name: 'a body that may or may not be required', change: edit(memory, '    required: true\n    description: The memory to store.\n', '    description: The memory to store.\n'), rule: 'redocly/rule/request-body-required', line: 'requestBody:' },
  { kind: 'structure', name: 'a path that is half a template', change: edit('openapi/openapi.yaml', '  /memory/search:', '  /memory/{search:'), rule: 'jettson-snake-case', line: '/memory/{search:' },
  // Schemas and values.
  { kind: 'schema', name: 'another dialect', change: edit('openapi/openapi.yaml', 'https://json-schema.org/draft/2020-12/schema', 'https://spec.openapis.org/oas/3.1/dialect/base'), rule: 'schema-strict', line: 'jsonSchemaDialect' },
  { kind: 'schema', name: 'a schema in a dialect of its own', change: edit(`${schemas}/Region.yaml`, 'type: string\n', '$schema: http://json-schema.org/draft-07/schema#\ntype: string\n'), rule: 'schema-strict', line: '$schema: http' },
  { kind: 'schema', name: 'a schema with a base of its own', change: edit(`${schemas}/Region.yaml`, 'type: string\n', '$id: https://example.test/region\ntype: string\n'), rule: 'schema-strict', line: '$id:' },
  { kind: 'schema', name: 'a type that does not exist', change: edit(`${schemas}/Memory.yaml`, 'type: array', 'type: list'), rule: 'schema-strict', line: 'type: list' },
  { kind: 'schema', name: 'a misspelt keyword', change: edit(`${schemas}/MemoryInput.yaml`, 'maxItems: 20', 'maxItem: 20'), rule: 'schema-strict', line: 'maxItem: 20' },
  { kind: 'schema', name: 'a keyword that does not go with the type', change: edit(`${schemas}/SpawnAgentRequest.yaml`, 'maxLength: 200', 'maxLength: 200\n    maximum: 3'), rule: 'schema-strict', line: 'maximum: 3' },
  { kind: 'schema', name: 'a format that does not exist', change: edit(`${schemas}/Memory.yaml`, 'format: int64', 'format: int63'), rule: 'schema-strict', line: '  created_at:' },
  { kind: 'schema', name: 'a pattern that is not valid with the u flag', change: edit('openapi/components/parameters/IdempotencyKey.yaml', "'^[!-~]+$'", "'^[\\!-~]+$'"), rule: 'schema-strict', line: 'pattern:' },
  { kind: 'schema', name: 'a default out of range', change: edit(`${schemas}/MemoryInput.yaml`, 'default: 5', 'default: 50'), rule: 'example-valid', line: 'default: 50' },
  { kind: 'schema', name: 'schemas that contain each other', change: edit(`${schemas}/RateLimitDetails.yaml`, 'type: object\n', 'type: object\nallOf: [{ $ref: ErrorDetails.yaml }]\n'), rule: 'schema-strict', file: `${schemas}/ErrorEnvelope.yaml`, line: 'title: ErrorEnvelope' },
  { kind: 'schema', name: 'a default that is no value of the enum', change: edit(`${schemas}/SearchMemoryRequest.yaml`, 'default: hybrid', 'default: fuzzy'), rule: 'example-valid', line: 'default: fuzzy' },
  { kind: 'schema', name: 'an enum value of another type', change: edit(`${schemas}/Region.yaml`, '[iad, lhr, syd]', '[iad, lhr, syd, 7]'), rule: 'example-valid', line: '[iad, lhr, syd, 7]' },
  { kind: 'schema', name: 'an enum value twice', change: edit(`${schemas}/Region.yaml`, '[iad, lhr, syd]', '[iad, lhr, syd, lhr]'), rule: 'redocly/no-duplicated-enum-values', line: '[iad, lhr, syd, lhr]' },
  { kind: 'schema', name: 'a minimum above the maximum', change: edit(`${schemas}/SearchMemoryRequest.yaml`, 'minimum: 1\n    maximum: 50', 'minimum: 100\n    maximum: 50'), rule: 'example-valid', line: 'default: 10' },
  // Examples.
  { kind: 'example', name: 'an example of no operation', change: write(`${examples}/getAgnet.not-found.json`, '{ "response": { "status": 404 } }\n'), rule: 'example-file' },
  { kind: 'example', name: 'an example without a case', change: write(`${examples}/getAgent.json`, '{ "response": { "status": 200 } }\n'), rule: 'example-file' },
  { kind: 'example', name: 'a case name in camelCase', change: { rename: `${examples}/getAgent.not-found.json`, to: `${examples}/getAgent.notFound.json` }, rule: 'example-file' },
  { kind: 'example', name: 'a status that the operation does not document', change: edit(`${examples}/getAgent.not-found.json`, '"status": 404', '"status": 410'), rule: 'example-file', line: '"status": 410' },
  { kind: 'example', name: 'a member that the format does not have', change: edit(`${examples}/getAgent.not-found.json`, '"response": {', '"respnse": {},\n  "response": {'), rule: 'example-file', line: '"respnse"' },
  { kind: 'example', name: 'a body where there is none', change: edit(`${examples}/cancelAgent.stopped.json`, '"status": 204', '"status": 204,\n    "body": {}'), rule: 'example-file', line: '"body": {}' },
  { kind: 'example', name: 'two defaults for one status', change: edit(`${examples}/spawnAgent.concurrent-limit-reached.json`, '"response": {', '"default": true,\n  "response": {'), rule: 'example-file', file: `${examples}/spawnAgent.rate-limited.json`, line: '"default": true' },
  { kind: 'example', name: 'a file that is no example', change: write(`${examples}/notes.txt`, 'to do\n'), rule: 'example-file' },
  { kind: 'example', name: 'a body of the wrong type', change: edit(`${examples}/getAgent.completed.json`, '"status": "completed"', '"status": 7'), rule: 'example-valid', line: '"status": 7' },
  { kind: 'example', name: 'a body without a required member', change: edit(`${examples}/getAgent.completed.json`, '      "model": "jettson-6.0",\n', ''), rule: 'example-valid', line: '"body": {' },
  { kind: 'example', name: 'a timestamp that is none', change: edit(`${examples}/getAgent.completed.json`, '"created_at": "2026-', '"created_at": "2026-14-'), rule: 'example-valid', line: '"created_at"' },
  { kind: 'example', name: 'a request body that is refused', change: edit(`${examples}/spawnAgent.spawning.json`, '"region": "lhr"', '"region": "fra"'), rule: 'example-valid', line: '"region": "fra"' },
  { kind: 'example', name: 'a header that is not a number', change: edit(`${examples}/spawnAgent.rate-limited.json`, '"Retry-After": "12"', '"Retry-After": "soon"'), rule: 'example-valid', line: '"soon"' },
  { kind: 'example', name: 'a header that nobody declares', change: edit(`${examples}/spawnAgent.rate-limited.json`, '"Retry-After": "12"', '"X-RateLimit-Reset": "12"'), rule: 'example-valid', line: 'X-RateLimit-Reset' },
  { kind: 'example', name: 'an example at the operation', change: edit('openapi/paths/memory.export.yaml', '        application/json:\n', '        application/json:\n          example: { memories: [] }\n'), rule: 'jettson-examples', line: 'example: {' },
  { kind: 'example', name: 'the only example of a status is gone', change: { remove: `${examples}/exportMemory.provider-unavailable.json` }, rule: 'jettson-examples', file: 'openapi/paths/memory.export.yaml', line: "    '503':" },
  { kind: 'example', name: 'a real-looking key', change: edit(`${examples}/listAgents.invalid-api-key.json`, '"message": "', '"message": "jett_sk_live_9QzT81LmVxR2bN7KcY5HdW3PsJ6GtA4f '), rule: 'jettson-no-secrets', line: '"message"' },
  // Style of operations.
  { kind: 'style', name: 'an operation id without a listed verb', change: edit('openapi/paths/memory.list.yaml', 'operationId: listMemory', 'operationId: memoryList'), rule: 'jettson-operation-id', line: 'operationId: memoryList' },
  { kind: 'style', name: 'an operation id that is taken', change: edit('openapi/paths/memory.list.yaml', 'operationId: listMemory', 'operationId: getMemory'), rule: 'jettson-operation-id', line: 'operationId: getMemory' },
  { kind: 'style', name: 'an operation without an id', change: edit('openapi/paths/memory.list.yaml', '  operationId: listMemory\n', ''), rule: 'redocly/operation-operationId', line: 'get:' },
  { kind: 'style', name: 'a tag that is not declared', change: edit(agent, 'tags: [agents]', 'tags: [robots]'), rule: 'jettson-one-tag', line: 'tags: [robots]' },
  { kind: 'style', name: 'an operation without a key', change: edit(agent, '  operationId: getAgent\n', '  operationId: getAgent\n  security: []\n'), rule: 'jettson-bearer', line: 'security: []' },
  { kind: 'style', name: 'the key as a header parameter', change: edit(agents, '  parameters:\n', '  parameters:\n    - name: Authorization\n      in: header\n      description: The key.\n      x-provenance: published\n      schema: { type: string, maxLength: 99 }\n'), rule: 'jettson-bearer', line: '- name: Authorization' },
  { kind: 'style', name: 'a second server', change: edit('openapi/openapi.yaml', 'security:\n', '  - url: https://eu.jettson.dev/api/v1\nsecurity:\n'), rule: 'jettson-server', line: 'servers:' },
  { kind: 'style', name: 'a version in a header', change: edit(agents, '  parameters:\n', '  parameters:\n    - name: X-API-Version\n      in: header\n      description: Which version to use.\n      x-provenance: published\n      schema: { type: string, maxLength: 9 }\n'), rule: 'jettson-server', line: '- name: X-API-Version' },
  { kind: 'style', name: 'a query parameter in camelCase', change: edit('openapi/components/parameters/MemoryNamespace.yaml', 'name: namespace', 'name: nameSpace'), rule: 'jettson-snake-case', line: 'name: nameSpace' },
  { kind: 'style', name: 'a property in camelCase', change: edit(`${schemas}/AgentContainer.yaml`, '  status:\n', '  startedBy:\n    type: string\n    description: Who started it.\n  status:\n'), rule: 'jettson-snake-case', line: 'startedBy:' },
  { kind: 'style', name: 'a summary with a full stop', change: edit(agent, 'summary: Get an agent', 'summary: Get an agent.'), rule: 'jettson-described', line: 'summary: Get an agent.' },
  { kind: 'style', name: 'a summary that is too long', change: edit(agent, 'summary: Get an agent', `summary: Get an agent ${'and wait '.repeat(8)}`), rule: 'jettson-described', line: 'summary: Get an agent and' },
  { kind: 'style', name: 'an operation without a summary', change: edit(agent, '  summary: Get an agent\n', ''), rule: 'jettson-described', line: 'get:' },
  { kind: 'style', name: 'a property without a description', change: edit(`${schemas}/NamespaceInfo.yaml`, '  count:\n    type: integer\n', '  size:\n    type: integer\n  count:\n    type: integer\n'), rule: 'jettson-described', line: '  size:' },
  { kind: 'style', name: 'an enum value that nobody explains', change: edit(`${schemas}/Region.yaml`, '[iad, lhr, syd]', '[iad, lhr, syd, fra]'), rule: 'jettson-described', line: '[iad, lhr, syd, fra]' },
  { kind: 'style', name: 'an anonymous object in an anonymous object', change: edit(`${schemas}/ErrorEnvelope.yaml`, '        type: string\n', '        type: object\n        properties:\n          text: { type: string, description: The words. }\n'), rule: 'jettson-components', line: '      message:' },
  { kind: 'style', name: 'a body written at the operation', change: edit('openapi/paths/memory.namespaces.yaml', '$ref: ../components/schemas/NamespaceListResponse.yaml', 'type: object'), rule: 'jettson-components', line: '          schema:' },
  // What is answered.
  { kind: 'answer', name: 'a 422', change: edit(memory, "    '400':\n", "    '422':\n"), rule: 'jettson-statuses', line: "'422':" },
  { kind: 'answer', name: 'a default answer', change: edit(memory, "    '503':\n", '    default:\n'), rule: 'jettson-statuses', line: 'default:' },
  { kind: 'answer', name: 'no 401', change: edit('openapi/paths/memory.export.yaml', "    '401':\n      $ref: ../components/responses/Unauthorized.yaml\n", ''), rule: 'jettson-required-errors', line: '  responses:' },
  { kind: 'answer', name: 'an error body of its own', change: edit('openapi/components/responses/NotFound.yaml', '$ref: ../schemas/ErrorEnvelope.yaml', '$ref: ../schemas/ErrorDetails.yaml'), rule: 'jettson-error-envelope', line: 'schema:' },
  { kind: 'answer', name: 'an error that is written out', change: edit(memory, '      $ref: ../components/responses/BadRequest.yaml\n', '      description: No.\n      content:\n        application/json:\n          schema:\n            $ref: ../components/schemas/ErrorEnvelope.yaml\n'), rule: 'jettson-error-envelope', line: "    '400':" },
  { kind: 'answer', name: 'a Retry-After in words', change: edit('openapi/components/headers/RetryAfter.yaml', '  type: integer\n  minimum: 0\n', '  type: string\n'), rule: 'jettson-retry-after', line: 'description: |' },
  { kind: 'answer', name: 'a Retry-After on a 500', change: edit('openapi/components/responses/InternalServerError.yaml', 'content:\n', 'headers:\n  Retry-After:\n    $ref: ../headers/RetryAfter.yaml\ncontent:\n'), rule: 'jettson-retry-after', line: '  Retry-After:' },
  { kind: 'answer', name: 'a 401 that refers to the 404', change: edit('openapi/paths/memory.export.yaml', 'responses/Unauthorized.yaml', 'responses/NotFound.yaml'), rule: 'jettson-error-envelope', line: "    '401':" },
  { kind: 'answer', name: 'an envelope whose code is optional', change: edit(`${schemas}/ErrorEnvelope.yaml`, 'required: [code, message]', 'required: [message]'), rule: 'jettson-error-envelope', line: 'required: [message]' },
  { kind: 'answer', name: 'a page that does not say where the next is', change: edit(`${schemas}/AgentListResponse.yaml`, "type: [string, 'null']", 'type: string'), rule: 'jettson-list-envelope', line: 'next_cursor:' },
  { kind: 'answer', name: 'a 204 with content', change: edit(memory, "    '204':\n", "    '204':\n      content: { application/json: { schema: { $ref: ../components/schemas/Memory.yaml } } }\n"), rule: 'jettson-no-content', line: 'content: { application/json' },
  { kind: 'answer', name: 'a GET with a body', change: edit(agent, 'get:\n', 'get:\n  requestBody:\n    content: { application/json: { schema: { $ref: ../components/schemas/MemoryInput.yaml } } }\n'), rule: 'jettson-no-content', line: '  requestBody:' },
  { kind: 'answer', name: 'a second media type', change: edit('openapi/paths/memory.export.yaml', '        application/json:\n', '        text/csv: {}\n        application/json:\n'), rule: 'jettson-json-only', line: 'text/csv' },
  { kind: 'answer', name: 'a response that is closed', change: edit(`${schemas}/DedupePair.yaml`, 'type: object\n', 'type: object\nadditionalProperties: false\n'), rule: 'jettson-open-responses', line: 'additionalProperties: false' },
  { kind: 'answer', name: 'a response that invites any key', change: edit(`${schemas}/ErrorDetails.yaml`, 'allOf:\n', 'type: object\nadditionalProperties: true\nallOf:\n'), rule: 'jettson-open-responses', line: 'additionalProperties: true' },
  { kind: 'answer', name: 'a response enum that is closed', change: edit(`${schemas}/MemorySource.yaml`, '  - type: string\n    enum: [manual, auto_extracted, consolidated]\n  - type: string\n', "  - type: string\n    enum: [manual, auto_extracted, consolidated]\n  - type: 'null'\n"), rule: 'jettson-enum-openness', line: 'enum: [manual' },
  { kind: 'answer', name: 'an error code as a const', change: edit(`${schemas}/ErrorEnvelope.yaml`, '        type: string\n', '        type: string\n        const: Failed\n'), rule: 'jettson-enum-openness', line: 'const: Failed' },
  { kind: 'answer', name: 'a request enum that is open', change: edit(`${schemas}/MemorySearchMode.yaml`, 'type: string\nenum: [hybrid, semantic, keyword]\n', 'anyOf:\n  - type: string\n    enum: [hybrid, semantic, keyword]\n  - type: string\n    x-unbounded: No length is published.\n'), rule: 'jettson-enum-openness', line: 'enum: [hybrid' },
  { kind: 'answer', name: 'a request string without a length', change: edit(`${schemas}/MemoryInput.yaml`, '    maxLength: 5000\n', ''), rule: 'jettson-bounds', line: '  value:' },
  { kind: 'answer', name: 'a query string without a length', change: edit('openapi/components/parameters/MemoryKey.yaml', '  maxLength: 128\n', ''), rule: 'jettson-bounds', line: 'schema:' },
  { kind: 'answer', name: 'an agent with epoch time', change: edit(`${schemas}/Agent.yaml`, '    type: string\n    format: date-time\n', '    type: integer\n'), rule: 'jettson-timestamps', line: '  created_at:' },
  { kind: 'answer', name: 'a memory time without a unit', change: edit(`${schemas}/Memory.yaml`, 'When the memory was created, in milliseconds since 1970-01-01T00:00:00Z.', 'When the memory was created.'), rule: 'jettson-timestamps', line: '  created_at:' },
  // Where things come from, and how they go.
  { kind: 'provenance', name: 'an operation without provenance', change: edit(agent, '  x-provenance: published\n', ''), rule: 'jettson-provenance', line: 'get:' },
  { kind: 'provenance', name: 'a schema without provenance', change: edit(`${schemas}/Region.yaml`, 'x-provenance: published\n', ''), rule: 'jettson-provenance', line: 'title: Region' },
  { kind: 'provenance', name: 'a word that is no provenance', change: edit(`${schemas}/Region.yaml`, 'x-provenance: published', 'x-provenance: assumed'), rule: 'jettson-provenance', line: 'x-provenance: assumed' },
  { kind: 'provenance', name: 'an inference without a reason', change: edit(`${schemas}/Region.yaml`, 'x-provenance: published', 'x-provenance: inferred'), rule: 'jettson-provenance', line: 'x-provenance: inferred' },
  { kind: 'lifecycle', name: 'a deprecation without a date', change: edit(agent, '  operationId: getAgent\n', '  operationId: getAgent\n  deprecated: true\n  x-replaced-by: listAgents\n'), rule: 'jettson-lifecycle', line: 'deprecated: true' },
  { kind: 'lifecycle', name: 'a successor that does not exist', change: edit(agent, '  operationId: getAgent\n', "  operationId: getAgent\n  deprecated: true\n  x-sunset: '2027-06-30'\n  x-replaced-by: readAgent\n"), rule: 'jettson-lifecycle', line: 'x-replaced-by: readAgent' },
  { kind: 'lifecycle', name: 'a date in words', change: edit(agent, '  operationId: getAgent\n', '  operationId: getAgent\n  deprecated: true\n  x-sunset: soon\n  x-replaced-by: listAgents\n'), rule: 'jettson-lifecycle', line: 'x-sunset: soon' },
  { kind: 'lifecycle', name: 'a property that goes without a date', change: edit(`${schemas}/Agent.yaml`, '  warm_hit:\n', '  warm_hit:\n    deprecated: true\n    x-replaced-by: spawn_time_ms\n'), rule: 'jettson-lifecycle', line: 'deprecated: true' },
  { kind: 'lifecycle', name: 'an enum value that goes without a date', change: edit(`${schemas}/AgentStatus.yaml`, '    enum: [spawning', '    x-deprecated-values: { idle: { replaced_by: running } }\n    enum: [spawning'), rule: 'jettson-lifecycle', line: 'x-deprecated-values' },
];
