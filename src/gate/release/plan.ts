// What a release writes, worked out before anything is written: both numbers from the findings, the released document,
// its entry in the index, the changelog, and the waivers whose findings are history now. Neighbour: writes.ts commits.
import type { Bump } from '../report/report.js';
import type { Problem } from '../report/view.js';
import type { Outcome } from '../against.js';
import type { Index } from './released.js';
import type { Waiver } from '../waivers.js';
import { withRelease } from './changelog.js';
import { standing } from '../report/verdict.js';
import { sha256 } from './released.js';
import { covers, declaredBump, isVersion, largest, next, orderOf } from '../semver.js';
import { parse } from '../load/read.js';
import { positions } from '../load/positions.js';

/** The files a release reads, by what they are; `path` is relative to the repository. */
export interface ReleaseFiles {
  readonly contract: { readonly path: string; readonly text: string };
  readonly package: { readonly path: string; readonly text: string };
  readonly lockfile?: { readonly path: string; readonly text: string };
  readonly changelog: { readonly path: string; readonly text?: string };
  readonly index: { readonly path: string; readonly text?: string };
  /** Programs of earlier releases, by version: a new release begins with a copy of the newest. */
  readonly programs: { readonly folder: string; readonly byVersion: ReadonlyMap<string, string> };
}

export interface Releasing {
  /** The gate's answer for the bundle of `files.contract`; absent for the first release. */
  readonly outcome?: Outcome;
  readonly waivers: readonly Waiver[];
  readonly files: ReleaseFiles;
  /** `YYYY-MM-DD`, UTC. */
  readonly today: string;
  /** Numbers asked for; what is left out is computed. */
  readonly wanted?: { readonly document?: string; readonly package?: string };
  /** Everything generated from a contract with this text, by path; the bundle is one of them. */
  readonly regenerate: (contract: string) => Promise<ReadonlyMap<string, string>>;
  readonly bundlePath: string;
}

export interface ReleasePlan {
  readonly document: { readonly from?: string; readonly to: string };
  readonly package: { readonly from: string; readonly to: string };
  /** Path to new text; null takes the file away. */
  readonly writes: ReadonlyMap<string, string | null>;
}

export type Planned =
  | { readonly ok: true; readonly plan: ReleasePlan }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function field(text: string, name: string): string {
  const value: unknown = JSON.parse(text);
  const found =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
  return typeof found === 'string' ? found : '';
}

