// From differences to a verdict: the policy lets announced removals through, waivers accept single findings, version
// numbers are held against what is left. The engine says what changed; this file says whether it may.
import type { Json } from '../include/json.js';
import type { Bump, Finding, Report, Version } from '../report/report.js';
import type { Problem } from '../report/view.js';
import type { Waiver } from '../waivers.js';
import type { Deprecatable } from './deprecatable.js';
import type { History, Notice } from './notice.js';
import type { Policy } from './policy.js';
import { standing } from '../report/verdict.js';
import { requiredBumps } from '../semver.js';
import { applyWaivers } from '../waivers.js';
import { dateOf, dayOf } from './days.js';
import { deprecatables } from './deprecatable.js';
import { lifecycleFindings } from './lifecycle.js';
import { noticeOf } from './notice.js';
import { without } from './without.js';

/** Finds the differences of two documents; the same function that produced the findings to judge. */
export type Differences = (base: Json, head: Json) => Promise<readonly Finding[]>;

export interface Case {
  /** The newest release. */
  readonly base: Json;
  readonly head: Json;
  readonly findings: readonly Finding[];
  readonly again: Differences;
  readonly policy: Policy;
  readonly waivers: readonly Waiver[];
  readonly history: History;
  /** `YYYY-MM-DD`. */
  readonly today: string;
}

export interface Judgement {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  readonly required: { readonly document: Bump; readonly package: Bump };
}

/** At most so many unfinished notices are traced to their findings one by one; more share one sentence. */
const tracedOneByOne = 8;

function blocks(finding: Finding): boolean {
  return finding.level === 'breaking' || finding.level === 'unknown';
}

interface Gone {
  readonly thing: Deprecatable;
  readonly notice: Notice;
}

/** What base announced and head no longer has, each with the state of its notice. */
function announcedAndGone(the: Case, head: ReadonlyMap<string, Deprecatable>): Gone[] {
  const base = the.history.releases.at(-1)?.things ?? deprecatables(the.base);
  return [...base.values()]
    .filter((thing) => thing.announced !== undefined && !head.has(thing.key))
    .map((thing) => ({ thing, notice: noticeOf(thing, the.history, the.today, the.policy) }));
}

/** By what it says: taking a list entry out of base moves its neighbours' pointers, and with them their fingerprints. */
const wording = (finding: Finding) => JSON.stringify([finding.rule, finding.surface, finding.message]);

/** Whether a finding stays when the things had never been there. In doubt it does. */
async function staying(the: Case, gone: readonly Gone[]): Promise<(finding: Finding) => boolean> {
  const things = gone.map(({ thing }) => thing);
  const left = await the.again(without(the.base, the.head, things), the.head);
  const ids = new Set(left.map((finding) => finding.id));
  const wordings = new Set(left.map(wording));
  return (finding) => ids.has(finding.id) || wordings.has(wording(finding));
}

const list = (gone: readonly Gone[]) =>
  gone.map(({ thing, notice }) => `${thing.label}: ${notice.says}`).join('; ');

/** Which of the things a finding is about, by its place; all of them where the place does not tell. */
function about(finding: Finding, gone: readonly Gone[]): readonly Gone[] {
  const at = finding.base?.pointer;
  const close = gone.filter(
    ({ thing }) => at !== undefined && (at === thing.pointer || at.startsWith(`${thing.pointer}/`)),
  );
  return close.length > 0 ? close : gone.slice(0, 3);
}

async function applyNotices(the: Case, gone: readonly Gone[]): Promise<Finding[]> {
  const ran = gone.filter(({ notice }) => notice.ran);
  const running = gone.filter(({ notice }) => !notice.ran);
  let findings = [...the.findings];
  if (ran.length > 0) {
    const stays = await staying(the, ran);
    findings = findings.map((finding) =>
      blocks(finding) && !stays(finding) ? { ...finding, allowed: list(about(finding, ran)) } : finding,
    );
  }
  const groups =
    running.length <= tracedOneByOne ? running.map((one) => [one]) : running.length > 0 ? [running] : [];
  for (const group of groups) {
    const stays = await staying(the, group);
    findings = findings.map((finding) => {
      if (!blocks(finding) || finding.allowed !== undefined || stays(finding)) return finding;
      const which = about(finding, group);
      const wait = which.find(({ notice }) => !notice.ran && notice.from !== undefined)?.notice;
      return {
        ...finding,
        message: `${finding.message.replace(/\.$/, '')}. Announced, but ${list(which)}`,
        waysOut:
          wait !== undefined && !wait.ran && wait.from !== undefined
            ? [`keep it until ${wait.from}`, ...finding.waysOut]
            : finding.waysOut,
      };
    });
  }
  return findings;
}

