import { object, text } from './reading.js';

/** @typedef {import('./reading.js').Path} Path */

/**
 * Every body is shown: by named examples, which the build takes from openapi/examples and the mock answers with. A case name
 * is the address of an example, so it is unique in its operation.
 * @type {import('./reading.js').LintFunction}
 */
export default function examples(value, _options, { path, document }) {
  if (path.length === 3 && path[0] === 'paths') return caseNames(object(value), path);
  const media = object(value);
  if (path.at(-2) !== 'content') return twice(media, path);
  /** @type {import('./reading.js').Offence[]} */
  const found = [];
  if (media['example'] !== undefined)
    found.push({ message: 'this body has an `example` without a name', path: [...path, 'example'] });
  if (Object.keys(object(media['examples'])).length === 0)
    found.push({ message: `${whose(path, document.data)} has no example`, path: owner(path) });
  return found;
}

/**
 * OpenAPI 3.1 §4.8.12, §4.8.14: `example` and `examples` exclude each other.
 * @param {Readonly<Record<string, unknown>>} value
 * @param {Path} path
 */
function twice(value, path) {
  if (value['example'] === undefined || value['examples'] === undefined) return [];
  return [{ message: '`example` stands beside `examples`', path: [...path, 'example'] }];
}

/**
 * The response: a shared one is described elsewhere, but its examples belong to the operation.
 * @param {Path} path
 */
function owner(path) {
  const index = path.indexOf('responses');
  return index === -1 ? path : path.slice(0, index + 2);
}

/**
 * @param {Path} path
 * @param {unknown} root
 */
function whose(path, root) {
  const index = path.indexOf('responses');
  const what = index === -1 ? 'this request body' : `the body of this ${path[index + 1]}`;
  const operation = path.slice(0, 3).reduce((node, key) => object(node)[key], root);
  const id = text(object(operation)['operationId']);
  return path[0] === 'paths' && id !== '' ? `${what} of ${id}` : what;
}

/**
 * @param {Readonly<Record<string, unknown>>} operation
 * @param {Path} path
 */
function caseNames(operation, path) {
  /** @type {Map<string, string>} */
  const seen = new Map();
  return Object.entries(object(operation['responses'])).flatMap(([status, response]) => {
    const base = [...path, 'responses', status];
    const media = object(object(object(response)['content'])['application/json']);
    const named = [
      ...Object.keys(object(media['examples'])).map((name) => ({
        name,
        at: [...base, 'content', 'application/json', 'examples', name],
      })),
      ...Object.keys(object(object(response)['x-examples'])).map((name) => ({
        name,
        at: [...base, 'x-examples', name],
      })),
    ];
    return named.flatMap(({ name, at }) => {
      const other = seen.get(name.toLowerCase());
      seen.set(name.toLowerCase(), status);
      if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))
        return [{ message: `the case name \`${name}\` is not kebab-case`, path: at }];
      return other === undefined
        ? []
        : [{ message: `the case \`${name}\` is already an example of the ${other}`, path: at }];
    });
  });
}
