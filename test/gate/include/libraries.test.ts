// The libraries behind patterns and formats are loaded while a question is asked: the answer may not tell when.

import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => vi.resetModules());

// The question about the required value is asked, and answered, before the pattern's automaton is there.
test('a first question is answered as a second one is', async () => {
  const { include } = await import('../../../src/gate/include/include.js');
  const schema = (...required: string[]) => ({
    type: 'object',
    required,
    properties: { code: { type: 'string', pattern: '^(?:[A-Za-z0-9+/]{4})*$' } },
  });
  const ask = () => include(schema('code'), schema('code', 'url'));
  const first = await ask();
  expect(first).toMatchObject({ result: 'refuted', witness: { code: 'aaaa' } });
  expect(await ask()).toEqual(first);
});

test('a question about formats that their samples answer needs no automata', async () => {
  const { include } = await import('../../../src/gate/include/include.js');
  const { isMatch, wantsPatterns } = await import('../../../src/gate/include/pattern.js');
  const format = (name: string) => ({ type: 'string', format: name });
  expect(await include(format('date-time'), format('uri'))).toEqual({
    result: 'refuted',
    witness: '2026-01-31T12:00:00Z',
  });
  expect(wantsPatterns()).toBe(false);
  // Those were not loaded either: then nothing would be wanted.
  expect(isMatch('^a{30}$', 'a'.repeat(30))).toBe(undefined);
});

test('what a solver could not tell without a library it tells once somebody else has loaded it', async () => {
  const { createNodes, literal, typeBits } = await import('../../../src/gate/include/node.js');
  const { createSolver } = await import('../../../src/gate/include/solver.js');
  const { loadFormats } = await import('../../../src/gate/include/format.js');
  const nodes = createNodes();
  const solver = createSolver(nodes);
  const question = [literal(nodes.types(typeBits.string), true), literal(nodes.format('uuid'), true)];
  expect(solver.solve(question, 100)).toMatchObject({ kind: 'unknown' });
  await loadFormats();
  expect(solver.solve(question, 100)).toMatchObject({ kind: 'value' });
});

test('a long question is broken off where it wants a library, and asked again with it', async () => {
  const { createNodes, literal, typeBits } = await import('../../../src/gate/include/node.js');
  const { createSolver } = await import('../../../src/gate/include/solver.js');
  const { loadFormats } = await import('../../../src/gate/include/format.js');
  const nodes = createNodes();
  const solver = createSolver(nodes);
  const isObject = literal(nodes.types(typeBits.object), true);
  const properties = Array.from({ length: 400 }, (_, index) => {
    const of = nodes.all([
      nodes.types(typeBits.string),
      nodes.format('uri'),
      nodes.count('minLength', index),
    ]);
    return [literal(nodes.property(`p${index}`, of), true), literal(nodes.required(`p${index}`), true)];
  });
  const question = [isObject, ...properties.flat()];
  expect(solver.solve(question, 20_000)).toEqual({ kind: 'unknown', reason: 'a library is not loaded' });
  await loadFormats();
  expect(solver.solve(question, 20_000)).toMatchObject({ kind: 'value' });
});
