import { list, object, text } from './reading.js';

/**
 * The version lives in the server's URL and nowhere else; the one thing allowed beside it is the parallel path of a v2.
 * Published: base URL, and "a breaking change ships under /v2".
 * @type {import('./reading.js').LintFunction}
 */
export default function server(value, options, { path }) {
  const { url, next, nextServer } = /** @type {Record<string, string>} */ (object(options));
  if (path.length === 0) return servers(object(value)['servers'], text(url), ['servers']);
  if (path.at(-2) === 'parameters') return versionParameter(object(value), path);
  if (path.length === 3) return ownServers(value, path, 'an operation has servers of its own');
  const segments = String(path[1]).split('/').slice(1);
  const isNext = segments[0] === text(next);
  /** @type {import('./reading.js').Offence[]} */
  const found = [];
  const versions = segments.slice(isNext ? 1 : 0).filter((segment) => /^v[0-9]/i.test(segment));
  if (versions.length > 0) found.push({ message: `the path names a version, \`${versions[0]}\``, path });
  if (!isNext) return [...found, ...ownServers(value, path, 'a path has servers of its own')];
  return [...found, ...servers(object(value)['servers'], text(nextServer), [...path, 'servers'])];
}

/**
 * @param {unknown} value
 * @param {string} url
 * @param {import('./reading.js').Path} path
 */
function servers(value, url, path) {
  const urls = list(value).map((entry) => object(entry)['url']);
  if (urls.length === 1 && urls[0] === url) return [];
  const place = urls.length === 1 && urls[0] !== undefined ? [...path, 0, 'url'] : path;
  return [{ message: `the server is not exactly \`${url}\``, path: place }];
}

/**
 * @param {unknown} value
 * @param {import('./reading.js').Path} path
 * @param {string} message
 */
function ownServers(value, path, message) {
  return object(value)['servers'] === undefined ? [] : [{ message, path: [...path, 'servers'] }];
}

/**
 * `X-API-Version`, `Accept-Version`, `api_version` …: a second place for the version.
 * @param {Readonly<Record<string, unknown>>} parameter
 * @param {import('./reading.js').Path} path
 */
function versionParameter(parameter, path) {
  const words = text(parameter['name']).toLowerCase().split(/[-_]/);
  const isVersion =
    parameter['in'] === 'header' ? words.includes('version') : /^(api[-_]?version|v)$/.test(words.join('_'));
  if (!isVersion) return [];
  return [{ message: `the parameter \`${text(parameter['name'])}\` carries a version`, path }];
}
