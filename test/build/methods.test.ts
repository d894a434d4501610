import { expect, test } from 'vitest';
import { methodsIn, wrapperMethods } from '../../src/build/methods.js';
import { root } from '../../src/build/project.js';

test('a method that calls another reaches its operations', async () => {
  const methodsFor = await wrapperMethods(root);
  expect(methodsFor('spawnAgent')).toEqual(['agents.spawn', 'agents.run']);
  expect(methodsFor('getAgent')).toContain('agents.wait');
});

test('an operation that no wrapper calls has no method', async () => {
  expect((await wrapperMethods(root))('noSuchOperation')).toEqual([]);
});

test('a private method lends its operations and is not named itself', () => {
  const source =
    "  #ask() {\n    return call(this.#transport, 'getThing', {});\n  }\n  get() {\n    return this.#ask();\n  }\n";
  expect([...methodsIn(source, 'things')]).toEqual([['getThing', ['things.get']]]);
});
