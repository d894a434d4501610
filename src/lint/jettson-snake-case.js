import { object, text } from './reading.js';
import { inside, propertyName } from './schemas.js';

/** A path segment is a parameter as a whole, or a word. */
const segment = /^(?:\{[^{}]+\}|[a-z0-9][a-z0-9_-]*)$/;

/** Words of lower-case letters and digits, joined by single underscores. No two ways to match: linear. */
const snakeCase = /^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$/;

/**
 * Names on the wire are snake_case. What the server really spells otherwise is listed in the options with its source.
 * @type {import('./reading.js').LintFunction}
 */
export default function snakeCaseNames(value, options, { path }) {
  const exceptions = object(object(options)['except']);
  if (path[0] === 'paths' && path.length === 2) return segments(path);
  if (path.at(-2) === 'parameters' || path[1] === 'parameters') {
    const name = text(object(value)['name']);
    if (!['path', 'query'].includes(text(object(value)['in'])) || snakeCase.test(name) || name === '')
      return [];
    return [{ message: `the parameter \`${name}\` is not snake_case`, path: [...path, 'name'] }];
  }
  return inside(value, path).flatMap(({ schema, path: at }) =>
    Object.keys(object(schema['properties'])).flatMap((name) => {
      const place = [...at, 'properties', name];
      if (snakeCase.test(name) || Object.hasOwn(exceptions, propertyName(place))) return [];
      return [{ message: `the property \`${name}\` is not snake_case`, path: place }];
    }),
  );
}

/** @param {import('./reading.js').Path} path */
function segments(path) {
  return String(path[1])
    .split(/[?/]/)
    .slice(1)
    .filter((each) => each !== '' && !segment.test(each) && !each.includes('='))
    .map((each) => ({
      message: `the path segment \`${each}\` is neither a lower-case word nor a {parameter}`,
      path,
    }));
}
