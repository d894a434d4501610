import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Mock } from '../../src/mock/testing.js';
import type { SchemaNode } from './document.js';
import { startMock } from '../../src/mock/testing.js';
import { contractDocument, operationsOf, sliced } from './document.js';
import { breakings, negativesOf, sample } from './negatives.js';
import { send } from './requests.js';
import { summarise } from './summary.js';
import { createValidator, wire } from './validator.js';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock();
});
afterAll(() => mock.close());

const document = contractDocument();
const validator = createValidator(document);

test('every request that breaks the contract in one place gets the documented envelope', async () => {
  const negatives = negativesOf(document);
  const wrong: string[] = [];
  const kinds = new Map<string, number>();
  const ask = async (negative: (typeof negatives)[number]): Promise<void> => {
    const { operation, breaks, request, status, code } = negative;
    const constraint = /^(?:body|query|header)\//.test(breaks);
    // What a message is made of goes over a socket; what its values are goes the short way.
    const answer = await wire(await send(constraint ? mock.fetch : fetch, mock.url, request));
    const problems = validator.answer(operation, answer);
    if (answer.status !== status) problems.push(`is answered with ${answer.status}`);
    else {
      const got = (JSON.parse(answer.text) as { error: { code: string } }).error.code;
      if (got !== code) problems.push(`has the code ${got} instead of ${code}`);
    }
    if (problems.length > 0) wrong.push(`${operation}: ${breaks}: ${problems.join('; ')}`);
    const kind = constraint
      ? `${breaks.split('/')[0]} constraints`
      : status === 401
        ? 'keys'
        : 'bodies as a whole';
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  };
  for (let start = 0; start < negatives.length; start += 20)
    await Promise.all(negatives.slice(start, start + 20).map(ask));
  summarise(
    'negatives',
    `${negatives.length} requests that break the contract in one place (${[...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ')}): ${wrong.length} not answered with the documented envelope`,
  );
  expect(wrong).toEqual([]);
  expect(negatives.length).toBeGreaterThan(150);
});

test('every derived body breaks the very constraint it names, and no other', () => {
  const odd: string[] = [];
  for (const { id, node } of operationsOf(document)) {
    const schema = node.requestBody?.content['application/json']?.schema;
    if (!schema) continue;
    for (const { at, constraint, value } of breakings(document, schema)) {
      const keyword = constraint.split(' ')[0];
      const found = validator.value(schema, value).map((problem) => /\[(\w+)\]$/.exec(problem)?.[1]);
      // An enum and a bound are broken together with a type, and by nothing else.
      const expected = constraint.startsWith('type')
        ? found.includes('type')
        : found.length === 1 && found[0] === keyword;
      if (!expected) odd.push(`${id} ${at.join('/')} ${constraint}: ${found.join(', ') || 'allowed'}`);
    }
  }
  expect(odd).toEqual([]);
});

const constraints: { schema: SchemaNode; broken: string[] }[] = [
  { schema: { type: 'string', minLength: 1, maxLength: 3 }, broken: ['minLength', 'maxLength'] },
  {
    schema: { type: 'integer', minimum: 2, exclusiveMaximum: 9, multipleOf: 2 },
    broken: ['minimum', 'exclusiveMaximum', 'multipleOf'],
  },
  {
    schema: {
      type: 'array',
      minItems: 1,
      maxItems: 2,
      uniqueItems: true,
      items: { type: 'string', pattern: '^x' },
    },
    broken: ['minItems', 'maxItems', 'uniqueItems', 'pattern'],
  },
  {
    schema: {
      type: 'object',
      required: ['a'],
      additionalProperties: false,
      properties: { a: { enum: ['x'] } },
    },
    broken: ['required', 'additionalProperties', 'enum'],
  },
  { schema: { allOf: [{ type: 'string', maxLength: 2 }] }, broken: ['maxLength'] },
];
test.each(constraints)('$schema is broken by $broken', ({ schema, broken }) => {
  const derived = [...breakings(document, schema)].map(({ constraint }) => constraint);
  expect(derived).toEqual(expect.arrayContaining(broken));
  expect(validator.value(schema, sample(document, schema))).toEqual([]);
});

test('canary: an operation that accepts what the contract refuses is seen', async () => {
  const lax = sliced(contractDocument(), ['listAgents']);
  const limit = lax.paths['/agents']?.['get']?.parameters?.find(({ name }) => name === 'limit');
  if (!limit) throw new Error('listAgents has no limit');
  limit.schema = { type: 'integer' };
  await using broken = await startMock({ document: lax, listen: false });
  const accepted: string[] = [];
  for (const { operation, breaks, request, status } of negativesOf(document).filter(
    ({ operation: id }) => id === 'listAgents',
  ))
    if ((await send(broken.fetch, broken.url, request)).status !== status)
      accepted.push(`${operation} ${breaks}`);
  expect(accepted).toEqual(['listAgents query/limit minimum', 'listAgents query/limit maximum']);
});
