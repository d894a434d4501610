// `jettson-api gate`: parses its arguments, reads two documents, compares them, prints one report, and ends with its exit code:
// 0 passed, 1 blocked, 3 bad input. An internal error (4) is the caller's to report: it is never a pass.
import { rename, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { compare } from './compare.js';
import { LoadError, load } from './load.js';
import { github } from './report/github.js';
import { html } from './report/html.js';
import { json } from './report/json.js';
import { markdown } from './report/markdown.js';
import type { Report } from './report/report.js';
import { sarif } from './report/sarif.js';
import { text } from './report/text.js';
import type { View } from './report/view.js';

/** What the command-line program hands to each of its commands. */
export interface CommandContext {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. Default: the working folder. */
  readonly cwd?: string;
}

/** How each format is painted. */
export const painters: Readonly<Record<string, (report: Report, view: View) => string>> = {
  text,
  markdown,
  github,
  sarif,
  json,
  html,
};

const help = `jettson-api gate: does a client written for BASE still work against HEAD?

  jettson-api gate BASE HEAD      two OpenAPI 3.0 or 3.1 documents: YAML or JSON, one file or several,
                                  or git:REV:path

  --format <name>         text (default), markdown, github, sarif, json, html
  --out <file>            writes the report there instead of to the terminal
  --reading <name>        tolerant (default): clients ignore unknown fields; strict
  --budget-steps <n>      steps per pair of schemas; the same input gives the same verdict
  --max-findings <n>      findings shown; all are in JSON
  --explain <finding>     one finding in full, by its id or the beginning of it
  --help                  this text

Exit codes: 0 passed, 1 blocked, 2 stale, 3 bad input, 4 internal error
`;

export const options = {
  format: { type: 'string', default: 'text' },
  out: { type: 'string' },
  reading: { type: 'string', default: 'tolerant' },
  'budget-steps': { type: 'string' },
  'max-findings': { type: 'string' },
  explain: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** Arguments that cannot be used. `message` is a sentence with a way out. */
export class BadArguments extends Error {}

export interface Arguments {
  readonly documents: readonly string[];
  readonly format: string;
  readonly out: string | undefined;
  readonly reading: 'tolerant' | 'strict';
  readonly budgetSteps: number | undefined;
  readonly maxFindings: number | undefined;
  readonly explain: string | undefined;
  readonly help: boolean;
}

function count(name: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (!/^[1-9][0-9]{0,14}$/.test(value))
    throw new BadArguments(`--${name} takes a whole number from 1, not ${JSON.stringify(value)}.`);
  return Number(value);
}

export function parseArguments(args: readonly string[]): Arguments {
  let parsed: ReturnType<typeof parseArgs<{ options: typeof options; allowPositionals: true }>>;
  try {
    parsed = parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    throw new BadArguments(`${(error as Error).message.split('\n')[0]} See jettson-api gate --help`);
  }
  const { values, positionals } = parsed;
  const { format, reading } = values;
  if (!Object.hasOwn(painters, format))
    throw new BadArguments(
      `--format ${JSON.stringify(format)} is none of ${Object.keys(painters).join(', ')}.`,
    );
  if (reading !== 'tolerant' && reading !== 'strict')
    throw new BadArguments(`--reading ${JSON.stringify(reading)} is neither tolerant nor strict.`);
  return {
    documents: positionals,
    format,
    out: values.out,
    reading,
    budgetSteps: count('budget-steps', values['budget-steps']),
    maxFindings: count('max-findings', values['max-findings']),
    explain: values.explain,
    help: values.help,
  };
}

/** Runs the command; the promise is its exit code. Only a bug rejects it. */
export async function gateCommand(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    const asked = parseArguments(args);
    if (asked.help) {
      context.stdout.write(help);
      return 0;
    }
    const [base, head] = asked.documents;
    if (asked.documents.length !== 2 || base === undefined || head === undefined)
      throw new BadArguments(
        `gate takes two documents, not ${asked.documents.length}. See jettson-api gate --help`,
      );
    const cwd = context.cwd ?? process.cwd();
    const report = await compare(await load(base, { cwd }), await load(head, { cwd }), {
      reading: asked.reading,
      ...(asked.budgetSteps === undefined ? {} : { budgetSteps: asked.budgetSteps }),
    });
    const view: View = {
      base,
      head,
      ...(asked.maxFindings === undefined ? {} : { maxFindings: asked.maxFindings }),
    };
    const painted =
      asked.explain === undefined
        ? (painters[asked.format] ?? text)(report, view)
        : explained(report, asked.explain, view);
    await print(painted, asked.out, cwd, context);
    return report.verdict === 'passed' ? 0 : 1;
  } catch (error) {
    if (!(error instanceof LoadError || error instanceof BadArguments)) throw error;
    context.stderr.write(`${error.message}\n`);
    return 3;
  }
}

function explained(report: Report, id: string, view: View): string {
  const findings = report.findings.filter((finding) => finding.id.startsWith(id));
  if (id === '' || findings.length === 0)
    throw new BadArguments(
      `no finding is called ${JSON.stringify(id)}: ids stand at the end of each finding.`,
    );
  return text({ ...report, findings }, { ...view, maxFindings: findings.length });
}

/** Whole or not at all: a reader never sees half a report. */
export async function print(
  painted: string,
  out: string | undefined,
  cwd: string,
  context: CommandContext,
): Promise<void> {
  if (out === undefined) {
    context.stdout.write(painted);
    return;
  }
  const file = resolve(cwd, out);
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(unfinished, painted);
    await rename(unfinished, file);
  } catch (error) {
    throw new BadArguments(`--out ${out} cannot be written: ${(error as Error).message}`);
  }
}
