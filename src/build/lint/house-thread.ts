// The house rules beside everything else: a worker thread that loads Spectral while the sources are read.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { BadRules } from './bad-rules.js';
import type { HouseFinding, HouseLint } from './house.js';

type Answer =
  | { readonly findings: HouseFinding[] }
  | { readonly error: string }
  | { readonly unusable: unknown };

/** Starts loading the ruleset at once. Questions are answered one after another. `close` ends the thread. */
export function startHouseLint(ruleset: string): { lint: HouseLint; close: () => Promise<void> } {
  const worker = new Worker(new URL('./house-worker.js', import.meta.url), { workerData: { ruleset } });
  worker.unref();
  let asked: Promise<unknown> = Promise.resolve();
  const ask = async (text: string): Promise<HouseFinding[]> => {
    worker.ref();
    worker.postMessage(text);
    const [answer] = (await once(worker, 'message')) as [Answer]; // rejects when the thread fails
    if ('unusable' in answer) throw new BadRules(ruleset, answer.unusable);
    if ('error' in answer) throw new Error(answer.error);
    return answer.findings;
  };
  return {
    lint: (text) => {
      const answer = asked.then(
        () => ask(text),
        () => ask(text),
      );
      asked = answer;
      return answer;
    },
    close: async () => {
      await worker.terminate();
    },
  };
}
