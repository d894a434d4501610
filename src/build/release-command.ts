// `npm run release`: the gate's answer, the plan worked out from it, and the writes. Dry run unless told to write.
import { parseArgs } from 'node:util';
import type { Problem } from '../gate/report/view.js';
import { gateAgainstLastRelease, readWaiverFiles, todayIn } from '../gate/folder.js';
import { dayOf } from '../gate/policy/days.js';
import { notesOf } from '../gate/release/changelog.js';
import { planRelease } from '../gate/release/plan.js';
import { verdictLine } from '../gate/report/verdict.js';
import { readWaivers } from '../gate/waivers.js';
import { writeAll } from '../gate/release/writes.js';
import { BadContract } from './bad-contract.js';
import { differences, generate } from './generate.js';
import { bundlePath, compiled, releaseFiles } from './release.js';
import { contractRepository } from './repository.js';

const help = `npm run release -- [--write] [--document 1.2.0] [--package 1.2.0] [--today 2026-01-31]

Works out both numbers from the findings since the last release, and says what it would write. --write writes it, all or nothing.
--notes prints the changelog of the version that package.json carries.
`;

const options = {
  write: { type: 'boolean', default: false },
  document: { type: 'string' },
  package: { type: 'string' },
  today: { type: 'string' },
  notes: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

interface Streams {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly now: () => Date;
}

/** Releases the contract at `root`; the promise is the exit code: 0 done or planned, 1 refused, 2 stale, 3 bad input. */
export async function releaseCommand(root: string, args: readonly string[], io: Streams): Promise<number> {
  const refuse = (problems: readonly Problem[]): number => {
    for (const { file, line, message } of problems)
      io.stderr.write(
        `${file === undefined ? '' : `${[file, line].filter((part) => part !== undefined).join(':')}: `}${message}\n`,
      );
    io.stderr.write('Nothing was written.\n');
    return Math.max(...problems.map((problem) => problem.exitCode));
  };
  let asked: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    asked = parseArgs({ args: [...args], options }).values;
  } catch (error) {
    return refuse([
      {
        exitCode: 3,
        message: `${(error as Error).message.split('\n')[0]?.replace(/\.$/, '')}. See npm run release -- --help`,
      },
    ]);
  }
  if (asked.help) {
    io.stdout.write(help);
    return 0;
  }
  if (asked.notes) {
    const { changelog, package: pack } = await releaseFiles(root);
    const { version } = JSON.parse(pack.text) as { version: string };
    const notes = notesOf(changelog.text ?? '', version);
    if (notes === undefined)
      return refuse([
        {
          exitCode: 3,
          message: `the changelog has nothing on ${version}: npm run release -- --write`,
          file: changelog.path,
        },
      ]);
    io.stdout.write(notes);
    return 0;
  }
  const today = asked.today ?? todayIn(io.now());
  if (dayOf(today) === undefined)
    return refuse([{ exitCode: 3, message: `--today \`${today}\` is not a day: write it as 2026-01-31` }]);
  try {
    const stale = await differences(root, await generate(root));
    if (stale.length > 0)
      return refuse(
        stale.map(({ file }) => ({
          exitCode: 2,
          message: 'differs from what the contract compiles to: npm run build',
          file,
        })),
      );
  } catch (error) {
    if (!(error instanceof BadContract)) throw error;
    return refuse(error.faults.map(({ file, line, message }) => ({ exitCode: 3, message, file, line })));
  }
  const files = await releaseFiles(root);
  const repository = await contractRepository(root);
  const isFirst = files.index.text === undefined;
  const outcome = isFirst ? undefined : await gateAgainstLastRelease({ cwd: root, today, ...repository });
  const { waivers } = readWaivers(await readWaiverFiles(root, 'openapi/waivers'));
  const planned = await planRelease({
    ...(outcome === undefined ? {} : { outcome }),
    waivers,
    files,
    today,
    wanted: {
      ...(asked.document === undefined ? {} : { document: asked.document }),
      ...(asked.package === undefined ? {} : { package: asked.package }),
    },
    regenerate: (contract) => compiled(root, contract),
    bundlePath,
  });
  if (!planned.ok) return refuse(planned.problems);
  const { plan } = planned;
  if (outcome?.report !== undefined) io.stdout.write(`${verdictLine(outcome.report)}\n\n`);
  io.stdout.write(`API      ${plan.document.from ?? 'first release'} → ${plan.document.to}\n`);
  io.stdout.write(`package  ${plan.package.from} → ${plan.package.to}\n\n`);
  for (const [path, text] of plan.writes)
    io.stdout.write(`${text === null ? 'removes' : 'writes '}  ${path}\n`);
  if (!asked.write) {
    io.stdout.write('\nA dry run: nothing was written. npm run release -- --write\n');
    return 0;
  }
  await writeAll(root, plan.writes);
  io.stdout.write(`\nReleased. Commit it, and tag the commit v${plan.package.to}.\n`);
  return 0;
}
