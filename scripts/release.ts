// `npm run release -- [--write]`: both numbers from the findings, the released document, the index, the changelog.
// Without --write it only says what it would do.
import { root } from '../src/build/project.js';
import { releaseCommand } from '../src/build/release-command.js';

const { stdout, stderr } = process;
process.exitCode = await releaseCommand(root, process.argv.slice(2), {
  stdout,
  stderr,
  now: () => new Date(),
});
