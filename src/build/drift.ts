// How a difference between generated/ and the contract is told: the head of a unified diff and the command that repairs it.
import { createTwoFilesPatch } from 'diff';
import type { Difference } from './generate.js';

const shownLines = 24;

/** The differences in words, for a terminal. */
export function describeDrift(found: readonly Difference[]): string {
  return found.map(describeOne).join('\n');
}

function describeOne({ file, kind, found, expected }: Difference): string {
  if (kind === 'missing') return `${file} is missing\n  repair: npm run build\n`;
  if (kind === 'unexpected') return `${file}: nothing generates this file\n  repair: delete it\n`;
  const lines = patchLines(file, found, expected);
  const hidden = lines.length - shownLines;
  const head = lines.slice(0, shownLines).map((line) => `  ${visible(line)}`);
  return [
    `${file} is not what the contract compiles to`,
    ...head,
    ...(hidden > 0 ? [`  … ${hidden} more lines`] : []),
    '  repair: npm run build\n',
  ].join('\n');
}

/** A unified diff; of files that differ nearly everywhere, the first lines that do. */
function patchLines(file: string, found: string, expected: string): string[] {
  const options = { context: 1, maxEditLength: 1000 };
  const [from, to] = [`${file} (as it is)`, `${file} (as the contract says)`];
  const patch = createTwoFilesPatch(from, to, found, expected, '', '', options);
  if (patch !== undefined) return patch.split('\n').slice(1);
  const [there, wanted] = [found.split('\n'), expected.split('\n')];
  const longer = there.length > wanted.length ? there : wanted;
  const first = longer.findIndex((_, index) => there[index] !== wanted[index]);
  return [`line ${first + 1}, and most that follow:`, `-${there[first] ?? ''}`, `+${wanted[first] ?? ''}`];
}

/** A difference in white space or a control character must show. */
function visible(line: string): string {
  const shown = [...line].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    return code < 32 || code === 0xfffd || code === 0xfeff || code === 127
      ? `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`
      : character;
  });
  return shown.join('').slice(0, 200);
}
