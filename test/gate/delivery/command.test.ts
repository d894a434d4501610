// `gate` against a folder of releases, as any repository calls it: arguments, files, exit codes, and never a pass for bad input.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gateCommand } from '../../../src/gate/command.js';
import { sha256 } from '../../../src/gate/release/released.js';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'gate-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const contract = (version: string, required: boolean) =>
  `${JSON.stringify({ openapi: '3.1.0', info: { title: 't', version }, paths: { '/a': { get: { operationId: 'getA', parameters: [{ name: 'q', in: 'query', required, schema: { type: 'string' } }], responses: { 204: { description: 'done' } } } } } }, null, 2)}\n`;

function put(files: Readonly<Record<string, string>>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(cwd, path)), { recursive: true });
    writeFileSync(join(cwd, path), text);
  }
}

async function gate(...args: string[]) {
  const said = { out: '', err: '' };
  const to = (stream: 'out' | 'err') => ({
    write: (text: string) => {
      said[stream] += text;
    },
  });
  const now = () => new Date('2026-06-01T23:59:59Z');
  const code = await gateCommand(args, { stdout: to('out'), stderr: to('err'), env: {}, cwd, now });
  return { code, ...said, all: said.out + said.err };
}

const old = contract('1.0.0', false);
const index = (text = old) => JSON.stringify({ '1.0.0': { date: '2026-01-01', sha256: sha256(text) } });
const released = { 'openapi/released/1.0.0.json': old, 'openapi/released/index.json': index() };

test('a head that keeps its word passes, found by its usual name', async () => {
  put({ ...released, 'openapi.json': old });
  expect(await gate()).toMatchObject({
    code: 0,
    out: 'Needs none; package says none → passed. no differences\n',
  });
});

test('a break against the newest release is exit 1, with any folder as the baseline', async () => {
  put({ 'baseline/1.0.0.json': old, 'new.json': contract('1.0.0', true) });
  const { code, out } = await gate('new.json', '--released', 'baseline');
  expect(code).toBe(1);
  expect(out).toContain('parameter-required');
});

const wrong: readonly {
  name: string;
  files: Readonly<Record<string, string>>;
  args?: readonly string[];
  code: number;
  says: string;
}[] = [
  {
    name: 'no released document',
    files: { 'openapi.json': old },
    code: 3,
    says: 'openapi/released: there is no released document',
  },
  {
    name: 'no head',
    files: released,
    code: 3,
    says: 'no document is named and there is none of openapi/openapi.yaml',
  },
  {
    name: 'a head that does not parse',
    files: { ...released, 'openapi.json': '{"openapi": ' },
    code: 3,
    says: 'openapi.json:1:',
  },
  {
    name: 'a released document that does not parse',
    files: {
      'openapi/released/1.0.0.json': '{',
      'openapi/released/index.json': index('{'),
      'openapi.json': old,
    },
    code: 3,
    says: 'openapi/released/1.0.0.json:1: this is not JSON',
  },
  {
    name: 'a released document edited',
    files: { ...released, 'openapi/released/1.0.0.json': `${old}\n`, 'openapi.json': old },
    code: 2,
    says: 'openapi/released/1.0.0.json:1: this document was released on 2026-01-01 and has been edited since',
  },
  {
    name: 'an index that is no index',
    files: { ...released, 'openapi/released/index.json': '[]', 'openapi.json': old },
    code: 3,
    says: 'openapi/released/index.json:1: the file must be object',
  },
  {
    name: 'a policy with an unknown key',
    files: { ...released, 'openapi/policy.yaml': 'reeding: strict\n', 'openapi.json': old },
    code: 3,
    says: 'openapi/policy.yaml:1: unknown key `reeding`: did you mean `reading`?',
  },
  {
    name: 'a policy that is not there',
    files: { ...released, 'openapi.json': old },
    args: ['--policy', 'p.yaml'],
    code: 3,
    says: 'p.yaml: the policy cannot be read',
  },
  {
    name: 'a folder of waivers that is not there',
    files: { ...released, 'openapi.json': old },
    args: ['--waivers', 'w'],
    code: 3,
    says: 'w: there is no such folder',
  },
  {
    name: 'a malformed waiver',
    files: { ...released, 'openapi/waivers/2026-01-01-x.yaml': 'class: whatever\n', 'openapi.json': old },
    code: 3,
    says: 'openapi/waivers/2026-01-01-x.yaml:1:',
  },
  {
    name: 'a version that goes backwards',
    files: { ...released, 'openapi.json': contract('0.9.0', false) },
    code: 3,
    says: '`info.version` goes backwards, from 1.0.0 to 0.9.0',
  },
  {
    name: 'a day that does not exist',
    files: { ...released, 'openapi.json': old },
    args: ['--today', '2026-02-30'],
    code: 3,
    says: '--today: `2026-02-30` is not a day',
  },
  {
    name: 'a form that there is none of',
    files: { ...released, 'openapi.json': old },
    args: ['--also', 'pdf=x.pdf'],
    code: 3,
    says: 'with a format of',
  },
  {
    name: 'an unknown finding',
    files: { ...released, 'openapi.json': contract('1.0.0', true) },
    args: ['--explain', 'zzz'],
    code: 3,
    says: 'no single finding is called "zzz"',
  },
  {
    name: 'three documents',
    files: { ...released, 'openapi.json': old },
    args: ['a', 'b', 'c'],
    code: 3,
    says: 'one or two documents, not 3',
  },
  {
    name: 'a branch to measure against outside of any repository',
    files: { ...released, 'openapi.json': old },
    args: ['--since', 'main'],
    code: 3,
    says: 'git:main: git does not know this revision here',
  },
  {
    name: 'an option in place of a branch',
    files: { ...released, 'openapi.json': old },
    args: ['--since=--upload-pack=x'],
    code: 3,
    says: 'this is no revision',
  },
];

