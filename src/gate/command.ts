// `jettson-api gate`: parses its arguments, reads two documents (or one and the releases before it: release/command.ts),
// prints one report, and ends with its exit code: 0 passed, 1 blocked, 2 stale, 3 bad input. An internal error (4) is the caller's to report: it is never a pass.
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
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
import { visible } from './report/visible.js';
import { exitCodeOf } from './against.js';
import { readGiven } from './given.js';
import type { Repository } from './release/command.js';
import { gateReleases } from './release/command.js';
import { expectShortRun } from './short-run.js';

/** What the command-line program hands to each of its commands. */
export interface CommandContext {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Relative paths start here. Default: the working folder. */
  readonly cwd?: string;
  /** What stands in for HEAD when no document is named, where the caller has a contract of its own. */
  readonly repository?: () => Promise<Repository>;
  /** The clock, for `--today`. Default: the system's. */
  readonly now?: () => Date;
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
  jettson-api gate [HEAD]         the newest released document is BASE, with policy, waivers and versions;
                                  HEAD: openapi/openapi.yaml, openapi.yaml or openapi.json

  --format <name>         text (default), markdown, github, sarif, json, html
  --out <file>            writes the report there instead of to the terminal
  --also <format>=<file>  writes another form of the same report; can be repeated
  --reading <name>        tolerant (default): clients ignore unknown fields; strict
  --released <folder>     released documents, <version>.json with index.json (openapi/released)
  --policy <file>         what the API promises about change (policy.yaml beside the folder)
  --waivers <folder>      findings that somebody accepted (waivers/ beside the folder)
  --today <YYYY-MM-DD>    the day that notice and waivers are counted to (today, UTC)
  --since <revision>      also shows what this change alone did, against the merge base with this branch
  --budget-steps <n>      steps per pair of schemas; the same input gives the same verdict
  --max-findings <n>      findings shown; all are in JSON
  --explain <finding>     one finding in full, by its id or the beginning of it, and the waiver to paste
  --help                  this text

Exit codes: 0 passed, 1 blocked, 2 stale, 3 bad input, 4 internal error
`;

export const options = {
  format: { type: 'string', default: 'text' },
  out: { type: 'string' },
  also: { type: 'string', multiple: true },
  reading: { type: 'string' },
  released: { type: 'string' },
  policy: { type: 'string' },
  waivers: { type: 'string' },
  today: { type: 'string' },
  since: { type: 'string' },
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
  readonly also: readonly { readonly format: string; readonly file: string }[];
  readonly reading: 'tolerant' | 'strict' | undefined;
  readonly released: string | undefined;
  readonly policy: string | undefined;
  readonly waivers: string | undefined;
  readonly today: string | undefined;
  readonly since: string | undefined;
  readonly budgetSteps: number | undefined;
  readonly maxFindings: number | undefined;
  readonly explain: string | undefined;
  readonly help: boolean;
}

function also(value: string): { format: string; file: string } {
  const [, format = '', file = ''] = /^([a-z]+)=(.+)$/s.exec(value) ?? [];
  if (!Object.hasOwn(painters, format))
    throw new BadArguments(
      `--also ${JSON.stringify(value)} is not written as <format>=<file>, with a format of ${Object.keys(painters).join(', ')}.`,
    );
  return { format, file };
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
  if (reading !== undefined && reading !== 'tolerant' && reading !== 'strict')
    throw new BadArguments(`--reading ${JSON.stringify(reading)} is neither tolerant nor strict.`);
  return {
    documents: positionals,
    format,
    out: values.out,
    also: (values.also ?? []).map(also),
    reading,
    released: values.released,
    policy: values.policy,
    waivers: values.waivers,
    today: values.today,
    since: values.since,
    budgetSteps: count('budget-steps', values['budget-steps']),
    maxFindings: count('max-findings', values['max-findings']),
    explain: values.explain,
    help: values.help,
  };
}

/** The command as a process of its own, which ends with it. */
export function gateProgram(args: readonly string[], context: CommandContext): Promise<number> {
  expectShortRun();
  return gateCommand(args, context);
}

/** Runs the command; the promise is its exit code. Only a bug rejects it. */
export async function gateCommand(args: readonly string[], context: CommandContext): Promise<number> {
  try {
    const asked = parseArguments(args);
    if (asked.help) {
      context.stdout.write(help);
      return 0;
    }
    const cwd = context.cwd ?? process.cwd();
    const [first, second] = asked.documents;
    if (asked.documents.length > 2)
      throw new BadArguments(
        `gate takes one or two documents, not ${asked.documents.length}. See jettson-api gate --help`,
      );
    if (first === undefined || second === undefined) return await releases(first, asked, context, cwd);
    for (const name of ['released', 'since'] as const)
      if (asked[name] !== undefined)
        throw new BadArguments(
          `--${name} goes with one document: BASE is named here. See jettson-api gate --help`,
        );
    const given = await readGiven(asked, cwd);
    for (const { file, line, message } of given.problems)
      context.stderr.write(`${visible(`${file}:${line ?? 1}`)}: ${visible(message)}\n`);
    if (given.problems.length > 0) return 3;
    const report = await compare(await load(first, { cwd }), await load(second, { cwd }), {
      ...given.options,
      ...(asked.reading === undefined ? {} : { reading: asked.reading }),
      ...(asked.budgetSteps === undefined ? {} : { budgetSteps: asked.budgetSteps }),
    });
    const stale = given.stale(report.findings);
    const view: View = {
      base: first,
      head: second,
      problems: stale,
      ...(asked.maxFindings === undefined ? {} : { maxFindings: asked.maxFindings }),
    };
    await printAlso(report, view, asked, cwd, context);
    const painted =
      asked.explain === undefined
        ? (painters[asked.format] ?? text)(report, view)
        : explained(report, asked.explain, view);
    await print(painted, asked.out, cwd, context);
    return exitCodeOf(report, stale);
  } catch (error) {
    if (!(error instanceof LoadError || error instanceof BadArguments)) throw error;
    context.stderr.write(`${visible(error.message)}\n`);
    return 3;
  }
}

/** The newest release decides. What is wrong beside the findings is in every format; without a report it is all there is. */
async function releases(
  head: string | undefined,
  asked: Arguments,
  context: CommandContext,
  cwd: string,
): Promise<number> {
  const { released, policy, waivers, today, since, reading, budgetSteps, maxFindings } = asked;
  const { outcome, view, explain } = await gateReleases(
    {
      ...(head === undefined ? {} : { head }),
      ...(released === undefined ? {} : { released }),
      ...(policy === undefined ? {} : { policy }),
      ...(waivers === undefined ? {} : { waivers }),
      ...(today === undefined ? {} : { today }),
      ...(since === undefined ? {} : { since }),
      ...(reading === undefined ? {} : { reading }),
      ...(budgetSteps === undefined ? {} : { budgetSteps }),
      ...(maxFindings === undefined ? {} : { maxFindings }),
    },
    { cwd, env: context.env, repository: context.repository, now: context.now ?? (() => new Date()) },
  );
  // Every format but JSON, whose shape is fixed, shows them itself.
  const isSilent = outcome.report === undefined || asked.explain !== undefined || asked.format === 'json';
  for (const { file, line, message } of isSilent ? outcome.problems : [])
    context.stderr.write(
      `${visible([file, line].filter((part) => part !== undefined).join(':'))}: ${visible(message)}\n`,
    );
  if (outcome.report === undefined) return outcome.exitCode;
  await printAlso(outcome.report, view, asked, cwd, context);
  if (asked.explain === undefined) {
    await print((painters[asked.format] ?? text)(outcome.report, view), asked.out, cwd, context);
    return outcome.exitCode;
  }
  const painted = explain(outcome.report, asked.explain);
  if (painted === undefined)
    throw new BadArguments(
      `no single finding is called ${JSON.stringify(asked.explain)}: ids stand at the end of each finding.`,
    );
  await print(painted, asked.out, cwd, context);
  return outcome.exitCode;
}

function explained(report: Report, id: string, view: View): string {
  const findings = report.findings.filter((finding) => finding.id.startsWith(id));
  if (id === '' || findings.length === 0)
    throw new BadArguments(
      `no finding is called ${JSON.stringify(id)}: ids stand at the end of each finding.`,
    );
  return text({ ...report, findings }, { ...view, maxFindings: findings.length });
}

/** The same report in the other forms that were asked for. */
async function printAlso(
  report: Report,
  view: View,
  asked: Arguments,
  cwd: string,
  context: CommandContext,
): Promise<void> {
  for (const { format, file } of asked.also)
    await print((painters[format] ?? text)(report, view), file, cwd, context);
}

/** Whole or not at all: a reader never sees half a report. A pipe or a device is written to; nothing takes its place. */
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
  const given = resolve(cwd, out);
  const found = await stat(given).catch(() => undefined);
  const file = found?.isFile() ? await realpath(given) : given;
  const unfinished = `${file}.${process.pid}.tmp`;
  try {
    if (found && !found.isFile()) return await writeFile(file, painted);
    await writeFile(unfinished, painted);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw new BadArguments(`--out ${out} cannot be written: ${(error as Error).message}`);
  }
}
