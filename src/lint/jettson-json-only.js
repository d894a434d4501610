import { object, text } from './reading.js';

/** Header parameters and response headers that OpenAPI ignores, because the media type says it. OpenAPI 3.1 §4.8.12, §4.8.17. */
const ignored = ['accept', 'content-type'];

/**
 * Every body is `application/json` and nothing else: the published pages say so, and clients rely on it.
 * @type {import('./reading.js').LintFunction}
 */
export default function jsonOnly(value, _options, { path }) {
  const last = path.at(-1);
  if (last === 'content') return content(value, path);
  const name = path.at(-2) === 'headers' ? text(last) : text(object(value)['name']);
  const isHeader = path.at(-2) === 'headers' || object(value)['in'] === 'header';
  if (!isHeader || !ignored.includes(name.toLowerCase())) return [];
  return [{ message: `the header \`${name}\` is described by hand, and OpenAPI ignores that`, path }];
}

/**
 * @param {unknown} value
 * @param {import('./reading.js').Path} path
 * @returns {import('./reading.js').Offence[]}
 */
function content(value, path) {
  const types = Object.keys(object(value));
  if (types.length === 0) return [{ message: 'this body names no media type', path }];
  return types
    .filter((type) => type !== 'application/json')
    .map((type) => ({
      message: `\`${type}\` is a media type other than application/json`,
      path: [...path, type],
    }));
}
