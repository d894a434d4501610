// The typical program of each release, compiled against the types of today: what no longer compiles there, no longer
// compiles at its users'. One finding of layer source per complaint of the compiler.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runNode } from './child.js';

const folder = 'test/consumers/released';

/** `file(line,column): error TS2305: text`, the compiler's plain form. */
const complaint = /^(.+?)\((\d+),\d+\): error (TS\d+): (.*)$/;

export interface ProgramFinding {
  readonly id: string;
  readonly rule: 'released-program';
  readonly layer: 'source';
  readonly level: 'breaking';
  readonly message: string;
  readonly operations: readonly string[];
  readonly surface: string;
  readonly base: null;
  readonly head: { readonly file: string; readonly line: number; readonly pointer: string };
  readonly complaint: string;
  readonly waysOut: readonly string[];
}

/** The name that a complaint is about: the export, the property, the type. */
function nameIn(text: string): string {
  const quoted = [...text.matchAll(/'([^']+)'/g)].map((found) => `${found[1]}`.replace(/^"|"$/g, ''));
  return quoted.find((name) => /^[A-Za-z_$][\w$]*$/.test(name)) ?? quoted[0] ?? 'something';
}

/** Findings from the compiler's output; complaints outside the programs are the type check's business. */
export function findingsIn(output: string): ProgramFinding[] {
  const findings = new Map<string, ProgramFinding>();
  for (const row of output.split('\n')) {
    const [, file = '', line = '', code = '', text = ''] = complaint.exec(row) ?? [];
    const version = new RegExp(`^${folder}/(.+)\\.ts$`).exec(file.replaceAll('\\', '/'))?.[1];
    if (version === undefined) continue;
    const name = nameIn(text);
    const id = createHash('sha256')
      .update(JSON.stringify(['released-program', version, code, name]))
      .digest('hex')
      .slice(0, 16);
    if (findings.has(id)) continue;
    findings.set(id, {
      id,
      rule: 'released-program',
      layer: 'source',
      level: 'breaking',
      message: `a program written for ${version} no longer compiles, at \`${name}\``,
      operations: [],
      surface: 'types',
      base: null,
      head: { file: `${folder}/${version}.ts`, line: Number(line), pointer: '' },
      complaint: `${code}: ${text}`,
      waysOut: [
        `keep what it names: export \`${name}\` as it was, marked deprecated`,
        'accept it with a waiver, and release a major of the package',
      ],
    });
  }
  return [...findings.values()];
}

/** Compiles every released program at `root`; empty when all compile. */
export async function releasedPrograms(root: string): Promise<readonly ProgramFinding[]> {
  if (!existsSync(join(root, folder, 'tsconfig.json'))) return [];
  const { status, output } = await runNode(root, [
    'node_modules/typescript7/bin/tsc',
    '-p',
    folder,
    '--pretty',
    'false',
  ]);
  const findings = findingsIn(output);
  if (status !== 0 && findings.length === 0 && !output.includes(': error TS'))
    throw new Error(`the compiler failed: ${output}`);
  return findings;
}
