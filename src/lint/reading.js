// How rules read a document of which nothing is certain: types are asked for, references followed, nothing throws.

/**
 * A place in a document: keys and indexes from its root.
 * @typedef {(string | number)[]} Path
 */
/**
 * What a rule found. `message` says only what is wrong: the way out and the link stand in spectral.yaml, once per rule.
 * @typedef {{ message: string, path: Path }} Offence
 */
/**
 * What Spectral tells a function beside the value: the value's path, and the whole document, references not resolved.
 * @typedef {{ path: Path, document: { data: unknown } }} Context
 */
/**
 * A rule's function. An odd value (absent, of the wrong type) is the business of the structural rules: it yields nothing.
 * @typedef {(value: unknown, options: unknown, context: Context) => Offence[]} LintFunction
 */
/** @typedef {{ node: unknown, path: Path }} Place */

/** The HTTP methods a path item can have. OpenAPI 3.1 §4.8.9. */
export const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];

/**
 * The value as an object; an empty one when it is anything else.
 * @param {unknown} value
 * @returns {Readonly<Record<string, unknown>>}
 */
export function object(value) {
  return isObject(value) ? value : {};
}

/**
 * @param {unknown} value
 * @returns {value is Readonly<Record<string, unknown>>}
 */
export function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The value as a list; an empty one when it is anything else.
 * @param {unknown} value
 * @returns {readonly unknown[]}
 */
export function list(value) {
  return Array.isArray(value) ? value : [];
}

/**
 * The value as text; empty when it is anything else.
 * @param {unknown} value
 * @returns {string}
 */
export function text(value) {
  return typeof value === 'string' ? value : '';
}

/**
 * True for text that says something: not empty, not only space.
 * @param {unknown} value
 */
export function says(value) {
  return text(value).trim() !== '';
}

/**
 * Follows `$ref` inside the document until something else stands there. A reference that leads nowhere, out of the
 * document or in a circle yields an undefined node: other rules report it.
 * @param {unknown} root
 * @param {Place} place
 * @returns {Place}
 */
export function follow(root, place) {
  let { node, path } = place;
  for (let hops = 0; isObject(node) && typeof node['$ref'] === 'string'; hops += 1) {
    const tokens = pointerTokens(node['$ref']);
    if (!tokens || hops > 50) return { node: undefined, path };
    node = tokens.reduce(child, root);
    path = tokens;
  }
  return { node, path };
}

/**
 * @param {unknown} node
 * @param {string} token
 * @returns {unknown}
 */
function child(node, token) {
  if (Array.isArray(node)) return node[Number(token)];
  return isObject(node) && Object.hasOwn(node, token) ? node[token] : undefined;
}

/**
 * `#/paths/~1agents` → `['paths', '/agents']`, RFC 6901 §6; undefined for a reference out of the document.
 * @param {string} ref
 * @returns {string[] | undefined}
 */
function pointerTokens(ref) {
  if (ref !== '#' && !ref.startsWith('#/')) return undefined;
  let pointer = ref.slice(1);
  try {
    pointer = decodeURIComponent(pointer);
  } catch {
    // Not percent-encoding: taken as it stands.
  }
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * Every operation of the document, in its order.
 * @param {unknown} root
 * @returns {{ operation: Readonly<Record<string, unknown>>, path: Path }[]}
 */
export function operations(root) {
  return Object.entries(object(object(root)['paths'])).flatMap(([url, item]) =>
    methods
      .filter((method) => isObject(object(item)[method]))
      .map((method) => ({ operation: object(object(item)[method]), path: ['paths', url, method] })),
  );
}

/**
 * The parameters that apply to the operation at `path`: its own, and those of its path item. Each with the place where it
 * is described, references followed.
 * @param {unknown} root
 * @param {Path} path
 * @returns {{ parameter: Readonly<Record<string, unknown>>, path: Path }[]}
 */
export function parametersOf(root, path) {
  const [section = '', url = '', method = ''] = path;
  const item = object(object(object(root)[section])[url]);
  const own = placesOf(object(item[method])['parameters'], [...path, 'parameters']);
  const shared = placesOf(item['parameters'], [section, url, 'parameters']);
  return [...own, ...shared].map((place) => {
    const end = follow(root, place);
    return { parameter: object(end.node), path: end.path };
  });
}

/**
 * @param {unknown} items
 * @param {Path} path
 * @returns {Place[]}
 */
function placesOf(items, path) {
  return list(items).map((node, index) => ({ node, path: [...path, index] }));
}
