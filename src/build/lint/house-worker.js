// The house rules in a thread of their own: loading Spectral takes as long as everything else, and runs beside it.
import { parentPort, workerData } from 'node:worker_threads';
import { createHouseLint, readRuleset } from './house.js';

const lint = readRuleset(workerData.ruleset).then(createHouseLint);
parentPort?.on('message', async (text) => {
  try {
    parentPort?.postMessage({ findings: await (await lint)(text) });
  } catch (error) {
    parentPort?.postMessage({ error: error instanceof Error ? error.stack : String(error) });
  }
});
