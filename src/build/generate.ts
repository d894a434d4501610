// openapi/ → generated/: everything that is derived, as texts; writing and comparing them are two small steps.
import type { Dirent } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BadContract } from './bad-contract.js';
import { type Bundle, bundleContract, bundleText } from './bundle.js';
import { manifestText } from './manifest.js';
import { operationsText } from './operations.js';
import { typesText } from './types.js';
import { writeAtomic } from './write.js';
import { reportSchema } from '../gate/report/schema.js';

/** File name in generated/ → its text. */
export type Generated = ReadonlyMap<string, string>;

/**
 * What the contract at `root` compiles to. Same sources, same bytes, on every machine.
 * @throws {BadContract} where the sources make no contract.
 */
export async function generate(root: string, document?: Bundle): Promise<Generated> {
  try {
    return await compile(root, document ?? (await bundleContract(root)));
  } catch (error) {
    if (error instanceof BadContract) throw error;
    // The tools trip over what the lint explains. Where it has nothing to say, the fault is ours.
    const { runLint } = await import('./lint/run.js');
    const { findings } = await runLint({ root });
    throw findings.length > 0 ? new BadContract(findings) : error;
  }
}

async function compile(root: string, bundle: Bundle): Promise<Generated> {
  const outputs = new Map([
    ['openapi.json', bundleText(bundle)],
    ['operations.ts', operationsText(bundle)],
    ['types.d.ts', await typesText(bundle)],
    ['report.schema.json', `${JSON.stringify(reportSchema(), null, 2)}\n`],
  ]);
  outputs.set('manifest.json', await manifestText(root, outputs));
  return outputs;
}

/** How generated/ differs from what the contract compiles to. */
export interface Difference {
  /** `generated/…`, relative to the project. */
  readonly file: string;
  readonly kind: 'changed' | 'missing' | 'unexpected';
  /** What is there; empty when missing. */
  readonly found: string;
  /** What belongs there; empty when unexpected. */
  readonly expected: string;
}

/** Compares generated/ byte for byte with `outputs`. */
export async function differences(root: string, outputs: Generated): Promise<Difference[]> {
  const folder = join(root, 'generated');
  const present = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
  const texts = new Map<string, string>();
  for (const { name } of present.filter((entry) => entry.isFile()))
    texts.set(name, await readFile(join(folder, name), 'utf8'));
  const found: Difference[] = [];
  for (const [name, expected] of outputs) {
    const file = `generated/${name}`;
    const text = texts.get(name);
    if (text !== undefined && text !== expected) found.push({ file, kind: 'changed', found: text, expected });
    else if (!present.some((entry) => entry.name === name))
      found.push({ file, kind: 'missing', found: '', expected });
  }
  // A folder or a link is not ours, whatever its name.
  for (const { name } of present)
    if (!outputs.has(name) || !texts.has(name))
      found.push({
        file: `generated/${name}`,
        kind: 'unexpected',
        found: texts.get(name) ?? '',
        expected: '',
      });
  return found;
}

/** Writes what differs, each file atomically. Unexpected files stay: somebody put them there, drift names them. */
export async function writeGenerated(root: string, found: readonly Difference[]): Promise<void> {
  for (const { file, kind, expected } of found)
    if (kind !== 'unexpected') await writeAtomic(join(root, file), expected);
}
