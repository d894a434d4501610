// Mistakes as people make them by hand: each is one finding, where it was made, with a way out.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Change, type Sandbox, sandbox } from './sandbox.js';

let contract: Sandbox;
beforeAll(async () => {
  contract = await sandbox();
});
afterAll(() => contract.close());

const schemas = 'openapi/components/schemas';
const namespaces = 'openapi/paths/memory.namespaces.yaml';
const edit = (file: string, find: string, put: string): Change => ({ edit: file, find, put });

const deleteNamespaces = `delete:
  operationId: deleteMemoryNamespaces
  tags: [memory]
  summary: Delete all namespaces
  description: Takes away every namespace of the account.
  x-provenance: published
`;

// biome-ignore format: a table, one mistake a line
const mistakes: readonly { readonly name: string; readonly change: Change; readonly says: string }[] = [
  // Text that no parser, or not every parser, reads.
  { name: 'a line ends in a carriage return alone', change: edit(`${schemas}/MemoryInput.yaml`, 'type: object\n', 'type: object\r'), says: `${schemas}/MemoryInput.yaml:4:13  a line ends in a carriage return alone, which not every parser takes for an end: save the file with line feeds  source-syntax` },
  { name: 'a property stands one column too far left', change: edit(`${schemas}/MemoryInput.yaml`, '  value:\n', ' value:\n'), says: `${schemas}/MemoryInput.yaml:17:2  this is not YAML (bad indentation of a mapping entry): correct it  source-syntax` },
  { name: 'a merge conflict', change: edit('openapi/paths/agents.yaml', 'post:\n', '<<<<<<< HEAD\npost:\n'), says: 'openapi/paths/agents.yaml:2:1  a merge conflict stands here: settle it  source-syntax' },
  { name: 'another version of OpenAPI', change: edit('openapi/openapi.yaml', 'openapi: 3.1.0', 'openapi: 3.0.3'), says: 'openapi/openapi.yaml:10:1  the contract is OpenAPI 3.1: write `openapi: 3.1.0`  redocly/struct' },
  { name: 'a version of OpenAPI that is a number', change: edit('openapi/openapi.yaml', 'openapi: 3.1.0', 'openapi: 3.1'), says: 'openapi/openapi.yaml:10:1  the contract is OpenAPI 3.1: write `openapi: 3.1.0`  redocly/struct' },
  // References.
  { name: 'a reference as it stands in the bundle', change: edit('openapi/paths/agents.yaml', '../components/schemas/Agent.yaml', "'#/components/schemas/Agent'"), says: 'openapi/paths/agents.yaml:32:13  `#/components/schemas/Agent` leads nowhere: there is no `components` in openapi/paths/agents.yaml: did you mean `../components/schemas/Agent.yaml`?  source-reference' },
  { name: 'a reference from another folder', change: edit('openapi/paths/agents.yaml', '../components/schemas/Agent.yaml', 'components/schemas/Agent.yaml'), says: 'openapi/paths/agents.yaml:32:13  `components/schemas/Agent.yaml` leads nowhere: there is no openapi/paths/components/schemas/Agent.yaml: did you mean `openapi/components/schemas/Agent.yaml`?  source-reference' },
  { name: 'a reference that is a number', change: edit('openapi/paths/agents.yaml', '$ref: ../components/schemas/Agent.yaml', '$ref: 42'), says: 'openapi/paths/agents.yaml:32:13  this `$ref` is no text: write the path of a file inside openapi/  source-reference' },
  { name: 'a reference without a value', change: edit('openapi/paths/memory.yaml', '$ref: ../components/parameters/MemoryKey.yaml', '$ref:'), says: 'openapi/paths/memory.yaml:50:7  this `$ref` is no text: write the path of a file inside openapi/  source-reference' },
  { name: 'a file name spelt otherwise', change: edit('openapi/paths/agents.yaml', 'responses/Unauthorized.yaml', 'responses/Unauthorised.yaml'), says: 'openapi/paths/agents.yaml:36:7  `../components/responses/Unauthorised.yaml` leads nowhere: there is no openapi/components/responses/Unauthorised.yaml: did you mean `Unauthorized.yaml`?  source-reference' },
  // Names of keywords.
  { name: 'a misspelt description of a property', change: edit(`${schemas}/NamespaceInfo.yaml`, '    description:', '    desciption:'), says: `${schemas}/NamespaceInfo.yaml:11:5  this schema does not compile: unknown keyword: "desciption": did you mean \`description\`?  schema-strict` },
  { name: 'a misspelt bound', change: edit(`${schemas}/MemoryInput.yaml`, 'maxItems', 'maxItem'), says: `${schemas}/MemoryInput.yaml:32:5  this schema does not compile: unknown keyword: "maxItem": did you mean \`maxItems\`?  schema-strict` },
  { name: 'a misspelt description of an answer that many operations share', change: edit('openapi/components/responses/NotFound.yaml', 'description:', 'descripton:'), says: 'openapi/components/responses/NotFound.yaml:2:1  Property `descripton` is not expected here: did you mean `description`?  redocly/struct' },
  { name: 'a misspelt method', change: edit(namespaces, 'get:\n', 'gett:\n'), says: `${namespaces}:2:1  Property \`gett\` is not expected here: did you mean \`get\`?  redocly/struct` },
  { name: 'a misspelt format', change: edit(`${schemas}/Agent.yaml`, 'format: date-time', 'format: datetime'), says: `${schemas}/Agent.yaml:50:3  this schema does not compile: unknown format "datetime": did you mean \`date-time\`?  schema-strict` },
  { name: 'yes for true', change: edit('openapi/components/parameters/AgentId.yaml', 'required: true', 'required: yes'), says: 'openapi/components/parameters/AgentId.yaml:5:1  Expected type `boolean` but got `string`  redocly/struct' },
  { name: 'a parameter of a place that does not exist', change: edit('openapi/components/parameters/MemoryKey.yaml', 'in: query', 'in: body'), says: 'openapi/components/parameters/MemoryKey.yaml:3:1  `in` can be one of the following only: "query", "header", "path", "cookie"  redocly/struct' },
  { name: 'a property without a type', change: edit(`${schemas}/MemoryInput.yaml`, '  value:\n    type: string\n', '  value:\n'), says: `${schemas}/MemoryInput.yaml:19:5  this schema does not compile: missing type "string" for keyword "maxLength". Correct the keyword, or remove it  schema-strict` },
  { name: 'a tag that is no list', change: edit('openapi/paths/agents.yaml', 'tags: [agents]', 'tags: agents'), says: 'openapi/paths/agents.yaml:4:3  Expected type `array` but got `string`  redocly/struct' },
  { name: 'a security scheme by another name', change: edit('openapi/openapi.yaml', '  - bearerAuth: []', '  - bearerAut: []'), says: 'openapi/openapi.yaml:61:1  the global security is not exactly `bearerAuth`: keep the one global `security: [{ bearerAuth: [] }]` and remove the rest  jettson-bearer' },
  // Operations.
  { name: 'an operation without an answer', change: edit(namespaces, 'get:\n', `${deleteNamespaces}get:\n`), says: `${namespaces}:2:1  deleteMemoryNamespaces documents no answer: add the status with a reference into openapi/components/responses  jettson-required-errors` },
  { name: 'an operation without an id', change: edit(namespaces, '  operationId: listMemoryNamespaces\n', ''), says: `${namespaces}:2:1  Operation object should contain \`operationId\` field  redocly/operation-operationId` },
  { name: 'a GET with a body', change: edit('openapi/paths/agents.{agent_id}.yaml', 'get:\n', 'get:\n  requestBody:\n    content: { application/json: { schema: { $ref: ../components/schemas/MemoryInput.yaml } } }\n'), says: 'openapi/paths/agents.{agent_id}.yaml:3:3  this GET has a body: remove it, or choose another status or method  jettson-no-content' },
  { name: 'a path twice, under another name of its parameter', change: edit('openapi/openapi.yaml', '  /memory:\n', "  /agents/{id}:\n    $ref: 'paths/agents.{agent_id}.yaml'\n  /memory:\n"), says: 'openapi/openapi.yaml:75:3  The path already exists which differs only by path parameter name(s): `/agents/{agent_id}` and `/agents/{id}`  redocly/no-identical-paths' },
  { name: 'a query parameter in camelCase', change: edit('openapi/components/parameters/MemoryNamespace.yaml', 'name: namespace', 'name: nameSpace'), says: 'openapi/components/parameters/MemoryNamespace.yaml:2:1  the parameter `nameSpace` is not snake_case: rename it, or list it in spectral.yaml with the source that spells it so  jettson-snake-case' },
  // Values.
  { name: 'a request object that takes any member', change: edit(`${schemas}/MemoryInput.yaml`, 'additionalProperties: false\n', ''), says: `${schemas}/MemoryInput.yaml:2:1  this request object has no \`additionalProperties: false\`: state the bound, or why there is none in \`x-unbounded\`  jettson-bounds` },
  { name: 'a misspelt member of an example, which the open response takes', change: edit('openapi/examples/getAgent.completed.json', '"final_result"', '"final_reslt"'), says: 'openapi/examples/getAgent.completed.json:17:7  no schema of this body lists the member `final_reslt`: correct the example, or describe it in the contract  example-valid' },
  { name: 'a renamed property that examples still show', change: edit(`${schemas}/Agent.yaml`, '  warm_hit:', '  was_warm:'), says: 'openapi/examples/spawnAgent.cold-start.json:18:7  no schema of this body lists the member `warm_hit` (nor in 11 other examples): correct the example, or describe it in the contract  example-valid' },
  { name: 'the only example of an answer is gone', change: { remove: 'openapi/examples/listMemoryNamespaces.invalid-api-key.json' }, says: `${namespaces}:17:5  the body of this 401 of listMemoryNamespaces has no example: add or rename a file openapi/examples/<operationId>.<case>.json; nothing else holds examples of bodies  jettson-examples` },
];

test.each(mistakes)('$name', async ({ change, says }) => {
  const { findings } = await contract.lintWith({ name: '', change, rule: '' });
  expect(
    findings.map(({ file, line, column, message, rule }) => `${file}:${line}:${column}  ${message}  ${rule}`),
  ).toEqual([says]);
});
