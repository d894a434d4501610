// What the witness of a break in a form looks like on the wire: OpenAPI 3.1.1 §4.8.15, RFC 7578.
import { describe, expect, test } from 'vitest';
import { compare } from '../../../src/gate/compare.js';
import type { JsonObject } from '../../../src/gate/include/json.js';

const values: Record<string, JsonObject> = {
  list: { const: ['x y', 'z'], type: 'array', items: { type: 'string' } },
  object: { const: { a: 'x y', b: 2 }, type: 'object' },
  objects: { const: [{ a: 1 }, { a: 2 }], type: 'array', items: { type: 'object' } },
  text: { const: 'x y', type: 'string' },
};

function form(type: string, schema: JsonObject, encoding: JsonObject): JsonObject {
  const requestBody = { required: true, content: { [type]: { schema, encoding } } };
  const post = { requestBody, responses: { '200': { description: 'ok' } } };
  return { openapi: '3.1.1', info: { title: 't', version: '1' }, paths: { '/a': { post } } };
}

async function witness(base: JsonObject, head: JsonObject): Promise<string[]> {
  const report = await compare(base, head);
  return report.findings.map(
    ({ rule, witness: shown }) => `${rule}\n${shown?.text.split('\n\n').slice(1).join('\n\n')}`,
  );
}

/** The body that worked until another part became required. */
async function body(type: string, name: string, encoding: JsonObject = {}): Promise<string> {
  const schema = { type: 'object', properties: { [name]: values[name] ?? {} }, required: [name] };
  const [found = ''] = await witness(
    form(type, schema, { [name]: encoding }),
    form(type, { ...schema, required: [name, 'another'] }, { [name]: encoding }),
  );
  return found;
}

describe('application/x-www-form-urlencoded', () => {
  test.each([
    ['text', {}, 'text=x%20y'],
    ['list', {}, 'list=x%20y&list=z'],
    ['list', { explode: false }, 'list=x%20y,z'],
    ['list', { style: 'pipeDelimited', explode: false }, 'list=x%20y%7Cz'],
    ['object', {}, 'object=%7B%22a%22%3A%22x%20y%22%2C%22b%22%3A2%7D'],
    ['object', { style: 'deepObject' }, 'object%5Ba%5D=x%20y&object%5Bb%5D=2'],
    ['object', { style: 'form' }, 'a=x%20y&b=2'],
    ['list', { contentType: 'application/json' }, 'list=%5B%22x%20y%22%2C%22z%22%5D'],
    ['list', { contentType: 'text/plain' }, 'list=x%20y&list=z'],
  ])('%s, %o', async (name, encoding, expected) => {
    expect(await body('application/x-www-form-urlencoded', name, encoding)).toBe(
      `property-required\n${expected}`,
    );
  });
});

describe('multipart/form-data', () => {
  /** Name, media type and text of each part. */
  const part = (name: string, text: string, type?: string) =>
    `--x\r\ncontent-disposition: form-data; name="${name}"\r\n${type === undefined ? '' : `content-type: ${type}\r\n`}\r\n${text}\r\n`;

  test.each([
    ['text', {}, part('text', 'x y')],
    ['list', {}, part('list', 'x y') + part('list', 'z')],
    [
      'objects',
      {},
      part('objects', '{"a":1}', 'application/json') + part('objects', '{"a":2}', 'application/json'),
    ],
    ['object', {}, part('object', '{"a":"x y","b":2}', 'application/json')],
    ['list', { contentType: 'application/json' }, part('list', '["x y","z"]', 'application/json')],
    ['list', { explode: false }, part('list', 'x y,z')],
    ['list', { style: 'spaceDelimited', explode: false }, part('list', 'x y z')],
    ['object', { style: 'deepObject' }, part('object[a]', 'x y') + part('object[b]', '2')],
    ['text', { contentType: 'text/*, image/png' }, part('text', 'x y', 'text/plain')],
  ])('%s, %o', async (name, encoding, expected) => {
    expect(await body('multipart/form-data', name, encoding)).toBe(`property-required\n${expected}--x--`);
  });

  test('a part comes in the media type that is no longer read', async () => {
    const schema = { type: 'object', properties: { file: { type: 'string', const: 'x' } } };
    const types = (contentType: string) => form('multipart/form-data', schema, { file: { contentType } });
    expect(await witness(types('image/png, image/gif, image/jpeg'), types('image/png, image/jpeg'))).toEqual([
      `encoding-changed\n${part('file', 'x', 'image/gif')}--x--`,
    ]);
  });
});
