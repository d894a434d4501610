// The folder of released documents: what users have, file by file, with the list of hashes that keeps it as it is.
// `index.json` maps each version to its day, its sha256 and the package it went out with.
import type { Problem } from '../report/view.js';
import type { Read } from '../policy/data.js';
import { createHash } from 'node:crypto';
import { checkOf, readData } from '../policy/data.js';
import { isVersion, orderOf } from '../semver.js';
import schema from '../released.schema.json' with { type: 'json' };

export interface IndexEntry {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Of the file's bytes, lower-case hexadecimal. */
  readonly sha256: string;
  /** The package's version that carried it. */
  readonly package?: string;
}

export type Index = Readonly<Record<string, IndexEntry>>;

export interface ReleasedFile {
  readonly version: string;
  /** Shown to people: relative to the working folder. */
  readonly file: string;
  readonly text: string;
  readonly date?: string;
  readonly package?: string;
}

/** The folder's files as they were read; how they got here is the caller's business. */
export interface ReleasedFolder {
  /** Shown to people. */
  readonly folder: string;
  readonly files: readonly { readonly name: string; readonly text: string }[];
}

const check = checkOf(schema);
const indexName = 'index.json';

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function versionOf(name: string): string | undefined {
  const version = /^v?(.+)\.(?:json|ya?ml)$/.exec(name)?.[1];
  return version !== undefined && isVersion(version) ? version : undefined;
}

function readIndex(folder: ReleasedFolder): Read<Index> & { lineOf?: (version: string) => number } {
  const file = folder.files.find(({ name }) => name === indexName);
  if (file === undefined) return { ok: true, value: {} };
  const read = readData<Index>(file.text, `${folder.folder}/${indexName}`, check);
  if (!read.ok) return read;
  return {
    ok: true,
    value: read.value.data,
    lineOf: (version) => read.value.source.lineOf(`/${version.replace(/~/g, '~0').replace(/\//g, '~1')}`),
  };
}

/**
 * The released documents, oldest version first, and what is wrong with the folder: a file that differs from its hash, is
 * missing or unlisted is stale (2); a list that cannot be read or runs backwards in time is bad input (3). A folder
 * without `index.json` is taken as it is: its days are not known, so that nothing in it gives notice.
 */
export function readReleased(folder: ReleasedFolder): {
  readonly released: readonly ReleasedFile[];
  readonly problems: readonly Problem[];
} {
  const problems: Problem[] = [];
  const index = readIndex(folder);
  if (!index.ok) return { released: [], problems: index.problems };
  const at = `${folder.folder}/${indexName}`;
  const lineOf = index.lineOf ?? (() => 1);
  const isListed = index.lineOf !== undefined;
  const released: ReleasedFile[] = [];
  for (const { name, text } of folder.files) {
    const version = versionOf(name);
    if (version === undefined) continue;
    const file = `${folder.folder}/${name}`;
    const entry = Object.hasOwn(index.value, version) ? index.value[version] : undefined;
    if (isListed && entry === undefined)
      problems.push({
        exitCode: 2,
        message: `this document is not in ${indexName}: releases are made by \`npm run release\`, not by hand`,
        file,
        line: 1,
      });
    if (entry !== undefined && entry.sha256 !== sha256(text))
      problems.push({
        exitCode: 2,
        message: `this document was released on ${entry.date} and has been edited since: users have the old one. Restore it (\`git checkout\`), and make the change in the source`,
        file,
        line: 1,
      });
    if (isListed && entry === undefined) continue;
    released.push({
      version,
      file,
      text,
      ...(entry === undefined ? {} : { date: entry.date }),
      ...(entry?.package === undefined ? {} : { package: entry.package }),
    });
  }
  for (const version of Object.keys(index.value)) {
    if (!isVersion(version))
      problems.push({
        exitCode: 3,
        message: `\`${version}\` is no version number, as \`1.2.3\``,
        file: at,
        line: lineOf(version),
      });
    else if (!released.some((release) => release.version === version))
      problems.push({
        exitCode: 2,
        message: `version ${version} is listed and its document is not here: restore \`${version}.json\``,
        file: at,
        line: lineOf(version),
      });
  }
  released.sort((a, b) => orderOf(a.version, b.version));
  released.forEach((release, position) => {
    const before = released[position - 1];
    if (before?.date !== undefined && release.date !== undefined && release.date < before.date)
      problems.push({
        exitCode: 3,
        message: `version ${release.version} is dated ${release.date}, before ${before.version} (${before.date}): notice cannot be counted`,
        file: at,
        line: lineOf(release.version),
      });
  });
  return { released, problems };
}
