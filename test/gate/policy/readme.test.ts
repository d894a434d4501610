// Every finding that the policy makes has its heading, and no heading is left over.
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../../src/${path}`, import.meta.url), 'utf8');

test('the headings of the README are the rules in the code', () => {
  const files = [
    'gate/release/versions.ts',
    'build/released-programs.ts',
    ...readdirSync(new URL('../../../src/gate/policy/', import.meta.url))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => `gate/policy/${name}`),
  ];
  const rules = new Set(
    files.flatMap((file) => [...read(file).matchAll(/\brule: '([a-z-]+)'/g)].map((found) => found[1])),
  );
  const headings = [...read('gate/policy/README.md').matchAll(/^## ([a-z-]+)$/gm)].map((found) => found[1]);
  expect(rules.size).toBeGreaterThan(3);
  expect([...rules].sort()).toEqual(headings.sort());
});
