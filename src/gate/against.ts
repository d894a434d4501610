// A head against the releases before it: reads policy, waivers and the index, asks the engine for the differences, and
// gives the report with everything that is wrong beside it. Neighbours: policy/judge.ts decides, folder.ts reads files.
import type { Json } from './include/json.js';
import type { Finding, Place, Report } from './report/report.js';
import type { Problem } from './report/view.js';
import type { Policy } from './policy/policy.js';
import type { ReleasedFile, ReleasedFolder } from './release/released.js';
import type { WaiverFile } from './waivers.js';
import { isObject, member } from './include/json.js';
import { problemOf } from './policy/data.js';
import { judgeUnderPolicy, reportOf } from './policy/judge.js';
import { historyOf } from './policy/notice.js';
import { policyFrom, readPolicy } from './policy/policy.js';
import { LoadError } from './load/error.js';
import { parse } from './load/read.js';
import { readReleased } from './release/released.js';
import { holdVersions } from './release/versions.js';
import { readWaivers } from './waivers.js';

export type ExitCode = 0 | 1 | 2 | 3 | 4;

/** The engine, as the gate asks it: the findings of two documents under a policy. */
export type Engine = (base: Json, head: Json, policy: Policy) => Promise<readonly Finding[]>;

export interface Against {
  readonly head: Json;
  /** Shown to people. */
  readonly headFile: string;
  readonly released: ReleasedFolder;
  /** Absent: every default of the policy's schema. */
  readonly policy?: { readonly file: string; readonly text: string };
  readonly waivers?: readonly WaiverFile[];
  /** Whether a file of the repository is there: the evidence of waivers. */
  readonly exists?: (path: string) => boolean;
  /** The package that will carry the document; held only where the index knows the last release's. */
  readonly package?: { readonly version: string; readonly file: string; readonly line: number };
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  readonly engine: Engine;
  /** Files and lines for pointers into head, where they are known. */
  readonly places?: (document: Json, pointers: ReadonlySet<string>) => ReadonlyMap<string, Place>;
  /** Findings of layer source that only the repository can find: its released programs, for instance. */
  readonly more?: readonly Finding[] | Promise<readonly Finding[]>;
}

export interface Outcome {
  /** Absent where nothing could be compared. */
  readonly report?: Report;
  readonly problems: readonly Problem[];
  readonly exitCode: ExitCode;
  /** The release that decided. */
  readonly base?: ReleasedFile;
  readonly policy: Policy;
}

function infoVersion(document: Json): string {
  const info = isObject(document) ? member(document, 'info') : undefined;
  const version = isObject(info) ? member(info, 'version') : undefined;
  return typeof version === 'string' ? version : '';
}

/** The highest code that applies: 1 blocked, 2 stale, 3 bad input. */
export function exitCodeOf(report: Report | undefined, problems: readonly Problem[]): ExitCode {
  const codes = [
    report === undefined || report.verdict === 'passed' ? 0 : 1,
    ...problems.map((problem) => problem.exitCode),
  ];
  const highest = Math.max(...codes) as 0 | 1 | 2 | 3;
  return report === undefined && highest === 0 ? 3 : highest; // nothing was compared: never a pass
}

/** Files and lines for findings that the policy made: they know only where in the document they stand. */
function placed(findings: readonly Finding[], the: Against): readonly Finding[] {
  const bare = (place: Place | null) => place !== null && place.file === undefined;
  const pointers = new Set(
    findings.flatMap((finding) => (bare(finding.head) ? [finding.head?.pointer ?? ''] : [])),
  );
  if (pointers.size === 0 || the.places === undefined) return findings;
  const known = the.places(the.head, pointers);
  return findings.map((finding) => {
    const place = bare(finding.head) ? known.get(finding.head?.pointer ?? '') : undefined;
    return place === undefined ? finding : { ...finding, head: place };
  });
}

const levels = ['breaking', 'unknown', 'additive', 'docs'];

/** The order of a report: level, then operation, then pointer; the policy's findings fall into their place. */
function inOrder(findings: readonly Finding[]): readonly Finding[] {
  const key = (finding: Finding) => [
    String(levels.indexOf(finding.level)),
    finding.operations[0] ?? '',
    (finding.head ?? finding.base)?.pointer ?? '',
    finding.id,
  ];
  return [...findings].sort((a, b) => {
    const left = key(a);
    const right = key(b);
    const at = left.findIndex((part, index) => part !== right[index]);
    return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
  });
}

/** Judges a head against the newest of its releases, with the older ones as the record of notice. */
export async function against(the: Against): Promise<Outcome> {
  const policyRead = the.policy === undefined ? undefined : readPolicy(the.policy.text, the.policy.file);
  const policy = policyRead?.ok === true ? policyRead.value : policyFrom({});
  const problems: Problem[] = policyRead?.ok === false ? [...policyRead.problems] : [];
  const folder = readReleased(the.released);
  problems.push(...folder.problems);
  const { waivers, problems: waiverProblems } = readWaivers(the.waivers ?? [], the.exists);
  problems.push(...waiverProblems);
  const base = folder.released.at(-1);
  const stop = (): Outcome => ({
    problems,
    exitCode: exitCodeOf(undefined, problems),
    policy,
    ...(base === undefined ? {} : { base }),
  });
  if (base === undefined && problems.length === 0)
    problems.push({
      exitCode: 3,
      message: `there is no released document in ${the.released.folder}, so there is nothing to measure against: make the first with \`npm run release\`, or name two documents`,
      file: the.released.folder,
    });
  if (base === undefined || policyRead?.ok === false) return stop();
  let releases: { version: string; date?: string; document: Json }[];
  try {
    releases = folder.released.map(({ version, date, text, file }) => ({
      version,
      ...(date === undefined ? {} : { date }),
      document: parse(text, file).value,
    }));
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    problems.push(problemOf(error));
    return stop();
  }
  const history = historyOf(releases);
  const document = releases.at(-1)?.document ?? null;
  const ask = async (a: Json, b: Json) => [...(await the.engine(a, b, policy)), ...((await the.more) ?? [])];
  const judged = await judgeUnderPolicy({
    base: document,
    head: the.head,
    findings: await ask(document, the.head),
    again: ask,
    policy,
    waivers,
    history,
    today: the.today,
  });
  const versionPlace = the.places?.(the.head, new Set(['/info/version'])).get('/info/version');
  const held = holdVersions(
    {
      document: {
        base: base.version,
        head: infoVersion(the.head),
        file: versionPlace?.file ?? the.headFile,
        ...(versionPlace?.line === undefined ? {} : { line: versionPlace.line }),
        pointer: '/info/version',
      },
      ...(the.package === undefined || base.package === undefined
        ? {}
        : {
            package: {
              base: base.package,
              head: the.package.version,
              file: the.package.file,
              line: the.package.line,
              pointer: '/version',
            },
          }),
    },
    judged.required,
    policy,
  );
  problems.push(...judged.problems, ...held.problems);
  const findings = inOrder(placed([...judged.findings, ...held.findings], the));
  const report = reportOf(findings, held.versions);
  return { report, problems, exitCode: exitCodeOf(report, problems), base, policy };
}
