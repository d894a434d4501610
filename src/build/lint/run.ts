// The whole lint of a contract: sources, structure, house rules and values, as one list of findings.
import { join } from 'node:path';
import type { Config } from '@redocly/openapi-core';
import { object } from '../../lint/reading.js';
import { formatPointer } from '../pointer.js';
import { root as project } from '../project.js';
import { createLocator } from '../positions.js';
import { BadRules } from './bad-rules.js';
import { type Bundled, bundleSources } from './bundle-sources.js';
import { checkOperations, type Described, describedOperations } from './described.js';
import { checkExampleFiles } from './example-files.js';
import { type Finding, finding, inOrder } from './finding.js';
import { judgeValues } from './gate.js';
import type { HouseLint } from './house.js';
import { startHouseLint } from './house-thread.js';
import { merge, withoutRepeats } from './merge.js';
import { checkReferences } from './references.js';
import { placeIn } from './place.js';
import { readSources, type Sources } from './sources.js';
import { lintStructure, readStructureRules } from './structure.js';

/** The rules, loaded: for many runs in one process. */
export interface Rules {
  readonly house: HouseLint;
  readonly structure: Config;
}

export interface LintOptions {
  /** The project whose `openapi/` is read. */
  readonly root: string;
  /** Rules that are loaded already; else they are read from the project, and Spectral runs in a thread of its own. */
  readonly rules?: Rules;
}

export interface LintResult {
  readonly findings: readonly Finding[];
  /** 0 none · 1 findings · 3 sources that cannot be read or followed, so that nothing else was looked at. */
  readonly exitCode: 0 | 1 | 3;
}

/** Lints the contract at `root`. It reads `openapi/` and the rules, and does nothing else. */
export async function runLint({ root, rules }: LintOptions): Promise<LintResult> {
  if (rules) return lint(root, rules.house, Promise.resolve(rules.structure));
  return lintByFiles(root, rulesFile('spectral.yaml'), rulesFile('redocly.yaml'));
}

/** Lints the contract at `root` by the rules in these two files. */
export async function lintByFiles(root: string, spectral: string, redocly: string): Promise<LintResult> {
  const thread = startHouseLint(spectral);
  const structure = readStructureRules(redocly);
  structure.catch(() => undefined); // sources that cannot be read come first
  try {
    return await lint(root, thread.lint, structure);
  } catch (error) {
    if (error instanceof BadRules) return { findings: [error.finding], exitCode: 3 };
    throw error;
  } finally {
    await thread.close();
  }
}

/** The rules belong to the project that this code belongs to, whatever contract is linted. */
export function rulesFile(name: 'spectral.yaml' | 'redocly.yaml'): string {
  return join(project, name);
}

async function lint(root: string, house: HouseLint, structure: Promise<Config>): Promise<LintResult> {
  const sources = await readSources(root);
  if (sources.unreadable.length > 0) return { findings: inOrder(sources.unreadable), exitCode: 3 };
  const otherVersion = versionFault(sources);
  if (otherVersion) return { findings: [otherVersion], exitCode: 3 };
  const references = checkReferences(sources);
  if (references.broken.length > 0) return { findings: inOrder(references.broken), exitCode: 3 };
  const operations = describedOperations(sources, references);
  const examples = checkExampleFiles(sources, operations, references);
  const inSources = [...references.unreached, ...examples.findings, ...checkOperations(operations, sources)];
  const bundled = await bundleSources(root, sources, examples.unusable);
  const byStructure = structure.then((config) => lintStructure(root, config, sources));
  if ('faults' in bundled) return unbundled(merge([...inSources, ...(await byStructure)]), bundled);
  const { bundle } = bundled;
  const locator = createLocator(root);
  const lanes = await Promise.allSettled([
    byStructure,
    house(JSON.stringify(bundle)).then((found) =>
      found
        // Every reference of the sources has been followed by now; Spectral would only repeat what a bundle is.
        .filter(({ rule }) => rule !== 'invalid-ref')
        .map(({ rule, message, path }) => houseFinding(rule, message, locator.locate(formatPointer(path)))),
    ),
    judgeValues(bundle).then((found) =>
      found.map(({ rule, message, at }) => finding(rule, message, locator.locate(at))),
    ),
  ]);
  const found = lanes.flatMap((lane) => (lane.status === 'fulfilled' ? lane.value : []));
  const findings = merge(
    withoutEchoes([...inSources, ...withoutRepeats(found, inSources)], examples.findings, operations),
  );
  const unusable = lanes.find((lane) => lane.status === 'rejected' && lane.reason instanceof BadRules);
  if (unusable?.status === 'rejected') throw unusable.reason;
  // A stock rule may give up on a contract that another tool already calls malformed; alone, it is an internal error.
  const failed = lanes.find((lane) => lane.status === 'rejected');
  if (failed && findings.length === 0) throw failed.reason;
  return { findings: inOrder(findings), exitCode: findings.length > 0 ? 1 : 0 };
}

