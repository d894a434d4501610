import { isObject, list, object, operations, says, text } from './reading.js';

/** @typedef {import('./reading.js').Path} Path */
/** @typedef {import('./reading.js').Offence} Offence */
/** @typedef {Readonly<Record<string, unknown>>} Node */

/** Below these stands data, not contract. */
const data = ['example', 'examples', 'x-examples', 'default', 'const'];
const names = [
  'properties',
  'patternProperties',
  '$defs',
  'dependentSchemas',
  'schemas',
  'parameters',
  'headers',
];

/**
 * What goes away says when and what comes instead. RFC 8594 (Sunset); overview: at least 90 days' notice.
 * @type {import('./reading.js').LintFunction}
 */
export default function lifecycle(value, _options, { path, document }) {
  const ids = operations(document.data).map(({ operation }) => operation['operationId']);
  /** @type {Offence[]} */
  const found = [];
  /** @type {{ node: unknown, path: Path, siblings: readonly string[], isNode: boolean }[]} */
  const work = [{ node: value, path, siblings: [], isNode: true }];
  for (let next = work.pop(); next; next = work.pop()) {
    const { node, path: at, siblings, isNode } = next;
    if (isNode && isObject(node))
      found.push(...judge(node, at, [...ids, ...siblings]), ...deprecatedValues(node, at));
    const keys = Object.keys(object(node));
    for (const [key, inner] of Object.entries(object(Array.isArray(node) ? { ...node } : node)))
      if (!isNode || !data.includes(key)) {
        const isMap = isNode && names.includes(key) && !Array.isArray(inner);
        work.push({
          node: inner,
          path: [...at, Array.isArray(node) ? Number(key) : key],
          siblings: isNode ? [] : keys,
          isNode: !isMap,
        });
      }
  }
  return found;
}

/**
 * @param {Node} node
 * @param {Path} path
 * @param {readonly unknown[]} successors
 * @returns {Offence[]}
 */
function judge(node, path, successors) {
  if (node['deprecated'] !== true)
    return ['x-sunset', 'x-replaced-by']
      .filter((key) => node[key] !== undefined)
      .map((key) => ({
        message: `\`${key}\` stands on something that is not deprecated`,
        path: [...path, key],
      }));
  /** @type {Offence[]} */
  const found = [];
  const sunset = node['x-sunset'];
  if (sunset === undefined)
    found.push({ message: 'this is deprecated without the date of its end', path: [...path, 'deprecated'] });
  else if (!isDate(sunset))
    found.push({
      message: `\`${text(sunset) || typeof sunset}\` is no date of the calendar`,
      path: [...path, 'x-sunset'],
    });
  const successor = node['x-replaced-by'];
  if (successor === 'none') {
    if (!says(node['description']))
      found.push({
        message: 'this is deprecated, not replaced, and does not say why',
        path: [...path, 'x-replaced-by'],
      });
  } else if (!says(successor)) {
    found.push({
      message: 'this is deprecated and does not name what replaces it',
      path: [...path, 'deprecated'],
    });
  } else if (
    !successors.includes(successor) ||
    successor === node['operationId'] ||
    successor === path.at(-1)
  ) {
    found.push({
      message: `\`${text(successor)}\` cannot replace this: there is no such thing`,
      path: [...path, 'x-replaced-by'],
    });
  }
  return found;
}

/**
 * @param {Node} node
 * @param {Path} path
 * @returns {Offence[]}
 */
function deprecatedValues(node, path) {
  const known = list(node['enum']);
  const going = object(node['x-deprecated-values']);
  return Object.entries(going).flatMap(([value, entry]) => {
    const at = [...path, 'x-deprecated-values', value];
    const { sunset, replaced_by: successor } = object(entry);
    if (!known.map(String).includes(value))
      return [{ message: `\`${value}\` is not a value of this enum`, path: at }];
    /** @type {Offence[]} */
    const found = [];
    if (!isDate(sunset))
      found.push({ message: `the value \`${value}\` is deprecated without the date of its end`, path: at });
    const isThere =
      successor === 'none' || (known.includes(successor) && !Object.hasOwn(going, text(successor)));
    if (!isThere)
      found.push({ message: `the value \`${value}\` is deprecated without a value that stays`, path: at });
    return found;
  });
}

/**
 * A full-date of RFC 3339 §5.6 that the calendar has.
 * @param {unknown} value
 */
function isDate(value) {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text(value))) return false;
  const parsed = new Date(`${text(value)}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text(value));
}
