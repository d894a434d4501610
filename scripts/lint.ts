// `npm run lint [-- --format text|json|github]`: what is wrong with the contract, and where.
import { parseArgs } from 'node:util';
import { type Format, print } from '../src/build/lint/print.js';
import { runLint } from '../src/build/lint/run.js';
import { root } from '../src/build/project.js';

const formats = ['text', 'json', 'github'];

function readFormat(args: string[]): Format | undefined {
  try {
    const { format } = parseArgs({ args, options: { format: { type: 'string', default: 'text' } } }).values;
    return formats.includes(format) ? (format as Format) : undefined;
  } catch {
    return undefined;
  }
}

const format = readFormat(process.argv.slice(2));
if (!format) {
  console.error(`npm run lint -- --format ${formats.join(' | ')}`);
  process.exitCode = 3;
} else {
  const { findings, exitCode } = await runLint({ root });
  process.stdout.write(print(findings, format));
  if (format === 'text') console.log(findings.length === 0 ? 'no findings' : `${findings.length} finding(s)`);
  process.exitCode = exitCode;
}
