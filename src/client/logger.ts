// Logging: one line per attempt at `debug`, one per retry at `info`. Never a header, a body or a filled-in path.

/** What the client logs to; `console` is one. @example new Jettson({ logger: pino(), logLevel: 'debug' }); */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const logLevels = { off: 0, error: 1, warn: 2, info: 3, debug: 4 } as const;

/** How much is logged; `off` is nothing. @example new Jettson({ logLevel: 'debug' }); // or JETTSON_LOG=debug */
export type LogLevel = keyof typeof logLevels;

interface Logging {
  readonly logger?: Logger | undefined;
  readonly logLevel: LogLevel;
}

/** Writes one line when the level asks for it. A logger that throws does not break the call. */
export function log(to: Logging, level: Exclude<LogLevel, 'off'>, message: () => string): void {
  if (logLevels[level] > logLevels[to.logLevel]) return;
  try {
    (to.logger ?? console)[level](`jettson: ${message()}`);
  } catch {
    // a broken logger has nowhere to be reported
  }
}

/** Calls an observer of the caller's. What it throws, or rejects with, is logged and never changes the call. */
export function notify<T extends readonly unknown[]>(
  to: Logging,
  name: string,
  observer: ((...args: T) => unknown) | undefined,
  ...args: T
): void {
  if (!observer) return;
  const report = (thrown: unknown) =>
    log(to, 'error', () => `${name} threw ${thrown instanceof Error ? thrown.name : typeof thrown}`);
  try {
    Promise.resolve(observer(...args)).catch(report);
  } catch (thrown) {
    report(thrown);
  }
}
