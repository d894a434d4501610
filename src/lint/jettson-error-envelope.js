import { isObject, list, object, operations, text } from './reading.js';

/** @typedef {import('./reading.js').Path} Path */
/** @typedef {{ path: Path, says: Record<string, string> }} Copy */

/**
 * One shape for every error, and one text per status: the overview says that an error is always wrapped. The bundle has a
 * copy of the component response at each operation; a copy that differs betrays one that was written by hand.
 * @type {import('./reading.js').LintFunction}
 */
export default function errorEnvelope(value, options, { document }) {
  const reference = text(object(options)['envelope']);
  const envelope = canonical({ $ref: reference });
  /** @type {Map<string, Copy[]>} */
  const byStatus = new Map();
  const found = loose(document.data, reference.split('/').slice(1));
  for (const { operation, path } of operations({ paths: value })) {
    for (const [status, node] of Object.entries(object(operation['responses']))) {
      if (!/^[45]/.test(status) || !isObject(node)) continue;
      const at = [...path, 'responses', status];
      const schema = canonical(object(object(node['content'])['application/json'])['schema']);
      if (schema !== envelope) {
        found.push({
          message: `the body of this ${status} is not the error envelope`,
          path: [...at, ...wayTo(node)],
        });
        continue;
      }
      const says = { description: canonical(node['description']), headers: canonical(node['headers']) };
      byStatus.set(status, [...(byStatus.get(status) ?? []), { path: at, says }]);
    }
  }
  for (const [status, copies] of byStatus) found.push(...odd(status, copies));
  return found;
}

/**
 * Members that the envelope promises and its schema does not require: the overview shows `error` with a code and a message.
 * @param {unknown} root
 * @param {Path} path
 * @returns {import('./reading.js').Offence[]}
 */
function loose(root, path) {
  const schema = path.reduce((/** @type {unknown} */ node, key) => object(node)[key], root);
  if (!isObject(schema)) return [];
  const inner = object(object(schema['properties'])['error']);
  const lacks = (/** @type {unknown} */ required, /** @type {string[]} */ names, /** @type {Path} */ at) =>
    names
      .filter((name) => !list(required).includes(name))
      .map((name) => ({
        message: `the error envelope does not require \`${name}\``,
        path: [...at, 'required'],
      }));
  return [
    ...lacks(schema['required'], ['error'], path),
    ...lacks(inner['required'], ['code', 'message'], [...path, 'properties', 'error']),
  ];
}

/**
 * The keys from a response down to its schema, as far as they are there: what is wrong in a shared response is reported in
 * its file.
 * @param {Readonly<Record<string, unknown>>} response
 */
function wayTo(response) {
  if (object(object(response['content'])['application/json'])['schema'] !== undefined)
    return ['content', 'application/json', 'schema'];
  return Object.keys(response).slice(0, 1);
}

/**
 * The copies of one status that differ from most others, and in what. Reported where the status stands: a shared response
 * is the same everywhere, so it is the reference that leads elsewhere.
 * @param {string} status
 * @param {readonly Copy[]} copies
 */
function odd(status, copies) {
  return ['description', 'headers'].flatMap((part) => {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const { says } of copies) counts.set(says[part] ?? '', (counts.get(says[part] ?? '') ?? 0) + 1);
    const [usual] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), ['', 0]);
    return copies
      .filter(({ says }) => says[part] !== usual)
      .map(({ path }) => ({
        message: `the ${part} of this ${status} differs from the other operations'`,
        path,
      }));
  });
}

/**
 * A text that is equal for equal values, whatever the order of their keys.
 * @param {unknown} value
 * @returns {string}
 */
function canonical(value) {
  return (
    JSON.stringify(value, (_key, node) =>
      isObject(node) ? Object.fromEntries(Object.entries(node).sort(([a], [b]) => (a < b ? -1 : 1))) : node,
    ) ?? ''
  );
}
