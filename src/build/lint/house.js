// spectral.yaml in process: read as data, functions imported, rules run on the bundle. Plain JavaScript, so that a worker
// thread can load it without a build. Spectral's own bundler would take a second to say the same.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { load } from 'js-yaml';
import { object } from '../../lint/reading.js';

// CommonJS packages, loaded as such: loaders do not agree on what their default export is.
const require = createRequire(import.meta.url);

/**
 * What a rule found: its id, the sentence, and where in the bundle.
 * @typedef {{ rule: string, message: string, path: (string | number)[] }} HouseFinding
 */
/** @typedef {(text: string) => Promise<HouseFinding[]>} HouseLint */
/** @typedef {Record<string, unknown>} Ruleset a ruleset as Spectral takes it in code */

/**
 * The ruleset of a file, with functions in the place of their names and stock rulesets in the place of theirs.
 * @param {string} file absolute path of a spectral.yaml
 * @returns {Promise<Ruleset>}
 */
export async function readRuleset(file) {
  const source = object(load(await readFile(file, 'utf8')));
  const { functionsDir, functions: names = [], extends: bases, rules, ...rest } = source;
  /** @type {Map<string, unknown>} */
  const functions = new Map();
  for (const name of /** @type {string[]} */ (names)) {
    const module = await import(pathToFileURL(join(dirname(file), String(functionsDir), `${name}.js`)).href);
    functions.set(name, module.default);
  }
  return {
    ...rest,
    extends: /** @type {[string, string][]} */ (bases).map(([name, which]) => [
      // By its folder: the package's entry loads the rulesets for AsyncAPI and Arazzo as well.
      require(`@stoplight/spectral-rulesets/dist/${name.replace('spectral:', '')}/index.js`).default,
      which,
    ]),
    rules: Object.fromEntries(
      Object.entries(object(rules)).map(([id, rule]) => [
        id,
        typeof rule === 'object' ? withFunction(object(rule), functions) : rule,
      ]),
    ),
  };
}

/**
 * @param {Readonly<Record<string, unknown>>} rule
 * @param {ReadonlyMap<string, unknown>} functions
 */
function withFunction(rule, functions) {
  const then = object(rule['then']);
  // biome-ignore lint/suspicious/noThenProperty: Spectral's own name for what a rule applies; nobody awaits a rule.
  return { ...rule, then: { ...then, function: functions.get(String(then['function'])) } };
}

/**
 * A lint of bundles by one ruleset.
 * @param {Ruleset} ruleset
 * @returns {Promise<HouseLint>}
 */
export async function createHouseLint(ruleset) {
  /** @type {typeof import('@stoplight/spectral-core')} */
  const core = require('@stoplight/spectral-core');
  /** @type {typeof import('@stoplight/spectral-parsers')} */
  const parsers = require('@stoplight/spectral-parsers');
  const spectral = new core.Spectral();
  spectral.setRuleset(/** @type {import('@stoplight/spectral-core').RulesetDefinition} */ (ruleset));
  return async (text) => {
    const results = await spectral.run(new core.Document(text, parsers.Json, 'generated/openapi.json'));
    return results.map(({ code, message, path }) => ({ rule: String(code), message, path: [...path] }));
  };
}
