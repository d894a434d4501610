// The gate of a repository: finds policy, waivers and released documents on disk and judges one head against them.
// Neighbours: against.ts decides, command.ts is the command line.
import type { Against, Outcome } from './against.js';
import type { Json } from './include/json.js';
import type { Finding, Place } from './report/report.js';
import type { ReleasedFolder } from './release/released.js';
import type { WaiverFile } from './waivers.js';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, posix, resolve } from 'node:path';
import { against } from './against.js';
import { differences } from './compare.js';
import { load, placesOf } from './load.js';
import { LoadError } from './load/error.js';
import { positions } from './load/positions.js';

export interface LastRelease {
  /** The repository: other paths start here, and files are shown relative to it. */
  readonly cwd: string;
  /** A file for `load`, or a document that is parsed already. */
  readonly head: string | { readonly document: Json; readonly file: string };
  /** The folder of released documents. Default: `openapi/released`. */
  readonly released?: string;
  /** Default: `policy.yaml` beside the folder of releases, where there is one. */
  readonly policy?: string;
  /** Default: `waivers` beside the folder of releases. */
  readonly waivers?: string;
  /** `YYYY-MM-DD`. Default: today in UTC. */
  readonly today?: string;
  /** Overrides the policy's. */
  readonly reading?: 'tolerant' | 'strict';
  readonly budgetSteps?: number;
  /** Where a pointer into head was written, for a head that was generated from other files. */
  readonly locate?: (pointer: string) => Place;
  readonly methodsFor?: (operation: string) => readonly string[];
  /** Findings of layer source that only the repository can find. */
  readonly more?: readonly Finding[] | Promise<readonly Finding[]>;
}

async function texts(
  folder: string,
  match: (name: string) => boolean,
): Promise<{ name: string; text: string }[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  });
  const names = entries
    .filter((entry) => entry.isFile() && match(entry.name))
    .map((entry) => entry.name)
    .sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), 'utf8') })));
}

/** The folder of releases as it is on disk; an absent one is an empty one. */
export async function readReleasedFolder(cwd: string, folder: string): Promise<ReleasedFolder> {
  return { folder, files: await texts(resolve(cwd, folder), (name) => /\.(json|ya?ml)$/.test(name)) };
}

/** Every YAML file of the folder: one with a bad name is a waiver that somebody believes in. */
export async function readWaiverFiles(cwd: string, folder: string): Promise<WaiverFile[]> {
  const files = await texts(resolve(cwd, folder), (name) => /\.(json|ya?ml)$/.test(name));
  return files.map(({ name, text }) => ({
    file: posix.join(folder.replaceAll('\\', '/'), name),
    name,
    text,
  }));
}

async function packageOf(cwd: string): Promise<Against['package']> {
  const text = await readFile(join(cwd, 'package.json'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    const { version } = JSON.parse(text) as { version?: unknown };
    if (typeof version !== 'string') return undefined;
    return {
      version,
      file: 'package.json',
      line: positions(text, 'json', ['/version']).get('/version')?.line ?? 1,
    };
  } catch {
    return undefined; // not a package of npm's, or one that npm itself will complain about
  }
}

/** The day it is, in UTC: the same for everybody who runs the gate. */
export function todayIn(now: Date): string {
  return now.toISOString().slice(0, 10);
}

/**
 * Judges a head against the newest released document of a repository, with its policy, waivers and numbers.
 * @throws LoadError where head cannot be read (exit 3); everything else that is wrong is in the outcome.
 */
export async function gateAgainstLastRelease(options: LastRelease): Promise<Outcome> {
  const { cwd, head } = options;
  const released = options.released ?? 'openapi/released';
  const beside = (name: string) =>
    posix.join(posix.dirname(released.replaceAll('\\', '/').replace(/\/+$/, '')), name);
  const policyFile = options.policy ?? beside('policy.yaml');
  const waiversFolder = options.waivers ?? beside('waivers');
  const policyText = await readFile(resolve(cwd, policyFile), 'utf8').catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' && options.policy === undefined) return undefined;
      throw new LoadError({
        file: policyFile,
        says: `the policy cannot be read (${error.code})`,
        wayOut: 'Check --policy.',
      });
    },
  );
  if (options.waivers !== undefined && !existsSync(resolve(cwd, options.waivers)))
    throw new LoadError({
      file: options.waivers,
      says: 'there is no such folder',
      wayOut: 'Check --waivers.',
    });
  const document = typeof head === 'string' ? await load(head, { cwd }) : head.document;
  const { locate } = options;
  const relocated = (findings: readonly Finding[]): readonly Finding[] =>
    locate === undefined
      ? findings
      : findings.map((finding) =>
          finding.head === null ? finding : { ...finding, head: locate(finding.head.pointer) },
        );
  const pack = await packageOf(cwd);
  return against({
    head: document,
    headFile: typeof head === 'string' ? head : head.file,
    released: await readReleasedFolder(cwd, released),
    ...(policyText === undefined ? {} : { policy: { file: policyFile, text: policyText } }),
    waivers: await readWaiverFiles(cwd, waiversFolder),
    exists: (path) => existsSync(resolve(cwd, path)),
    ...(pack === undefined ? {} : { package: pack }),
    today: options.today ?? todayIn(new Date()),
    engine: async (base, next, policy) =>
      relocated(
        await differences(base, next, {
          reading: options.reading ?? policy.reading,
          exportedTypes: policy.exportedTypes,
          ...(options.budgetSteps === undefined ? {} : { budgetSteps: options.budgetSteps }),
          ...(options.methodsFor === undefined ? {} : { methodsFor: options.methodsFor }),
        }),
      ),
    places: (of, pointers) =>
      locate === undefined
        ? placesOf(of, pointers)
        : new Map([...pointers].map((pointer) => [pointer, locate(pointer)])),
    ...(options.more === undefined ? {} : { more: options.more }),
  });
}

/** The folder beside the releases that a waiver belongs in, as people write it. */
export function waiversFolderOf(options: Pick<LastRelease, 'released' | 'waivers'>): string {
  const released = (options.released ?? 'openapi/released').replaceAll('\\', '/').replace(/\/+$/, '');
  return options.waivers ?? posix.join(dirname(released), 'waivers');
}
