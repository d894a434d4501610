// What people get without this project: redocly's recommended-strict on the sources, spectral:oas on what redocly bundles.
import { join } from 'node:path';
import { bundle, lint, loadConfig } from '@redocly/openapi-core';
import { startHouseLint } from '../../src/build/lint/house-thread.js';
import { root as project } from '../../src/build/project.js';

export interface StockTools {
  /** How many findings there are now that were not there at first; Spectral is asked when Redocly is silent. */
  readonly newFindings: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export async function stockTools(root: string): Promise<StockTools> {
  const spectral = startHouseLint(join(project, 'test/lint/stock.spectral.yaml'));
  const config = await loadConfig({ configPath: join(project, 'test/lint/stock.redocly.yaml') });
  const ref = join(root, 'openapi/openapi.yaml');
  const byRedocly = async (): Promise<string[]> => {
    const problems = await lint({ ref, config });
    return problems.map(({ ruleId, message }) => `${ruleId} ${message}`);
  };
  const bySpectral = async (): Promise<string[]> => {
    const bundled = await bundle({ ref, config });
    const found = await spectral.lint(JSON.stringify(bundled.bundle.parsed));
    return [
      ...bundled.problems.map(({ ruleId, message }) => `${ruleId} ${message}`),
      ...found.map(({ rule, message, path }) => `${rule} ${message} ${path.join('/')}`),
    ];
  };
  /** A tool that throws says so on the screen: that is a finding, too. */
  const heard = (tool: () => Promise<string[]>): Promise<string[]> =>
    tool().catch((error: unknown) => [error instanceof Error ? error.message : String(error)]);
  const before = new Set([...(await heard(byRedocly)), ...(await heard(bySpectral))]);
  const news = async (tool: () => Promise<string[]>): Promise<number> =>
    (await heard(tool)).filter((finding) => !before.has(finding)).length;
  return {
    newFindings: async () => (await news(byRedocly)) || (await news(bySpectral)),
    close: spectral.close,
  };
}
