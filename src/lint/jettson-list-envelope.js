import { follow, list, object, parametersOf } from './reading.js';
import { together, typesOf } from './schemas.js';

/**
 * A paginated list answers `{ data, next_cursor }`: overview, "list endpoints". Every page says whether there is another, so
 * `next_cursor` is required, and null ends the walk.
 * @type {import('./reading.js').LintFunction}
 */
export default function listEnvelope(value, _options, { path, document }) {
  const root = document.data;
  const isPaged = parametersOf(root, path).some(
    ({ parameter }) => parameter['in'] === 'query' && parameter['name'] === 'cursor',
  );
  return Object.entries(object(object(value)['responses'])).flatMap(([status, node]) => {
    if (!status.startsWith('2')) return [];
    const response = follow(root, { node, path: [...path, 'responses', status] });
    const media = object(object(object(response.node)['content'])['application/json']);
    const at = [...response.path, 'content', 'application/json', 'schema'];
    const body = together(root, { node: media['schema'], path: at });
    const cursor = property(body, 'next_cursor');
    if (!isPaged)
      return cursor
        ? [{ message: '`next_cursor` is answered, but no `cursor` can be sent', path: cursor.path }]
        : [];
    const data = property(body, 'data');
    const owner = body.find(({ schema }) => schema['properties'] !== undefined)?.path ?? at;
    /** @type {{ what: string, path: import('./reading.js').Path }[]} */
    const wrong = [];
    if (!data || !hasType(root, data, 'array'))
      wrong.push({ what: '`data` is not an array', path: data?.path ?? owner });
    if (!isRequired(body, 'data'))
      wrong.push({ what: '`data` is not required', path: [...owner, 'required'] });
    if (!cursor || !hasType(root, cursor, 'string'))
      wrong.push({ what: '`next_cursor` is not a string or null', path: cursor?.path ?? owner });
    else if (!hasType(root, cursor, 'null'))
      wrong.push({ what: '`next_cursor` is not nullable', path: cursor.path });
    if (!isRequired(body, 'next_cursor'))
      wrong.push({ what: '`next_cursor` is not required', path: [...owner, 'required'] });
    return wrong.map(({ what, path: place }) => ({
      message: `in the answer of this paginated list, ${what}`,
      path: place,
    }));
  });
}

/**
 * @param {readonly import('./schemas.js').SchemaPlace[]} schemas
 * @param {string} name
 */
function property(schemas, name) {
  const owner = schemas.find(({ schema }) => object(schema['properties'])[name] !== undefined);
  return (
    owner && { node: object(owner.schema['properties'])[name], path: [...owner.path, 'properties', name] }
  );
}

/**
 * @param {readonly import('./schemas.js').SchemaPlace[]} schemas
 * @param {string} name
 */
function isRequired(schemas, name) {
  return schemas.some(({ schema }) => list(schema['required']).includes(name));
}

/**
 * True when the type is named at the place, or at one of its alternatives.
 * @param {unknown} root
 * @param {import('./reading.js').Place} place
 * @param {string} type
 */
function hasType(root, place, type) {
  return together(root, place).some(({ schema, path }) => {
    const branches = ['anyOf', 'oneOf'].flatMap((keyword) =>
      list(schema[keyword]).flatMap((node, index) =>
        together(root, { node, path: [...path, keyword, index] }),
      ),
    );
    return [{ schema, path }, ...branches].some((each) => typesOf(each.schema).includes(type));
  });
}