/** Another version of OpenAPI is another language: every rule would find something. */
function versionFault(sources: Sources): Finding | undefined {
  const root = sources.files.get('openapi/openapi.yaml');
  const version = object(root?.data)['openapi'];
  if (!root || (typeof version === 'string' && /^3\.1\.\d+$/.test(version))) return undefined;
  return finding(
    'redocly/struct',
    'the contract is OpenAPI 3.1: write `openapi: 3.1.0`',
    placeIn(root, ['openapi']),
  );
}

/** What there is to say when no bundle can be made; the build's own words only where nothing explains it better. */
function unbundled(
  findings: readonly Finding[],
  { faults, odd }: Exclude<Bundled, { bundle: unknown }>,
): LintResult {
  if (findings.length > 0) return { findings: inOrder(findings), exitCode: 1 };
  if (faults.length === 0) throw odd;
  const own = faults.map(({ file, line, message }) =>
    finding('source-reference', `the contract cannot be bundled: ${message}`, {
      file,
      line,
      column: 1,
      pointer: '',
    }),
  );
  return { findings: inOrder(own), exitCode: 3 };
}

/** The message ends in the link, for stock tools; here the link is a field of its own. */
function houseFinding(rule: string, message: string, place: Parameters<typeof finding>[2]): Finding {
  if (!rule.startsWith('jettson-')) return finding(`spectral/${rule}`, message.replace(/\.$/, ''), place);
  return finding(rule, message.replace(/ See openapi\/README\.md#\S+$/, '').replace(/\.$/, ''), place);
}

/** What the first rule finds, the second finds again in the examples, in these words: one defect, reported where it is. */
const echoes: readonly (readonly [cause: string, echo: string, words: string])[] = [
  ['jettson-operation-id', 'example-file', 'no operation is called'],
  ['redocly/operation-operationId', 'example-file', 'no operation is called'],
  ['redocly/operation-2xx-response', 'example-file', ' does not document '],
  ['redocly/no-identical-paths', 'jettson-operation-id', ' is taken by '],
  ['redocly/no-identical-paths', 'spectral/path-params', ''],
  ['jettson-snake-case', 'example-valid', 'the operation takes no '],
  ['redocly/path-parameters-defined', 'example-valid', 'the request lacks the path parameter'],
  ['jettson-bearer', 'redocly/no-unused-components', 'Security scheme'],
  // Where the sources have not the form of OpenAPI, what stands there is not there for others.
  ['redocly/struct', 'example-file', 'no operation is called'],
  ['redocly/struct', 'example-valid', 'the operation takes no '],
  ['redocly/struct', 'spectral/oas3-schema', ''],
  ['redocly/struct', 'spectral/path-params', ''],
  ['redocly/struct', 'redocly/path-parameters-defined', ''],
  ['jettson-statuses', 'example-file', ' does not document '],
  ['jettson-required-errors', 'example-file', ' does not document '],
  ['jettson-no-content', 'example-file', ' has a body: show it'],
  ['jettson-error-envelope', 'example-file', ' has no body: remove it'],
  ['jettson-error-envelope', 'example-valid', 'no schema of this body lists '],
  ['jettson-retry-after', 'example-valid', 'declares no header `Retry-After`'],
];

/** The findings without echoes; an operation seems to lack examples also when its examples could not be placed. */
function withoutEchoes(
  findings: readonly Finding[],
  misplaced: readonly Finding[],
  operations: readonly Described[],
): Finding[] {
  const ids = operations.map(({ operationId }) => operationId);
  const isUnsettled = misplaced.length > 0 || new Set(ids).size < ids.length || ids.includes('');
  const rules = new Set(findings.map(({ rule }) => rule));
  return findings.filter(
    ({ rule, message }) =>
      !(isUnsettled && rule === 'jettson-examples' && message.includes('has no example')) &&
      !echoes.some(([cause, echo, words]) => rules.has(cause) && rule === echo && message.includes(words)),
  );
}
