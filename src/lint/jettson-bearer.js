import { isObject, list, object, text } from './reading.js';

/**
 * One key, sent one way, everywhere: the overview exempts no endpoint. RFC 6750 §2.1.
 * @type {import('./reading.js').LintFunction}
 */
export default function bearer(value, _options, { path }) {
  if (path.length === 0) return global(object(value));
  const last = path.at(-1);
  if (path.at(-2) === 'parameters' || path[0] === 'components') return parameter(object(value), path);
  if (object(value)['security'] === undefined) return [];
  return [
    {
      message: `the ${String(last).toUpperCase()} operation chooses its own security`,
      path: [...path, 'security'],
    },
  ];
}

/** @param {Readonly<Record<string, unknown>>} root */
function global(root) {
  /** @type {import('./reading.js').Offence[]} */
  const found = [];
  const [only, ...more] = list(root['security']);
  const names = Object.keys(object(only));
  if (more.length > 0 || names.length !== 1 || names[0] !== 'bearerAuth')
    found.push({ message: 'the global security is not exactly `bearerAuth`', path: ['security'] });
  const schemes = object(object(root['components'])['securitySchemes']);
  for (const [name, scheme] of Object.entries(schemes)) {
    const at = ['components', 'securitySchemes', name];
    if (name !== 'bearerAuth') found.push({ message: `\`${name}\` is a second way to send a key`, path: at });
    else if (object(scheme)['type'] !== 'http' || object(scheme)['scheme'] !== 'bearer')
      found.push({ message: '`bearerAuth` is not `type: http`, `scheme: bearer`', path: at });
  }
  if (!isObject(schemes['bearerAuth']))
    found.push({
      message: 'the scheme `bearerAuth` is not described',
      path: ['components', 'securitySchemes'],
    });
  return found;
}

/**
 * OpenAPI ignores a header parameter of this name (3.1 §4.8.12), so that the key would be documented and never sent.
 * @param {Readonly<Record<string, unknown>>} value
 * @param {import('./reading.js').Path} path
 */
function parameter(value, path) {
  const name = text(value['name']);
  if (value['in'] === 'header' && name.toLowerCase() === 'authorization')
    return [{ message: 'the key is described as a header parameter, which OpenAPI ignores', path }];
  if (!/^(?:x[-_])?(?:api[-_]?key|access[-_]?token|auth[-_]?token)$/i.test(name)) return [];
  return [{ message: `the parameter \`${name}\` is a second way to send a key`, path }];
}
