// Where the page's input comes from and where its output goes: the only file here that knows the project's folders.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compare } from 'semver';
import { parse, YAMLParseError } from 'yaml';
import type { Release } from './history.js';
import type { PageInput } from './page-model.js';
import { member, members, number, text, UnreadableContract } from './contract.js';
import { readLedger } from './ledger.js';
import { publishedNotice } from './page-model.js';
import { renderDocs } from './render.js';

/** Reads what a page is made of from a checkout. Files that are not there yet count as empty. */
export async function readPageInput(root: string): Promise<PageInput> {
  const bundle = await readJson(root, 'generated/openapi.json', 'npm run build');
  const notice = member(await optionalYaml(root, 'openapi/policy.yaml'), 'notice');
  return {
    bundle,
    released: await readReleases(root),
    promises: readLedger(await optionalYaml(root, 'openapi/promises.yaml')),
    changelog: await optional(root, 'CHANGELOG.md'),
    version: text(member(member(bundle, 'info'), 'version')) ?? '',
    notice: {
      days: number(member(notice, 'days')) ?? publishedNotice.days,
      successorDays: number(member(notice, 'successor_days')) ?? publishedNotice.successorDays,
    },
  };
}

/** The output by path below the project's root. */
export async function docsFiles(input: PageInput): Promise<Map<string, string>> {
  const { html, markdown } = await renderDocs(input);
  return new Map([
    ['dist/docs/index.html', html],
    ['dist/docs/index.md', markdown],
  ]);
}

async function readReleases(root: string): Promise<Release[]> {
  const file = 'openapi/released/index.json';
  if (!existsSync(join(root, file))) return [];
  const releases = members(await readJson(root, file, 'restore it')).map(async ([version, entry]) => {
    const released = `openapi/released/${version}.json`;
    const document = await readJson(root, released, `restore it, because ${file} lists it`);
    return { version, date: text(member(entry, 'date')), document };
  });
  const read = await Promise.all(releases);
  return read.sort((a, b) => compare(a.version, b.version));
}

async function optional(root: string, file: string): Promise<string> {
  return readFile(join(root, file), 'utf8').catch(() => '');
}

async function optionalYaml(root: string, file: string): Promise<unknown> {
  try {
    return parse(await optional(root, file));
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    const [sentence = ''] = error.message.split(/ at line |\n/);
    throw new UnreadableContract([
      `${file}:${error.linePos?.[0].line ?? 1}  this is not YAML (${sentence}): correct it`,
    ]);
  }
}

/** A file of JSON; `wayOut` is what brings it back. */
async function readJson(root: string, file: string, wayOut: string): Promise<unknown> {
  const source = await readFile(join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnreadableContract([`${file} cannot be read (${error.code}): ${wayOut}`]);
  });
  try {
    return JSON.parse(source);
  } catch (error) {
    throw new UnreadableContract([`${file} is not JSON (${(error as Error).message}): ${wayOut}`]);
  }
}
