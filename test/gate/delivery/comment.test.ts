// The comment on a pull request: found, written, updated, shortened; and what an untrusted run cannot make it do.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';

interface Comment {
  id: number;
  body: string;
  user: { type: string };
}
type Act = (parts: { github: unknown; context: unknown; folder: string }) => Promise<string>;

const comment = createRequire(import.meta.url)(
  '../../../.github/actions/contract-gate/comment.cjs',
) as Act & {
  commentBody(report: string, exitCode: number): string;
};
const folder = mkdtempSync(join(tmpdir(), 'comment-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const blockedText = '✗ **Contract gate:** Needs major → blocked. 1 breaking\n\n### Breaking (1)\n\nmore\n';
const cleanText = '✓ **Contract gate:** Needs minor → passed. 1 additive\n\n### Additive (1)\n\nmore\n';
const marker = '<!-- contract-gate -->';

async function act(parts: {
  report: string;
  code: string;
  comments?: Comment[];
  conclusion?: string;
  headSha?: string;
}) {
  writeFileSync(join(folder, 'report.md'), parts.report);
  writeFileSync(join(folder, 'exit-code.txt'), parts.code);
  const calls: { what: string; with: Record<string, unknown> }[] = [];
  const record = (what: string) => (values: Record<string, unknown>) => {
    calls.push({ what, with: values });
    return Promise.resolve({ data: {} });
  };
  const github = {
    rest: {
      pulls: {
        list: (values: Record<string, unknown>) => {
          calls.push({ what: 'list', with: values });
          return Promise.resolve({
            data: [
              { number: 3, head: { sha: 'other' } },
              { number: 7, head: { sha: parts.headSha ?? 'abc' } },
            ],
          });
        },
      },
      issues: { listComments: {}, createComment: record('create'), updateComment: record('update') },
    },
    paginate: () => Promise.resolve(parts.comments ?? []),
  };
  const context = {
    repo: { owner: 'jettson', repo: 'api' },
    payload: {
      workflow_run: {
        head_sha: 'abc',
        head_branch: 'change',
        head_repository: { owner: { login: 'somebody' } },
        conclusion: parts.conclusion ?? 'failure',
      },
    },
  };
  const said = await comment({ github, context, folder });
  return {
    said,
    writes: calls.filter(({ what }) => what !== 'list'),
    asked: calls.find(({ what }) => what === 'list')?.with,
  };
}

const own = (body: string): Comment => ({ id: 11, body, user: { type: 'Bot' } });

test('a blocked change gets a comment on the pull request of its commit, found by fork and branch', async () => {
  const { said, writes, asked } = await act({ report: blockedText, code: '1\n' });
  expect(said).toBe('commented');
  expect(asked).toMatchObject({ head: 'somebody:change', state: 'open' });
  expect(writes).toEqual([
    {
      what: 'create',
      with: { owner: 'jettson', repo: 'api', issue_number: 7, body: `${marker}\n${blockedText}` },
    },
  ]);
});

test('the next push updates that comment, and a clean one becomes one line', async () => {
  const { said, writes } = await act({
    report: cleanText,
    code: '0\n',
    conclusion: 'success',
    comments: [own(`${marker}\n${blockedText}`)],
  });
  expect(said).toBe('updated');
  expect(writes).toEqual([
    {
      what: 'update',
      with: {
        owner: 'jettson',
        repo: 'api',
        comment_id: 11,
        body: `${marker}\n${cleanText.split('\n')[0]}\n`,
      },
    },
  ]);
});

test('a clean change that nobody was told about gets no comment', async () => {
  expect((await act({ report: cleanText, code: '0\n', conclusion: 'success' })).writes).toEqual([]);
});

test('the same words are not written twice', async () => {
  expect(
    (await act({ report: blockedText, code: '1\n', comments: [own(`${marker}\n${blockedText}`)] })).writes,
  ).toEqual([]);
});

test("a person's comment that quotes the marker is left alone", async () => {
  const { said } = await act({
    report: blockedText,
    code: '1\n',
    comments: [{ id: 5, body: `${marker}\nmine`, user: { type: 'User' } }],
  });
  expect(said).toBe('commented');
});

test('a report that claims to be clean while its run failed is shown whole', async () => {
  const { writes } = await act({ report: blockedText, code: '0\n', conclusion: 'failure' });
  expect(writes[0]?.with['body']).toBe(`${marker}\n${blockedText}`);
});

test('a pull request that has moved on is not commented', async () => {
  expect((await act({ report: blockedText, code: '1\n', headSha: 'newer' })).said).toContain(
    'no open pull request',
  );
});

test('an artifact larger than a comment is cut to its size and says so', async () => {
  const body = comment.commentBody(`${blockedText}${'x'.repeat(500_000)}`, 1);
  expect(body.length).toBeLessThanOrEqual(65_536);
  expect(body).toContain('longer than a comment');
});
