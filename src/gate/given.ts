// Policy, waivers and a day that were named beside two documents. Nothing is looked for: what is not named does not count.
import type { CompareOptions } from './compare.js';
import type { Finding } from './report/report.js';
import type { Problem } from './report/view.js';
import type { Waiver } from './waivers.js';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readWaiverFiles, todayIn } from './folder.js';
import { LoadError } from './load/error.js';
import { readPolicyFile } from './policy/policy.js';
import { dayOf } from './policy/days.js';
import { applyWaivers, readWaivers } from './waivers.js';

/**
 * The options that the named files stand for, and what is wrong with them.
 * @throws LoadError (exit 3) where a named file is not there
 */
export async function readGiven(
  asked: {
    readonly policy?: string | undefined;
    readonly waivers?: string | undefined;
    readonly today?: string | undefined;
  },
  cwd: string,
): Promise<{
  readonly options: CompareOptions;
  readonly problems: readonly Problem[];
  /** What is stale about the named waivers, once the findings are known. */
  readonly stale: (findings: readonly Finding[]) => readonly Problem[];
}> {
  const { policy, waivers, today } = asked;
  if (today !== undefined && dayOf(today) === undefined)
    throw new LoadError({
      file: '--today',
      says: `\`${today}\` is not a day`,
      wayOut: 'Write it as 2026-01-31.',
    });
  const problems: Problem[] = [];
  const day = today ?? todayIn(new Date());
  let options: CompareOptions = { today: day };
  let accepted: readonly Waiver[] = [];
  if (policy !== undefined) {
    const text = await readFile(resolve(cwd, policy), 'utf8').catch((error: NodeJS.ErrnoException) => {
      throw new LoadError({
        file: policy,
        says: `the policy cannot be read (${error.code})`,
        wayOut: 'Check --policy.',
      });
    });
    const read = readPolicyFile(text, policy);
    if (read.ok) options = { ...options, policy: read.value };
    else problems.push(...read.problems);
  }
  if (waivers !== undefined) {
    if (!existsSync(resolve(cwd, waivers)))
      throw new LoadError({ file: waivers, says: 'there is no such folder', wayOut: 'Check --waivers.' });
    const read = readWaivers(await readWaiverFiles(cwd, waivers), (path) => existsSync(resolve(cwd, path)));
    problems.push(...read.problems);
    accepted = read.waivers;
    options = { ...options, waivers: read.waivers.map(({ lines: _, ...waiver }) => waiver) };
  }
  return { options, problems, stale: (findings) => applyWaivers(findings, accepted, day).problems };
}
