// openapi/ → one document. Redocly follows the references; examples are wired in; the order of keys is made stable.
import { join } from 'node:path';
import { bundle, getLineColLocation, loadConfig } from '@redocly/openapi-core';
import { BadContract } from './bad-contract.js';
import { type Example, type PathItems, readExamples, wireExamples } from './examples.js';
import { refuseUnsound } from './lint/sound.js';
import { localFiles } from './local-files.js';
import { projectPath } from './positions.js';
import { root as project } from './project.js';

type JsonObject = Record<string, unknown>;

/** The bundled contract as plain data. */
export interface Bundle extends JsonObject {
  readonly paths: PathItems;
  readonly components: Record<string, JsonObject>;
}

/**
 * Bundles `openapi/openapi.yaml` of the project at `root`. Responses are written out at each operation, because each
 * operation shows its own examples there; everything else that is shared stays a component. `examples` are those to wire in:
 * without it, all files of openapi/examples.
 * @throws {BadContract} when a source cannot be read or a reference leads nowhere.
 */
export async function bundleContract(root: string, examples?: readonly Example[]): Promise<Bundle> {
  if (!examples) await refuseUnsound(root);
  const config = await loadConfig({ configPath: join(project, 'redocly.yaml') });
  const ref = join(root, 'openapi/openapi.yaml');
  const externalRefResolver = localFiles(root);
  const result = await bundle({ ref, config, externalRefResolver }).catch((error: unknown) => {
    throw unreadable(root, error);
  });
  const faults = result.problems.filter((problem) => problem.severity === 'error');
  if (faults.length > 0)
    throw new BadContract(
      faults.map((fault) => {
        const [location] = fault.location;
        if (!location) return { file: 'openapi/openapi.yaml', line: 1, message: fault.message };
        const { start, source } = getLineColLocation(location);
        return { file: projectPath(root, source.absoluteRef), line: start.line, message: fault.message };
      }),
    );
  const document = structuredClone(result.bundle.parsed) as Bundle;
  writeOutResponses(document);
  wireExamples(document.paths, examples ?? (await readExamples(root)));
  for (const [kind, members] of Object.entries(document.components))
    document.components[kind] = sorted(members);
  return document;
}

/** The bundle's text: what is committed as generated/openapi.json. */
export function bundleText(document: Bundle): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Replaces every reference to a component response by a copy of it. */
function writeOutResponses(document: Bundle): void {
  const prefix = '#/components/responses/';
  const shared = document.components['responses'] ?? {};
  for (const item of Object.values(document.paths))
    for (const operation of Object.values(item))
      for (const [status, response] of Object.entries(operation?.responses ?? {})) {
        const ref = (response as { $ref?: string }).$ref;
        if (ref?.startsWith(prefix) && operation.responses)
          operation.responses[status] = structuredClone(shared[ref.slice(prefix.length)]) as object;
      }
  delete document.components['responses'];
}

function sorted(members: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

function unreadable(root: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const source = (error as { source?: { absoluteRef?: string } }).source?.absoluteRef;
  const file = source ? projectPath(root, source) : 'openapi/openapi.yaml';
  const line = /\((\d+):\d+\)/.exec(error.message)?.[1];
  return new BadContract([{ file, line: Number(line ?? 1), message: error.message.split('\n')[0] ?? '' }]);
}
