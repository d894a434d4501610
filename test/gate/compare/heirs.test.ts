// Who builds on a schema with a discriminator: many heirs cost no more than each by itself, and a long line of them ends in unknown.
import { expect, test } from 'vitest';

import { compare } from '../../../src/gate/compare.js';
import type { Json } from '../../../src/gate/include/json.js';

/** Heirs of one schema, or each the heir of the one before; every one has a text of its own, bounded in head. */
function document(count: number, isLine: boolean, isHead: boolean): Json {
  const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
  const text: Json = { type: 'string', ...(isHead && { maxLength: 5 }) };
  const heirs = Array.from({ length: count }, (_, at): [string, Json] => [
    `H${at}`,
    {
      allOf: [ref(isLine && at > 0 ? `H${at - 1}` : 'Base')],
      properties: { [`text${at}`]: text, other: ref('Base') },
    },
  ]);
  const base: Json = {
    type: 'object',
    required: ['kind'],
    properties: { kind: { type: 'string' } },
    discriminator: { propertyName: 'kind' },
  };
  const schema = { schema: ref('Base') };
  return {
    openapi: '3.1.1',
    info: { title: 'Heirs', version: '1.0.0' },
    paths: {
      '/a': {
        post: {
          requestBody: { content: { 'application/json': schema } },
          responses: { '200': { description: 'd' } },
        },
      },
    },
    components: { schemas: { Base: base, ...Object.fromEntries(heirs) } },
  };
}

const found = async (count: number, isLine: boolean) =>
  (await compare(document(count, isLine, false), document(count, isLine, true))).findings;

test('what differs in each of two hundred heirs is told once', async () => {
  const findings = await found(200, false);
  expect(findings.map(({ level, message }) => `${level} ${message}`)).toEqual(
    Array.from({ length: 200 }, () => 'breaking maxLength 5 is new'),
  );
  expect(new Set(findings.map(({ base }) => base?.pointer)).size).toBe(200);
});

test('of a line of two hundred the first are told, and the others are unknown', async () => {
  const findings = await found(200, true);
  const unknown = findings.filter(({ level }) => level === 'unknown');
  expect(unknown.map(({ message, reason }) => [message, reason])).toEqual([
    [
      'what the tag "H40" (and 159 more) stands for changed',
      'more than 40 schemas build there one on the other',
    ],
  ]);
  expect(findings.filter(({ level }) => level === 'breaking')).toHaveLength(40);
});
