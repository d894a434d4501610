// A change of the contract reaches the wrappers: each breaking edit of the bundle makes them, or their type tests, fail to
// compile, with a message at the line concerned; each addition makes nothing fail.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import bundle from '../../generated/openapi.json' with { type: 'json' };
import type { Bundle } from '../../src/build/bundle.js';
import { operationsText } from '../../src/build/operations.js';
import { root } from '../../src/build/project.js';
import { typesText } from '../../src/build/types.js';

type Contract = typeof bundle;
// biome-ignore lint/suspicious/noExplicitAny: edits take the document apart in ways its own type forbids
type Loose = any;

let folder: string;
beforeAll(async () => {
  const cache = join(root, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(join(cache, 'contract-change-'));
  await cp(join(root, 'src/client'), join(folder, 'src/client'), { recursive: true });
  await cp(join(root, 'src/index.ts'), join(folder, 'src/index.ts'));
  await mkdir(join(folder, 'test/client'), { recursive: true });
  await cp(join(root, 'test/client/types.test.ts'), join(folder, 'test/client/types.test.ts'));
  const config = { extends: join(root, 'tsconfig.json'), include: ['src', 'test', 'generated'], exclude: [] };
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(config));
  await mkdir(join(folder, 'generated'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the compiler says about the wrappers over an edited contract; empty when it has nothing to say. */
async function compiled(edit: (contract: Loose) => void): Promise<string> {
  const edited = structuredClone(bundle) as Contract;
  edit(edited);
  await writeFile(join(folder, 'generated/types.d.ts'), await typesText(edited as unknown as Bundle));
  await writeFile(join(folder, 'generated/operations.ts'), operationsText(edited as unknown as Bundle));
  const tsc = join(root, 'node_modules/typescript7/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', folder], { cwd: folder, encoding: 'utf8' }).stdout;
}

function rename(object: Loose, from: string, to: string): void {
  object.properties[to] = object.properties[from];
  delete object.properties[from];
  object.required = object.required?.map((name: string) => (name === from ? to : name));
}

const schemas = (contract: Loose) => contract.components.schemas;
const breaking: { name: string; edit: (contract: Loose) => void; caught: RegExp }[] = [
  {
    name: 'an operation is removed',
    edit: (contract) => delete contract.paths['/agents/{agent_id}'].delete,
    caught: /agents\.ts.*cancelAgent/s,
  },
  {
    name: 'an operation gets another id',
    edit: (contract) => (contract.paths['/memory/dedupe'].post.operationId = 'mergeMemory'),
    caught: /memory\.ts.*dedupeMemory/s,
  },
  {
    name: 'a path parameter is renamed',
    edit: (contract) => {
      const item = contract.paths['/agents/{agent_id}'];
      delete contract.paths['/agents/{agent_id}'];
      contract.components.parameters.AgentId.name = 'id';
      contract.paths['/agents/{id}'] = item;
    },
    caught: /agents\.ts.*agent_id/s,
  },
  {
    name: 'a list is renamed',
    edit: (contract) => rename(schemas(contract).MemorySearchResponse, 'results', 'hits'),
    caught: /memory\.ts.*results/s,
  },
  {
    name: 'the cursor is renamed',
    edit: (contract) => rename(schemas(contract).AgentListResponse, 'next_cursor', 'next'),
    caught: /next_cursor/,
  },
  {
    name: 'a field that waiting reads is renamed',
    edit: (contract) => rename(schemas(contract).Agent, 'status', 'state'),
    caught: /status/,
  },
  {
    name: 'a request field is renamed',
    edit: (contract) => rename(schemas(contract).SpawnAgentRequest, 'task', 'prompt'),
    caught: /types\.test\.ts/,
  },
  {
    name: 'an open enum is closed',
    edit: (contract) => {
      const { AgentStatus } = schemas(contract);
      schemas(contract).AgentStatus = { type: 'string', enum: AgentStatus.anyOf[0].enum };
    },
    caught: /types\.test\.ts/,
  },
  {
    name: 'a request enum loses a value',
    edit: (contract) => (schemas(contract).Region.enum = ['iad', 'syd']),
    caught: /types\.test\.ts.*lhr/s,
  },
  {
    name: 'a type is renamed',
    edit: (contract) =>
      Object.assign(
        contract,
        JSON.parse(JSON.stringify(contract).replaceAll('NamespaceInfo', 'NamespaceCount')),
      ),
    caught: /types\.ts.*NamespaceInfo/s,
  },
  {
    name: 'an error code is renamed',
    edit: (contract) => {
      const { ErrorCode } = schemas(contract);
      ErrorCode.anyOf[0].enum = ErrorCode.anyOf[0].enum.map((code: string) =>
        code === 'not_found' ? 'missing' : code,
      );
    },
    caught: /not_found/,
  },
];

test.each(breaking)('$name: the wrappers no longer compile', async ({ edit, caught }) => {
  expect(await compiled(edit)).toMatch(caught);
});

const additive: { name: string; edit: (contract: Loose) => void }[] = [
  { name: 'nothing is changed', edit: () => undefined },
  {
    name: 'a response field is added',
    edit: (contract) => (schemas(contract).Agent.properties.cost = { type: 'number' }),
  },
  {
    name: 'an optional request field is added',
    edit: (contract) => (schemas(contract).SpawnAgentRequest.properties.model = { type: 'string' }),
  },
  {
    name: 'an error code is added',
    edit: (contract) => schemas(contract).ErrorCode.anyOf[0].enum.push('region_full'),
  },
  {
    name: 'a path is added',
    edit: (contract) =>
      (contract.paths['/usage'] = {
        get: { ...structuredClone(contract.paths['/memory/namespaces'].get), operationId: 'getUsage' },
      }),
  },
];

test.each(additive)('$name: everything compiles', async ({ edit }) => {
  expect(await compiled(edit)).toBe('');
});
