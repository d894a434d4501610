// A logger for Prism that says nothing: Prism logs through pino, and the mock keeps a log of its own.
import type { createInstance } from '@stoplight/prism-http';

type PrismLogger = Parameters<typeof createInstance>[1]['logger'];

export function silence(): PrismLogger {
  const nothing = () => undefined;
  const logger = {
    info: nothing,
    warn: nothing,
    error: nothing,
    debug: nothing,
    trace: nothing,
    fatal: nothing,
    success: nothing,
    child: () => logger,
  };
  return logger as unknown as PrismLogger;
}
