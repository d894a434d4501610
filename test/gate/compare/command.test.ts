import { execFileSync } from 'node:child_process';
import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

import { gateCommand } from '../../../src/gate/command.js';

const cwd = mkdtempSync(join(tmpdir(), 'gate-command-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

const document = (limit: number, text = 'd') =>
  `openapi: 3.1.1\ninfo: { title: T, version: 1.0.0 }\npaths:\n  /a:\n    get:\n      description: ${text}\n      parameters:\n        - name: q\n          in: query\n          schema: { type: string, maxLength: ${limit} }\n      responses: { '200': { description: ok } }\n`;
writeFileSync(join(cwd, 'base.yaml'), document(5));
writeFileSync(join(cwd, 'wider.yaml'), document(6));
writeFileSync(join(cwd, 'tighter.yaml'), document(4));
writeFileSync(join(cwd, 'text.yaml'), document(5, 'e'));
writeFileSync(join(cwd, 'broken.yaml'), 'openapi: 3.1.1\npaths: [\n');

async function gate(...args: string[]) {
  let out = '';
  let err = '';
  const code = await gateCommand(args, {
    stdout: { write: (text: string) => (out += text) },
    stderr: { write: (text: string) => (err += text) },
    env: {},
    cwd,
  });
  return { code, out, err };
}

const rows = [
  { name: 'the same document passes', args: ['base.yaml', 'base.yaml'], code: 0, says: /^Needs none/ },
  {
    name: 'an addition passes',
    args: ['base.yaml', 'wider.yaml'],
    code: 0,
    says: /^Needs minor.*passed\. 1 additive/,
  },
  { name: 'text passes', args: ['base.yaml', 'text.yaml'], code: 0, says: /^Needs patch.*passed\. 1 docs/ },
  {
    name: 'a break is blocked',
    args: ['base.yaml', 'tighter.yaml'],
    code: 1,
    says: /^Needs major.*blocked\. 1 breaking[\s\S]*GET \/a\?q=\S{5}\n/,
  },
] as const;

test.each(rows)('$name: exit code $code', async ({ args, code, says }) => {
  const run = await gate(...args);
  expect(run).toMatchObject({ code, err: '' });
  expect(run.out).toMatch(says);
});

test.each(['text', 'markdown', 'github', 'sarif', 'json', 'html'])(
  '--format %s is painted, with the same exit code',
  async (format) => {
    const { code, out } = await gate('base.yaml', 'tighter.yaml', '--format', format);
    expect(code).toBe(1);
    expect(out).toContain('maxLength');
  },
);

test('--out writes the report and nothing to the terminal', async () => {
  const { code, out } = await gate('base.yaml', 'tighter.yaml', '--format', 'json', '--out', 'report.json');
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8'))).toMatchObject({
    reportVersion: 1,
    verdict: 'blocked',
  });
});

test.each([
  { args: ['base.yaml', 'missing.yaml'], says: /missing\.yaml: there is no such file/ },
  { args: ['base.yaml', 'broken.yaml'], says: /broken\.yaml:\d+:\d+: this is not YAML/ },
  { args: ['broken.yaml', 'base.yaml'], says: /broken\.yaml:\d+:\d+: this is not YAML/ },
  { args: ['base.yaml', 'base.yaml', '--format', 'pdf'], says: /--format/ },
  { args: ['base.yaml', 'base.yaml', '--reading', 'loose'], says: /--reading/ },
  { args: ['base.yaml', 'base.yaml', '--budget-steps', '0'], says: /--budget-steps/ },
  { args: ['base.yaml', 'base.yaml', '--no-such-option'], says: /no-such-option/ },
  { args: ['base.yaml', 'base.yaml', 'base.yaml'], says: /documents/ },
])('bad input $args ends in exit code 3 and one sentence', async ({ args, says }) => {
  const { code, out, err } = await gate(...args);
  expect(code).toBe(3);
  expect(`${out}${err}`).toMatch(says);
  expect(err).not.toMatch(/\n\s+at /);
});

test('--out writes through a link, and into a pipe, and takes the place of neither', async () => {
  writeFileSync(join(cwd, 'linked.json'), '');
  symlinkSync('linked.json', join(cwd, 'link.json'));
  await gate('base.yaml', 'tighter.yaml', '--format', 'json', '--out', 'link.json');
  expect(lstatSync(join(cwd, 'link.json')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(cwd, 'linked.json'), 'utf8')).toContain('reportVersion');
  const pipe = join(cwd, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const reader = openSync(pipe, constants.O_RDONLY | constants.O_NONBLOCK);
  const { code } = await gate('base.yaml', 'tighter.yaml', '--out', 'pipe');
  expect({ code, isPipe: lstatSync(pipe).isFIFO() }).toEqual({ code: 1, isPipe: true });
  expect(readFileSync(reader, 'utf8')).toMatch(/^Needs major/);
  closeSync(reader);
});

test('a report that cannot be written is bad input, not a pass', async () => {
  const { code } = await gate('base.yaml', 'wider.yaml', '--out', 'no/such/folder/report.txt');
  expect(code).toBe(3);
  expect(existsSync(join(cwd, 'no'))).toBe(false);
});
