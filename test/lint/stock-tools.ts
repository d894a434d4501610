// What people get without this project: redocly's recommended-strict on the sources, spectral:oas on what redocly bundles.
import { join } from 'node:path';
import { bundle, createConfig, lint } from '@redocly/openapi-core';
import { startHouseLint } from '../../src/build/lint/house-thread.js';
import { root as project } from '../../src/build/project.js';

export interface StockTools {
  /** How many findings there are now that were not there at first. */
  readonly newFindings: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export async function stockTools(root: string): Promise<StockTools> {
  const spectral = startHouseLint(join(project, 'test/lint/stock.yaml'));
  const config = await createConfig({ extends: ['recommended-strict'] });
  const ref = join(root, 'openapi/openapi.yaml');
  const findings = async (): Promise<string[]> => {
    try {
      const problems = await lint({ ref, config });
      const bundled = await bundle({ ref, config });
      const found = await spectral.lint(JSON.stringify(bundled.bundle.parsed));
      return [
        ...[...problems, ...bundled.problems].map(({ ruleId, message }) => `${ruleId} ${message}`),
        ...found.map(({ rule, message, path }) => `${rule} ${message} ${path.join('/')}`),
      ];
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)];
    }
  };
  const before = new Set(await findings());
  return {
    newFindings: async () => (await findings()).filter((finding) => !before.has(finding)).length,
    close: spectral.close,
  };
}
