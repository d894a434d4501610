import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { root } from '../../src/build/project.js';
import { mockCommand } from '../../src/mock/command.js';
import { scenarioNames } from '../../src/mock/testing.js';

/** Runs the command; `during` is called with the printed URL once it is ready, and then the command is asked to end. */
async function run(
  args: readonly string[],
  during: (url: string) => Promise<unknown> = async () => undefined,
) {
  const printed = { out: '', err: '' };
  const to = (stream: 'out' | 'err') => ({
    write(text: string) {
      printed[stream] += text;
    },
  });
  const ending = new AbortController();
  const ended = mockCommand(args, {
    stdout: to('out'),
    stderr: to('err'),
    env: {},
    signal: ending.signal,
  });
  let code: number | undefined;
  void ended.then((value) => {
    code = value;
  });
  let url: string | undefined;
  while (code === undefined && url === undefined) {
    await sleep(5);
    url = / ready at (\S+)\n/.exec(printed.out)?.[1];
  }
  if (url !== undefined) await during(url);
  ending.abort();
  return { code: await ended, ...printed };
}
const headers = { authorization: 'Bearer x' };

test('one line with the URL when ready, and exit 0 when asked to end', async () => {
  const { code, out, err } = await run(['--port', '0'], async (url) => {
    expect((await fetch(`${url}/agents`, { headers })).status).toBe(200);
  });
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(/^Mock of the Jettson API ready at http:\/\/127\.0\.0\.1:\d+\/api\/v1\n$/);
});

test('--verbose prints a line per request, with the reason of a refusal and without control characters', async () => {
  const { out } = await run(['--port=0', '--verbose'], async (url) => {
    await fetch(`${url}/agents?limit=0`, { headers });
    await fetch(`${url}/x`);
  });
  expect(out.split('\n').slice(1)).toEqual([
    'GET /api/v1/agents?limit=0 → 400 listAgents.invalid-query (query/limit must be >= 1)',
    'GET /api/v1/x → 404 unknown-route',
    '',
  ]);
});

test('--host takes another address', async () => {
  const { out } = await run(['--port', '0', '--host', 'localhost']);
  expect(out).toMatch(/ready at http:\/\/(?:127\.0\.0\.1|\[::1\]):\d+\/api\/v1\n/);
});

test('an address that stands for every address is told as one that can be called', async () => {
  const { out } = await run(['--port', '0', '--host', '0.0.0.0'], async (url) => {
    expect((await fetch(`${url}/agents`, { headers })).status).toBe(200);
  });
  expect(out).toMatch(/ready at http:\/\/127\.0\.0\.1:/);
});

test('the mock goes on when nobody reads its output any more', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'src/cli.ts', 'mock', '--port', '0', '--verbose'],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().trim().split(' ').at(-1);
  child.stdout.destroy();
  for (let round = 0; round < 3; round++)
    expect((await fetch(`${url}/agents`, { headers })).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a port in use is told in a sentence, with exit 3', async () => {
  await run(['--port', '0'], async (url) => {
    const { port } = new URL(url);
    const { code, out, err } = await run(['--port', port]);
    expect([code, out]).toEqual([3, '']);
    expect(err).toBe(
      `port ${port} is in use on 127.0.0.1: stop what uses it, or choose another with --port (0 takes any free one)\n`,
    );
  });
});

test('a scenario starts by name; what never ran is told at the end', async () => {
  const { code, err } = await run(['--port', '0', '--scenario', 'wait-ends-in-error'], async (url) => {
    expect((await fetch(`${url}/agents/ag_1`, { headers })).headers.get('x-mock-example')).toBe(
      'getAgent.running',
    );
  });
  expect([code, err]).toEqual([0, 'scenarios/wait-ends-in-error.yaml:5  the step on getAgent never ran\n']);
});

test('a scenario starts from a file, and a bad one is refused with its line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'jettson-mock-'));
  const file = join(folder, 'mine.yaml');
  await writeFile(file, 'name: mine\nplays: p\nsteps:\n  - { on: getAgent, status: 503 }\n');
  await run(['--port', '0', '--scenario', file], async (url) => {
    expect((await fetch(`${url}/agents/ag_1`, { headers })).status).toBe(503);
  });
  await writeFile(file, 'name: mine\nplays: p\nsteps:\n  - { on: getAgnet }\n');
  const { code, err } = await run(['--port', '0', '--scenario', file]);
  expect([code, err]).toEqual([3, `${file}:4  no operation is called getAgnet. Did you mean getAgent?\n`]);
  await rm(folder, { recursive: true });
});

const bad = [
  {
    args: ['--prot', '1'],
    says: 'mock has no option --prot. Did you mean --port? See jettson-api mock --help\n',
  },
  { args: ['--port', '-1'], says: "Option '--port' argument is ambiguous. See jettson-api mock --help\n" },
  { args: ['--port', '0', '--host', ''], says: 'the host is empty' },
  { args: ['--port', 'x'], says: '--port is a number from 0 to 65535, not x\n' },
  { args: ['--port', '70000'], says: '--port is a number from 0 to 65535, not 70000\n' },
  { args: ['--scenario', 'nope'], says: 'no scenario is called nope. Did you mean ' },
  { args: ['--scenario', './nope.yaml'], says: 'the scenario file ./nope.yaml cannot be read: ENOENT' },
  {
    args: ['--port', '0', '--host', '203.0.113.7'],
    says: '203.0.113.7 is no address of this machine: choose another with --host\n',
  },
  { args: ['extra'], says: "Unexpected argument 'extra'" },
] as const;
test.each(bad)('$args is bad input: a sentence and exit 3', async ({ args, says }) => {
  const { code, out, err } = await run(args);
  expect([code, out]).toEqual([3, '']);
  expect(err).toContain(says);
});

test('--list names every ready-made scenario, --help every option', async () => {
  const { out } = await run(['--list']);
  expect(
    out
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('  ')[0]),
  ).toEqual(scenarioNames());
  for (const help of ['--help', '-h']) expect((await run([help])).out).toMatch(/--scenario <name>/);
});
