// Logging: one line per attempt at `debug`, one per retry at `info`. Never a header, a body or a filled-in path.

/** What the client logs to; `console` is one. @example new Jettson({ logger: pino(), logLevel: 'debug' }); */
export interface Logger {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

export const logLevels = ['off', 'error', 'warn', 'info', 'debug'] as const;

/** How much is logged; `off` is nothing. @example new Jettson({ logLevel: 'debug' }); // or JETTSON_LOG=debug */
export type LogLevel = (typeof logLevels)[number];

interface Logging {
  readonly logger?: Logger | undefined;
  readonly logLevel: LogLevel;
}

/** Writes one line when the level asks for it. A logger that throws does not break the call. */
export function log(to: Logging, level: Exclude<LogLevel, 'off'>, message: string): void {
  try {
    if (logLevels.indexOf(level) <= logLevels.indexOf(to.logLevel))
      (to.logger ?? console)[level](`jettson: ${message}`);
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
  (async () => observer?.(...args))()
    .catch((thrown) => log(to, 'error', `${name} threw ${thrown?.name}`))
    .catch(() => undefined); // a name that is no text
}
