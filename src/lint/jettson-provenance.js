import { isObject, object, says, text } from './reading.js';

/** @typedef {import('./reading.js').Path} Path */

/** Below these stands data, not contract. */
const data = ['example', 'examples', 'x-examples', 'default', 'enum', 'const', 'x-provenance-reason'];
/** Maps from names to nodes: a key of theirs that reads `x-provenance` would be a name. */
const names = ['properties', 'patternProperties', '$defs', 'dependentSchemas'];

/**
 * Nothing is invented silently: every operation and named schema says whether a published source states it, and what was
 * inferred says why.
 * @type {import('./reading.js').LintFunction}
 */
export default function provenance(value, _options, { path }) {
  if (!isObject(value) || '$ref' in value) return []; // a reference is marked where it leads
  /** @type {import('./reading.js').Offence[]} */
  const found =
    value['x-provenance'] === undefined
      ? [{ message: `${nameOf(value, path)} does not say where it comes from`, path }]
      : [];
  /** @type {{ node: unknown, path: Path, isNode: boolean }[]} */
  const work = [{ node: value, path, isNode: true }];
  for (let next = work.pop(); next; next = work.pop()) {
    const { node, path: at, isNode } = next;
    if (isNode && isObject(node)) found.push(...mark(node, at));
    for (const [key, inner] of Object.entries(object(Array.isArray(node) ? { ...node } : node)))
      if (!isNode || !data.includes(key))
        work.push({
          node: inner,
          path: [...at, Array.isArray(node) ? Number(key) : key],
          isNode: !(isNode && names.includes(key)),
        });
  }
  return found;
}

/**
 * @param {Readonly<Record<string, unknown>>} node
 * @param {Path} path
 */
function mark(node, path) {
  const source = node['x-provenance'];
  const reason = node['x-provenance-reason'];
  if (source !== undefined && source !== 'published' && source !== 'inferred')
    return [
      {
        message: `\`${typeof source === 'string' ? source : JSON.stringify(source)}\` is neither published nor inferred`,
        path: [...path, 'x-provenance'],
      },
    ];
  if (source === 'inferred' && !says(reason))
    return [{ message: 'this is inferred without a reason', path: [...path, 'x-provenance'] }];
  if (source !== 'inferred' && reason !== undefined)
    return [
      {
        message: 'this has a reason for an inference, but is not marked as inferred',
        path: [...path, 'x-provenance-reason'],
      },
    ];
  return [];
}

/**
 * @param {Readonly<Record<string, unknown>>} value
 * @param {Path} path
 */
function nameOf(value, path) {
  if (path.at(-2) === 'parameters') return 'this parameter';
  if (path.at(-2) === 'headers') return 'this header';
  return path[0] === 'paths'
    ? `the operation \`${text(value['operationId'])}\``
    : `the schema \`${String(path.at(-1))}\``;
}
