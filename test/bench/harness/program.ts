// Runs any program once: what it printed, its CPU time and its peak memory. Neighbour: measure.ts, for trees of Node processes.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { childrenCpuMs } from './measure.js';

export interface Cost {
  /** null: it was killed or never started. */
  readonly code: number | null;
  /** NaN where the system does not tell (not Linux). */
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly peakMb: number | undefined;
  readonly out: string;
}

/** CPU is what the system counts for children that have ended; the peak is sampled, and the system keeps its maximum. */
export function runProgram(command: string, args: readonly string[], cwd: string): Promise<Cost> {
  return new Promise((done) => {
    const cpu = childrenCpuMs();
    const startedMs = performance.now();
    const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'ignore'] });
    let peakMb: number | undefined;
    const timer = setInterval(() => {
      try {
        const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
        if (peak !== undefined) peakMb = Number(peak) / 1024;
      } catch {
        // Not Linux, or it has just ended.
      }
    }, 10);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      if (out.length < 20_000_000) out += chunk.toString();
    });
    const finish = (code: number | null): void => {
      clearInterval(timer);
      done({ code, cpuMs: childrenCpuMs() - cpu, wallMs: performance.now() - startedMs, peakMb, out });
    };
    child.on('close', finish).on('error', () => finish(null));
  });
}
