// Redocly's structural rules on the sources, by redocly.yaml.
import { realpathSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Config, lint, loadConfig } from '@redocly/openapi-core';
import { localFiles } from '../local-files.js';
import { parsePointer } from '../pointer.js';
import { BadRules } from './bad-rules.js';
import { type Finding, finding } from './finding.js';
import { placeIn } from './place.js';
import type { Sources } from './sources.js';

/**
 * Redocly's rules as `configPath` sets them, ready for any number of runs.
 * @throws {BadRules} when they cannot be loaded
 */
export async function readStructureRules(configPath: string): Promise<Config> {
  try {
    return await loadConfig({ configPath });
  } catch (error) {
    throw new BadRules(configPath, error);
  }
}

/** What the structural rules find in the contract at `root`. */
export async function lintStructure(root: string, config: Config, sources: Sources): Promise<Finding[]> {
  const contract = sources.files.get('openapi/openapi.yaml');
  let problems: Awaited<ReturnType<typeof lint>>;
  try {
    problems = await lint({
      ref: join(root, 'openapi/openapi.yaml'),
      config,
      externalRefResolver: localFiles(root),
    });
  } catch (error) {
    // Redocly throws before it looks at anything when it cannot tell which version of OpenAPI this is.
    if (!(error instanceof Error) || !contract) throw error;
    return [finding('redocly/struct', sentence(error.message, []), placeIn(contract, ['openapi']))];
  }
  const real = realpathSync(root);
  return problems
    .filter((problem) => !problem.ignored)
    .map((problem) => {
      const [location] = problem.location;
      const absolute = location?.source.absoluteRef ?? '';
      const file = [real, root]
        .map((base) => relative(base, absolute).replaceAll('\\', '/'))
        .find((path) => sources.files.has(path));
      const source = sources.files.get(file ?? 'openapi/openapi.yaml');
      const tokens = location?.pointer ? parsePointer(location.pointer) : [];
      const place = source
        ? placeIn(source, tokens)
        : { file: 'openapi/openapi.yaml', line: 1, column: 1, pointer: '' };
      return finding(`redocly/${problem.ruleId}`, sentence(problem.message, problem.suggest ?? []), place);
    });
}

/** Redocly ends in a full stop and gives its guesses apart. */
function sentence(message: string, suggestions: readonly string[]): string {
  const text = message.replace(/\s+/g, ' ').replace(/\.$/, '').trim();
  return suggestions.length > 0 ? `${text}: did you mean \`${suggestions[0]}\`?` : text;
}
