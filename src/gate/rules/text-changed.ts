import type { Draft } from '../report/group.js';
import { equalJson, isObject } from '../include/json.js';
import { names } from '../pointer.js';
import type { Sameness } from '../schema/same.js';
import type { Sides } from '../surfaces.js';

/** Descriptions, titles, examples, tags: what people read. One finding per object, whichever of its words changed. */
export const textChanged = { id: 'text-changed' } as const;

export function* wordingDrafts(sides: Sides, { wording }: Sameness): Iterable<Draft> {
  const draft = (base: string, head: string, fields: readonly string[], operation: string): Draft => ({
    rule: textChanged.id,
    layer: 'docs',
    level: 'docs',
    about: fields.join(', '),
    message: `the text changed: ${fields.join(', ')}`,
    operation,
    surface: names(base)[0] ?? 'document',
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
  for (const { base, head, fields } of wording) {
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
