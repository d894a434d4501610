import { isObject, list, object, parametersOf, text } from './reading.js';

/**
 * What can go wrong is documented where it can: the published table says 401, 429, 500 and 503 of every operation, 400
 * where there is something to validate, 402 and 404 of the operations listed in the options.
 * @type {import('./reading.js').LintFunction}
 */
export default function requiredErrors(value, options, { path, document }) {
  const operation = object(value);
  if (operation['responses'] === undefined)
    return [{ message: `${text(operation['operationId']) || 'this operation'} documents no answer`, path }];
  if (!isObject(operation['responses'])) return [];
  const { everywhere, operations } = object(options);
  const expected = list(everywhere).map((status) => ({
    status: String(status),
    why: 'every operation can answer it',
  }));
  if (takesInput(operation, path, document.data))
    expected.push({ status: '400', why: 'it takes a query, a header or a body' });
  const id = text(operation['operationId']);
  for (const [status, ids] of Object.entries(object(operations)))
    if (list(ids).includes(id))
      expected.push({ status, why: `it is one of the operations listed for ${status}` });
  return expected
    .filter(({ status }) => !isObject(object(operation['responses'])[status]))
    .map(({ status, why }) => ({
      message: `${id || 'this operation'} does not document ${status}, and ${why}`,
      path: [...path, 'responses'],
    }));
}

/**
 * @param {Readonly<Record<string, unknown>>} operation
 * @param {import('./reading.js').Path} path
 * @param {unknown} root
 */
function takesInput(operation, path, root) {
  const canHaveBody = !['get', 'head', 'delete'].includes(String(path.at(-1))); // jettson-no-content
  if (operation['requestBody'] !== undefined && canHaveBody) return true;
  return parametersOf(root, path).some(({ parameter }) =>
    ['query', 'header'].includes(text(parameter['in'])),
  );
}
