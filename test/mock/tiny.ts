// A small contract of our own, so that the mock's rules are tested apart from the Jettson contract.
import { readFileSync } from 'node:fs';

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