/** What to write to announce an end, so that it may come: the YAML for the place the thing stands in. */
function announcing(thing: Deprecatable, sunset: string): string {
  const say = `keep ${thing.label}, announce its end in a release, and remove it from ${sunset} on`;
  if (thing.kind !== 'enum value')
    return `${say}\ndeprecated: true\nx-sunset: '${sunset}'\nx-replaced-by: none`;
  return `${say}\nx-deprecated-values:\n  ${JSON.stringify(thing.value)}: { sunset: '${sunset}', replaced_by: none }`;
}

/** For what goes without having been announced: the announcement to paste takes the place of the advice to write one. */
function withAnnouncements(
  the: Case,
  findings: readonly Finding[],
  head: ReadonlyMap<string, Deprecatable>,
): Finding[] {
  const base = the.history.releases.at(-1)?.things ?? deprecatables(the.base);
  const gone = [...base.values()].filter((thing) => thing.announced === undefined && !head.has(thing.key));
  const sunset = dateOf((dayOf(the.today) ?? 0) + the.policy.notice.days);
  return findings.map((finding) => {
    if (standing(finding) !== 'blocks' || finding.base === null) return finding;
    const at = finding.base.pointer;
    const thing = gone.find((one) =>
      one.kind === 'enum value'
        ? (at === one.pointer || at.startsWith(`${one.pointer}/enum`)) &&
          finding.message.includes(String(one.value))
        : at === one.pointer,
    );
    if (thing === undefined) return finding;
    const others = finding.waysOut.filter((way) => !way.includes('until its notice has run'));
    return { ...finding, waysOut: [announcing(thing, sunset), ...others] };
  });
}

/** Applies policy and waivers. The engine's findings come back in their order, the policy's own after them. */
export async function judgeUnderPolicy(the: Case): Promise<Judgement> {
  const head = deprecatables(the.head);
  const base = the.history.releases.at(-1)?.things ?? deprecatables(the.base);
  const judged = withAnnouncements(the, await applyNotices(the, announcedAndGone(the, head)), head);
  const known = new Set(judged.map((finding) => finding.id));
  const own = lifecycleFindings(base, head, the.today, the.policy).filter(
    (finding) => !known.has(finding.id),
  );
  const waived = applyWaivers([...judged, ...own], the.waivers, the.today);
  const findings = waived.findings.map((finding) => {
    const levels: readonly string[] =
      finding.layer === 'docs' ? ['breaking'] : the.policy.blocks[finding.layer];
    return standing(finding) === 'blocks' && !levels.includes(finding.level)
      ? {
          ...finding,
          allowed: `the policy does not block ${finding.level} findings of layer ${finding.layer}`,
        }
      : finding;
  });
  const required = requiredBumps(findings, the.policy.version.waived, (finding) =>
    finding.waiver === undefined ? undefined : waived.used.get(finding.id)?.class,
  );
  return { findings, problems: waived.problems, required };
}

/** The report of judged findings. The declared bump shown is the package's where there is one. */
export function reportOf(
  findings: readonly Finding[],
  versions: { readonly document: Version; readonly package?: Version },
): Report {
  const count = (match: (finding: Finding) => boolean) => findings.filter(match).length;
  const shown = versions.package ?? versions.document;
  return {
    reportVersion: 1,
    verdict: findings.some((finding) => standing(finding) === 'blocks') ? 'blocked' : 'passed',
    bump: { required: shown.required, declared: shown.declared },
    versions,
    counts: {
      breaking: count((finding) => finding.level === 'breaking' && finding.waiver === undefined),
      unknown: count((finding) => finding.level === 'unknown' && finding.waiver === undefined),
      additive: count((finding) => finding.level === 'additive'),
      docs: count((finding) => finding.level === 'docs'),
      waived: count((finding) => finding.waiver !== undefined),
    },
    findings,
  };
}
