// The house rules beside everything else: a worker thread that loads Spectral while the sources are read.
import { Worker } from 'node:worker_threads';
import type { HouseFinding, HouseLint } from './house.js';

type Answer = { readonly findings: HouseFinding[] } | { readonly error: string };

/** Starts loading the ruleset at once. `close` ends the thread. */
export function startHouseLint(ruleset: string): { lint: HouseLint; close: () => Promise<void> } {
  const worker = new Worker(new URL('./house-worker.js', import.meta.url), { workerData: { ruleset } });
  worker.unref();
  return {
    lint: (text) =>
      new Promise((resolve, reject) => {
        worker.ref();
        worker.once('error', reject);
        worker.once('message', (answer: Answer) => {
          if ('error' in answer) reject(new Error(answer.error));
          else resolve(answer.findings);
        });
        worker.postMessage(text);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}
