import { expect, test } from 'vitest';
import { type Example, type PathItems, wireExamples } from '../../src/build/examples.js';
import { bundleContract } from '../../src/build/bundle.js';
import { root } from '../../src/build/project.js';

const paths = (): PathItems => ({
  '/things': {
    post: {
      operationId: 'putThing',
      requestBody: { content: { 'application/json': {} } },
      responses: {
        201: { content: { 'application/json': {} } },
        204: {},
        400: { content: { 'application/json': {} } },
      },
    },
  },
});

const example = (name: string, content: Example['content']): Example => ({
  file: `openapi/examples/putThing.${name}.json`,
  operationId: 'putThing',
  case: name,
  content,
});

test('a success shows on its response, with its headers and request, and on the request body', () => {
  const wired = paths();
  const request = { headers: { 'X-A': 'b' }, body: { task: 't' } };
  wireExamples(wired, [
    example('made', {
      summary: 'Made',
      request,
      response: { status: 201, headers: { ETag: 'x' }, body: { id: 1 } },
    }),
  ]);
  const operation = wired['/things']?.['post'];
  expect(operation?.responses?.[201]?.content?.['application/json']?.examples).toEqual({
    made: { summary: 'Made', value: { id: 1 }, 'x-headers': { ETag: 'x' }, 'x-request': request },
  });
  expect(operation?.requestBody?.content?.['application/json']?.examples).toEqual({
    made: { summary: 'Made', value: { task: 't' } },
  });
});

test('a request that provokes an error is no example of a request body', () => {
  const wired = paths();
  wireExamples(wired, [
    example('bad', { request: { body: 7 }, response: { status: 400, body: { error: {} } } }),
  ]);
  expect(wired['/things']?.['post']?.requestBody).toEqual({ content: { 'application/json': {} } });
});

test('an example of an answer without content stands on the response', () => {
  const wired = paths();
  wireExamples(wired, [example('gone', { summary: 'Gone', response: { status: 204 } })]);
  expect(wired['/things']?.['post']?.responses?.[204]).toEqual({
    'x-examples': { gone: { summary: 'Gone' } },
  });
});

test('the default of a status comes first in the bundle, the others by case', async () => {
  const { paths: items } = await bundleContract(root);
  const examples =
    items['/agents/{agent_id}']?.['get']?.responses?.['200']?.content?.['application/json']?.examples ?? {};
  const [first, ...others] = Object.keys(examples);
  expect(first).toBe('completed');
  expect(others).toEqual([...others].sort());
});
