import { isObject, list, object, says } from './reading.js';

/**
 * The tag is the namespace of the client (`jettson.memory.…`) and the chapter of the docs: one, declared, described.
 * @type {import('./reading.js').LintFunction}
 */
export default function oneTag(value, _options, { path, document }) {
  if (path[0] === 'tags')
    return !isObject(value) || says(value['description']) ? [] : [undescribed(value, path)];
  const tags = list(object(value)['tags']);
  if (tags.length !== 1)
    return [
      {
        message: `this operation has ${tags.length === 0 ? 'no tag' : `${tags.length} tags`}`,
        path: [...path, 'tags'],
      },
    ];
  const declared = list(object(document.data)['tags']).map((tag) => object(tag)['name']);
  if (declared.includes(tags[0])) return [];
  return [{ message: `the tag \`${tags[0]}\` is not declared`, path: [...path, 'tags', 0] }];
}

/**
 * @param {unknown} tag
 * @param {import('./reading.js').Path} path
 */
function undescribed(tag, path) {
  return { message: `the tag \`${object(tag)['name']}\` has no description`, path };
}
