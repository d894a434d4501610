// A scenario: the file format, read and checked against the contract. step.ts reads its steps, player.ts plays it.
// Format: README.md, "Scenarios".
import type { Document, Node } from 'yaml';
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import type { Contract } from './contract.js';
import type { Source, Step } from './step.js';
import { didYouMean } from './nearest.js';
import { isRecord, readStep } from './step.js';

export interface Scenario {
  readonly name: string;
  readonly plays: string;
  readonly steps: readonly Step[];
}

const mostSteps = 1_000;

/** A scenario that cannot be played. `message` has one line per problem: `file:line  what is wrong. Did you mean …?` */
export class BadScenario extends Error {
  override readonly name = 'BadScenario';
}

/** The node at the deepest part of `path` that exists. */
function nodeAt(root: unknown, path: readonly (string | number)[]): Node | undefined {
  let node = root as Node | undefined;
  for (const part of path) {
    let next: unknown;
    if (isMap(node)) next = node.items.find((pair) => isScalar(pair.key) && pair.key.value === part);
    else if (isSeq(node) && typeof part === 'number') next = node.items[part];
    if (next === undefined) return node;
    const pair = next as { key?: Node; value?: Node | null };
    if (part === path.at(-1) && pair.key) return pair.key;
    node = pair.key ? (pair.value ?? pair.key) : (next as Node);
  }
  return node;
}

/**
 * Reads a scenario from YAML (or JSON, which is YAML). Throws `BadScenario` with `file:line` and the nearest names for each
 * thing that does not exist.
 * @param fileName what the messages call the source; for a file of ours, its stem must be the scenario's name.
 */
export function readScenario(text: string, fileName: string, contract: Contract): Scenario {
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  } catch (error) {
    // The parser gives up on text nested deeper than its stack.
    throw new BadScenario(`${fileName}:1  this cannot be read as YAML: ${(error as Error).message}`);
  }
  const problems: string[] = [];
  const at = (path: readonly (string | number)[]) => {
    const start = nodeAt(document.contents, path)?.range?.[0] ?? 0;
    return `${fileName}:${lines.linePos(start).line}`;
  };
  const source: Source = {
    at,
    refuse: (path, message) => void problems.push(`${at(path)}  ${message}`),
  };
  for (const { code, message, pos } of [...document.errors, ...document.warnings])
    problems.push(
      `${fileName}:${lines.linePos(pos[0]).line}  ${code === 'MULTIPLE_DOCS' ? 'a scenario is one document: it has no second after ---' : message}`,
    );
  if (problems.length > 0) throw new BadScenario(problems.join('\n'));

  let raw: unknown;
  try {
    raw = document.toJS();
  } catch (error) {
    throw new BadScenario(`${fileName}:1  ${(error as Error).message}`);
  }
  if (!isRecord(raw))
    throw new BadScenario(`${fileName}:1  a scenario is a mapping with name, plays and steps`);
  const known = ['name', 'plays', 'steps'];
  for (const key of Object.keys(raw))
    if (!known.includes(key)) source.refuse([key], `a scenario has no ${key}.${didYouMean(key, known)}`);
  for (const key of ['name', 'plays'])
    if (typeof raw[key] !== 'string' || raw[key] === '') source.refuse([key], `${key} is a text`);
  const stem = /([^/\\]+)\.yaml$/.exec(fileName)?.[1];
  if (stem !== undefined && typeof raw['name'] === 'string' && raw['name'] !== stem)
    source.refuse(['name'], `the scenario is called ${raw['name']} but its file ${stem}: give both one name`);
  const list = raw['steps'];
  if (!Array.isArray(list) || list.length === 0)
    source.refuse(['steps'], 'steps is a list of at least one step');
  const items: unknown[] = Array.isArray(list) ? list.slice(0, mostSteps) : [];
  if (Array.isArray(list) && list.length > mostSteps)
    source.refuse(['steps'], `a scenario has at most ${mostSteps} steps`);
  const steps = items.map((step, index) => readStep(source, index, step, contract, items.slice(0, index)));
  if (problems.length > 0) throw new BadScenario(problems.join('\n'));
  return {
    name: raw['name'] as string,
    plays: raw['plays'] as string,
    steps: steps.filter((step) => step !== undefined),
  };
}
