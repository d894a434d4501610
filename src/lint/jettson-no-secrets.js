import { isObject } from './reading.js';

/** @typedef {import('./reading.js').Path} Path */

/** What keys and tokens of several makers begin with, and how much of one must follow before it is one. Linear: no nesting. */
const secrets = [
  {
    what: 'a key of another service',
    pattern:
      /\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{20}|sk_live_[A-Za-z0-9]{8}|xox[abp]-[A-Za-z0-9-]{10})/,
  },
  { what: 'a JSON Web Token', pattern: /\beyJ[A-Za-z0-9_-]{10,1000}\.eyJ/ },
  { what: 'a private key', pattern: /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----/ },
];

/**
 * A key in a contract is copied, leaked and revoked: an example key is one that nobody can take for real.
 * @type {import('./reading.js').LintFunction}
 */
export default function noSecrets(value, _options, { path }) {
  /** @type {import('./reading.js').Offence[]} */
  const found = [];
  /** @type {{ node: unknown, path: Path }[]} */
  const work = [{ node: value, path }];
  for (let next = work.pop(); next; next = work.pop()) {
    const { node, path: at } = next;
    if (typeof node === 'string')
      found.push(...secretsIn(node).map((what) => ({ message: `this text holds ${what}`, path: at })));
    else if (Array.isArray(node))
      node.forEach((item, index) => {
        work.push({ node: item, path: [...at, index] });
      });
    else if (isObject(node))
      for (const [key, item] of Object.entries(node)) {
        found.push(
          ...secretsIn(key).map((what) => ({ message: `this name holds ${what}`, path: [...at, key] })),
        );
        work.push({ node: item, path: [...at, key] });
      }
  }
  return found;
}

/**
 * What a text gives away.
 * @param {string} text
 */
function secretsIn(text) {
  const ours = [...text.matchAll(/jett_sk_([A-Za-z0-9_-]+)/g)].filter(([, rest = '']) => {
    const random = rest.replace(/^(?:live|test)_?/, '');
    return random.length > 3 && !(rest.startsWith('test_') && isRepeated(random));
  });
  return [
    ...(ours.length > 0 ? ['a key that could be real'] : []),
    ...secrets.filter(({ pattern }) => pattern.test(text)).map(({ what }) => what),
  ];
}

/**
 * True for a text made of one shorter piece, twice or more (`abcabcab` too). The border table of Knuth, Morris and Pratt
 * gives the shortest piece in linear time.
 * @param {string} text
 */
function isRepeated(text) {
  /** @type {number[]} */
  const borders = [0];
  for (let index = 1; index < text.length; index += 1) {
    let length = borders[index - 1] ?? 0;
    while (length > 0 && text[index] !== text[length]) length = borders[length - 1] ?? 0;
    borders.push(text[index] === text[length] ? length + 1 : 0);
  }
  return (text.length - (borders.at(-1) ?? 0)) * 2 <= text.length;
}
