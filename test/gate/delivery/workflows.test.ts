// The workflows and the action: pinned, with the rights they need and no more, and with nothing of a pull request in a script.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, describe, expect, test } from 'vitest';
import { root } from '../../../src/build/project.js';

const workflows = join(root, '.github/workflows');
const action = join(root, '.github/actions/contract-gate');
const files = [...readdirSync(workflows).map((name) => join(workflows, name)), join(action, 'action.yml')];

interface Step {
  readonly uses?: string;
  readonly run?: string;
}
type Document = {
  readonly jobs?: Record<
    string,
    { readonly steps: readonly Step[]; readonly permissions?: Record<string, string> }
  >;
  readonly runs?: { readonly steps: readonly Step[] };
  readonly permissions?: Record<string, string>;
};

function stepsOf(document: Document): readonly Step[] {
  return [...Object.values(document.jobs ?? {}).flatMap((job) => job.steps), ...(document.runs?.steps ?? [])];
}

describe.each(files.map((file) => [file.slice(root.length + 1), file] as const))('%s', (_, file) => {
  const text = readFileSync(file, 'utf8');
  const document = load(text) as Document;

  test('names every action by commit, with its version beside it', () => {
    for (const line of text.split('\n').filter((one) => /\buses:/.test(one) && !/uses: \.\//.test(one)))
      expect(line).toMatch(/uses: [\w.-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  test('puts no expression into a script: they arrive as environment variables', () => {
    for (const { run } of stepsOf(document)) expect(run ?? '').not.toContain('${{');
  });

  test('asks for its rights by name', () => {
    if (document.jobs !== undefined) expect(document.permissions).toBeDefined();
  });
});

test('the workflow that runs the code of a pull request can write nothing', () => {
  const gate = load(readFileSync(join(workflows, 'gate.yml'), 'utf8')) as Document;
  expect(gate.permissions).toEqual({ contents: 'read' });
  expect(Object.values(gate.jobs ?? {}).every((job) => job.permissions === undefined)).toBe(true);
});

const scratch = mkdtempSync(join(tmpdir(), 'action-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const description = (required: string) =>
  `openapi: 3.1.0\ninfo: { title: t, version: 1.0.0 }\npaths:\n  /a:\n    get:\n      operationId: getA\n      parameters:\n        - { name: q, in: query, required: ${required}, schema: { type: string } }\n      responses: { 204: { description: done } }\n`;

function runAction(env: Record<string, string>) {
  const done = spawnSync('bash', [join(action, 'run.sh')], {
    cwd: scratch,
    encoding: 'utf8',
    env: {
      ...process.env,
      GATE_COMMAND: `${process.execPath} ${join(root, 'scripts/run.js')} gate`,
      ...env,
    },
  });
  return { code: done.status, out: done.stdout, err: done.stderr };
}

test.skipIf(process.platform === 'win32')(
  'the action blocks a break: annotations, summary, output, every report, and its exit code',
  () => {
    writeFileSync(join(scratch, 'old.yaml'), description('false'));
    writeFileSync(join(scratch, 'new.yaml'), description('true'));
    const { code, out } = runAction({
      GATE_BASE: 'old.yaml',
      GATE_HEAD: 'new.yaml',
      GITHUB_STEP_SUMMARY: join(scratch, 'summary'),
      GITHUB_OUTPUT: join(scratch, 'output'),
    });
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=new\.yaml,line=\d+,title=parameter-required · getA::/m);
    expect(readFileSync(join(scratch, 'summary'), 'utf8')).toMatch(/^✗ \*\*Contract gate:\*\* Needs major/);
    expect(readFileSync(join(scratch, 'output'), 'utf8')).toBe('exit-code=1\n');
    expect(readdirSync(join(scratch, 'contract-gate')).sort()).toEqual([
      'errors.txt',
      'exit-code.txt',
      'report.html',
      'report.json',
      'report.md',
      'report.sarif',
    ]);
    expect(JSON.parse(readFileSync(join(scratch, 'contract-gate/report.json'), 'utf8'))).toMatchObject({
      verdict: 'blocked',
    });
  },
);

const unreadable = [
  {
    name: 'a head that does not parse',
    base: description('true'),
    head: 'openapi: [',
    says: /head\.yaml:\d+/,
  },
  {
    name: 'a base that does not parse',
    base: '{"openapi": "3.1.0",',
    head: description('true'),
    says: /base\.yaml:\d+/,
  },
] as const;

test.skipIf(process.platform === 'win32').each(unreadable)(
  '$name is exit 3 with file and line, in the summary too',
  ({ base, head, says }) => {
    rmSync(join(scratch, 'contract-gate'), { recursive: true, force: true });
    writeFileSync(join(scratch, 'base.yaml'), base);
    writeFileSync(join(scratch, 'head.yaml'), head);
    const summary = join(scratch, `summary-${head.length}`);
    const { code, err } = runAction({
      GATE_BASE: 'base.yaml',
      GATE_HEAD: 'head.yaml',
      GITHUB_STEP_SUMMARY: summary,
    });
    expect(code).toBe(3);
    expect(err).toMatch(says);
    expect(readFileSync(summary, 'utf8')).toContain('nothing was compared (exit 3)');
  },
);

test.skipIf(process.platform === 'win32')('a gate that cannot be started is no pass', () => {
  rmSync(join(scratch, 'contract-gate'), { recursive: true, force: true });
  const { code } = runAction({
    GATE_COMMAND: `${process.execPath} no-such-script.js`,
    GATE_HEAD: 'new.yaml',
  });
  expect(code).not.toBe(0);
  expect(readFileSync(join(scratch, 'contract-gate/report.md'), 'utf8')).toMatch(/^✗/);
});

test.skipIf(process.platform === 'win32')('the script is one that bash reads without complaint', () => {
  expect(execFileSync('bash', ['-n', join(action, 'run.sh')], { encoding: 'utf8' })).toBe('');
});
