// Laws of inclusion over random schemas.

import * as fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { include, type Inclusion, type Json } from '../../../src/gate/include/include.js';
import { boundaries, judge, separates } from './judges.js';
import { pairs, seed, timeout } from './runs.js';
import { instance, rewrites, schema, surroundings } from './schemas.js';

const tally = { proved: 0, refuted: 0, unknown: 0 };
const reasons = new Map<string, number>();

async function ask(a: Json, b: Json): Promise<Inclusion> {
  const answer = await include(a, b);
  tally[answer.result] += 1;
  if (answer.result === 'unknown') reasons.set(answer.reason, (reasons.get(answer.reason) ?? 0) + 1);
  return answer;
}

/** Runs the law on its share of the pairs, `perRun` of them at a time. */
async function law<T extends [unknown, ...unknown[]]>(
  share: number,
  perRun: number,
  arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> },
  holds: (...values: T) => Promise<void>,
): Promise<void> {
  const numRuns = Math.max(1, Math.ceil((pairs * share) / perRun));
  await fc.assert(fc.asyncProperty<T>(...arbitraries, holds), { numRuns, seed, endOnFailure: true });
}

afterAll(() => {
  const asked = tally.proved + tally.refuted + tally.unknown;
  const share = ((100 * tally.unknown) / asked).toFixed(2);
  console.log(
    [
      `inclusion: ${asked} pairs asked, ${tally.proved} proved, ${tally.refuted} refuted, ${tally.unknown} unknown (${share} %)`,
      ...[...reasons].map(([reason, count]) => `  ${count} × ${reason}`),
      `replay: JETTSON_SEED=${seed} JETTSON_PAIRS=${pairs} npx vitest run test/gate/properties`,
    ].join('\n'),
  );
  // No more than two in a hundred pairs stay unknown.
  expect(tally.unknown).toBeLessThanOrEqual(Math.max(5, asked * 0.02));
});

/** The two halves of soundness, for one pair. */
async function isSound(a: Json, b: Json, values: readonly Json[]): Promise<void> {
  const answer = await ask(a, b);
  if (answer.result === 'unknown') return;
  const [first, second] = [judge(a), judge(b)];
  if (answer.result === 'refuted') {
    expect(
      await separates(first, second, answer.witness, true),
      `witness ${JSON.stringify(answer.witness)}`,
    ).toBe(true);
    return;
  }
  for (const value of [...values, ...boundaries(a), ...boundaries(b)]) {
    if (await separates(first, second, value, false))
      expect.fail(`proved, yet ${JSON.stringify(value)} separates the two`);
  }
}

const values = fc.array(instance, { minLength: 10, maxLength: 25 });

test('what is proved no value separates, and a witness separates under both validators', {
  timeout,
}, async () => {
  await law(0.4, 2, [schema(3), schema(3), values], async (a, b, some) => {
    await isSound(a, b, some);
    await isSound(b, a, some);
  });
});

test('an edit in a known direction is never refuted in that direction', { timeout }, async () => {
  await law(0.3, 3, [schema(3), schema(2), surroundings, values], async (a, other, around, some) => {
    const [narrow, plain, wide] = [around({ allOf: [a, other] }), around(a), around({ anyOf: [a, other] })];
    expect((await ask(narrow, plain)).result, 'the narrower in the plain').not.toBe('refuted');
    expect((await ask(plain, wide)).result, 'the plain in the wider').not.toBe('refuted');
    await isSound(wide, narrow, some);
  });
});

test('another spelling of a schema is proved both ways', { timeout }, async () => {
  await law(
    0.2,
    2,
    [schema(3), schema(2), fc.constantFrom(...rewrites)],
    async (a, other, { name, rewrite }) => {
      const spelled = rewrite(a, other);
      // Annotations of a branch do not leave a negation, so unevaluated keywords outside would see a difference; there are none outside.
      expect((await ask(a, spelled)).result, `${name}: forth`).not.toBe('refuted');
      expect((await ask(spelled, a)).result, `${name}: back`).not.toBe('refuted');
    },
  );
});

test('inclusion is transitive where all three are decided', { timeout }, async () => {
  await law(0.1, 3, [schema(2), schema(2), schema(2)], async (a, b, c) => {
    const [ab, bc] = [await ask(a, { anyOf: [a, b] }), await ask({ anyOf: [a, b] }, { anyOf: [a, b, c] })];
    const ac = await ask(a, { anyOf: [a, b, c] });
    if (ab.result === 'proved' && bc.result === 'proved') expect(ac.result).not.toBe('refuted');
    const [xy, yz] = [await ask(a, b), await ask(b, c)];
    if (xy.result === 'proved' && yz.result === 'proved')
      expect((await ask(a, c)).result).not.toBe('refuted');
  });
});

test('every schema is included in itself', { timeout }, async () => {
  await law(0.05, 1, [schema(3)], async (a) => {
    expect(await include(a, structuredClone(a))).toEqual({ result: 'proved' });
  });
});
