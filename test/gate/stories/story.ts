// What a story is: releases with their days, a head, a day, and what the gate must say. Stories are literals; this file
// only plays them.
import type { Outcome } from '../../../src/gate/against.js';
import type { Json } from '../../../src/gate/include/json.js';
import type { Finding } from '../../../src/gate/report/report.js';
import type { Edit } from './starter.js';
import { against } from '../../../src/gate/against.js';
import { differences } from '../../../src/gate/compare.js';
import { sha256 } from '../../../src/gate/release/released.js';
import { standing } from '../../../src/gate/report/verdict.js';
import { edited, starter } from './starter.js';

export interface StoryRelease {
  readonly version: string;
  /** Left out: the index does not know it. */
  readonly date?: string;
  /** On top of the release before. */
  readonly edits?: readonly Edit[];
  readonly package?: string;
}

export interface StoryWaiver {
  /** The rule of the finding it waives, and a word of its message where a rule has several. */
  readonly for: string;
  readonly word?: string;
  /** Further lines of the file, YAML. */
  readonly with: string;
  readonly name?: string;
}

export interface Story {
  readonly name: string;
  /** Left out: 1.0.0 on 2026-01-01. */
  readonly releases?: readonly StoryRelease[];
  /** On top of the newest release, its version included. */
  readonly head: readonly Edit[];
  readonly today: string;
  readonly policy?: string;
  readonly waivers?: readonly StoryWaiver[];
  /** The package's version in the work tree. */
  readonly package?: string;
  readonly expects: {
    readonly exit: 0 | 1 | 2 | 3;
    /** Rules of the findings that block, in order. */
    readonly blocks?: readonly string[];
    /** Rules of the findings that the policy or a waiver lets through, in order. */
    readonly lets?: readonly string[];
    /** Required bumps: of the document, then of the package where its number is known. */
    readonly needs?: readonly string[];
    /** Words that must appear in messages, reasons or problems. */
    readonly says?: readonly string[];
  };
}

const firstRelease: readonly StoryRelease[] = [{ version: '1.0.0', date: '2026-01-01', package: '1.0.0' }];

function documents(releases: readonly StoryRelease[]): { release: StoryRelease; document: Json }[] {
  let document = starter;
  return releases.map((release) => {
    document = edited(document, [['/info/version', release.version], ...(release.edits ?? [])]);
    return { release, document };
  });
}

async function play(
  story: Story,
  waivers: readonly { file: string; name: string; text: string }[],
): Promise<Outcome> {
  const released = documents(story.releases ?? firstRelease).map(({ release, document }) => ({
    release,
    text: `${JSON.stringify(document, null, 2)}\n`,
    document,
  }));
  const index = Object.fromEntries(
    released
      .filter(({ release }) => release.date !== undefined)
      .map(({ release: { version, date, package: pack }, text }) => [
        version,
        { date, sha256: sha256(text), ...(pack === undefined ? {} : { package: pack }) },
      ]),
  );
  const hasIndex = Object.keys(index).length > 0;
  return against({
    head: edited(released.at(-1)?.document ?? starter, story.head),
    headFile: 'openapi/openapi.yaml',
    released: {
      folder: 'openapi/released',
      files: [
        ...(hasIndex ? [{ name: 'index.json', text: JSON.stringify(index, null, 2) }] : []),
        ...released.map(({ release, text }) => ({ name: `${release.version}.json`, text })),
      ],
    },
    ...(story.policy === undefined ? {} : { policy: { file: 'openapi/policy.yaml', text: story.policy } }),
    waivers,
    exists: (path) => path === 'openapi/examples/spawnAgent.created.json',
    ...(story.package === undefined
      ? {}
      : { package: { version: story.package, file: 'package.json', line: 3 } }),
    today: story.today,
    engine: (base, head, policy) =>
      differences(base, head, { reading: policy.reading, exportedTypes: policy.exportedTypes }),
  });
}

function waiverFile(waiver: StoryWaiver, findings: readonly Finding[], position: number) {
  const finding = findings.find(
    ({ rule, message }) => rule === waiver.for && message.includes(waiver.word ?? ''),
  );
  const created = /created: (\S+)/.exec(waiver.with)?.[1] ?? '';
  const name = waiver.name ?? `${created}-story-${position}.yaml`;
  return {
    file: `openapi/waivers/${name}`,
    name,
    text: `finding: '${finding?.id ?? '0000000000000000'}'\n${waiver.with}\n`,
  };
}

/** Plays a story: once to know the fingerprints that its waivers name, then with the waivers. */
export async function tell(story: Story): Promise<Outcome> {
  const first = await play(story, []);
  if (story.waivers === undefined) return first;
  const findings = first.report?.findings ?? [];
  return play(
    story,
    story.waivers.map((waiver, position) => waiverFile(waiver, findings, position)),
  );
}

/** What a reader of the outcome could say about it. */
export function told(outcome: Outcome) {
  const findings = outcome.report?.findings ?? [];
  return {
    exit: outcome.exitCode,
    blocks: findings.filter((finding) => standing(finding) === 'blocks').map(({ rule }) => rule),
    lets: findings
      .filter((finding) => ['allowed', 'waived'].includes(standing(finding)))
      .map(({ rule }) => rule),
    needs: [outcome.report?.versions?.document.required, outcome.report?.versions?.package?.required].filter(
      (bump) => bump !== undefined,
    ),
    words: [
      ...findings.flatMap((finding) => [
        finding.message,
        finding.allowed ?? '',
        finding.reason ?? '',
        ...finding.waysOut,
      ]),
      ...outcome.problems.map(({ message, file, line }) => `${file}:${line} ${message}`),
    ].join('\n'),
  };
}
