// Runs one of the project's tools as a child process.
import { spawn } from 'node:child_process';

export interface ChildResult {
  readonly status: number;
  /** Standard output and standard error, in the order they came; empty when they were passed through. */
  readonly output: string;
}

export interface ChildOptions {
  /** With true the child writes to our own streams and nothing is kept. */
  readonly passThrough?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** Runs `node …args` in `root`. */
export function runNode(
  root: string,
  args: readonly string[],
  options: ChildOptions = {},
): Promise<ChildResult> {
  const { passThrough = false, env = process.env } = options;
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const stream = passThrough ? 'inherit' : 'pipe';
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', stream, stream] });
    child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status: status ?? 1, output: Buffer.concat(chunks).toString('utf8') }),
    );
  });
}
