import type { Draft } from '../report/group.js';
import { equalJson, isArray, isObject, member } from '../include/json.js';
import { join, lookUp, names } from '../pointer.js';
import type { Sameness } from '../schema/same.js';
import type { Sides } from '../surfaces.js';

/** Descriptions, titles, examples, tags: what people read. One finding per object, whichever of its words changed. */
export const textChanged = { id: 'text-changed' } as const;

export function* wordingDrafts(sides: Sides, words: Sameness): Iterable<Draft> {
  const draft = (base: string, head: string, fields: readonly string[], operation: string): Draft => ({
    rule: textChanged.id,
    layer: 'docs',
    level: 'docs',
    about: fields.join(', '),
    message: `the text changed: ${fields.join(', ')}`,
    sightings: [{ operation, surface: names(base)[0] ?? 'document' }],
    direction: 'request',
    base,
    head,
    waysOut: [],
  });
  for (const name of ['info', 'tags', 'externalDocs'] as const) {
    const one = sides.base.document[name];
    const other = sides.head.document[name];
    if (one === undefined && other === undefined) continue;
    if (name === 'info' && isObject(one) && isObject(other)) {
      const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
        (field) =>
          field !== 'version' &&
          !field.startsWith('x-') &&
          !equalJson(one[field] ?? null, other[field] ?? null),
      );
      if (fields.length > 0) yield draft('/info', '/info', fields.sort(), '');
    } else if (!equalJson(one ?? null, other ?? null)) yield draft(`/${name}`, `/${name}`, [name], '');
  }
  for (const item of ['/paths', '/webhooks'].flatMap((map) => common(sides, map))) {
    const fields = ['description', 'summary'].filter(
      (field) =>
        lookUp(sides.base.document, join(item, field)) !== lookUp(sides.head.document, join(item, field)),
    );
    if (fields.length > 0) yield draft(item, item, fields, '');
  }
  for (const { base, head, kind } of aroundOperations(sides)) words.same(base, head, kind);
  for (const { base, head, fields } of words.wording) {
    const [root, path = '', method = ''] = names(base);
    const isOperation = root === 'paths' || root === 'webhooks';
    const value = isOperation ? sides.base.document[root] : undefined;
    const item = isObject(value) ? value[path] : undefined;
    const operation = isObject(item) ? item[method] : undefined;
    const id = isObject(operation) ? operation['operationId'] : undefined;
    const label = typeof id === 'string' ? id : isOperation ? `${method.toUpperCase()} ${path}` : '';
    yield draft(base, head, fields, label);
  }
}

/** Objects in both documents that stand outside operations, or that only texts refer to. */
function* aroundOperations(sides: Sides): Iterable<{ base: string; head: string; kind: string }> {
  yield* alike(sides, '/servers', 'server', ['url']);
  const shelves = { securitySchemes: 'securityScheme', examples: 'example', links: 'link' };
  for (const [shelf, kind] of Object.entries(shelves))
    for (const pointer of common(sides, join('/components', shelf)))
      yield { base: pointer, head: pointer, kind };
  for (const map of ['/paths', '/webhooks'])
    for (const item of common(sides, map)) {
      yield* alike(sides, join(item, 'servers'), 'server', ['url']);
      yield* alike(sides, join(item, 'parameters'), 'parameter', ['$ref', 'in', 'name']);
    }
}

/** Members of a map that both documents have. */
function common({ base, head }: Sides, map: string): string[] {
  const [one, other] = [lookUp(base.document, map), lookUp(head.document, map)];
  if (!isObject(one) || !isObject(other)) return [];
  return Object.keys(one)
    .filter((name) => Object.hasOwn(other, name))
    .map((name) => join(map, name));
}

/** Members of a list, matched by what they are called. */
function* alike(
  { base, head }: Sides,
  list: string,
  kind: string,
  called: readonly string[],
): Iterable<{ base: string; head: string; kind: string }> {
  const [ones, others] = [lookUp(base.document, list), lookUp(head.document, list)];
  if (!isArray(ones) || !isArray(others)) return;
  for (const [index, one] of ones.entries()) {
    const match = others.findIndex(
      (other) =>
        isObject(one) && isObject(other) && called.every((name) => member(one, name) === member(other, name)),
    );
    if (match >= 0) yield { base: join(list, index), head: join(list, match), kind };
  }
}
