// Places of two documents under each reading: src/gate/README.md "The question".

import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { createEngine, type Dialect, type Engine } from '../../../src/gate/include/engine.js';
import type { Inclusion, Json } from '../../../src/gate/include/include.js';

type Answer = Inclusion['result'];

interface Row {
  readonly name: string;
  readonly base: Json;
  readonly head: Json;
  readonly request: Answer;
  /** Under the tolerant reading. */
  readonly response: Answer;
  /** Under the strict reading, where it differs or is worth saying. */
  readonly strictResponse?: Answer;
  readonly openCodes?: boolean;
}

const rows = JSON.parse(
  readFileSync(new URL('readings/rows.json', import.meta.url), 'utf8'),
) as readonly Row[];
const pointer = '/components/schemas/S';

function engineFor(base: Json, head: Json, dialect: Dialect = 'openapi-3.1'): Engine {
  const side = (schema: Json) => ({ document: { components: { schemas: { S: schema } } }, dialect });
  return createEngine({ base: side(base), head: side(head) });
}

test.each(rows)('$name', async ({ base, head, request, response, strictResponse, openCodes = false }) => {
  const engine = engineFor(base, head);
  const ask = async (direction: 'request' | 'response', tolerant: boolean): Promise<Answer> => {
    const reading = { direction, undeclared: true, tolerant, openCodes };
    return (await engine.compare({ base: pointer, head: pointer }, reading)).result;
  };
  expect({ request: await ask('request', true), response: await ask('response', true) }).toEqual({
    request,
    response,
  });
  expect(await ask('response', false)).toBe(strictResponse ?? response);
});

test.each(rows)('$name: each side is included in itself', async ({ base, head }) => {
  for (const schema of [base, head]) {
    const engine = engineFor(schema, structuredClone(schema));
    expect(engine.equal(pointer, pointer)).toBe(true);
    for (const direction of ['request', 'response'] as const) {
      const verdict = await engine.compare(
        { base: pointer, head: pointer },
        { direction, undeclared: true, tolerant: false },
      );
      expect(verdict.result).toBe('proved');
    }
  }
});

describe('two dialects', () => {
  test.each([
    {
      name: 'nullable becomes a type',
      old: { type: 'string', nullable: true },
      now: { type: ['string', 'null'] },
    },
    {
      name: 'a flag becomes a bound',
      old: { type: 'number', minimum: 0, exclusiveMinimum: true },
      now: { type: 'number', exclusiveMinimum: 0 },
    },
    {
      name: 'example becomes examples',
      old: { type: 'string', example: 'x' },
      now: { type: 'string', examples: ['x'] },
    },
  ])('$name without a finding', async ({ old, now }) => {
    const side = (schema: Json, dialect: Dialect) => ({
      document: { components: { schemas: { S: schema } } },
      dialect,
    });
    const engine = createEngine({ base: side(old, 'openapi-3.0'), head: side(now, 'openapi-3.1') });
    for (const direction of ['request', 'response'] as const) {
      const verdict = await engine.compare(
        { base: pointer, head: pointer },
        { direction, undeclared: true, tolerant: true },
      );
      expect(verdict.result).toBe('proved');
    }
    expect(engine.equal(pointer, pointer)).toBe(true);
  });
});

describe('names and places', () => {
  test('a pointer that names nothing is unknown', async () => {
    const verdict = await engineFor(true, true).compare(
      { base: '/nowhere', head: pointer },
      { direction: 'request', undeclared: true, tolerant: true },
    );
    expect(verdict.result).toBe('unknown');
  });

  test('readOnly makes two places differ that read the same otherwise', () => {
    const plain = { type: 'object', properties: { a: { type: 'string' } } };
    const marked = { type: 'object', properties: { a: { type: 'string', readOnly: true } } };
    expect(engineFor(plain, marked).equal(pointer, pointer)).toBe(false);
  });

  test('a refutation says what the receiver complains of', async () => {
    const verdict = await engineFor({ type: 'object' }, { type: 'object', required: ['n'] }).compare(
      { base: pointer, head: pointer },
      { direction: 'request', undeclared: true, tolerant: true },
    );
    expect(verdict).toEqual({
      result: 'refuted',
      witness: {},
      complaint: "value must have required property 'n'",
    });
  });
});
