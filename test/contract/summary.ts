// What `npm run check` prints of the contract tests: each part is written by its own test file and put together here.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../node_modules/.cache/jettson/', import.meta.url));
const parts = `${folder}contract-summary/`;

function write(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

/** The parts, in the order in which they are shown. */
const names = ['matrix', 'negatives', 'additive'] as const;

/** Prints a part, and puts it into the summary that `npm run check` shows. */
export function summarise(part: (typeof names)[number], text: string): void {
  console.log(`\n${text}\n`);
  mkdirSync(parts, { recursive: true });
  write(`${parts}${part}.txt`, `${text}\n`);
  const texts = names.map((name) => `${parts}${name}.txt`).filter((path) => existsSync(path));
  write(`${folder}contract-summary.txt`, texts.map((path) => readFileSync(path, 'utf8')).join('\n'));
}
