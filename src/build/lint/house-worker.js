// The house rules in a thread of their own: loading Spectral takes as long as everything else, and runs beside it.
import { parentPort, workerData } from 'node:worker_threads';
import { createHouseLint, readRuleset } from './house.js';

const lint = readRuleset(workerData.ruleset).then(createHouseLint);
lint.catch(() => undefined); // whoever asks hears of it
parentPort?.on('message', async (text) => {
  /** @type {import('./house.js').HouseLint} */
  let loaded;
  try {
    loaded = await lint;
  } catch (error) {
    const { message, reason, mark } = /** @type {import('js-yaml').YAMLException} */ (error);
    parentPort?.postMessage({ unusable: { message, reason, mark: { line: mark?.line } } });
    return;
  }
  try {
    parentPort?.postMessage({ findings: await loaded(text) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.stack : String(error) });
  }
});
