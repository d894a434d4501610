import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { BadContract } from '../../src/build/bad-contract.js';
import { bundleContract } from '../../src/build/bundle.js';
import { root } from '../../src/build/project.js';
import { type ContractCopy, copyContract } from './contract-copy.js';

let copy: ContractCopy;
beforeAll(async () => {
  copy = await copyContract('bad-contract');
});
afterAll(() => copy.remove());

const agents = 'openapi/paths/agents.yaml';
beforeEach(async () => {
  await copy.write(agents, await readFile(join(root, agents)));
});

async function faultOf(): Promise<{ file: string; line: number; message: string } | undefined> {
  const error: unknown = await bundleContract(copy.root).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(BadContract);
  return (error as BadContract).faults[0];
}

test('a YAML syntax error is told with its file and line', async () => {
  await copy.edit(agents, 'operationId: spawnAgent', 'operationId: [spawnAgent');
  expect(await faultOf()).toMatchObject({ file: agents, line: expect.any(Number) });
});

test('a reference that leads nowhere is told with its file and line', async () => {
  await copy.edit(agents, '/Unauthorized.yaml', '/Unauthorised.yaml');
  const fault = await faultOf();
  expect(fault?.file).toBe(agents);
  const text = (await readFile(join(copy.root, agents), 'utf8')).split('\n')[(fault?.line ?? 0) - 1];
  expect(text).toContain('Unauthorised.yaml');
});

const examples = [
  { name: 'that is not JSON', file: 'spawnAgent.broken.json', text: '{', says: 'not JSON' },
  {
    name: 'for an operation that does not exist',
    file: 'spawnAgents.x.json',
    text: '{"response":{"status":201}}',
    says: 'no operation is called spawnAgents',
  },
  {
    name: 'for a status that is not documented',
    file: 'spawnAgent.x.json',
    text: '{"response":{"status":202}}',
    says: 'does not document 202',
  },
  {
    name: 'without a status',
    file: 'spawnAgent.x.json',
    text: '{"response":{}}',
    says: 'no response.status',
  },
  { name: 'that is null', file: 'spawnAgent.x.json', text: 'null', says: 'no response.status' },
] as const;

test.each(examples)('an example $name is refused by name', async ({ file, text, says }) => {
  const path = `openapi/examples/${file}`;
  await copy.write(path, text);
  const fault = await faultOf();
  expect(fault).toMatchObject({ file: path, line: 1 });
  expect(fault?.message).toContain(says);
  await rm(join(copy.root, path));
});
