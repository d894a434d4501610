import { expect, test } from 'vitest';
import { startMock } from '../../src/mock/testing.js';
import { contractDocument, operationsOf, sliced } from './document.js';
import { publishedRequests } from './published.js';
import { refusedOfPublished } from './published-requests.js';
import { createValidator } from './validator.js';

test('every request that the published pages show or allow is accepted', async () => {
  await using mock = await startMock({ listen: false });
  expect(await refusedOfPublished(mock, createValidator(contractDocument()))).toEqual([]);
  expect(new Set(publishedRequests.map(({ operation }) => operation))).toEqual(
    new Set(operationsOf(contractDocument()).map(({ id }) => id)),
  );
});

test('canary: a published limit that shrinks is caught', async () => {
  const document = sliced(contractDocument(), ['spawnAgent']);
  const request = document.components.schemas['SpawnAgentRequest'];
  const members = (request?.['properties'] ?? {}) as Record<string, Record<string, unknown>>;
  Object.assign(members['task'] ?? {}, { maxLength: 3999 });
  await using mock = await startMock({ document, listen: false });
  expect(await refusedOfPublished(mock, createValidator(document), ['spawnAgent'])).toEqual([
    'spawnAgent with the longest task, 4,000 characters: is answered with 400: body/task must NOT have more than 3999 characters',
  ]);
});
