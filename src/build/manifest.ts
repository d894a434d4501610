// generated/manifest.json: the hash of every source and output and the versions of the tools that made one of the other.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The tools whose version shows in the output. */
export const tools = ['@redocly/openapi-core', 'openapi-typescript', 'typescript'] as const;

/** SHA-256 in hex; text is read with LF line ends, so that a checkout with CRLF has the same hashes. */
export function hash(text: string): string {
  return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}

/** What is no folder under `folder` of the project: files, links, relative to it, sorted, with forward slashes. */
export async function filesUnder(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    )
    .sort();
}

/**
 * Everything the bundle is made of. Releases, waivers, policy and promises are not part of it, nor what editors and
 * systems leave beside it: hidden files, and such as are no YAML or JSON.
 */
export async function sourceFiles(root: string): Promise<string[]> {
  const all = await filesUnder(root, 'openapi');
  return all.filter((file) =>
    /^openapi\/(?:openapi\.yaml$|(?:paths|components|examples)\/(?:[^./][^/]*\/)*[^./][^/]*\.(?:ya?ml|json)$)/.test(
      file,
    ),
  );
}

/** The text of generated/manifest.json for these outputs (name → text). */
export async function manifestText(root: string, outputs: ReadonlyMap<string, string>): Promise<string> {
  const sources: Record<string, string> = {};
  for (const file of await sourceFiles(root)) sources[file] = hash(await readFile(join(root, file), 'utf8'));
  const versions: Record<string, string> = {};
  for (const tool of tools) {
    const text = await readFile(join(root, 'node_modules', tool, 'package.json'), 'utf8');
    versions[tool] = (JSON.parse(text) as { version: string }).version;
  }
  const made = Object.fromEntries([...outputs].map(([name, text]) => [name, hash(text)]).sort());
  return `${JSON.stringify({ tools: versions, outputs: made, sources }, null, 2)}\n`;
}
