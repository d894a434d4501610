// A document whose schemas refer to each other in more ways than are followed: what is read literally from there on proves,
// and never refutes.

import { expect, test } from 'vitest';

import { createCanonical } from '../../../src/gate/include/canonical.js';
import { createCompiler } from '../../../src/gate/include/compiler.js';
import { decision } from '../../../src/gate/include/decide.js';
import type { Json } from '../../../src/gate/include/json.js';
import { createNodes } from '../../../src/gate/include/node.js';
import { createReader } from '../../../src/gate/include/schema.js';
import { createSenders } from '../../../src/gate/include/sender.js';
import { createShrink } from '../../../src/gate/include/shrink.js';
import { createSolver } from '../../../src/gate/include/solver.js';
import { createSource } from '../../../src/gate/include/source.js';

function schemaOf(raw: Json) {
  const source = createSource(raw, '2020-12');
  return createReader({ source }).schema({ raw, pointer: '', resource: source.root });
}

/** The verdict on a sender whose contexts are followed up to a limit. */
function verdict(a: Json, b: Json, limit?: number) {
  const [accepting, refusing] = [schemaOf(a), schemaOf(b)];
  const canonical = createCanonical();
  const nodes = createNodes();
  const compiler = createCompiler(nodes, canonical);
  const senders = createSenders({ nodes, canonical, plain: compiler.node }, limit);
  const sender = senders.node(accepting, refusing);
  const pair = { sender, receiver: compiler.node(refusing), accepting, refusing };
  const means = { nodes, solver: createSolver(nodes), shrink: createShrink(), steps: 20_000 };
  return decision(pair, means).verdict();
}

const inner = { type: 'object', properties: { a: { type: 'string' } } };
const older = { type: 'object', properties: { inner } };
const newer = {
  type: 'object',
  properties: { inner: { ...inner, properties: { ...inner.properties, b: { type: 'boolean' } } } },
};

test('a name that is new further in breaks nobody', async () => {
  expect(await verdict(older, newer)).toEqual({ result: 'proved' });
});

test('beyond the limit that is not known', async () => {
  expect(await verdict(older, newer, 1)).toEqual({
    result: 'unknown',
    reason: 'the schemas refer to each other in too many ways',
  });
});

test('what holds literally is proved all the same', async () => {
  expect(await verdict(newer, older, 1)).toEqual({ result: 'proved' });
});

test('where more branches than are looked at may declare a name, a message with it is not known to be sent', async () => {
  const kinds = (count: number): Json => ({
    type: 'object',
    properties: { id: { type: 'string' } },
    anyOf: Array.from({ length: count }, (_, index) => ({ properties: { [`name${index}`]: true } })),
  });
  const narrower: Json = { properties: { id: true, other: { type: 'boolean' } } };
  expect((await verdict(kinds(50), narrower)).result).toBe('proved');
  expect(await verdict(kinds(500), narrower)).toEqual({
    result: 'unknown',
    reason: 'the schemas refer to each other in too many ways',
  });
  const shorter: Json = { properties: { id: { maxLength: 5 } } };
  expect((await verdict(kinds(500), shorter)).result).toBe('refuted');
});

/** Blocks of a page: two unions of them, one within the other, and each kind has children of one of the two. */
function page(titled: readonly string[]): Json {
  const kinds = Array.from({ length: 12 }, (_, index) => `kind${index}`);
  const block = (kind: string, index: number): Json => ({
    type: 'object',
    required: ['kind', 'blocks'],
    properties: {
      kind: { const: kind },
      blocks: { type: 'array', items: { $ref: index % 3 === 0 ? '#/$defs/any' : '#/$defs/plain' } },
      ...(titled.includes(kind) ? { title: { type: 'string' } } : {}),
    },
  });
  const references = kinds.map((kind) => ({ $ref: `#/$defs/${kind}` }));
  return {
    $ref: '#/$defs/any',
    $defs: {
      any: { oneOf: [{ $ref: '#/$defs/plain' }, ...references.slice(6)] },
      plain: { oneOf: references.slice(0, 6) },
      ...Object.fromEntries(kinds.map((kind, index) => [kind, block(kind, index)])),
    },
  };
}

test('a block is the same block whichever unions lead to it', async () => {
  const few = 200;
  expect(await verdict(page(['kind1']), page(['kind1', 'kind4', 'kind7']), few)).toEqual({
    result: 'proved',
  });
  expect(await verdict(page(['kind1', 'kind4']), page(['kind1']), few)).toEqual({ result: 'proved' });
});

test('a place is one place whoever refers to it', async () => {
  const list = (titled: readonly string[]): Json => {
    const kinds = Array.from({ length: 30 }, (_, index) => `kind${index}`);
    const block = (kind: string): Json => ({
      type: 'object',
      required: ['kind'],
      properties: {
        kind: { const: kind },
        contained: { type: 'array', items: { $ref: '#/$defs/list' } },
        ...(titled.includes(kind) ? { title: { type: 'string' } } : {}),
      },
    });
    return {
      anyOf: kinds.map((kind) => ({ $ref: `#/$defs/${kind}` })),
      $defs: {
        list: { oneOf: kinds.map((kind) => ({ $ref: `#/$defs/${kind}` })) },
        ...Object.fromEntries(kinds.map((kind) => [kind, block(kind)])),
      },
    };
  };
  // Two unions of thirty, and a list in each: not thirty unions of thirty.
  const few = 150;
  expect(await verdict(list([]), list(['kind4', 'kind7']), few)).toEqual({ result: 'proved' });
});
