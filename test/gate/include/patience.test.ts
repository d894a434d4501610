// What ends a search that would go on: values too deep to be checked, and documents all of whose places are hard.

import { expect, test } from 'vitest';

import { createCanonical } from '../../../src/gate/include/canonical.js';
import { createCompiler } from '../../../src/gate/include/compiler.js';
import { holds } from '../../../src/gate/include/evaluate.js';
import type { Json } from '../../../src/gate/include/json.js';
import { createNodes, literal } from '../../../src/gate/include/node.js';
import { createReader } from '../../../src/gate/include/schema.js';
import { createSolver } from '../../../src/gate/include/solver.js';
import { createSource } from '../../../src/gate/include/source.js';

function formulas() {
  const nodes = createNodes();
  const compiler = createCompiler(nodes, createCanonical());
  const node = (raw: Json) => {
    const source = createSource(raw, '2020-12');
    return compiler.node(createReader({ source }).schema({ raw, pointer: '', resource: source.root }));
  };
  return { nodes, node };
}

test('a value nested too deep to be checked is looked at once by each schema, not once by every way to it', () => {
  const { node } = formulas();
  const either = (name: string): Json => ({
    properties: { x: { $ref: '#/$defs/a' }, [name]: { type: 'string' } },
  });
  const schema = node({ $defs: { a: { anyOf: [either('y'), either('z')] } }, $ref: '#/$defs/a' });
  let value: Json = { y: 1, z: 1 };
  for (let level = 0; level < 300; level++) value = { x: value };
  expect(holds(schema, value)).toBeUndefined();
});

test('alternatives in common are looked at once for each value, numbers and words too', () => {
  const { node } = formulas();
  const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
  const either = (level: number) => ({ anyOf: [ref(`a${level + 1}`), ref(`b${level + 1}`)] });
  const $defs: Record<string, Json> = { a60: { type: 'string' }, b60: { type: 'boolean' } };
  for (let level = 0; level < 60; level++) {
    $defs[`a${level}`] = either(level);
    $defs[`b${level}`] = { ...either(level), maximum: 5 };
  }
  const schema = node({ $defs, ...ref('a0') });
  expect(holds(schema, 6)).toBe(false);
  expect(holds(schema, 'x')).toBe(true);
  expect(holds(schema, { a: 1 })).toBe(false);
});

test('unions that name each other and no part of the value say nothing, and what else they say counts', () => {
  const { node } = formulas();
  const ref = (name: string) => ({ $ref: `#/$defs/${name}` });
  const one = { anyOf: [ref('other'), { type: 'string' }, { allOf: [ref('other')] }] };
  const other = { anyOf: [ref('one'), { allOf: [ref('one')] }, { allOf: [{ anyOf: [ref('one')] }] }] };
  const schema = node({ $defs: { one, other }, ...ref('one') });
  expect(holds(schema, 'x')).toBe(true);
  expect(holds(schema, 1)).toBeUndefined();
});

test('after many steps without an answer a question gets fewer of them', () => {
  const { nodes, node } = formulas();
  const chain = (length: number): Json => {
    let schema: Json = { const: length };
    for (let level = 0; level < length; level++)
      schema = { type: 'object', required: ['x'], properties: { x: schema } };
    return schema;
  };
  const ask = (solver: ReturnType<typeof createSolver>, length: number) =>
    solver.solve([literal(node(chain(length)), true)], 60).kind;
  expect(ask(createSolver(nodes), 20)).toBe('value');
  const tired = createSolver(nodes);
  for (let times = 0; times < 2000; times++) expect(ask(tired, 100)).toBe('unknown');
  expect(ask(tired, 20)).toBe('unknown');
  expect(ask(tired, 2)).toBe('value');
});
