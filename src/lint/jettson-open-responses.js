import { isObject, object } from './reading.js';
import { reach, responseSchemas } from './schemas.js';

/**
 * New fields arrive in v1 without a bump (overview): nothing that a response is made of may refuse a key it does not know.
 * Nor may it invite any: an index signature in the generated types would let a typo compile.
 * @type {import('./reading.js').LintFunction}
 */
export default function openResponses(value, _options, { path, document }) {
  const start = responseSchemas(document.data, value, path).map((place) => ({ ...place, note: 'response' }));
  return reach(document.data, start, (_above, note, { keyword }) =>
    keyword === 'not' ? undefined : note,
  ).flatMap(({ schema, path: at }) => [
    ...['additionalProperties', 'unevaluatedProperties'].flatMap((keyword) => {
      if (schema[keyword] === false)
        return [{ message: `a response object is closed by \`${keyword}: false\``, path: [...at, keyword] }];
      if (schema[keyword] === undefined) return [];
      return [{ message: `a response object invites any key by \`${keyword}\``, path: [...at, keyword] }];
    }),
    ...['propertyNames', 'maxProperties'].flatMap((keyword) =>
      schema[keyword] === undefined
        ? []
        : [{ message: `a response object is closed by \`${keyword}\``, path: [...at, keyword] }],
    ),
    ...(isObject(schema['patternProperties']) && Object.keys(object(schema['patternProperties'])).length > 0
      ? [
          {
            message: 'a response object invites keys by `patternProperties`',
            path: [...at, 'patternProperties'],
          },
        ]
      : []),
  ]);
}
