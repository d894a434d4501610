import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runNode } from '../../src/build/child.js';
import { root } from '../../src/build/project.js';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'types-'));
  await cp(join(root, 'generated/types.d.ts'), join(folder, 'types.d.ts'));
});
afterAll(() => rm(folder, { recursive: true }));

/** What the compiler says of these files alone: no library but the language's, no declaration skipped. */
async function compile(files: Record<string, string>): Promise<string> {
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const compilerOptions = {
    target: 'ES2022',
    lib: ['ES2022'],
    types: [],
    module: 'NodeNext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
  };
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  await writeFile(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['types.d.ts', ...Object.keys(files)] }),
  );
  const { output } = await runNode(root, ['node_modules/typescript7/bin/tsc', '-p', folder]);
  return output.trim();
}

test('types.d.ts compiles alone, strict, with exact optional properties and no declaration skipped', async () => {
  expect(await compile({})).toBe('');
});

test('what compiles against the types, and what must not', async () => {
  const program = `
import type { Agent, AgentListResponse, AgentStatus, ErrorCode, Memory, MemoryInput, Region, SpawnAgentRequest, Unknown } from './types.js';

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
declare function holds<T extends true>(): T;
declare const agent: Agent;
declare const memory: Memory;

// An open enum knows its values and admits later ones.
const known: AgentStatus = 'completed';
const later = 'paused' as Unknown<AgentStatus>;
const either: AgentStatus = later;
// @ts-expect-error a plain string is not a status: a typo would compile
const typo: AgentStatus = 'complete';

// A switch over all known values tells in its default branch when a later version adds one …
function exhaustive(status: AgentStatus): string {
  switch (status) {
    case 'spawning': case 'running': case 'idle': return 'going';
    case 'completed': case 'error': case 'stopped': return 'ended';
    default: status satisfies Unknown<AgentStatus>; return status;
  }
}
// … and one that forgets a value is told so.
function forgetful(status: AgentStatus): string {
  switch (status) {
    case 'spawning': case 'running': case 'idle': case 'completed': case 'error': return 'known';
    // @ts-expect-error 'stopped' is not handled
    default: status satisfies Unknown<AgentStatus>; return status;
  }
}
const code: ErrorCode = 'rate_limited';

// A closed request enum takes its values and nothing else.
const region: Region = 'lhr';
// @ts-expect-error not a region
const nowhere: Region = 'fra';

// Nullable is not optional, and optional is not nullable.
holds<Equal<AgentListResponse['next_cursor'], string | null>>();
const task: SpawnAgentRequest = { task: 't' };
// @ts-expect-error optional members are left out, never undefined
const withUndefined: SpawnAgentRequest = { task: 't', name: undefined };
// @ts-expect-error optional members are left out, never null
const withNull: SpawnAgentRequest = { task: 't', name: null };
// @ts-expect-error task is required
const withoutTask: SpawnAgentRequest = { name: 'n' };
// @ts-expect-error request members are spelled as published
const typoMember: MemoryInput = { key: 'k', value: 'v', expires_in: 3 };

// A misspelled response member does not compile: no response invites unknown keys.
// @ts-expect-error no such member
agent.agentId;
// Answers are read, never written.
// @ts-expect-error read-only
agent.name = 'other';
// @ts-expect-error read-only
memory.tags.push('t');
// Times: text on agents, milliseconds in memory.
holds<Equal<Agent['created_at'], string>>();
holds<Equal<Memory['created_at'], number>>();
export { known, either, typo, exhaustive, forgetful, code, region, nowhere, task, withUndefined, withNull, withoutTask, typoMember };
`;
  expect(await compile({ 'program.ts': program })).toBe('');
});

test('the compiler behind these tests does say no', async () => {
  expect(
    await compile({
      'wrong.ts': "import type { Agent } from './types.js';\nexport const agent: Agent = 1;\n",
    }),
  ).toContain('TS2322');
});
