// The chain as one process: steps start as soon as what they rest on is done, and end in one table and one exit code.
import { styleText } from 'node:util';
import { CannotWrite } from './write.js';

/** 0 passed · 1 findings · 2 stale · 3 bad input · 4 internal error. The highest of all steps is the chain's. */
export type ExitCode = 0 | 1 | 2 | 3 | 4;

export interface StepResult {
  /** What the step found, in a few words: the table's cell. */
  readonly found: string;
  readonly exitCode: ExitCode;
  /** What a person needs to see of it: findings, a table, a diff. */
  readonly details?: string;
  /** False when the step changed what it reads, so that what it found holds for that run alone. */
  readonly isSettled?: boolean;
}

export interface Step {
  readonly name: string;
  /** Steps that must have passed before this one starts. */
  readonly after?: readonly string[];
  readonly run: () => Promise<StepResult>;
}

export interface Row {
  readonly name: string;
  readonly found: string;
  readonly exitCode: ExitCode | 'not run';
  readonly milliseconds: number;
}

export interface Terminal {
  readonly write: (text: string) => void;
  readonly colour: boolean;
  /** Milliseconds on any steady clock. */
  readonly now: () => number;
}

/** Runs the steps, says what each found when it ends, and closes with the table. A step that throws is an internal error. */
export async function runChain(
  steps: readonly Step[],
  terminal: Terminal,
): Promise<{ rows: Row[]; exitCode: ExitCode }> {
  const running = new Map<string, Promise<Row>>();
  for (const step of steps) {
    const needed = (step.after ?? []).map((name) => {
      const earlier = running.get(name);
      if (!earlier) throw new Error(`step ${step.name} comes after ${name}, which is not an earlier step`);
      return earlier;
    });
    running.set(step.name, runStep(step, needed, terminal));
  }
  const rows = await Promise.all(running.values());
  terminal.write(`\n${table(rows, terminal.colour)}\n`);
  const exitCode = Math.max(
    0,
    ...rows.map((row) => (row.exitCode === 'not run' ? 0 : row.exitCode)),
  ) as ExitCode;
  return { rows, exitCode };
}

async function runStep(step: Step, needed: readonly Promise<Row>[], terminal: Terminal): Promise<Row> {
  const failed = (await Promise.all(needed)).find((row) => row.exitCode !== 0);
  if (failed)
    return { name: step.name, found: `waits for ${failed.name}`, exitCode: 'not run', milliseconds: 0 };
  const from = terminal.now();
  const result = await step.run().catch(
    (error: unknown): StepResult =>
      error instanceof CannotWrite
        ? { found: 'a file cannot be written', exitCode: 3, details: error.message }
        : {
            found: 'internal error: please report it',
            exitCode: 4,
            details: error instanceof Error ? (error.stack ?? error.message) : String(error),
          },
  );
  const row = {
    name: step.name,
    found: result.found,
    exitCode: result.exitCode,
    milliseconds: terminal.now() - from,
  };
  terminal.write(`${line(row, step.name.length, terminal.colour)}\n`);
  if (result.details) terminal.write(`${result.details.trimEnd()}\n\n`);
  return row;
}

function table(rows: readonly Row[], colour: boolean): string {
  const width = Math.max(...rows.map((row) => row.name.length));
  return rows.map((row) => line(row, width, colour)).join('\n');
}

function line(row: Row, width: number, colour: boolean): string {
  const passed = row.exitCode === 0;
  const mark = passed ? '✓' : row.exitCode === 'not run' ? '·' : '✗';
  const time = row.exitCode === 'not run' ? '' : `${(row.milliseconds / 1000).toFixed(1)} s`;
  const painted = colour
    ? styleText(passed ? 'green' : row.exitCode === 'not run' ? 'dim' : 'red', mark)
    : mark;
  return `${painted} ${row.name.padEnd(width)}  ${time.padStart(6)}  ${row.found}`;
}

/** The process's own terminal; colours only where someone can see them and NO_COLOR does not ask otherwise. */
export function processTerminal(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Terminal {
  return {
    write: (text) => stream.write(text),
    colour: stream.isTTY === true && !env['NO_COLOR'],
    now: () => performance.now(),
  };
}
