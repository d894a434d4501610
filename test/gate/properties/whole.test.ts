// What is found part by part, and what the engine says of the whole: the walk looks at a document place by place so that a
// finding stands where the change is, and must come to the same verdict as one question about all of it.

import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { compare } from '../../../src/gate/compare.js';
import { createEngine } from '../../../src/gate/include/engine.js';
import type { Json } from '../../../src/gate/include/json.js';
import { edits, referred, written } from './edits.js';
import { pairs, seed, timeout } from './runs.js';
import { schema } from './schemas.js';

type Direction = 'request' | 'response';

const tally = new Map<string, number>();

afterAll(() => {
  console.log(
    ['whole and parts:', ...[...tally].sort().map(([what, count]) => `  ${count} × ${what}`)].join('\n'),
  );
});

const places = {
  request: '/paths/~1a/post/requestBody/content/application~1json/schema',
  response: '/paths/~1a/post/responses/200/content/application~1json/schema',
} as const;

function document(direction: Direction, body: Json, components: { readonly [name: string]: Json }): Json {
  const content = { 'application/json': { schema: body } };
  return {
    openapi: '3.1.1',
    info: { title: 'Parts', version: '1.0.0' },
    paths: {
      '/a': {
        post: {
          operationId: 'a',
          ...(direction === 'request' ? { requestBody: { required: true, content } } : {}),
          responses: { '200': { description: 'd', ...(direction === 'response' ? { content } : {}) } },
        },
      },
    },
    components: { schemas: components },
  };
}

/** A document on which parts and whole disagree; undefined where they agree, or the whole is not decided. */
async function disagreement(direction: Direction, base: Json, head: Json): Promise<string | undefined> {
  const place = places[direction];
  const engine = createEngine({
    base: { document: base, dialect: 'openapi-3.1' },
    head: { document: head, dialect: 'openapi-3.1' },
  });
  const reading = { direction, undeclared: true, tolerant: true };
  const whole = await engine.compare({ base: place, head: place }, reading);
  const found = (await compare(base, head)).findings.filter(({ layer }) => layer === 'wire');
  const worst = (['breaking', 'unknown'] as const).find((level) => found.some((one) => one.level === level));
  const what = `${whole.result}, ${worst ?? 'nothing'} found`;
  tally.set(what, (tally.get(what) ?? 0) + 1);
  const isAgreed = whole.result === 'unknown' || (whole.result === 'proved') === (worst === undefined);
  return isAgreed ? undefined : JSON.stringify({ what, direction, base, head, whole });
}

type Pair = (direction: Direction) => readonly [base: Json, head: Json];

/**
 * In one document of some thousand branches overlap so that a name is declared by a branch within one that does not hold, which
 * the two read differently. The runs of every pull request meet none.
 */
async function law(pair: fc.Arbitrary<Pair>): Promise<void> {
  const numRuns = Math.ceil(pairs * 0.15);
  const apart: string[] = [];
  const property = fc.asyncProperty(pair, async (documents) => {
    for (const direction of ['request', 'response'] as const) {
      const found = await disagreement(direction, ...documents(direction));
      if (found !== undefined) apart.push(found);
    }
  });
  await fc.assert(property, { numRuns, seed, endOnFailure: true });
  expect(apart.length, apart.join('\n')).toBeLessThanOrEqual(Math.floor(numRuns / 500));
}

const [inner, outer] = referred;

/** The schema with another in the place of what refers to a component. */
function unreferred(value: Json, ...components: readonly string[]): Json {
  const text = components.reduce(
    (written, name) => written.replaceAll(`{"$ref":"#/components/schemas/${name}"}`, '{"type":"boolean"}'),
    JSON.stringify(value),
  );
  return JSON.parse(text) as Json;
}

/** Components that do not lead back to themselves. */
const components = fc.tuple(written(2), written(3)).map(([a, b]) => ({
  [inner]: unreferred(a, inner, outer),
  [outer]: unreferred(b, outer),
}));

test.each([
  { name: 'schemas as APIs write them', body: written(4), other: written(2) },
  { name: 'any schemas', body: schema(3), other: schema(2) },
])('of $name the parts say what the whole says', { timeout }, async ({ body, other }) => {
  await law(
    fc.tuple(body, edits(other), components).map(([old, edit, known]) => (direction) => [
      document(direction, old, known),
      document(direction, edit(old), known),
    ]),
  );
});

test('what changed in a component is what changed in all that refer to it', { timeout }, async () => {
  await law(
    fc.tuple(written(4), edits(written(2)), components).map(([body, edit, known]) => {
      const changed = { ...known, [inner]: unreferred(edit(known[inner] ?? true), inner, outer) };
      return (direction) => [document(direction, body, known), document(direction, body, changed)];
    }),
  );
});
