// The revision that a change started from: what it did by itself is measured there, beside the verdict against the
// last release. Reads git's history and nothing else of the repository.
import { execFile } from 'node:child_process';
import { LoadError } from '../load/error.js';

function git(
  args: readonly string[],
  cwd: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile('git', [...args], { cwd, encoding: 'utf8' }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, stdout, stderr: code === -1 ? String(error?.message) : stderr });
    });
  });
}

/**
 * The commit at which HEAD left `revision`.
 * @throws LoadError (exit 3) where there is none in this clone: a shallow clone ends before it
 */
export async function mergeBase(revision: string, cwd: string): Promise<string> {
  const refuse = (says: string, wayOut: string): never => {
    throw new LoadError({ file: `git:${revision}`, says, wayOut });
  };
  if (revision === '' || revision.startsWith('-'))
    return refuse('this is no revision', 'Name a branch, a tag or a commit.');
  const known = await git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], cwd);
  if (known.code !== 0)
    return refuse(
      'git does not know this revision here',
      'Fetch it first (git fetch origin NAME; with actions/checkout, fetch-depth: 0).',
    );
  const found = await git(['merge-base', revision, 'HEAD'], cwd);
  const commit = found.stdout.trim();
  if (found.code === 0 && commit !== '') return commit;
  const shallow = await git(['rev-parse', '--is-shallow-repository'], cwd);
  return shallow.stdout.trim() === 'true'
    ? refuse(
        'this clone is shallow and ends before the commit that both share',
        'Fetch the history: git fetch --unshallow (with actions/checkout, fetch-depth: 0).',
      )
    : refuse('HEAD and this revision share no commit', 'Name the branch that the change starts from.');
}

/** Whether a revision has a file; a contract may be younger than the branch point. */
export async function hasFile(revision: string, path: string, cwd: string): Promise<boolean> {
  return (await git(['cat-file', '-e', `${revision}:./${path}`], cwd)).code === 0;
}
