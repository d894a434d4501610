// The typical program of each release compiles against today's types; where it does not, the finding names the export.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../src/build/project.js';
import { findingsIn, releasedPrograms } from '../../../src/build/released-programs.js';

test('every released version has its program, and all of them compile', async () => {
  const released = readdirSync(join(root, 'openapi/released')).filter((name) => /^\d.*\.json$/.test(name));
  const programs = readdirSync(join(root, 'test/consumers/released')).filter((name) => name.endsWith('.ts'));
  expect(released.length).toBeGreaterThan(0);
  expect(programs).toEqual(expect.arrayContaining(released.map((name) => name.replace(/\.json$/, '.ts'))));
  expect(await releasedPrograms(root)).toEqual([]);
});

test('an export that is gone, and a method that is gone, are one source finding each, with their names and place', () => {
  const output = [
    "test/consumers/released/1.0.0.ts(5,8): error TS2305: Module '\"@jettson/api\"' has no exported member 'AgentListResponse'.",
    "test/consumers/released/1.0.0.ts(61,30): error TS2339: Property 'cancel' does not exist on type 'AgentsResource'.",
    "test/consumers/released/1.0.0.ts(63,30): error TS2339: Property 'cancel' does not exist on type 'AgentsResource'.",
    "src/client/agents.ts(1,1): error TS2304: Cannot find name 'x'.",
  ].join('\n');
  expect(findingsIn(output)).toMatchObject([
    {
      rule: 'released-program',
      layer: 'source',
      level: 'breaking',
      message: expect.stringContaining('`AgentListResponse`') as string,
      head: { file: 'test/consumers/released/1.0.0.ts', line: 5 },
    },
    { message: expect.stringContaining('`cancel`') as string, head: { line: 61 } },
  ]);
});
