// A small contract of our own, so that the mock's rules are tested apart from the Jettson contract.
import { readFileSync } from 'node:fs';
import { afterAll } from 'vitest';
import { type Mock, startMock } from '../../src/mock/testing.js';

export interface TinyDocument {
  paths: Record<string, Record<string, Record<string, never>>>;
  components: { schemas: Record<string, Record<string, unknown>> };
}

/** A fresh copy of the tiny contract, changed by `edit`. */
export function tiny(edit: (document: TinyDocument) => void = () => undefined): TinyDocument {
  const text = readFileSync(new URL('./fixtures/tiny.json', import.meta.url), 'utf8');
  const document = JSON.parse(text) as TinyDocument;
  edit(document);
  return document;
}

/** A mock of the tiny contract for the tests of a file, which closes when they have ended. */
export async function tinyMock(): Promise<Mock> {
  const mock = await startMock({ document: tiny() });
  afterAll(() => mock.close());
  return mock;
}

export const authorization = 'Bearer jett_sk_test_abcdabcdabcdabcdabcdabcdabcdabcd';
/** The header fields of a request with a body. */
export const json = { authorization, 'content-type': 'application/json' };
/** A body that `putNote` accepts. */
export const good = '{"key":"k","value":"v"}';
