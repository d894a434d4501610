// The life of a change in a scratch git repository, played with the same functions that the commands call: a break is
// blocked with annotations, a waiver pasted from --explain lets it through, it is released, and the next change is
// measured against that release.
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { differences, generate, writeGenerated } from '../../../src/build/generate.js';
import { root } from '../../../src/build/project.js';
import { releaseCommand } from '../../../src/build/release-command.js';
import { contractRepository } from '../../../src/build/repository.js';
import { gateCommand } from '../../../src/gate/command.js';

const scratch = mkdtempSync(join(tmpdir(), 'rehearsal-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const identity = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};
const git = (...args: string[]) =>
  execFileSync('git', args, {
    cwd: scratch,
    encoding: 'utf8',
    env: { ...process.env, ...identity, GIT_CONFIG_GLOBAL: '/dev/null' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });

function streams() {
  const said = { out: '', err: '' };
  const to = (stream: 'out' | 'err') => ({
    write: (text: string) => {
      said[stream] += text;
    },
  });
  return { said, stdout: to('out'), stderr: to('err') };
}

async function gate(...args: string[]) {
  const { said, stdout, stderr } = streams();
  const code = await gateCommand(args, {
    stdout,
    stderr,
    env: { USER: 'api-team' },
    cwd: scratch,
    repository: () => contractRepository(scratch),
  });
  return { code, ...said };
}

async function release(...args: string[]) {
  const { said, stdout, stderr } = streams();
  const code = await releaseCommand(scratch, args, {
    stdout,
    stderr,
    now: () => new Date('2026-06-01T12:00:00Z'),
  });
  return { code, ...said };
}

async function build() {
  await writeGenerated(scratch, await differences(scratch, await generate(scratch)));
}

function edit(path: string, change: (text: string) => string) {
  const before = readFileSync(join(scratch, path), 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`the edit of ${path} changed nothing`);
  writeFileSync(join(scratch, path), after);
}

function set(path: string, change: (text: string) => string) {
  writeFileSync(join(scratch, path), change(readFileSync(join(scratch, path), 'utf8')));
}

const spawnRequest = 'openapi/components/schemas/SpawnAgentRequest.yaml';

test('a break is blocked, waived, released, and the next change is measured against that release', async () => {
  // Given a repository with the contract, its policy and a first release.
  for (const part of ['openapi', 'generated', 'src/client', 'package.json'])
    cpSync(join(root, part), join(scratch, part), { recursive: true });
  rmSync(join(scratch, 'openapi/released'), { recursive: true, force: true });
  rmSync(join(scratch, 'openapi/waivers'), { recursive: true, force: true });
  symlinkSync(join(root, 'node_modules'), join(scratch, 'node_modules'), 'junction');
  writeFileSync(join(scratch, '.gitignore'), 'node_modules\n');
  set('openapi/openapi.yaml', (text) => text.replace(/^( {2}version:).*$/m, '$1 1.0.0'));
  set('package.json', (text) => text.replace(/"version": "[^"]*"/, '"version": "1.0.0"'));
  await build();
  const before = await gate('--today', '2026-06-01');
  expect(before.code).toBe(3);
  expect(before.err).toContain('there is no released document in openapi/released');
  expect(await release('--today', '2026-06-01', '--write')).toMatchObject({ code: 0, err: '' });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '.');
  git('commit', '--quiet', '-m', 'first release');
  expect(await gate('--today', '2026-06-01')).toMatchObject({
    code: 0,
    out: 'Needs none; package says none → passed. no differences\n',
  });

  // When somebody makes a request property required on a branch,
  git('checkout', '--quiet', '-b', 'required-region');
  edit(spawnRequest, (text) => text.replace('required: [task]', 'required: [task, region]'));
  await build();

  // then the gate blocks, with an annotation at the line that was edited and the message that breaks.
  const blocked = await gate('--today', '2026-06-02', '--format', 'github', '--since', 'main');
  expect(blocked.code).toBe(1);
  const line =
    readFileSync(join(scratch, spawnRequest), 'utf8')
      .split('\n')
      .findIndex((text) => text.startsWith('required:')) + 1;
  expect(blocked.out).toMatch(
    new RegExp(
      `^::error file=${spawnRequest.replace(/[.]/g, '\\.')},line=(${line}|\\d+),title=property-required`,
      'm',
    ),
  );
  expect(blocked.out).toContain('POST /api/v1/agents');
  expect(blocked.out).toContain('Contract gate: Needs major; package says none → blocked.');
  const markdown = await gate('--today', '2026-06-02', '--format', 'markdown', '--since', 'main');
  expect(markdown.out).toContain('This change alone, against the merge base: Needs major');
  expect(markdown.out).toContain('`agents.run`');

  // When the waiver that --explain prints is saved as it is,
  const { findings } = JSON.parse((await gate('--today', '2026-06-02', '--format', 'json')).out) as {
    findings: { id: string; level: string }[];
  };
  const id = findings.find(({ level }) => level === 'breaking')?.id ?? '';
  const explained = await gate('--today', '2026-06-02', '--explain', id);
  const [, path = '', waiver = ''] = /^Waiver, to save as (\S+)\n\n([\s\S]*)$/m.exec(explained.out) ?? [];
  expect(path).toMatch(/^openapi\/waivers\/2026-06-02-/);
  mkdirSync(join(scratch, 'openapi/waivers'), { recursive: true });
  writeFileSync(join(scratch, path), waiver);

  // then the gate passes and says who accepted it; and a dry run of the release names a major and writes nothing.
  const waived = await gate('--today', '2026-06-02');
  expect(waived).toMatchObject({ code: 0, err: '' });
  expect(waived.out).toContain('1 waived');
  git('add', '.');
  git('commit', '--quiet', '-m', 'region is required');
  const dry = await release('--today', '2026-06-03');
  expect(dry).toMatchObject({ code: 0 });
  expect(dry.out).toContain('1.0.0 → 2.0.0');
  expect(git('status', '--porcelain')).toBe('');

  // A number smaller than the findings need is refused, and nothing is written.
  const small = await release('--today', '2026-06-03', '--document', '1.1.0', '--write');
  expect(small.code).toBe(1);
  expect(small.err).toContain(
    '`info.version` would become 1.1.0 (minor after 1.0.0) and the findings need major: 2.0.0 or later',
  );
  expect(git('status', '--porcelain')).toBe('');

  // When it is released,
  expect(await release('--today', '2026-06-03', '--write')).toMatchObject({ code: 0 });

  // then the document, the index, the numbers and the changelog are there, and the waiver is history.
  const index = JSON.parse(readFileSync(join(scratch, 'openapi/released/index.json'), 'utf8')) as Record<
    string,
    { date: string }
  >;
  expect(Object.keys(index)).toEqual(['1.0.0', '2.0.0']);
  expect(index['2.0.0']?.date).toBe('2026-06-03');
  expect(readFileSync(join(scratch, 'openapi/openapi.yaml'), 'utf8')).toMatch(/^ {2}version: 2\.0\.0$/m);
  expect(JSON.parse(readFileSync(join(scratch, 'package.json'), 'utf8'))).toMatchObject({ version: '2.0.0' });
  expect(readFileSync(join(scratch, 'openapi/released/2.0.0.json'), 'utf8')).toBe(
    readFileSync(join(scratch, 'generated/openapi.json'), 'utf8'),
  );
  expect(await differences(scratch, await generate(scratch))).toEqual([]);
  expect(existsSync(join(scratch, path))).toBe(false);
  const changelog = readFileSync(join(scratch, 'CHANGELOG.md'), 'utf8');
  expect(changelog).toMatch(
    /## 2\.0\.0 — 2026-06-03\n\nAPI 2\.0\.0\.\n\n### API\n\n- ⚠️ Request of `spawnAgent`: .*region.* Accepted as accepted-break: /,
  );
  expect(readdirSync(join(scratch, 'openapi/released')).sort()).toEqual([
    '1.0.0.json',
    '2.0.0.json',
    'index.json',
  ]);
  git('add', '.');
  git('commit', '--quiet', '-m', 'release 2.0.0');

  // And the next change is measured against it: what it takes back is no break any more, what it adds is counted from there.
  expect(await gate('--today', '2026-06-04')).toMatchObject({ code: 0 });
  const again = await release('--today', '2026-06-04', '--write');
  expect(again.code).toBe(3);
  expect(again.err).toContain('there is nothing to release');
  edit(spawnRequest, (text) => text.replace('required: [task, region]', 'required: [task]'));
  await build();
  const next = await gate('--today', '2026-06-04', '--format', 'json');
  const report = JSON.parse(next.out) as {
    verdict: string;
    bump: unknown;
    versions: { document: { base: string } };
  };
  expect(report.verdict).toBe('passed');
  expect(report.bump).toEqual({ required: 'minor', declared: 'none' });
  expect(report.versions.document.base).toBe('2.0.0');

  // A released file edited by hand is stale, whatever the change does.
  edit('openapi/released/1.0.0.json', (text) => `${text}\n`);
  const edited = await gate('--today', '2026-06-04');
  expect(edited.code).toBe(2);
  expect(edited.out).toContain('openapi/released/1.0.0.json:1');
  git('checkout', '--quiet', 'openapi/released/1.0.0.json');

  // A clone that ends before the merge base says so; a revision that is not there too.
  const shallow = mkdtempSync(join(tmpdir(), 'rehearsal-shallow-'));
  try {
    execFileSync(
      'git',
      ['clone', '--quiet', '--depth', '1', '--no-single-branch', `file://${scratch}`, shallow],
      { stdio: 'pipe' },
    );
    const { said, stdout, stderr } = streams();
    const code = await gateCommand(
      ['generated/openapi.json', '--since', 'origin/main', '--today', '2026-06-04'],
      { stdout, stderr, env: {}, cwd: shallow },
    );
    expect({ code, err: said.err }).toMatchObject({ code: 3 });
    expect(said.err).toContain(
      'this clone is shallow and ends before the commit that both share. Fetch the history',
    );
  } finally {
    rmSync(shallow, { recursive: true, force: true });
  }
  const nowhere = await gate('--since', 'no-such-branch', '--today', '2026-06-04');
  expect(nowhere.code).toBe(3);
  expect(nowhere.err).toContain('git does not know this revision here');
}, 120_000);
