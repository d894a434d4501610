// Which of the fixtures each tool blocks; each disagreement is argued in one line. Where the gate blocks, by the message that
// one side refuses; where it passes, by what it says instead, or that every message of the sender is one of the receiver.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../../src/build/project.js';
import { runProgram } from './program.js';

interface Finding {
  readonly level: string;
  readonly layer: string;
  readonly rule: string;
  readonly message: string;
  readonly complaint?: string;
  readonly witness?: { readonly text: string };
}

const isWireBreak = ({ level, layer }: Finding): boolean =>
  layer === 'wire' && (level === 'breaking' || level === 'unknown');

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').slice(0, 110);

function argument(findings: readonly Finding[]): string {
  const shown = findings.find(isWireBreak);
  if (shown !== undefined)
    return `${shown.rule}: ${shown.message} · ${oneLine(shown.witness?.text ?? '')} ✗ ${shown.complaint ?? ''}`;
  const instead = findings.find(({ layer }) => layer === 'source') ?? findings[0];
  const proved = 'every message of the sender is one of the receiver';
  if (instead === undefined) return `${proved}; nothing to tell`;
  const kind = instead.layer === 'source' ? 'a break of code only' : `${instead.level} only`;
  return `${proved}; ${kind}: ${instead.rule}: ${instead.message}`;
}

/** Prints the table; the tools are paths of programs. */
export async function agreement(
  tools: { readonly gate: readonly string[]; readonly oasdiff: string; readonly redocly: string },
  folder: string,
): Promise<void> {
  const fixtures = join(root, 'test/gate/rules');
  const names = readdirSync(fixtures, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const referees = {
    oasdiff: (files: readonly string[]) =>
      runProgram(tools.oasdiff, ['breaking', '--fail-on', 'ERR', ...files], folder),
    Redocly: (files: readonly string[]) =>
      runProgram(process.execPath, [tools.redocly, 'diff', ...files], folder),
  };
  const agreed = new Map<string, number>();
  const lines: string[] = [];
  let cases = 0;
  for (const { name } of names) {
    const files = ['base', 'head'].map((side) => join(fixtures, name, `${side}.yaml`));
    for (const [order, pair] of [
      ['base → head', files],
      ['head → base', [...files].reverse()],
    ] as const) {
      cases++;
      const ours = await runProgram(process.execPath, [...tools.gate, ...pair, '--format', 'json'], folder);
      const { findings } = JSON.parse(ours.out) as { findings: readonly Finding[] };
      const blocks = findings.some(isWireBreak);
      for (const [referee, ask] of Object.entries(referees)) {
        const isBlocked = (await ask(pair)).code !== 0;
        if (isBlocked === blocks) agreed.set(referee, (agreed.get(referee) ?? 0) + 1);
        else
          lines.push(
            `  ${name}, ${order}: gate ${blocks ? 'blocks' : 'passes'}, ${referee} ${isBlocked ? 'blocks' : 'passes'} · ${argument(findings)}`,
          );
      }
    }
  }
  const counts = Object.keys(referees).map((referee) => `${referee} ${agreed.get(referee) ?? 0}`);
  console.log(`\nAgreement on ${cases} fixtures (wire only): ${counts.join(', ')}`);
  for (const line of lines) console.log(line);
}
