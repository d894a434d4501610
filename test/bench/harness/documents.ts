// Documents for the gate's benchmark: generated ones that grow in one dimension, and parts of real ones.

/** A document with so many component schemas, each used by the one before it. */
export function ladder(schemas: number, limit: number): string {
  const all: Record<string, unknown> = {};
  for (let number = 0; number < schemas; number++)
    all[`S${number}`] = {
      type: 'object',
      required: ['id'],
      properties: {
        id: { type: 'string', maxLength: number % 10 === 0 ? limit : 20 },
        kind: { enum: ['a', 'b', 'c'] },
        next: { $ref: `#/components/schemas/S${(number + 1) % schemas}` },
      },
    };
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/S0' } } };
  return JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'ladder', version: '1.0.0' },
    paths: {
      '/s': { post: { requestBody: { content }, responses: { '200': { description: 'ok', content } } } },
    },
    components: { schemas: all },
  });
}

/** A schema that thirty operations answer with: properties with long lists of values, the first `changed` of each renamed. */
export function lists(properties: number, values: number, changed: number): string {
  const valuesOf = (property: number): string[] =>
    Array.from({ length: values }, (_, value) => `${value < changed ? 'new' : 'old'} ${property}-${value}`);
  const all = Array.from({ length: properties }, (_, property) => [
    `p${property}`,
    { type: 'string', enum: valuesOf(property) },
  ]);
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Record' } } };
  const paths = Array.from({ length: 30 }, (_, index) => [
    `/s${index}`,
    { get: { operationId: `get${index}`, responses: { '200': { description: 'ok', content } } } },
  ]);
  return JSON.stringify({
    openapi: '3.1.1',
    info: { title: 'lists', version: '1.0.0' },
    paths: Object.fromEntries(paths),
    components: { schemas: { Record: { type: 'object', properties: Object.fromEntries(all) } } },
  });
}

/** Entities that all lead to each other, by unions of an identifier and the entity, with three operations for each. */
export function entities(count: number, isHead: boolean): string {
  const ref = (number: number) => ({ $ref: `#/components/schemas/E${number % count}` });
  const all: Record<string, unknown> = {};
  for (let number = 0; number < count; number++) {
    const properties: Record<string, unknown> = {
      id: { type: 'string' },
      object: { type: 'string', enum: [`e${number}`] },
      created: { type: 'integer' },
      note: { type: 'string', maxLength: isHead && number % 20 === 7 ? 400 : 500 },
    };
    for (const step of [1, 7, 31, 97])
      properties[`to${step}`] = { anyOf: [{ type: 'string' }, ref(number * step + step)] };
    if (isHead && number % 10 === 3) properties['added'] = { type: 'string' };
    const required = ['id', 'object', ...(isHead && number % 25 === 1 ? [] : ['created'])];
    all[`E${number}`] = { type: 'object', required, properties };
  }
  const paths: Record<string, unknown> = {};
  const answer = (schema: unknown) => ({
    '200': { description: 'ok', content: { 'application/json': { schema } } },
  });
  for (let number = 0; number < count; number++) {
    const one = ref(number);
    const list = { type: 'object', required: ['data'], properties: { data: { type: 'array', items: one } } };
    const requestBody = { content: { 'application/json': { schema: one } } };
    paths[`/e${number}`] = {
      get: { operationId: `list${number}`, responses: answer(list) },
      post: { operationId: `create${number}`, requestBody, responses: answer(one) },
    };
    paths[`/e${number}/current`] = { get: { operationId: `get${number}`, responses: answer(one) } };
  }
  const info = { title: 'entities', version: '1.0.0' };
  return JSON.stringify({ openapi: '3.1.1', info, paths, components: { schemas: all } });
}

/** One schema nested so deep. */
export function chain(length: number, leaf: string): string {
  const open = '{"properties":{"a":'.repeat(length);
  return `{"openapi":"3.1.1","paths":{"/s":{"get":{"responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}}},"components":{"schemas":{"A":${open}{"type":"${leaf}"}${'}}'.repeat(length)}}}}`;
}

interface Document {
  readonly openapi: string;
  readonly info: unknown;
  readonly paths: Readonly<Record<string, unknown>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** The first paths of both documents, with what they refer to, so many that base has the given size. */
export function cut(base: string, head: string, bytes: number): { base: string; head: string } {
  const documents = [JSON.parse(base) as Document, JSON.parse(head) as Document] as const;
  const names = Object.keys(documents[0].paths);
  let [low, high] = [1, names.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (withPaths(documents[0], names.slice(0, middle)).length <= bytes) low = middle;
    else high = middle - 1;
  }
  const kept = names.slice(0, low);
  return { base: withPaths(documents[0], kept), head: withPaths(documents[1], kept) };
}

function withPaths(document: Document, names: readonly string[]): string {
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([name]) => names.includes(name)));
  const components: Record<string, Record<string, unknown>> = {};
  const open: unknown[] = [paths];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value !== 'object' || value === null) continue;
    const reference = '$ref' in value && typeof value.$ref === 'string' ? value.$ref : '';
    const [, section = '', name = ''] = /^#\/components\/([^/]+)\/([^/]+)$/.exec(reference) ?? [];
    const found = document.components[section]?.[name];
    if (found !== undefined && components[section]?.[name] === undefined) {
      components[section] = { ...components[section], [name]: found };
      open.push(found);
    }
    open.push(...(Object.values(value) as unknown[]));
  }
  const { openapi, info } = document;
  return JSON.stringify({ openapi, info, paths, components }, null, 2);
}
