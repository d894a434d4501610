// A design file's tree: some twenty kinds of nodes, most with children of any kind. Every place is reached in endlessly many
// ways, and what changed at one of them is still one finding.
import { expect, test } from 'vitest';

import type { Json } from '../../../src/gate/include/json.js';
import { compare } from '../../../src/gate/compare.js';

const kinds = Array.from({ length: 24 }, (_, index) => `Kind${index}`);
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

interface Change {
  readonly shades?: readonly string[];
  readonly kinds?: readonly string[];
  readonly discriminator?: boolean;
}

function tree({
  shades = ['LIGHT', 'DARK'],
  kinds: known = kinds,
  discriminator = false,
}: Change = {}): Json {
  const node = (kind: string): Json => ({
    allOf: [
      {
        type: 'object',
        required: ['children'],
        properties: { children: { type: 'array', items: ref('Any') } },
      },
      { type: 'object', properties: { shade: ref('Shade') } },
      { type: 'object', required: ['kind'], properties: { kind: { enum: [kind] } } },
    ],
  });
  const mapping = Object.fromEntries(known.map((kind) => [kind, `#/components/schemas/${kind}`]));
  return {
    openapi: '3.1.1',
    info: { title: 'Drawings', version: '1.0.0' },
    paths: {
      '/drawing': {
        get: {
          operationId: 'getDrawing',
          responses: { '200': { description: 'd', content: { 'application/json': { schema: ref('Any') } } } },
        },
      },
    },
    components: {
      schemas: {
        Any: {
          oneOf: known.map(ref),
          ...(discriminator ? { discriminator: { propertyName: 'kind', mapping } } : {}),
        },
        Shade: { enum: shades },
        ...Object.fromEntries(known.map((kind) => [kind, node(kind)])),
      },
    },
  };
}

const findings = async (base: Change, head: Change) =>
  (await compare(tree(base), tree(head))).findings
    .filter(({ level }) => level === 'breaking' || level === 'unknown')
    .map(
      ({ level, rule, head: place, witness }) =>
        `${level} ${rule} ${place?.pointer ?? ''} ${witness?.text.split('\n').at(-1) ?? ''}`,
    );

test.each([false, true])(
  'a value new at a shared leaf is one break, with a short message (discriminator: %s)',
  async (discriminator) => {
    expect(await findings({ discriminator }, { discriminator, shades: ['LIGHT', 'DARK', 'DUSK'] })).toEqual([
      'breaking enum-value-added /components/schemas/Shade/enum {"shade":"DUSK","children":[],"kind":"Kind0"}',
    ]);
  },
);

test.each([false, true])(
  'a kind of node that is new is one break (discriminator: %s)',
  async (discriminator) => {
    expect(await findings({ discriminator }, { discriminator, kinds: [...kinds, 'Cloud'] })).toEqual([
      'breaking union-changed /components/schemas/Any/oneOf/24 {"kind":"Cloud","children":[]}',
    ]);
  },
);
