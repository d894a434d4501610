// The ledger openapi/promises.yaml: each published sentence that states a rule, and what keeps it.
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { isMap, isSeq, LineCounter, type Node, parse, parseDocument } from 'yaml';
import type { Fault } from './bad-contract.js';
import { filesUnder } from './manifest.js';
import { parsePointer } from './pointer.js';

export interface LedgerCheck {
  readonly faults: readonly Fault[];
  readonly counts: { readonly kept: number; readonly open: number; readonly notApplicable: number };
}

type Keeper = Readonly<Record<string, unknown>>;

interface Promised {
  readonly id?: unknown;
  readonly number?: unknown;
  readonly rule?: unknown;
  readonly source?: unknown;
  readonly kept_by?: unknown;
}

/** What can keep a promise, and `open`: nothing does yet, and this says what will. */
const kinds = ['pointer', 'rule', 'test', 'policy', 'provider', 'not_applicable', 'open'] as const;
type Kind = (typeof kinds)[number];

const file = 'openapi/promises.yaml';

/** Checks that every keeper named in the ledger exists; a test exists when its title is among those that `passed`. */
export async function checkPromises(root: string, passed: ReadonlySet<string>): Promise<LedgerCheck> {
  const text = await readFile(join(root, file), 'utf8');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const broken = document.errors[0];
  const counts = { kept: 0, open: 0, notApplicable: 0 };
  if (broken) {
    const line = lines.linePos(broken.pos[0]).line;
    return { faults: [{ file, line, message: broken.message.split('\n')[0] ?? '' }], counts };
  }
  const entries = entryList(document.toJS() as unknown);
  const nodes = isMap(document.contents) ? document.contents.get('promises') : document.contents;
  const faults: Fault[] = [];
  const exists = await existence(root, passed);
  const seen = new Set<unknown>();
  for (const [index, entry] of entries.entries()) {
    const node = isSeq(nodes) ? (nodes.items[index] as Node | undefined) : undefined;
    const line = lines.linePos(node?.range?.[0] ?? 0).line;
    const report = (message: string): void => void faults.push({ file, line, message });
    if (typeof entry.id !== 'string' || seen.has(entry.id))
      report(`entry ${index + 1} needs an id of its own`);
    seen.add(entry.id);
    if (entry.number !== index + 1)
      report(
        `${String(entry.id)} is entry ${index + 1}, so its number is ${index + 1}: a promise is missing or out of order`,
      );
    if (typeof entry.rule !== 'string' || typeof entry.source !== 'string')
      report(`${String(entry.id)} needs a rule and a source`);
    const keepers = Array.isArray(entry.kept_by) ? (entry.kept_by as Keeper[]) : [];
    if (keepers.length === 0)
      report(`${String(entry.id)} has nothing under kept_by: name what keeps it, or \`open\``);
    const used = keepers.map((keeper) => kindOf(keeper));
    for (const [position, keeper] of keepers.entries()) {
      const kind = used[position];
      const fault = kind
        ? exists[kind](String(keeper[kind]))
        : `${JSON.stringify(keeper)} is none of ${kinds.join(', ')}`;
      if (fault) report(`${String(entry.id)}: ${fault}`);
    }
    if (used.includes('open')) counts.open += 1;
    else if (used.every((kind) => kind === 'not_applicable')) counts.notApplicable += 1;
    else counts.kept += 1;
  }
  return { faults, counts };
}

function entryList(parsed: unknown): Promised[] {
  const list = Array.isArray(parsed) ? parsed : (parsed as { promises?: unknown } | null)?.promises;
  return Array.isArray(list) ? (list as Promised[]) : [];
}

function kindOf(keeper: Keeper): Kind | undefined {
  return kinds.find((kind) => keeper !== null && typeof keeper === 'object' && kind in keeper);
}

/** For each kind, what is wrong with a keeper of it; undefined when it exists. */
async function existence(
  root: string,
  passed: ReadonlySet<string>,
): Promise<Record<Kind, (value: string) => string | undefined>> {
  const bundle = JSON.parse(await readFile(join(root, 'generated/openapi.json'), 'utf8')) as unknown;
  const style = await readFile(join(root, 'openapi/README.md'), 'utf8').catch(() => '');
  const headings = new Set(
    style.split('\n').flatMap((line) => /^#+\s+`?([\w-]+)`?\s*$/.exec(line)?.[1] ?? []),
  );
  const policy = parse(await readFile(join(root, 'openapi/policy.yaml'), 'utf8').catch(() => '')) as unknown;
  const reason = (value: string): string | undefined =>
    value.trim().length < 8 ? 'say why, in a sentence' : undefined;
  return {
    pointer: (value) => (reaches(bundle, parsePointer(value)) ? undefined : `the bundle has no ${value}`),
    rule: (value) => (headings.has(value) ? undefined : `openapi/README.md has no rule ${value}`),
    test: (value) => (passed.has(value) ? undefined : `no test called "${value}" passed`),
    policy: (value) =>
      reaches(policy, value.split('.')) ? undefined : `openapi/policy.yaml has no ${value}`,
    provider: reason,
    not_applicable: reason,
    open: reason,
  };
}

function reaches(value: unknown, tokens: readonly string[]): boolean {
  let at = value;
  for (const token of tokens) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, token)) return false;
    at = (at as Record<string, unknown>)[token];
  }
  return tokens.length > 0;
}

/** The titles of the tests that the ledger names, and the files they stand in. */
export async function namedTests(root: string): Promise<{ titles: string[]; files: string[] }> {
  const ledger = parseDocument(await readFile(join(root, file), 'utf8'));
  const entries = ledger.errors.length > 0 ? [] : entryList(ledger.toJS());
  const keepers = entries.flatMap(({ kept_by }) => (Array.isArray(kept_by) ? (kept_by as Keeper[]) : []));
  const titles = keepers.flatMap((keeper) => (typeof keeper?.['test'] === 'string' ? [keeper['test']] : []));
  const sources = (await filesUnder(root, 'test')).filter((name) => /\.tsx?$/.test(name));
  const texts = await Promise.all(
    sources.map(async (name) => ({ name, text: await readFile(join(root, name), 'utf8') })),
  );
  const holding = texts.filter(({ text }) => titles.some((title) => text.includes(title)));
  // A title in a table of cases belongs to the test file beside it.
  const files = holding.map(({ name }) => (/\.test\.tsx?$/.test(name) ? name : posix.dirname(name)));
  return { titles: [...new Set(titles)], files: [...new Set(files)] };
}
