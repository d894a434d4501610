import { object } from './reading.js';

/**
 * Nothing follows a 204 (RFC 9110 §15.3.5), and the body of a GET or DELETE has no meaning (§9.3.1, §9.3.5): caches,
 * proxies and `fetch` drop or refuse it.
 * @type {import('./reading.js').LintFunction}
 */
export default function noContent(value, _options, { path }) {
  const last = String(path.at(-1));
  if (last === '204')
    return object(value)['content'] === undefined
      ? []
      : [{ message: 'this 204 has content', path: [...path, 'content'] }];
  if (object(value)['requestBody'] === undefined) return [];
  return [{ message: `this ${last.toUpperCase()} has a body`, path: [...path, 'requestBody'] }];
}
