// `gate` without BASE: the newest release decides, with policy, waivers and version numbers. Neighbour: ../command.ts parses
// the arguments, loads two named documents and prints.
import type { Outcome } from '../against.js';
import type { LastRelease } from '../folder.js';
import type { Json } from '../include/json.js';
import type { Report } from '../report/report.js';
import type { View } from '../report/view.js';
import { existsSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { compare } from '../compare.js';
import { explain } from '../explain.js';
import { gateAgainstLastRelease, todayIn, waiversFolderOf } from '../folder.js';
import { load } from '../load.js';
import { LoadError } from '../load/error.js';
import { hasFile, mergeBase } from './merge-base.js';
import { dayOf } from '../policy/days.js';

/** What a repository knows about its own contract; a caller from outside gives nothing of it. */
export interface Repository {
  readonly head: { readonly document: Json; readonly file: string };
  readonly locate?: NonNullable<LastRelease['locate']>;
  readonly methodsFor?: NonNullable<LastRelease['methodsFor']>;
  /** Findings of layer source that only the repository can find. */
  readonly more?: NonNullable<LastRelease['more']>;
  /** How people call this command, for the ways out. */
  readonly command: string;
}

export interface Asked {
  /** Absent: the repository's own contract. */
  readonly head?: string;
  readonly released?: string;
  readonly policy?: string;
  readonly waivers?: string;
  readonly today?: string;
  /** The branch that the change will be merged into. */
  readonly since?: string;
  readonly reading?: 'tolerant' | 'strict';
  readonly budgetSteps?: number;
  readonly maxFindings?: number;
}

export interface Answer {
  readonly outcome: Outcome;
  readonly view: View;
  /** One finding in full, with its waiver. */
  readonly explain: (report: Report, id: string) => string | undefined;
}

const usualContracts = ['openapi/openapi.yaml', 'openapi.yaml', 'openapi.json'];

/** Where GitHub shows a file of the revision that a workflow runs on. */
function sourceUrl(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_SHA: commit } = env;
  return server !== undefined && repository !== undefined && commit !== undefined
    ? `${server}/${repository}/blob/${commit}/`
    : undefined;
}

/** Judges the head that was asked for, and what this change did by itself where a branch to merge into is named. */
export async function gateReleases(
  asked: Asked,
  context: {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | undefined>>;
    readonly repository?: (() => Promise<Repository>) | undefined;
    readonly now: () => Date;
  },
): Promise<Answer> {
  const { cwd, env } = context;
  const today = asked.today ?? todayIn(context.now());
  if (dayOf(today) === undefined)
    throw new LoadError({
      file: '--today',
      says: `\`${today}\` is not a day`,
      wayOut: 'Write it as 2026-01-31.',
    });
  const repository = asked.head === undefined ? await context.repository?.() : undefined;
  const file =
    asked.head ?? repository?.head.file ?? usualContracts.find((name) => existsSync(resolve(cwd, name)));
  if (file === undefined)
    throw new LoadError({
      file: 'gate',
      says: `no document is named and there is none of ${usualContracts.join(', ')}`,
      wayOut: 'Name the document: gate HEAD, or gate BASE HEAD.',
    });
  const outcome = await gateAgainstLastRelease({
    cwd,
    head: repository?.head ?? file,
    today,
    ...(asked.released === undefined ? {} : { released: asked.released }),
    ...(asked.policy === undefined ? {} : { policy: asked.policy }),
    ...(asked.waivers === undefined ? {} : { waivers: asked.waivers }),
    ...(asked.reading === undefined ? {} : { reading: asked.reading }),
    ...(asked.budgetSteps === undefined ? {} : { budgetSteps: asked.budgetSteps }),
    ...(repository?.locate === undefined ? {} : { locate: repository.locate }),
    ...(repository?.methodsFor === undefined ? {} : { methodsFor: repository.methodsFor }),
    ...(repository?.more === undefined ? {} : { more: repository.more }),
  });
  const change =
    asked.since === undefined
      ? undefined
      : await changeSince(asked.since, file, repository, asked, outcome, cwd);
  const explainWith = `${repository?.command ?? `jettson-api gate ${file}`} --explain`;
  const url = sourceUrl(env);
  const view: View = {
    ...(outcome.base === undefined ? {} : { base: outcome.base.version }),
    head: file,
    explain: explainWith,
    problems: outcome.problems,
    ...(asked.maxFindings === undefined ? {} : { maxFindings: asked.maxFindings }),
    ...(url === undefined ? {} : { sourceUrl: url }),
    ...(change === undefined ? {} : { change }),
  };
  const owner = env['GIT_AUTHOR_EMAIL'] ?? env['GITHUB_ACTOR'] ?? env['USER'];
  return {
    outcome,
    view,
    explain: (report, id) => {
      const [finding, ...others] = report.findings.filter((one) => one.id.startsWith(id));
      const exact =
        report.findings.find((one) => one.id === id) ?? (others.length === 0 ? finding : undefined);
      if (exact === undefined || id === '') return undefined;
      return explain(exact, {
        today,
        policy: outcome.policy,
        waiversFolder: waiversFolderOf(asked),
        ...(owner === undefined || owner === '' ? {} : { owner }),
      });
    },
  };
}

async function changeSince(
  since: string,
  file: string,
  repository: Repository | undefined,
  asked: Asked,
  outcome: Outcome,
  cwd: string,
): Promise<Report | undefined> {
  const commit = await mergeBase(since, cwd);
  const path = posix.normalize(file.replaceAll('\\', '/'));
  if (!(await hasFile(commit, path, cwd))) return undefined; // the contract is younger than the branch point
  const before = await load(`git:${commit}:${path}`, { cwd });
  return compare(before, repository?.head.document ?? (await load(file, { cwd })), {
    reading: asked.reading ?? outcome.policy.reading,
    exportedTypes: outcome.policy.exportedTypes,
    ...(asked.budgetSteps === undefined ? {} : { budgetSteps: asked.budgetSteps }),
  });
}
