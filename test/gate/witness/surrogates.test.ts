// Half a surrogate pair is a legal JSON string (RFC 8259 §8.2) and has no UTF-8 form: messages show U+FFFD for it.
import { expect, test } from 'vitest';
import { compare } from '../../../src/gate/compare.js';
import type { JsonObject } from '../../../src/gate/include/json.js';

const half = '\ud800';

const query = (schema: JsonObject, name = 'q'): JsonObject => ({
  openapi: '3.1.1',
  info: { title: 't', version: '1' },
  paths: {
    '/a': {
      get: {
        parameters: [{ name, in: 'query', required: true, schema }],
        responses: { '200': { description: 'ok' } },
      },
    },
  },
});

test('in a value, and in the name of a parameter', async () => {
  const report = await compare(query({ const: half }, `n${half}`), query({ const: 'a' }, `n${half}`));
  expect(report.findings[0]).toMatchObject({
    level: 'breaking',
    witness: { text: 'GET /a?n%EF%BF%BD=%EF%BF%BD' },
  });
});

test('in the name of a property of a branch', async () => {
  const document = (branch: JsonObject): JsonObject => ({
    openapi: '3.1.1',
    info: { title: 't', version: '1' },
    paths: {
      '/a': {
        get: {
          responses: {
            '200': {
              description: 'ok',
              content: { 'application/json': { schema: { anyOf: [branch, false] } } },
            },
          },
        },
      },
    },
  });
  const typed = { type: 'object', properties: { [half]: { enum: [true] } } };
  const report = await compare(document(typed), document({ type: 'object' }));
  // Ajv cannot be asked about such a name.
  expect(report.findings.map(({ level, rule }) => `${level} ${rule}`)).toEqual([
    'breaking property-removed',
    'unknown union-changed',
  ]);
});
