import { follow, list, object, says, text } from './reading.js';
import { inside, together } from './schemas.js';

/** @typedef {import('./reading.js').Path} Path */
/** @typedef {import('./reading.js').Offence} Offence */

/**
 * The contract is the documentation: what a reader meets, explains itself.
 * @type {import('./reading.js').LintFunction}
 */
export default function described(value, options, { path, document }) {
  const root = document.data;
  const kind = kindOf(path);
  if (kind === 'operation') return operation(object(value), Number(object(options)['summaryLength']), path);
  if (kind === 'response' || kind === 'parameter' || kind === 'header') {
    const end = follow(root, { node: value, path });
    const name = text(object(end.node)['name']) || String(path.at(-1));
    // A place inside a response, so that what a shared one lacks is reported in its file.
    const at = kind === 'response' ? [...end.path, ...Object.keys(object(end.node)).slice(0, 1)] : end.path;
    const found = description(`this ${kind}`, name, [object(end.node)['description']], at);
    return [...found, ...schemas(root, object(end.node)['schema'], [...end.path, 'schema'], options)];
  }
  return schemas(root, value, path, options);
}

/** @param {Path} path */
function kindOf(path) {
  if (path.at(-2) === 'parameters') return 'parameter';
  if (path.at(-2) === 'responses') return 'response';
  if (path.at(-2) === 'headers') return 'header';
  return path[0] === 'paths' && path.length === 3 ? 'operation' : 'schema';
}

/**
 * @param {Readonly<Record<string, unknown>>} value
 * @param {number} length
 * @param {Path} path
 */
function operation(value, length, path) {
  const summary = text(value['summary']).trim();
  const at = [...path, 'summary'];
  /** @type {Offence[]} */
  const found = [];
  if (summary === '') found.push({ message: 'this operation has no summary', path: at });
  else if ([...summary].length > length)
    found.push({ message: `this summary is longer than ${length} characters`, path: at });
  else if (/[.…]$/.test(summary)) found.push({ message: 'this summary ends in a full stop', path: at });
  return [
    ...found,
    ...description('this operation', text(value['operationId']), [value['description']], path),
  ];
}

/**
 * The properties and enum values written below a schema.
 * @param {unknown} root
 * @param {unknown} node
 * @param {Path} path
 * @param {unknown} options
 */
function schemas(root, node, path, options) {
  return inside(node, path).flatMap(({ schema, path: at }) => [
    ...Object.entries(object(schema['properties'])).flatMap(([name, property]) => {
      const place = [...at, 'properties', name];
      const texts = together(root, { node: property, path: place }).map((part) => part.schema['description']);
      return description(`the property \`${name}\``, name, texts, place);
    }),
    ...enumValues(schema, node, at, path, options),
  ]);
}

/**
 * An enum value is explained by a text around the enum that names it in backticks, or listed as self-evident.
 * @param {Readonly<Record<string, unknown>>} schema
 * @param {unknown} top
 * @param {Path} at
 * @param {Path} path
 * @param {unknown} options
 */
function enumValues(schema, top, at, path, options) {
  const evident = list(object(options)['selfEvident']);
  const keys = at.slice(path.length);
  const around = keys.map((_, index) => keys.slice(0, index).reduce(down, top));
  const texts = [...around, schema].map((each) => text(object(each)['description'])).join('\n');
  return list(schema['enum'])
    .filter((each) => typeof each === 'string' && !evident.includes(each) && !texts.includes(`\`${each}\``))
    .map((each) => ({ message: `the enum value \`${each}\` is not explained`, path: [...at, 'enum'] }));
}

/**
 * @param {unknown} node
 * @param {string | number} key
 */
function down(node, key) {
  return Array.isArray(node) ? node[Number(key)] : object(node)[key];
}

/**
 * @param {string} what
 * @param {string} name
 * @param {readonly unknown[]} texts
 * @param {Path} path
 * @returns {Offence[]}
 */
function description(what, name, texts, path) {
  const best = texts.find(says);
  if (best === undefined) return [{ message: `${what} has no description`, path }];
  const words = letters(text(best));
  if (words === letters(name) || ['todo', 'tbd', 'fixme', 'description'].includes(words))
    return [{ message: `the description of ${what} says nothing`, path }];
  return [];
}

/** @param {string} value */
function letters(value) {
  return value.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
