// Measures child processes: CPU of the whole tree beside wall time.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Run {
  /** User and system time of the process and everything it waited for; NaN where the system does not tell (not Linux). */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly status: number;
}

export interface Command {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Runs before each run and is not measured. */
  readonly before?: () => Promise<void>;
}

/** CPU milliseconds of the children that have ended: fields 16 and 17 of /proc/self/stat, in ticks of 10 ms (proc(5)). */
export function childrenCpuMs(): number {
  try {
    const text = readFileSync('/proc/self/stat', 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return Number.NaN;
  }
}

/** One run of `node …args`, its output thrown away. */
export async function run(command: Command): Promise<Run> {
  await command.before?.();
  const cpu = childrenCpuMs();
  const wall = performance.now();
  const status = await new Promise<number>((resolve, reject) => {
    spawn(process.execPath, command.args, {
      cwd: command.cwd,
      stdio: 'ignore',
      env: { ...process.env, ...command.env },
    })
      .on('error', reject)
      .on('close', (code) => resolve(code ?? 1));
  });
  return { cpuMs: childrenCpuMs() - cpu, wallMs: performance.now() - wall, status };
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1] ?? Number.NaN;
  const high = sorted[Math.floor(middle)] ?? Number.NaN;
  return (low + high) / 2;
}
