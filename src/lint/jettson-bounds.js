import { says } from './reading.js';
import { below, requestSchemas, together, typesOf } from './schemas.js';

/** @typedef {import('./schemas.js').SchemaPlace} SchemaPlace */

/**
 * What bounds a value of each type from above, or on both sides. Each inner list: one of these is needed. `false` is
 * written where nothing else bounds.
 */
const needed = new Map([
  ['object', [['additionalProperties: false', 'unevaluatedProperties: false', 'enum', 'const']]],
  ['string', [['maxLength', 'enum', 'const']]],
  ['array', [['maxItems', 'enum', 'const']]],
  [
    'number',
    [
      ['minimum', 'exclusiveMinimum', 'enum', 'const'],
      ['maximum', 'exclusiveMaximum', 'enum', 'const'],
    ],
  ],
  [
    'integer',
    [
      ['minimum', 'exclusiveMinimum', 'enum', 'const'],
      ['maximum', 'exclusiveMaximum', 'enum', 'const'],
    ],
  ],
]);

/**
 * Requests are narrow: a bound can be widened later without a break, never added. Where no source gives one, the reason
 * stands in `x-unbounded`. OWASP API4:2023.
 * @type {import('./reading.js').LintFunction}
 */
export default function bounds(value, _options, { path, document }) {
  const root = document.data;
  /** @type {import('./reading.js').Offence[]} */
  const found = [];
  const seen = new Set();
  /** @type {{ node: unknown, path: import('./reading.js').Path, holds: SchemaPlace[] }[]} */
  const work = requestSchemas(root, value, path).map((place) => ({ ...place, holds: [] }));
  for (let next = work.pop(); next; next = work.pop()) {
    const parts = together(root, next);
    const key = [...parts, ...next.holds].map((part) => part.path.join('\n')).join('\n\n');
    if (parts.length === 0 || seen.has(key)) continue;
    seen.add(key);
    const holds = [...parts, ...next.holds];
    found.push(...judge(parts, holds));
    for (const part of parts)
      for (const { keyword, node, at } of below(part.schema)) {
        if (keyword === 'allOf' || keyword === 'not' || keyword === 'propertyNames') continue;
        // An alternative is bounded by what stands beside the choice, too.
        const isBranch = ['anyOf', 'oneOf', 'then', 'else', 'dependentSchemas'].includes(keyword);
        if (keyword !== 'if') work.push({ node, path: [...part.path, ...at], holds: isBranch ? holds : [] });
      }
  }
  return found;
}

/**
 * @param {readonly SchemaPlace[]} parts what the schema itself says
 * @param {readonly SchemaPlace[]} holds that, and what it stands in as an alternative
 */
function judge(parts, holds) {
  const isExcused = holds.some(({ schema }) => says(schema['x-unbounded']));
  const limited = parts.find(({ schema }) => typesOf(schema).some((type) => needed.has(type)));
  if (!limited) return isUntyped(holds) && !isExcused ? [unbounded('value of any type', parts)] : [];
  return typesOf(limited.schema).flatMap((type) => {
    const lacks = (needed.get(type) ?? []).filter(
      (group) => !group.some((bound) => holds.some(({ schema }) => states(schema, bound))),
    );
    if (lacks.length > 0 && !isExcused)
      return [
        {
          message: `this request ${type} has no ${lacks.map(([keyword]) => `\`${keyword}\``).join(' and no ')}`,
          path: limited.path,
        },
      ];
    const reason = holds.find(({ schema }) => schema['x-unbounded'] !== undefined);
    if (lacks.length === 0 && reason && needed.has(type))
      return [
        {
          message: `this request ${type} has bounds, and \`x-unbounded\` says it has none`,
          path: [...reason.path, 'x-unbounded'],
        },
      ];
    return [];
  });
}

/**
 * @param {import('./schemas.js').Schema} schema
 * @param {string} bound a keyword, or one with its value: `additionalProperties: false`
 */
function states(schema, bound) {
  const [keyword = '', value] = bound.split(': ');
  return value === undefined ? schema[keyword] !== undefined : String(schema[keyword]) === value;
}

/**
 * A schema that names no type, no value and no alternatives takes anything.
 * @param {readonly SchemaPlace[]} holds
 */
function isUntyped(holds) {
  const shaping = ['type', 'enum', 'const', 'anyOf', 'oneOf', 'properties', 'required', 'not', 'if'];
  return holds.every(({ schema }) => shaping.every((keyword) => schema[keyword] === undefined));
}

/**
 * @param {string} what
 * @param {readonly SchemaPlace[]} parts
 */
function unbounded(what, parts) {
  return { message: `this request ${what} has no bounds`, path: parts[0]?.path ?? [] };
}
