// Keeps one comment of the gate on a pull request: written when there is something to say, updated on every push, and
// one line when all is well. Runs with write access on what an untrusted run has left behind: the report is text to
// show and nothing else, and the pull request is looked up at GitHub, never taken from the artifact.
const { readFile } = require('node:fs/promises');
const { join } = require('node:path');

const marker = '<!-- contract-gate -->';
/** A GitHub comment holds 65,536 characters. */
const maxCharacters = 65_536;

/** The comment's text for a report; one line for a clean one. */
function commentBody(report, exitCode) {
  const text = exitCode === 0 ? `${report.split('\n', 1)[0]}\n` : report;
  const body = `${marker}\n${text}`;
  if (body.length <= maxCharacters) return body;
  const note = '\n\nThe report is longer than a comment: the job summary has all of it.\n';
  return `${body.slice(0, maxCharacters - note.length)}${note}`;
}

/** The open pull request whose head is the commit that was judged, or undefined where it has moved on. */
async function pullRequestOf(github, repository, run) {
  const { data } = await github.rest.pulls.list({
    ...repository,
    state: 'open',
    head: `${run.head_repository.owner.login}:${run.head_branch}`,
    per_page: 100,
  });
  return data.find((pull) => pull.head.sha === run.head_sha);
}

async function ownComment(github, repository, number) {
  const comments = await github.paginate(github.rest.issues.listComments, {
    ...repository,
    issue_number: number,
    per_page: 100,
  });
  return comments.find((comment) => comment.user?.type === 'Bot' && comment.body?.startsWith(marker));
}

/** Writes or updates the comment; says what it did. */
module.exports = async function comment({ github, context, folder }) {
  const run = context.payload.workflow_run;
  const pull = await pullRequestOf(github, context.repo, run);
  if (pull === undefined) return 'no open pull request has this commit as its head';
  const report = await readFile(join(folder, 'report.md'), 'utf8');
  const code = Number.parseInt(await readFile(join(folder, 'exit-code.txt'), 'utf8'), 10);
  // The run's own conclusion decides what is clean: the artifact alone cannot claim it.
  const exitCode = run.conclusion === 'success' ? code : code || 1;
  const body = commentBody(report, exitCode);
  const own = await ownComment(github, context.repo, pull.number);
  if (own === undefined) {
    if (exitCode === 0) return 'clean, and nothing was said before';
    await github.rest.issues.createComment({ ...context.repo, issue_number: pull.number, body });
    return 'commented';
  }
  if (own.body === body) return 'the comment says it already';
  await github.rest.issues.updateComment({ ...context.repo, comment_id: own.id, body });
  return 'updated';
};
module.exports.commentBody = commentBody;
