// Small contracts for tests that bend one thing at a time.
import { type Docs, renderDocs } from '../../src/docs/render.js';

export type Part = Readonly<Record<string, unknown>>;

/** A contract of one operation, `GET /things`, with whatever a test puts over it. */
export function contractWith(over: Part = {}, operation: Part = {}): Part {
  return {
    openapi: '3.1.0',
    info: { title: 'Tiny API', version: '1.0.0' },
    servers: [{ url: 'https://tiny.test/v1' }],
    tags: [{ name: 'things' }],
    paths: {
      '/things': {
        get: {
          operationId: 'listThings',
          tags: ['things'],
          summary: 'List things',
          responses: { 200: { description: 'Things.' } },
          ...operation,
        },
      },
    },
    ...over,
  };
}

/** The same with an answer of this schema, and schemas for it to refer to. */
export function contractOf(schema: Part, schemas: Part = {}): Part {
  const answer = { description: 'It.', content: { 'application/json': { schema } } };
  return contractWith({ components: { schemas } }, { responses: { 200: answer } });
}

/** The page of a contract, with nothing beside it. */
export function pageOf(bundle: unknown): Promise<Docs> {
  return renderDocs({ bundle, released: [], promises: [], changelog: '', version: '1.0.0' });
}

/** What an operation's section holds. */
export function sectionOf({ html }: Docs, id: string): string {
  const from = html.indexOf(`<section class="op" id="${id}"`);
  return from < 0 ? '' : html.slice(from, html.indexOf('</section>', from));
}
