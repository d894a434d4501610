// Whatever stands in the place of a value, the lint answers with findings, in words, at a place: it neither throws nor passes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dump, load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, sandbox } from './sandbox.js';

let contract: Sandbox;
beforeAll(async () => {
  contract = await sandbox();
});
afterAll(() => contract.close());

const rows = [
  { file: 'openapi.yaml', path: ['openapi'], value: 3 },
  { file: 'openapi.yaml', path: ['openapi'], value: '4.0.0' },
  { file: 'openapi.yaml', path: ['paths'], value: null },
  { file: 'openapi.yaml', path: ['paths', '/agents'], value: [] },
  { file: 'openapi.yaml', path: ['tags', 1], value: 3 },
  { file: 'openapi.yaml', path: ['components'], value: 'none' },
  { file: 'openapi.yaml', path: ['security'], value: {} },
  { file: 'paths/agents.yaml', path: ['post'], value: 3 },
  { file: 'paths/agents.yaml', path: ['post', 'responses'], value: ['200'] },
  { file: 'paths/agents.yaml', path: ['post', 'responses', '201'], value: null },
  { file: 'paths/agents.yaml', path: ['get', 'parameters'], value: { limit: 1 } },
  { file: 'paths/agents.yaml', path: ['get', 'operationId'], value: ['listAgents'] },
  { file: 'components/schemas/Agent.yaml', path: ['properties', 'status'], value: 'string' },
  { file: 'components/schemas/Agent.yaml', path: ['properties', 'warm_hit', 'type', 0], value: { $ref: 3 } },
  { file: 'components/schemas/Agent.yaml', path: ['x-provenance'], value: {} },
  { file: 'components/schemas/AgentStatus.yaml', path: ['anyOf'], value: { enum: 'a' } },
  { file: 'components/parameters/MemoryKey.yaml', path: ['schema'], value: null },
  { file: 'components/headers/RetryAfter.yaml', path: ['schema'], value: [[]] },
  { file: 'components/responses/NotFound.yaml', path: ['content'], value: 7 },
] as const;

/** The document with one value replaced. */
function replaced(document: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy = structuredClone(document) as Record<string | number, unknown>;
  copy[key] = replaced(copy[key], rest, value);
  return copy;
}

test.each(rows)(
  '$value at $path of $file is reported, in words and at a place',
  async ({ file, path, value }) => {
    const edit = `openapi/${file}`;
    const find = readFileSync(join(contract.root, edit), 'utf8');
    const put = dump(replaced(load(find), path, value));
    const { findings, exitCode } = await contract.lintWith({
      name: '',
      change: { edit, find, put },
      rule: '',
    });
    expect(findings.length).toBeGreaterThan(0);
    expect([1, 3]).toContain(exitCode);
    for (const { message, line, column, file: where } of findings) {
      expect(message).not.toMatch(/undefined and|\[object|NaN|^\s*$| {4}at /);
      expect(where).toMatch(/^openapi\//);
      expect(Math.min(line, column)).toBeGreaterThan(0);
    }
  },
);
