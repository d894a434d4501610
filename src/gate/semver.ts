// Version numbers: what the findings ask for, what is declared, and where the two disagree. Semantic Versioning 2.0.0.
// `info.version` follows the wire verdict alone; the package carries at least the larger of wire and source.
import type { Bump, Finding } from './report/report.js';
import type { WaiverClass } from './waivers.js';
import compareVersions from 'semver/functions/compare.js';
import parse from 'semver/functions/parse.js';

const order: readonly Bump[] = ['none', 'patch', 'minor', 'major'];

export function largest(bumps: Iterable<Bump>): Bump {
  let found = 0;
  for (const bump of bumps) found = Math.max(found, order.indexOf(bump));
  return order[found] ?? 'none';
}

/** Whether `declared` is at least `required`. */
export function covers(declared: Bump, required: Bump): boolean {
  return order.indexOf(declared) >= order.indexOf(required);
}

/** Whether the text is a version number, `1.2.3` or `1.2.3-rc.1`. */
export function isVersion(version: string): boolean {
  return parse(version) !== null && !version.startsWith('v');
}

/** Negative when `a` comes before `b` (SemVer §11); both must be version numbers. */
export function orderOf(a: string, b: string): number {
  return compareVersions(a, b);
}

/** What a step from one number to the next declares; `none` when it stands still, undefined when it goes back. */
export function declaredBump(base: string, head: string): Bump | undefined {
  const from = parse(base);
  const to = parse(head);
  if (from === null || to === null) return base === head ? 'none' : undefined;
  const direction = to.compare(from);
  if (direction === 0) return 'none';
  if (direction < 0) return undefined;
  if (to.major !== from.major) return 'major';
  return to.minor !== from.minor ? 'minor' : 'patch';
}

/** The next number; below 1.0.0 the same rules hold, because ours starts at 1.0.0. */
export function next(version: string, bump: Bump): string {
  const { major, minor, patch, prerelease } = parse(version) ?? {
    major: 0,
    minor: 0,
    patch: 0,
    prerelease: [],
  };
  switch (bump) {
    case 'none':
      return version;
    case 'patch': // a pre-release of this patch is finished by it: SemVer §11.3
      return prerelease.length > 0 ? `${major}.${minor}.${patch}` : `${major}.${minor}.${patch + 1}`;
    case 'minor':
      return `${major}.${minor + 1}.0`;
    case 'major':
      return `${major + 1}.0.0`;
  }
}

/** What an accepted break costs, by the class of its waiver; policy.yaml says it. */
export type WaivedBumps = Readonly<Record<WaiverClass, Bump>>;

/** What one finding asks of the document and of the package. */
export function bumpOf(finding: Finding, waived?: Bump): { readonly document: Bump; readonly package: Bump } {
  if (finding.layer === 'docs' || finding.level === 'docs') return { document: 'patch', package: 'patch' };
  const size: Bump = waived ?? (finding.level === 'additive' ? 'minor' : 'major');
  // A renamed type is no new API version, but the document's bytes differ: it cannot be released under the same number.
  return finding.layer === 'wire' ? { document: size, package: size } : { document: 'patch', package: size };
}

/** What all findings together ask for. `classOf` gives the class of the waiver that accepts a finding. */
export function requiredBumps(
  findings: readonly Finding[],
  waived?: WaivedBumps,
  classOf?: (finding: Finding) => WaiverClass | undefined,
): { readonly document: Bump; readonly package: Bump } {
  const each = findings.map((finding) => {
    const kind = classOf?.(finding);
    return bumpOf(finding, kind === undefined ? undefined : waived?.[kind]);
  });
  return {
    document: largest(each.map((bump) => bump.document)),
    package: largest(each.map((bump) => bump.package)),
  };
}
