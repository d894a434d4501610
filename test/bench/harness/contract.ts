// The gate on the contract of this repository, in a process that has done nothing yet: loaded code, cold and then warm.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../../../src/build/project.js';
import { contractRepository } from '../../../src/build/repository.js';
import { compare } from '../../../src/gate/compare.js';
import { gateAgainstLastRelease } from '../../../src/gate/folder.js';
import type { Json } from '../../../src/gate/include/json.js';
import { median } from './measure.js';

const rounds = 10;

/** Prints a row for each of: the contract against its last release, and against itself with every fifth property gone. */
export async function contract(): Promise<void> {
  const bundle = join(root, 'generated/openapi.json');
  const head = JSON.parse(await readFile(bundle, 'utf8')) as Json;
  const older = JSON.parse(await readFile(join(root, 'openapi/released/1.0.0.json'), 'utf8')) as Json;
  console.log('\nthe contract of this repository, in process: CPU of the first time, median of the next');
  const repository = await contractRepository(root);
  await row(
    'the gate step',
    async () => (await gateAgainstLastRelease({ cwd: root, ...repository })).exitCode,
  );
  await row('compare, last release', async () => (await compare(older, head)).findings.length);
  await row('compare, a fifth is gone', async () => (await compare(head, thinned(head))).findings.length);
}

async function row(name: string, task: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  let result = 0;
  for (let round = 0; round <= rounds; round++) {
    const before = process.cpuUsage();
    result = await task();
    const { user, system } = process.cpuUsage(before);
    times.push((user + system) / 1000);
  }
  const [first = Number.NaN, ...others] = times;
  const shown = (ms: number): string => `${ms.toFixed(0).padStart(6)} ms`;
  console.log(`  ${name.padEnd(26)} ${shown(first)} first ${shown(median(others))} then   result ${result}`);
}

/** A copy in which every fifth property that is not required is gone. */
function thinned(document: Json): Json {
  let count = 0;
  const copy = (value: Json, name: string): Json => {
    if (Array.isArray(value)) return value.map((item: Json) => copy(item, ''));
    if (typeof value !== 'object' || value === null) return value;
    const members = Object.entries(value as Readonly<Record<string, Json>>);
    const kept = name === 'properties' ? members.filter(() => ++count % 5 !== 0) : members;
    return Object.fromEntries(kept.map(([key, inner]) => [key, copy(inner, key)]));
  };
  return copy(document, '');
}
