// What `npm run check` prints of the contract tests: each part is written by its own test file and put together here.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../node_modules/.cache/jettson/', import.meta.url));
const parts = `${folder}contract-summary/`;

function write(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, text);
  renameSync(draft, path);
}

/** Prints a part, and puts it into the summary that `npm run check` shows. Parts stand in the order of their names. */
export function summarise(part: string, text: string): void {
  console.log(`\n${text}\n`);
  mkdirSync(parts, { recursive: true });
  write(`${parts}${part}.txt`, `${text}\n`);
  const names = readdirSync(parts)
    .filter((name) => name.endsWith('.txt'))
    .sort();
  write(
    `${folder}contract-summary.txt`,
    names.map((name) => readFileSync(`${parts}${name}`, 'utf8')).join('\n'),
  );
}
