// Schemas that lead back to themselves: those that nothing tells apart are one, whatever they are called and however often they
// are written; and what is proved of them no value contradicts.

import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json } from '../../../src/gate/include/include.js';
import { include } from '../../../src/gate/include/include.js';
import { judge, separates } from './judges.js';
import { pairs, seed, timeout } from './runs.js';

type Schema = { readonly [keyword: string]: Json };

const size = 5;
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** A schema of a cycle: what stands under `a` and `b` is a number of another one, or a leaf. */
const shape = fc.record({
  a: fc.nat(size + 1),
  b: fc.nat(size + 1),
  required: fc.constantFrom<string[]>([], [], ['a']),
  isOptional: fc.boolean(),
});
type Shape = typeof shape extends fc.Arbitrary<infer T> ? T : never;

function written({ a, b, required, isOptional }: Shape, nameOf: (at: number) => string): Json {
  const below = (at: number): Json =>
    at < size ? ref(nameOf(at)) : at === size ? { type: 'null' } : { type: 'string' };
  const properties = { a: below(a), b: below(b), root: ref('Root') };
  const object = { type: 'object', properties, required };
  return isOptional ? { anyOf: [object, { type: 'null' }] } : object;
}

const shapes = fc.array(shape, { minLength: size, maxLength: size });

/** One cycle: all lead to the root, and the root to all. */
function cycle(list: readonly Shape[], copies: readonly string[], nameOf: (at: number) => string): Schema {
  const properties = Object.fromEntries(list.map((_, at) => [`s${at}`, ref(nameOf(at))]));
  const all = copies.flatMap((copy) =>
    list.map((one, at): [string, Json] => [`${copy}${at}`, written(one, nameOf)]),
  );
  return { Root: { type: 'object', properties }, ...Object.fromEntries(all) };
}

const entered = (list: readonly Shape[], name: string): Schema => ({
  ...ref(name),
  $defs: cycle(list, ['S'], (index) => `S${index}`),
});

/** The same under other names, each schema twice, and either of the two meant wherever one is. */
function renamedTwice(list: readonly Shape[], luck: readonly boolean[]): Schema {
  let next = 0;
  const either = (index: number): string => `${luck[next++ % luck.length] === true ? 'X' : 'Y'}${index}`;
  return { ...ref('Root'), $defs: cycle(list, ['X', 'Y'], either) };
}

const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    { arbitrary: fc.constantFrom<Json[]>(null, 'x', {}), weight: 1 },
    {
      arbitrary: fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2 }),
      weight: 3,
    },
  ),
})).value;

test('names and copies make no difference, and cost nothing', { timeout }, async () => {
  await fc.assert(
    fc.asyncProperty(shapes, fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), async (list, luck) => {
      const [one, other] = [entered(list, 'Root'), renamedTwice(list, luck)];
      expect(await include(one, other, { budgetSteps: 1 })).toEqual({ result: 'proved' });
      expect(await include(other, one, { budgetSteps: 1 })).toEqual({ result: 'proved' });
    }),
    { numRuns: Math.ceil(pairs * 0.2), seed, endOnFailure: true },
  );
});

test('what is proved no value separates, and a witness separates under both validators', {
  timeout,
}, async () => {
  const tally = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      shapes,
      fc.nat(size - 1),
      fc.nat(size - 1),
      fc.array(value, { minLength: 30, maxLength: 30 }),
      async (list, from, to, values) => {
        const [one, other] = [entered(list, `S${from}`), entered(list, `S${to}`)];
        const answer = await include(one, other);
        tally.set(answer.result, (tally.get(answer.result) ?? 0) + 1);
        const [first, second] = [judge(one), judge(other)];
        if (answer.result === 'refuted')
          expect(await separates(first, second, answer.witness, true)).toBe(true);
        else for (const each of values) expect(await separates(first, second, each, false)).toBe(false);
      },
    ),
    { numRuns: Math.ceil(pairs * 0.1), seed, endOnFailure: true },
  );
  console.log('cycles:', Object.fromEntries(tally));
  expect(tally.get('unknown') ?? 0).toBe(0);
});
