// The stand-in answers as @hyperjump/uri does, for the addresses that reach it.
import * as original from '@hyperjump/uri';
import { expect, test } from 'vitest';
import * as standIn from '../../../src/gate/include/hyperjump-iri.js';

const base = 'https://schema.invalid/witness/12';
const addresses = [
  base,
  `${base}#/$defs/d0`,
  `${base}#/$defs/d0/properties/a~1b%20c%5B%22`,
  'https://json-schema.org/draft/2020-12/schema',
  'https://json-schema.org/draft/2020-12/schema#meta',
  'https://json-schema.org/keyword/definitions',
];

test.each(addresses)('%s', (address) => {
  for (const part of ['scheme', 'authority', 'path', 'fragment'] as const)
    expect(standIn.parseIri(address)[part], part).toBe(original.parseIri(address)[part]);
  expect(standIn.toAbsoluteIri(address)).toBe(original.toAbsoluteIri(address));
  expect(standIn.normalizeIri(address)).toBe(original.normalizeIri(address));
  expect(standIn.resolveIri(address, '')).toBe(original.resolveIri(address, ''));
  expect(standIn.resolveIri(address, base)).toBe(original.resolveIri(address, base));
});

test.each(['', '#', '#/$defs/d0', '#/$defs/d1/items', 'meta/core', '../x?y#z'])(
  '%j from another',
  (reference) => {
    expect(standIn.resolveIri(reference, base)).toBe(original.resolveIri(reference, base));
    expect(standIn.parseIriReference(reference).fragment).toBe(
      original.parseIriReference(reference).fragment,
    );
  },
);
