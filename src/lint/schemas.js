// Walking JSON Schemas: below a schema, through references, and by direction (what callers send, what they are sent).
// JSON Schema 2020-12 core §10 (applicators); a work list instead of recursion, so that no document is too deep.
import { follow, isObject, list, object, parametersOf } from './reading.js';

/** @typedef {import('./reading.js').Path} Path */
/** @typedef {Readonly<Record<string, unknown>>} Schema */
/**
 * A schema below another: the keyword it hangs on, and its keys from there.
 * @typedef {{ keyword: string, node: unknown, at: Path }} Below
 */
/** @typedef {{ schema: Schema, path: Path }} SchemaPlace */

const one = [
  'additionalProperties',
  'unevaluatedProperties',
  'items',
  'unevaluatedItems',
  'contains',
  'propertyNames',
  'not',
  'if',
  'then',
  'else',
];
const several = ['allOf', 'anyOf', 'oneOf', 'prefixItems'];
const named = ['properties', 'patternProperties', 'dependentSchemas'];
const definitions = ['$defs', 'definitions'];

/**
 * The schemas directly below one. Definitions are left out: they say nothing until something refers to them.
 * @param {Schema} schema
 * @returns {Below[]}
 */
export function below(schema) {
  return [
    ...one.map((keyword) => ({ keyword, node: schema[keyword], at: [keyword] })),
    ...several.flatMap((keyword) =>
      list(schema[keyword]).map((node, index) => ({ keyword, node, at: [keyword, index] })),
    ),
    ...named.flatMap((keyword) => members(schema, keyword)),
  ].filter(({ node }) => isObject(node));
}

/**
 * @param {Schema} schema
 * @param {string} keyword
 * @returns {Below[]}
 */
function members(schema, keyword) {
  return Object.entries(object(schema[keyword])).map(([name, node]) => ({
    keyword,
    node,
    at: [keyword, name],
  }));
}

/**
 * The schema at `path` and every schema written inside it, definitions included; references are not followed.
 * @param {unknown} node
 * @param {Path} path
 * @returns {SchemaPlace[]}
 */
export function inside(node, path) {
  /** @type {SchemaPlace[]} */
  const found = [];
  const work = [{ node, path }];
  for (let next = work.pop(); next; next = work.pop()) {
    const at = next.path;
    if (!isObject(next.node)) continue;
    found.push({ schema: next.node, path: at });
    const schema = next.node;
    for (const { node, at: keys } of [...below(schema), ...definitions.flatMap((k) => members(schema, k))])
      work.push({ node, path: [...at, ...keys] });
  }
  return found;
}

/**
 * What holds together with the schema at a place: itself, what it refers to, and its `allOf` branches, all at once.
 * @param {unknown} root
 * @param {{ node: unknown, path: Path }} start
 * @returns {SchemaPlace[]}
 */
export function together(root, start) {
  /** @type {SchemaPlace[]} */
  const found = [];
  const seen = new Set();
  const work = [start];
  for (let next = work.pop(); next; next = work.pop()) {
    const key = next.path.join('\n');
    if (!isObject(next.node) || seen.has(key)) continue;
    seen.add(key);
    const { node: schema, path } = next;
    found.push({ schema, path });
    if (typeof schema['$ref'] === 'string') work.push(follow(root, { node: { $ref: schema['$ref'] }, path }));
    list(schema['allOf']).forEach((node, index) => {
      work.push({ node, path: [...path, 'allOf', index] });
    });
  }
  return found;
}

/**
 * Every schema that a value of the start schemas can meet, references followed, each place once for each `note`.
 * `step` gives the note of a schema below from the note of the one above it; undefined leaves it out.
 * @template {string} Note
 * @param {unknown} root
 * @param {readonly { node: unknown, path: Path, note: Note }[]} start
 * @param {(above: Schema, note: Note, below: Below) => Note | undefined} step
 * @returns {(SchemaPlace & { note: Note })[]}
 */
export function reach(root, start, step) {
  /** @type {(SchemaPlace & { note: Note })[]} */
  const found = [];
  const seen = new Set();
  const work = [...start].reverse();
  for (let next = work.pop(); next; next = work.pop()) {
    const { node, path, note } = next;
    const key = `${note}\n${path.join('\n')}`;
    if (!isObject(node) || seen.has(key)) continue;
    seen.add(key);
    found.push({ schema: node, path, note });
    if (typeof node['$ref'] === 'string')
      work.push({ ...follow(root, { node: { $ref: node['$ref'] }, path }), note });
    for (const child of below(node)) {
      const inner = step(node, note, child);
      if (inner !== undefined) work.push({ node: child.node, path: [...path, ...child.at], note: inner });
    }
  }
  return found;
}

/**
 * The schemas that the answers of the operation at `path` are made of: bodies and headers.
 * @param {unknown} root
 * @param {unknown} operation
 * @param {Path} path
 * @returns {{ node: unknown, path: Path }[]}
 */
export function responseSchemas(root, operation, path) {
  return Object.entries(object(object(operation)['responses'])).flatMap(([status, node]) => {
    const response = follow(root, { node, path: [...path, 'responses', status] });
    const headers = Object.entries(object(object(response.node)['headers'])).flatMap(([name, header]) => {
      const end = follow(root, { node: header, path: [...response.path, 'headers', name] });
      return schemasOf(end.node, end.path);
    });
    return [...contentSchemas(response.node, response.path), ...headers];
  });
}

/**
 * The schemas that a caller of the operation at `path` writes to: parameters and body.
 * @param {unknown} root
 * @param {unknown} operation
 * @param {Path} path
 * @returns {{ node: unknown, path: Path }[]}
 */
export function requestSchemas(root, operation, path) {
  const body = follow(root, { node: object(operation)['requestBody'], path: [...path, 'requestBody'] });
  const parameters = parametersOf(root, path).flatMap((place) => schemasOf(place.parameter, place.path));
  return [...parameters, ...contentSchemas(body.node, body.path)];
}

/**
 * A parameter or header carries its schema itself or under one media type. OpenAPI 3.1 §4.8.12.
 * @param {unknown} node
 * @param {Path} path
 */
function schemasOf(node, path) {
  return [{ node: object(node)['schema'], path: [...path, 'schema'] }, ...contentSchemas(node, path)];
}

/**
 * @param {unknown} node
 * @param {Path} path
 */
function contentSchemas(node, path) {
  return Object.entries(object(object(node)['content'])).map(([type, media]) => ({
    node: object(media)['schema'],
    path: [...path, 'content', type, 'schema'],
  }));
}

/**
 * The types a schema names, in a list.
 * @param {Schema} schema
 * @returns {string[]}
 */
export function typesOf(schema) {
  const type = schema['type'];
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}

/**
 * `components.schemas.Agent.properties.ts` → `Agent.ts`: how options name a property. The name of a property elsewhere is
 * its own.
 * @param {Path} path
 * @returns {string}
 */
export function propertyName(path) {
  const own = path.filter((_, index) => path[index - 1] === 'properties');
  return [...(path[1] === 'schemas' ? [path[2]] : []), ...own].join('.');
}
