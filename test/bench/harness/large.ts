// Documents of some fifty megabytes for the gate's benchmark: much of one thing, of which one or all change.

type Schema = Readonly<Record<string, unknown>>;

/** A pair of documents, written out. */
export interface Large {
  readonly name: string;
  readonly pair: () => readonly [base: string, head: string];
}

const record = (number: number, isChanged: boolean, more: Schema = {}): Schema => ({
  type: 'object',
  required: ['id'],
  description: `Record number ${number}`,
  properties: {
    id: { type: 'string', maxLength: 40 },
    name: { type: 'string' },
    count: { type: isChanged ? 'string' : 'integer', minimum: 0 },
    tags: { type: 'array', items: { type: 'string' } },
    ...more,
  },
});

const ref = (number: number): Schema => ({ $ref: `#/components/schemas/R${number}` });
const named = (count: number, prefix: string, make: (number: number) => unknown): Record<string, unknown> =>
  Object.fromEntries(Array.from({ length: count }, (_, number) => [`${prefix}${number}`, make(number)]));
const answer = (schema: unknown): Schema => ({
  200: { description: 'ok', content: { 'application/json': { schema } } },
});

function written(paths: Schema, schemas: Schema = {}): string {
  const info = { title: 'large', version: '1.0.0' };
  return JSON.stringify({ openapi: '3.1.1', info, paths, components: { schemas } });
}

/** A document of one operation whose answer is this schema. */
const answering = (schema: unknown, schemas: Schema = {}): string =>
  written({ '/s': { get: { responses: answer(schema) } } }, schemas);

/** One in the middle, or all of them. */
type Which = (number: number) => boolean;
const none: Which = () => false;
const one: Which = (number) => number === 777;
const all: Which = () => true;

function operations(count: number, changed: Which): string {
  const paths = named(count, '/records', (number) => ({
    get: { operationId: `get${number}`, responses: answer(ref(number)) },
    put: {
      operationId: `put${number}`,
      requestBody: { content: { 'application/json': { schema: ref(number) } } },
      responses: { 204: { description: 'done' } },
    },
  }));
  return written(
    paths,
    named(count, 'R', (number) => record(number, changed(number))),
  );
}

/** Schemas that all lead to each other. */
const web = (count: number, changed: Which): string =>
  answering(
    ref(0),
    named(count, 'R', (number) =>
      record(number, changed(number), {
        one: ref((number * 7 + 1) % count),
        other: ref((number * 13 + 5) % count),
      }),
    ),
  );

const members = (count: number, changed: Which): string =>
  answering({
    type: 'object',
    properties: named(count, 'property', (number) => ({
      type: changed(number) ? 'integer' : 'string',
      description: `What is known of the property with the number ${number}`,
    })),
  });

const values = (count: number, changed: Which): string =>
  answering({
    type: 'string',
    enum: Array.from(
      { length: count },
      (_, number) => `a value of the length that many have: ${number}${changed(number) ? '!' : ''}`,
    ),
  });

export const large: readonly Large[] = [
  { name: '80,000 paths, one', pair: () => [operations(80_000, none), operations(80_000, one)] },
  { name: '60,000 paths, all', pair: () => [operations(60_000, none), operations(60_000, all)] },
  { name: '120,000 schemas, one', pair: () => [web(120_000, none), web(120_000, one)] },
  { name: '120,000 schemas, all', pair: () => [web(120_000, none), web(120_000, all)] },
  { name: '400,000 properties, one', pair: () => [members(400_000, none), members(400_000, one)] },
  { name: '1,000,000 values, one', pair: () => [values(1_000_000, none), values(1_000_000, one)] },
];