/** The contract with another `info.version`, everything else byte for byte; undefined where the line is not plain. */
export function withDocumentVersion(text: string, path: string, version: string): string | undefined {
  const { format } = parse(text, path);
  const line = positions(text, format, ['/info/version']).get('/info/version')?.line;
  const lines = text.split('\n');
  const found = line === undefined ? undefined : lines[line - 1];
  if (line === undefined || found === undefined) return undefined;
  const changed = found.replace(/(version["']?\s*:\s*["']?)[^"'\s,#}]+/, `$1${version}`);
  if (changed === found && !found.includes(version)) return undefined;
  lines[line - 1] = changed;
  return lines.join('\n');
}

function withPackageVersion(text: string, version: string): string {
  return text.replace(/("version"\s*:\s*")[^"]*(")/, `$1${version}$2`);
}

/** npm's lockfile names the package's own version twice, at the top and as its first entry. */
function withLockVersion(text: string, version: string): string {
  const lock = JSON.parse(text) as { version?: string; packages?: Record<string, { version?: string }> };
  lock.version = version;
  const own = lock.packages?.[''];
  if (own !== undefined) own.version = version;
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/** The number to write: the one asked for, the one declared, or the next one; never less than what is needed. */
function choose(
  what: string,
  at: { base?: string; head: string; wanted?: string; required: Bump; file: string },
): string | Problem {
  const { base, head, wanted, required, file } = at;
  const bad = (message: string): Problem => ({ exitCode: 3, message, file });
  if (wanted !== undefined && !isVersion(wanted))
    return bad(`${what} cannot become \`${wanted}\`: a version is written as \`1.2.3\``);
  if (base === undefined)
    return isVersion(wanted ?? head)
      ? (wanted ?? head)
      : bad(`${what} is \`${head}\`: a version is written as \`1.2.3\``);
  const declared = declaredBump(base, head);
  const chosen = wanted ?? (declared !== undefined && declared !== 'none' ? head : next(base, required));
  const step = declaredBump(base, chosen);
  if (step === undefined)
    return bad(
      `${what} would go backwards, from ${base} to ${chosen}: the findings need ${next(base, required)}`,
    );
  if (!covers(step, required))
    return {
      exitCode: 1,
      message: `${what} would become ${chosen} (${step === 'none' ? 'no step' : step} after ${base}) and the findings need ${required}: ${next(base, required)} or later`,
      file,
    };
  return chosen;
}

const isProblem = (value: string | Problem): value is Problem => typeof value !== 'string';

/** Works a release out. Nothing is written; what stands in its way is named. */
export async function planRelease(the: Releasing): Promise<Planned> {
  const { files, outcome } = the;
  const refuse = (...problems: Problem[]): Planned => ({ ok: false, problems });
  const blocking = (outcome?.report?.findings ?? []).filter(
    (finding) => standing(finding) === 'blocks' && finding.rule !== 'version-too-small',
  );
  if (outcome !== undefined && outcome.problems.length > 0) return refuse(...outcome.problems);
  if (blocking.length > 0)
    return refuse(
      ...blocking.map(
        (finding): Problem => ({
          exitCode: 1,
          message: `${finding.rule}: ${finding.message}`,
          ...(finding.head?.file === undefined ? {} : { file: finding.head.file }),
          ...(finding.head?.line === undefined ? {} : { line: finding.head.line }),
        }),
      ),
    );
  const findings = outcome?.report?.findings ?? [];
  const base = outcome?.base;
  const current = await the.regenerate(files.contract.text);
  const bundle = current.get(the.bundlePath) ?? '';
  const head = (JSON.parse(bundle) as { info: { version: string } }).info.version;
  const isSame = base !== undefined && withoutVersion(base.text) === withoutVersion(bundle);
  const required = outcome?.report?.versions;
  const documentBump = largest([required?.document.required ?? 'none', isSame ? 'none' : 'patch']);
  const document = choose('`info.version`', {
    ...(base === undefined ? {} : { base: base.version }),
    head,
    ...(the.wanted?.document === undefined ? {} : { wanted: the.wanted.document }),
    required: documentBump,
    file: files.contract.path,
  });
  const packageHead = field(files.package.text, 'version');
  const packageBump = largest([
    required?.package?.required ?? required?.document.required ?? 'none',
    documentBump === 'none' ? 'none' : 'patch',
  ]);
  const pack = choose('the package', {
    ...(base?.package === undefined ? {} : { base: base.package }),
    head: packageHead,
    ...(the.wanted?.package === undefined ? {} : { wanted: the.wanted.package }),
    required: packageBump,
    file: files.package.path,
  });
  const wrong = [document, pack].filter(isProblem);
  if (wrong.length > 0 || isProblem(document) || isProblem(pack)) return refuse(...wrong);
  const index = (files.index.text === undefined ? {} : JSON.parse(files.index.text)) as Index;
  if (isSame && (base?.package ?? packageHead) === pack)
    return refuse({
      exitCode: 3,
      message: `there is nothing to release: the contract is the one of ${base?.version ?? head}, and the package stays ${pack}. For a release of the package alone say which: --package ${next(pack, 'patch')}`,
      file: files.package.path,
    });
  const contract = withDocumentVersion(files.contract.text, files.contract.path, document);
  if (contract === undefined)
    return refuse({
      exitCode: 3,
      message: `\`info.version\` does not stand on a line of its own, so it cannot be set to ${document}`,
      file: files.contract.path,
    });
  const outputs = await the.regenerate(contract);
  const released = outputs.get(the.bundlePath) ?? '';
  const folder = files.index.path.slice(0, files.index.path.lastIndexOf('/'));
  const writes = new Map<string, string | null>();
  const set = (path: string, text: string, before?: string) => {
    if (text !== before) writes.set(path, text);
  };
  set(files.contract.path, contract, files.contract.text);
  for (const [path, text] of outputs) set(path, text, document === head ? current.get(path) : undefined);
  set(files.package.path, withPackageVersion(files.package.text, pack), files.package.text);
  if (files.lockfile !== undefined)
    set(files.lockfile.path, withLockVersion(files.lockfile.text, pack), files.lockfile.text);
  const used = new Map(
    the.waivers
      .filter((waiver) => findings.some((finding) => finding.waiver === waiver.file))
      .map((waiver) => [waiver.finding, waiver]),
  );
  set(
    files.changelog.path,
    withRelease(files.changelog.text, {
      document,
      package: pack,
      date: the.today,
      findings,
      isFirst: base === undefined,
      waivers: used,
    }),
    files.changelog.text,
  );
  for (const waiver of used.values()) writes.set(waiver.file, null);
  const newest = [...files.programs.byVersion.keys()].filter(isVersion).sort(orderOf).at(-1);
  const program = newest === undefined ? undefined : files.programs.byVersion.get(newest);
  if (!isSame && program !== undefined && !files.programs.byVersion.has(document))
    writes.set(`${files.programs.folder}/${document}.ts`, program);
  if (!isSame) {
    writes.set(`${folder}/${document}.json`, released);
    // The index comes last: a document that it does not list is no release yet, and the gate says so.
    const entry = { date: the.today, sha256: sha256(released), package: pack };
    writes.set(files.index.path, `${JSON.stringify({ ...index, [document]: entry }, null, 2)}\n`);
  }
  return {
    ok: true,
    plan: {
      document: { ...(base === undefined ? {} : { from: base.version }), to: document },
      package: { from: base?.package ?? packageHead, to: pack },
      writes,
    },
  };
}

/** A bundle's text with its version blanked: two releases that differ in nothing else are the same document. */
function withoutVersion(text: string): string {
  const document = JSON.parse(text) as { info?: { version?: string } };
  return JSON.stringify(
    document.info === undefined ? document : { ...document, info: { ...document.info, version: '' } },
  );
}
