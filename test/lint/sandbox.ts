// A copy of openapi/ in a temporary folder, where one defect at a time is put in, linted and taken out again.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Finding } from '../../src/build/lint/finding.js';
import { createHouseLint, readRuleset } from '../../src/build/lint/house.js';
import { type Rules, rulesFile, runLint } from '../../src/build/lint/run.js';
import { readStructureRules } from '../../src/build/lint/structure.js';
import { root } from '../../src/build/project.js';

/** One change of the sources, and where and by which rule it has to be reported. */
export interface Defect {
  readonly name: string;
  readonly change: Change;
  readonly rule: string;
  /** The file that is reported; the changed one by default. */
  readonly file?: string;
  /** Text on the line that is reported, after the change; its first line of that text. Line 1 by default. */
  readonly line?: string;
  /** 3 where the sources cannot be read or followed; 1 by default. */
  readonly exitCode?: 1 | 3;
}

export type Change =
  | { readonly edit: string; readonly find: string; readonly put: string }
  | { readonly write: string; readonly content: string | Uint8Array }
  | { readonly remove: string }
  | { readonly rename: string; readonly to: string }
  /** A symbolic link in the place of a file, to the same text outside openapi/. */
  | { readonly linkOut: string };

export interface Linted {
  readonly findings: readonly Finding[];
  readonly exitCode: number;
  /** `<rule> <file>:<line>` of the finding that has to be there. */
  readonly expected: string;
}

export interface Sandbox {
  readonly root: string;
  /** Lints with the defect in place. */
  readonly lintWith: (defect: Defect) => Promise<Linted>;
  /** Lints what is there; the defect's change has been made. */
  readonly lintFor: (defect: Defect) => Promise<Linted>;
  /** Runs `look` while the change is in place. */
  readonly changed: <T>(change: Change, look: () => Promise<T>) => Promise<T>;
  readonly close: () => void;
}

let rules: Promise<Rules> | undefined;

async function loadRules(): Promise<Rules> {
  const [house, structure] = await Promise.all([
    readRuleset(rulesFile('spectral.yaml')).then(createHouseLint),
    readStructureRules(rulesFile('redocly.yaml')),
  ]);
  return { house, structure };
}

export async function sandbox(): Promise<Sandbox> {
  rules ??= loadRules();
  const loaded = await rules;
  const folder = mkdtempSync(join(tmpdir(), 'jettson-lint-'));
  cpSync(join(root, 'openapi'), join(folder, 'openapi'), { recursive: true });
  const changed: Sandbox['changed'] = async (change, look) => {
    const undo = apply(folder, change);
    try {
      return await look();
    } finally {
      undo();
    }
  };
  const lintFor: Sandbox['lintFor'] = async (defect) => {
    const expected = `${defect.rule} ${place(folder, defect)}`;
    return { ...(await runLint({ root: folder, rules: loaded })), expected };
  };
  return {
    root: folder,
    changed,
    lintFor,
    lintWith: (defect) => changed(defect.change, () => lintFor(defect)),
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Makes the change and returns what takes it back. */
function apply(folder: string, change: Change): () => void {
  if ('rename' in change) {
    const [from, to] = [join(folder, change.rename), join(folder, change.to)];
    const bytes = readFileSync(from);
    rmSync(from);
    writeFileSync(to, bytes);
    return () => {
      rmSync(to);
      writeFileSync(from, bytes);
    };
  }
  if ('write' in change) {
    const path = join(folder, change.write);
    const made = mkdirSync(dirname(path), { recursive: true }); // the first folder that was not there
    writeFileSync(path, change.content);
    return () => rmSync(made ?? path, { recursive: true });
  }
  const path = join(folder, touched(change));
  const before = readFileSync(path);
  if ('edit' in change) writeFileSync(path, edited(before.toString('utf8'), change));
  else rmSync(path);
  if ('linkOut' in change) {
    writeFileSync(join(folder, 'outside.yaml'), before);
    symlinkSync(join(folder, 'outside.yaml'), path);
  }
  return () => {
    rmSync(path, { force: true });
    writeFileSync(path, before);
  };
}

function edited(text: string, { edit, find, put }: Extract<Change, { edit: string }>): string {
  if (!text.includes(find)) throw new Error(`${edit} does not hold what this defect replaces:\n${find}`);
  return text.replace(find, () => put);
}

/** The file a change is made to. */
function touched(change: Change): string {
  if ('edit' in change) return change.edit;
  if ('write' in change) return change.write;
  if ('remove' in change) return change.remove;
  return 'rename' in change ? change.to : change.linkOut;
}

function place(folder: string, { change, file = touched(change), line }: Defect): string {
  if (line === undefined) return `${file}:1`;
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const index = lines.findIndex((each) => each.includes(line));
  if (index === -1) throw new Error(`${file} has no line with: ${line}`);
  return `${file}:${index + 1}`;
}
