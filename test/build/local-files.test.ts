import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BadContract } from '../../src/build/bad-contract.js';
import { generate } from '../../src/build/generate.js';
import { runLint } from '../../src/build/lint/run.js';
import { type ContractCopy, copyContract } from './contract-copy.js';

let copy: ContractCopy;
let requests = 0;
const server = createServer((_, response) => {
  requests += 1;
  response.end('type: string\n');
});
beforeEach(async () => {
  requests = 0;
  copy = await copyContract('local-files');
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await new Promise((resolve) => server.close(resolve));
  await copy.remove();
});

const request = 'openapi/components/schemas/SpawnAgentRequest.yaml';
const parameter = 'openapi/components/parameters/MemoryKey.yaml';
const source = 'openapi/components/schemas/MemorySource.yaml';

/** Members that tools read files for. */
const places = [
  {
    name: 'a `$ref` in a default',
    file: request,
    find: '    additionalProperties: true\n',
    put: (url: string) => `    additionalProperties: true\n    default: { $ref: "${url}" }\n`,
  },
  {
    name: 'the external value of an example',
    file: parameter,
    find: 'schema:\n',
    put: (url: string) => `examples: { one: { externalValue: "${url}" } }\nschema:\n`,
  },
  {
    name: 'the mapping of a discriminator',
    file: source,
    find: 'anyOf:\n',
    put: (url: string) => `discriminator: { propertyName: kind, mapping: { one: "${url}" } }\nanyOf:\n`,
  },
] as const;

test.each(places)('$name is never fetched, by the lint or by a build', async ({ file, find, put }) => {
  const { port } = server.address() as AddressInfo;
  await copy.edit(file, find, put(`http://127.0.0.1:${port}/x.yaml`));
  await runLint({ root: copy.root });
  await generate(copy.root).catch((error: unknown) => expect(error).toBeInstanceOf(BadContract));
  expect(requests).toBe(0);
});

test('the external value of an example is refused where it stands', async () => {
  await copy.edit(
    parameter,
    'schema:\n',
    'examples: { one: { externalValue: "../../../package.json" } }\nschema:\n',
  );
  const { findings, exitCode } = await runLint({ root: copy.root });
  expect(findings).toMatchObject([
    { file: parameter, message: expect.stringContaining('leads out of openapi/') },
  ]);
  expect(exitCode).toBe(3);
});
