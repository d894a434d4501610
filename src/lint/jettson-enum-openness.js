import { list, says } from './reading.js';
import { reach, requestSchemas, responseSchemas, together, typesOf } from './schemas.js';

/** @typedef {import('./schemas.js').Schema} Schema */

/** Keywords that restrict nothing: an alternative of a type and these takes every value of the type. */
const annotations = [
  '$ref',
  'allOf',
  'type',
  'title',
  'description',
  'examples',
  'default',
  'deprecated',
  '$comment',
];

/**
 * A response enum grows without a break only if readers were told: it is written open, or closed with the reason. A request
 * enum lists what may be sent, so an open one would say nothing. Promises 35 and 37.
 * @type {import('./reading.js').LintFunction}
 */
export default function enumOpenness(value, _options, { path, document }) {
  const root = document.data;
  // The note of a schema: the types of which an alternative above it takes every value.
  const step = (
    /** @type {Schema} */ above,
    /** @type {string} */ note,
    /** @type {{ keyword: string }} */ { keyword },
  ) => {
    if (keyword === 'not') return undefined;
    if (keyword === 'anyOf')
      return [...new Set([...note.split(' '), ...openTypes(root, above)])].sort().join(' ');
    return keyword === 'allOf' || keyword === 'oneOf' ? note : '';
  };
  const plain = (/** @type {{ node: unknown, path: import('./reading.js').Path }} */ place) => ({
    ...place,
    note: '',
  });
  const answered = reach(root, responseSchemas(root, value, path).map(plain), step);
  const sent = reach(root, requestSchemas(root, value, path).map(plain), step);
  return [
    ...answered.flatMap(({ schema, path: at, note }) =>
      valuesOf(schema) === undefined || isCovered(schema, note) || says(schema['x-closed-because'])
        ? []
        : [{ message: 'an enum in a response is closed without a reason', path: [...at, keywordOf(schema)] }],
    ),
    ...sent.flatMap(({ schema, path: at, note }) =>
      valuesOf(schema) !== undefined && isCovered(schema, note)
        ? [
            {
              message: 'an enum in a request is open, so that it refuses nothing',
              path: [...at, keywordOf(schema)],
            },
          ]
        : [],
    ),
  ];
}

/**
 * The types of which some `anyOf` alternative takes every value; `any` when it takes every value there is.
 * @param {unknown} root
 * @param {Schema} schema
 */
function openTypes(root, schema) {
  return list(schema['anyOf']).flatMap((node, index) => {
    const parts = together(root, { node, path: ['anyOf', index] });
    const isFree = parts.every((part) =>
      Object.keys(part.schema).every((keyword) => annotations.includes(keyword) || keyword.startsWith('x-')),
    );
    if (!isFree || parts.length === 0) return [];
    const types = parts.flatMap((part) => typesOf(part.schema));
    return types.length === 0 ? ['any'] : types;
  });
}

/** @param {Schema} schema */
function keywordOf(schema) {
  return schema['enum'] === undefined ? 'const' : 'enum';
}

/**
 * The values a schema is limited to; a `const` is an enum of one.
 * @param {Schema} schema
 */
function valuesOf(schema) {
  const values = list(schema['enum']);
  if (values.length > 0) return values;
  return Object.hasOwn(schema, 'const') ? [schema['const']] : undefined;
}

/**
 * True when every type of the values is open.
 * @param {Schema} schema
 * @param {string} note
 */
function isCovered(schema, note) {
  const open = note.split(' ');
  if (open.includes('any')) return true;
  return list(valuesOf(schema)).every(
    (value) => value === null || typeNames(value).some((type) => open.includes(type)),
  );
}

/** @param {unknown} value */
function typeNames(value) {
  if (Array.isArray(value)) return ['array'];
  return typeof value === 'number'
    ? ['number', ...(Number.isInteger(value) ? ['integer'] : [])]
    : [typeof value];
}
