// JSON values as the engine reads them: equality (JSON Schema 2020-12 core §4.2.2), keys for sets, depth. No schemas here.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type JsonObject = { readonly [name: string]: Json };

export type JsonType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export function typeOf(value: Json): JsonType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as 'boolean' | 'number' | 'string' | 'object';
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isArray(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The member, only if it is the object's own: `__proto__` and `constructor` are names like any other. */
export function member(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

/** An object from its members; `__proto__` becomes an own member. */
export function objectOf(members: Iterable<readonly [string, Json]>): JsonObject {
  return Object.fromEntries(members);
}

/** One string per JSON value, equal exactly for equal values: member order is dropped, `1.0` and `1` are one number. */
export function keyOf(value: Json): string {
  if (typeof value !== 'object' || value === null) return keyOfScalar(value);
  type Task = { readonly text: string } | { readonly value: Json };
  const tasks: Task[] = [{ value }];
  let key = '';
  while (tasks.length > 0) {
    const task = tasks.pop() as Task;
    if ('text' in task) {
      key += task.text;
      continue;
    }
    const current = task.value;
    if (isArray(current)) {
      tasks.push({ text: ']' });
      for (let at = current.length - 1; at >= 0; at--)
        tasks.push({ text: ',' }, { value: current[at] as Json });
      key += '[';
    } else if (isObject(current)) {
      tasks.push({ text: '}' });
      const names = Object.keys(current).sort();
      for (let at = names.length - 1; at >= 0; at--) {
        const name = names[at] as string;
        tasks.push({ text: ',' }, { value: current[name] as Json }, { text: `${JSON.stringify(name)}:` });
      }
      key += '{';
    } else key += keyOfScalar(current);
  }
  return key;
}

function keyOfScalar(value: Json): string {
  return Object.is(value, -0) ? '0' : JSON.stringify(value);
}

/** Whether their keys are equal, without making them. */
export function equalJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  const open: Json[] = [a, b];
  while (open.length > 0) {
    const other = open.pop() as Json;
    const one = open.pop() as Json;
    if (one === other) continue;
    if (isArray(one)) {
      if (!isArray(other) || one.length !== other.length) return false;
      for (let at = 0; at < one.length; at++) open.push(one[at] as Json, other[at] as Json);
    } else if (isObject(one)) {
      if (!isObject(other)) return false;
      const names = Object.keys(one);
      if (names.length !== Object.keys(other).length) return false;
      for (const name of names) {
        if (!Object.hasOwn(other, name)) return false;
        open.push(one[name] as Json, other[name] as Json);
      }
    } else return false;
  }
  return true;
}

/** Whether arrays and objects nest deeper than `limit` levels; a loop of JavaScript objects counts as deeper. */
export function isDeeperThan(value: Json, limit: number): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    const next: Json[] = [];
    for (const current of level) {
      if (isArray(current)) for (const item of current) next.push(item);
      else if (isObject(current)) for (const item of Object.values(current)) next.push(item);
    }
    level = next;
  }
  return false;
}
