import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createLocator } from '../../src/build/positions.js';
import { root } from '../../src/build/project.js';

const locator = createLocator(root);
const lineOf = (file: string, line: number): string =>
  readFileSync(join(root, file), 'utf8').split('\n')[line - 1] ?? '';

const rows = [
  { name: 'a root member', pointer: '/info/version', file: 'openapi/openapi.yaml', says: 'version:' },
  {
    name: 'an operation',
    pointer: '/paths/~1agents/post/operationId',
    file: 'openapi/paths/agents.yaml',
    says: 'spawnAgent',
  },
  {
    name: 'a path with braces',
    pointer: '/paths/~1agents~1{agent_id}/get/operationId',
    file: 'openapi/paths/agents.{agent_id}.yaml',
    says: 'getAgent',
  },
  {
    name: 'a component',
    pointer: '/components/schemas/AgentStatus/anyOf',
    file: 'openapi/components/schemas/AgentStatus.yaml',
    says: 'anyOf',
  },
  {
    name: 'through references',
    pointer: '/components/schemas/AgentListResponse/properties/data/items/properties/status',
    file: 'openapi/components/schemas/Agent.yaml',
    says: 'status',
  },
  {
    name: 'a response written out at an operation',
    pointer: '/paths/~1agents/post/responses/429/headers',
    file: 'openapi/components/responses/',
    says: 'headers',
  },
  {
    name: 'a fragment that starts with #',
    pointer: '#/paths/~1memory/post/operationId',
    file: 'openapi/paths/memory.yaml',
    says: 'putMemory',
  },
] as const;

test.each(rows)('$name is found in the file a person edits', ({ pointer, file, says }) => {
  const position = locator.locate(pointer);
  expect(position.file).toContain(file);
  expect(lineOf(position.file, position.line)).toContain(says);
});

test('what is not there is placed at its nearest parent', () => {
  const parent = locator.locate('/paths/~1agents/post');
  expect(locator.locate('/paths/~1agents/post/x-nothing/0')).toEqual(parent);
  expect(locator.locate('/nowhere')).toMatchObject({ file: 'openapi/openapi.yaml' });
});

test('a bundled example is found in its example file', () => {
  const bundle = JSON.parse(readFileSync(join(root, 'generated/openapi.json'), 'utf8')) as {
    paths: Record<
      string,
      Record<
        string,
        {
          operationId?: string;
          responses: Record<string, { content?: Record<string, { examples?: object }> }>;
        }
      >
    >;
  };
  const responses = bundle.paths['/agents']?.['post']?.responses ?? {};
  const [name] = Object.keys(responses['201']?.content?.['application/json']?.examples ?? {});
  const pointer = `/paths/~1agents/post/responses/201/content/application~1json/examples/${name}/value/agent_id`;
  const position = locator.locate(pointer);
  expect(position.file).toBe(`openapi/examples/spawnAgent.${name}.json`);
  expect(lineOf(position.file, position.line)).toContain('agent_id');
});
