import { isObject, object, text } from './reading.js';
import { below } from './schemas.js';

/** @typedef {import('./reading.js').Path} Path */

/**
 * A body has a name, and the name is an exported type; what is nested deeper than a caller can name gets one too.
 * @type {import('./reading.js').LintFunction}
 */
export default function components(value, _options, { path }) {
  if (path[0] === 'components') {
    const name = String(path.at(-1));
    const isTypeName = /^[A-Z][A-Za-z0-9]*$/.test(name);
    return [
      ...(isTypeName ? [] : [{ message: `\`${name}\` is not the name of a TypeScript type`, path }]),
      ...nested(value, path),
    ];
  }
  if (value === undefined) return [{ message: 'this body has no schema', path }];
  const isNamed = text(object(value)['$ref']).startsWith('#/components/schemas/');
  return isNamed ? [] : [{ message: 'the schema of this body has no name', path }];
}

/**
 * Anonymous objects inside anonymous objects, counted from the named schema.
 * @param {unknown} node
 * @param {Path} path
 */
function nested(node, path) {
  /** @type {import('./reading.js').Offence[]} */
  const found = [];
  const work = [{ node, path, depth: 0 }];
  for (let next = work.pop(); next; next = work.pop()) {
    const { node: schema, path: at, depth } = next;
    if (!isObject(schema)) continue;
    const isAnonymous = at.length > path.length && Object.keys(object(schema['properties'])).length > 0;
    const inner = isAnonymous ? depth + 1 : depth;
    if (inner > 1) {
      found.push({ message: 'an anonymous object is nested in an anonymous object', path: at });
      continue;
    }
    for (const { keyword, node: child, at: keys } of below(schema)) {
      // The parts of one object are not nested in each other.
      const isPart = ['allOf', 'anyOf', 'oneOf', 'not', 'if', 'then', 'else', 'dependentSchemas'].includes(
        keyword,
      );
      work.push({ node: child, path: [...at, ...keys], depth: isPart ? depth : inner });
    }
  }
  return found;
}
