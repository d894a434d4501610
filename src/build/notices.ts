// The licences of what a bundle contains, as one text that ships beside it.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/** Folders of the packages that a bundle's inputs come from, sorted: `node_modules/a`, `node_modules/a/node_modules/@b/c`. */
export function packageFolders(inputs: Iterable<string>): string[] {
  const folders = new Set<string>();
  for (const input of inputs) {
    const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found?.[1]) folders.add(found[1]);
  }
  return [...folders].sort();
}

/** The notices of these packages; one that states no licence text is named with its licence's identifier. */
export async function noticesText(root: string, folders: readonly string[]): Promise<string> {
  const notices = await Promise.all(folders.map((folder) => readNotice(join(root, folder))));
  const parts = notices.map(
    ({ name, version, licence, text }) => `${name} ${version} (${licence})\n\n${text}`,
  );
  const unique = [...new Set(parts)];
  return `This package contains code of the packages below, under their own licences.\n\n${unique.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

async function readNotice(folder: string): Promise<Notice> {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const file = (await readdir(folder)).sort().find((name) => /^(?:licen[cs]e|copying)/i.test(name));
  const { name, version, license } = manifest;
  const text = file
    ? (await readFile(join(folder, file), 'utf8')).trim()
    : `Its package states: ${String(license)}.`;
  return { name: String(name), version: String(version), licence: String(license ?? 'see below'), text };
}
