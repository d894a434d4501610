// Walks an OpenAPI document object by object and holds each to the JSON types it must have. Neighbour: objects.ts knows what
// stands where.
import type { Json } from '../include/json.js';
import { isArray, isObject } from '../include/json.js';
import { fieldOf, mayRefer } from '../operations/objects.js';
import { join } from '../pointer.js';

/** An object of the document, as the loader may change it. */
export type Holder = { [name: string]: Json };

/**
 * Walks what stands below an object of a kind; wrong types end in a LoadError through `wrong`. Each shared node (an alias)
 * once per kind; `isTree` says that nothing is shared, as in JSON.
 */
export function walk(
  value: Json,
  kind: string,
  visit: (object: Holder, kind: string, pointer: () => string) => void,
  wrong: (pointer: string, says: string) => never,
  isTree = false,
): void {
  interface Task {
    readonly value: Json;
    readonly kind: string;
    readonly up: Task | undefined;
    readonly name: string;
    readonly more: string | undefined;
  }
  const seen = isTree ? undefined : new Map<object, string>();
  const pointerOf = (task: Task | undefined): string => {
    const parts: string[] = [];
    for (let at = task; at?.up !== undefined; at = at.up) {
      if (at.more !== undefined) parts.push(at.more);
      parts.push(at.name);
    }
    return join('', ...parts.reverse());
  };
  const stack: Task[] = [{ value, kind, up: undefined, name: '', more: undefined }];
  for (let task = stack.pop(); task !== undefined; task = stack.pop()) {
    const here = task;
    const current = task.value;
    if (!isObject(current)) {
      if (task.kind === 'schema' && typeof current === 'boolean') continue;
      const expected =
        task.kind === 'schema' ? 'a schema: an object or a boolean' : `an object (${task.kind})`;
      wrong(pointerOf(task), `${expected} belongs here, not ${describe(current, 'object')}`);
    }
    if (seen !== undefined) {
      if (seen.get(current) === task.kind) continue;
      seen.set(current, task.kind);
    }
    visit(current as Holder, task.kind, () => pointerOf(here));
    if (
      typeof current['$ref'] === 'string' &&
      mayRefer(task.kind) &&
      task.kind !== 'schema' &&
      task.kind !== 'pathItem'
    )
      continue;
    for (const name in current) {
      const field = fieldOf(task.kind, name);
      if (field === undefined) continue;
      const item = current[name] as Json;
      const json = field.json;
      if (json !== undefined && !isOf(item, json))
        wrong(
          join(pointerOf(task), name),
          `\`${name}\` must be ${article(json)}, not ${describe(item, json)}`,
        );
      const below = field.below;
      if (below === undefined) continue;
      if (below.shape === 'one')
        stack.push({ value: item, kind: below.kind, up: task, name, more: undefined });
      else if (below.shape === 'list') {
        if (!isArray(item)) continue;
        for (let index = 0; index < item.length; index++)
          stack.push({ value: item[index] as Json, kind: below.kind, up: task, name, more: String(index) });
      } else if (isObject(item))
        for (const key in item) {
          if (below.kind !== 'schema' && key.startsWith('x-') && !isObject(item[key])) continue;
          stack.push({ value: item[key] as Json, kind: below.kind, up: task, name, more: key });
        }
    }
  }
}

function isOf(value: Json, json: string): boolean {
  if (json === 'array') return isArray(value);
  if (json === 'object') return isObject(value);
  return typeof value === json;
}

const article = (json: string): string => (/^[aeiou]/.test(json) ? `an ${json}` : `a ${json}`);

function describe(value: Json, wanted: string): string {
  if (value === null) return 'null';
  // What PHP writes where nobody says otherwise.
  if (isArray(value) && value.length === 0 && wanted === 'object')
    return 'an empty array: an object without members is `{}`';
  if (isArray(value)) return 'an array';
  return isObject(value) ? 'an object' : article(typeof value);
}
