import { list, object, text } from './reading.js';
import { reach, requestSchemas, responseSchemas, together, typesOf, propertyName } from './schemas.js';

/** @typedef {{ type: string, format?: string, unit: string, name: string }} Form */

/**
 * Agents tell time as RFC 3339 text, memory as integer milliseconds since 1970: what the published clients read. The
 * description names the unit, because neither type nor name can.
 * @type {import('./reading.js').LintFunction}
 */
export default function timestamps(value, options, { path, document }) {
  const { forms, tags, except } = object(options);
  const root = document.data;
  const form = /** @type {Form | undefined} */ (
    object(forms)[text(object(tags)[text(list(object(value)['tags'])[0])])]
  );
  if (!form) return [];
  const start = [...responseSchemas(root, value, path), ...requestSchemas(root, value, path)];
  return reach(
    root,
    start.map((place) => ({ ...place, note: 'any' })),
    (_above, note) => note,
  ).flatMap(({ schema, path: at }) =>
    Object.entries(object(schema['properties'])).flatMap(([name, node]) => {
      const place = [...at, 'properties', name];
      const parts = alternatives(root, { node, path: place });
      if (!isTimestamp(name, parts)) return [];
      const described = parts
        .map((part) => text(part.schema['description']))
        .join(' ')
        .toLowerCase();
      const excused = Object.hasOwn(object(except), propertyName(place));
      if (!excused && !hasForm(parts, form))
        return [{ message: `the timestamp \`${name}\` is not ${form.name}`, path: place }];
      const units = excused
        ? Object.values(object(forms)).map((each) => text(object(each)['unit']))
        : [form.unit];
      if (units.some((unit) => described.includes(unit.toLowerCase()))) return [];
      return [
        { message: `the description of the timestamp \`${name}\` does not name its unit`, path: place },
      ];
    }),
  );
}

/**
 * @param {string} name
 * @param {readonly import('./schemas.js').SchemaPlace[]} parts
 */
function isTimestamp(name, parts) {
  return (
    /(?:_at|At|timestamp)$/.test(name) ||
    name === 'ts' ||
    parts.some(({ schema }) => schema['format'] === 'date-time')
  );
}

/**
 * What is said about a value: at its place, and at each alternative.
 * @param {unknown} root
 * @param {import('./reading.js').Place} place
 */
function alternatives(root, place) {
  const parts = together(root, place);
  const branches = parts.flatMap(({ schema, path }) =>
    ['anyOf', 'oneOf'].flatMap((keyword) =>
      list(schema[keyword]).flatMap((node, index) =>
        together(root, { node, path: [...path, keyword, index] }),
      ),
    ),
  );
  return [...parts, ...branches];
}

/**
 * True when the value is of the form's type or null, and of nothing else.
 * @param {readonly import('./schemas.js').SchemaPlace[]} parts
 * @param {Form} form
 */
function hasForm(parts, form) {
  const types = parts.flatMap(({ schema }) => typesOf(schema));
  const formats = parts.map(({ schema }) => schema['format']).filter((format) => format !== undefined);
  return (
    types.includes(form.type) &&
    types.every((type) => type === form.type || type === 'null') &&
    (form.format === undefined ? !formats.includes('date-time') : formats.includes(form.format))
  );
}
