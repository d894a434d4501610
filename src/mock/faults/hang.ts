// Nothing is ever answered; the connection stays open until the caller gives up.
import type { FaultMechanism } from './fault.js';

function gone(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

export const hang: FaultMechanism = {
  does: 'never answers',
  async overSocket(_response, { signal }) {
    await gone(signal);
  },
  async inProcess({ signal }) {
    await gone(signal);
    throw signal.reason;
  },
};