test.each(wrong)('$name: exit $code and a sentence', async ({ files, args = [], code, says }) => {
  put(files);
  const result = await gate(...args);
  expect(result.all).toContain(says);
  expect(result.code).toBe(code);
  expect(result.all).not.toMatch(/^ {4}at /m);
});

test('two documents take a policy and waivers that are named, and nothing that is not', async () => {
  put({
    ...released,
    'old.json': old,
    'new.json': contract('1.0.0', true),
    'p.yaml': 'blocks: { wire: [unknown] }\n',
    'bad.yaml': 'x: 1\n',
  });
  expect((await gate('old.json', 'new.json')).code).toBe(1);
  expect(await gate('old.json', 'new.json', '--policy', 'p.yaml')).toMatchObject({ code: 0, err: '' });
  expect(await gate('old.json', 'new.json', '--policy', 'bad.yaml')).toMatchObject({
    code: 3,
    err: expect.stringContaining('bad.yaml:1: unknown key `x`') as string,
  });
  expect((await gate('old.json', 'new.json', '--released', 'openapi/released')).code).toBe(3);
  const { findings } = JSON.parse((await gate('old.json', 'new.json', '--format', 'json')).out) as {
    findings: readonly { id: string }[];
  };
  put({
    'w/2026-01-01-x.yaml': `finding: ${JSON.stringify(findings[0]?.id)}\nclass: security\nreason: r\nowner: o\ncreated: 2026-01-01\nexpires: 2026-06-30\n`,
  });
  expect((await gate('old.json', 'new.json', '--waivers', 'w', '--today', '2026-06-30')).code).toBe(0);
  expect((await gate('old.json', 'new.json', '--waivers', 'w', '--today', '2026-07-01')).code).toBe(2);
  expect((await gate('old.json', 'old.json', '--waivers', 'w', '--today', '2026-06-30')).code).toBe(2);
});

test('one run writes every form that is asked for', async () => {
  put({ ...released, 'openapi.json': contract('1.0.0', true) });
  const { code } = await gate(
    '--format',
    'github',
    '--also',
    'markdown=r.md',
    '--also',
    'sarif=r.sarif',
    '--also',
    'html=r.html',
    '--also',
    'json=r.json',
  );
  expect(code).toBe(1);
  expect(readFileSync(join(cwd, 'r.md'), 'utf8')).toMatch(/^✗/);
  expect(JSON.parse(readFileSync(join(cwd, 'r.sarif'), 'utf8'))).toMatchObject({ version: '2.1.0' });
  expect(JSON.parse(readFileSync(join(cwd, 'r.json'), 'utf8'))).toMatchObject({ reportVersion: 1 });
  expect(readFileSync(join(cwd, 'r.html'), 'utf8')).toMatch(/^<!doctype html>/);
});

test('a waiver printed by --explain, saved as it is, lets the finding through until it expires', async () => {
  put({ ...released, 'openapi.json': contract('1.0.0', true) });
  const { findings } = JSON.parse((await gate('--format', 'json')).out) as {
    findings: readonly { id: string }[];
  };
  const { out } = await gate('--explain', `${findings[0]?.id.slice(0, 6)}`);
  const [, path = '', waiver = ''] = /^Waiver, to save as (\S+)\n\n([\s\S]*)$/m.exec(out) ?? [];
  put({ [path]: waiver });
  expect(await gate()).toMatchObject({ code: 0 });
  expect((await gate('--today', '2026-08-30')).code).toBe(0);
  expect((await gate('--today', '2026-08-31')).code).toBe(2);
});
