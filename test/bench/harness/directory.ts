// `npm run bench -- gate directory`: two versions of a public collection of descriptions, each API that changed between them.
// What counts here is that every one ends in a verdict, how much is left unknown, and which documents are the slowest.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Cost } from './program.js';
import { runProgram } from './program.js';

interface Report {
  readonly findings: readonly { readonly layer: string; readonly level: string }[];
}

/** Slowest documents that are shown. */
const shown = 8;

/** Runs the gate on each document that both folders have, with other content. */
export async function directory(
  gate: readonly string[],
  { base, head }: { readonly base: string; readonly head: string },
): Promise<void> {
  const bytes = (folder: string, file: string): Buffer => readFileSync(join(folder, file));
  const isChanged = (file: string): boolean => !bytes(base, file).equals(bytes(head, file));
  const there = new Set(documentsIn(head));
  const files = documentsIn(base).filter((file) => there.has(file) && isChanged(file));
  const costs: { readonly file: string; readonly cost: Cost }[] = [];
  const byExit = new Map<number | null, number>();
  const byLevel = new Map<string, number>();
  for (const file of files) {
    const cost = await runProgram(
      process.execPath,
      [...gate, join(base, file), join(head, file), '--format', 'json'],
      base,
    );
    costs.push({ file, cost });
    byExit.set(cost.code, (byExit.get(cost.code) ?? 0) + 1);
    if (cost.code === 0 || cost.code === 1)
      for (const { layer, level } of (JSON.parse(cost.out) as Report).findings)
        if (layer === 'wire') byLevel.set(level, (byLevel.get(level) ?? 0) + 1);
    if (costs.length % 100 === 0) console.log(`  ${costs.length} of ${files.length} APIs`);
  }
  const wire = [...byLevel.values()].reduce((sum, count) => sum + count, 0);
  const unknown = byLevel.get('unknown') ?? 0;
  const cpu = costs.reduce((sum, { cost }) => sum + cost.cpuMs, 0) / 1000;
  console.log(`  ${files.length} APIs changed: ${tally(byExit, 'exit ')}; ${cpu.toFixed(0)} s CPU in all`);
  console.log(
    `  findings on the wire: ${tally(byLevel)} (unknown: ${((100 * unknown) / Math.max(1, wire)).toFixed(2)} %)`,
  );
  for (const { file, cost } of costs.toSorted((a, b) => b.cost.cpuMs - a.cost.cpuMs).slice(0, shown))
    console.log(
      `  ${(cost.cpuMs / 1000).toFixed(2).padStart(6)} s CPU ${cost.peakMb?.toFixed(0).padStart(5) ?? '    ?'} MB  ${file}`,
    );
}

/** JSON documents, as paths from the folder. */
function documentsIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .sort();
}

const tally = (counts: ReadonlyMap<unknown, number>, before = ''): string =>
  [...counts].map(([name, count]) => `${before}${name}: ${count}`).join(', ');
