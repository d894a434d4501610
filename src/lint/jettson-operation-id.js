import { object, operations, text } from './reading.js';

/**
 * Operation ids become the names of methods and types: one verb from a short list, then the noun. House style; OpenAPI
 * 3.1 §4.8.10 asks that they be unique.
 * @type {import('./reading.js').LintFunction}
 */
export default function operationId(value, options, { path, document }) {
  const id = text(value);
  if (id === '') return [];
  const verbs = Object.keys(object(object(options)['verbs']));
  /** @type {string[]} */
  const wrong = [];
  const verb = id.slice(0, leadingLowerCase(id));
  if (!/^[a-z][A-Za-z0-9]*$/.test(id)) wrong.push(`the operation id \`${id}\` is not lowerCamelCase`);
  else if (!verbs.includes(verb) || verb === id)
    wrong.push(`the operation id \`${id}\` is not one of our verbs and a noun`);
  const first = operations(document.data).find(({ operation }) => operation['operationId'] === id);
  if (first && first.path.join('\n') !== path.slice(0, 3).join('\n'))
    wrong.push(
      `the operation id \`${id}\` is taken by ${String(first.path[2]).toUpperCase()} ${first.path[1]}`,
    );
  return wrong.map((message) => ({ message, path }));
}

/** @param {string} id */
function leadingLowerCase(id) {
  const end = id.search(/[^a-z]/);
  return end === -1 ? id.length : end;
}
