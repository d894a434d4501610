import { follow, object } from './reading.js';
import { together, typesOf } from './schemas.js';

/**
 * A 429 says when to come back, in whole seconds. RFC 9110 §10.2.3, RFC 6585 §4; promise 28.
 * @type {import('./reading.js').LintFunction}
 */
export default function retryAfter(value, _options, { path, document }) {
  const status = String(path.at(-1));
  const headers = Object.entries(object(object(value)['headers']));
  const found = headers.find(([name]) => name.toLowerCase() === 'retry-after'); // names ignore case: RFC 9110 §5.1
  if (!found)
    return status === '429'
      ? [{ message: 'this 429 does not say when to retry', path: inside(value, path) }]
      : [];
  const at = [...path, 'headers', found[0]];
  if (status !== '429' && status !== '503')
    return [{ message: `a ${status} promises \`Retry-After\``, path: at }];
  const header = follow(document.data, { node: found[1], path: at });
  const schemas = together(document.data, {
    node: object(header.node)['schema'],
    path: [...header.path, 'schema'],
  });
  const isSeconds =
    schemas.some(({ schema }) => typesOf(schema).join() === 'integer') &&
    schemas.some(({ schema }) => Number(schema['minimum']) >= 0);
  return isSeconds ? [] : [{ message: '`Retry-After` is not an integer of 0 or more', path: header.path }];
}

/**
 * A place inside the response: what is missing there is missing in the shared file, not at each operation that refers to it.
 * @param {unknown} response
 * @param {import('./reading.js').Path} path
 */
function inside(response, path) {
  return [...path, ...Object.keys(object(response)).slice(0, 1)];
}
